/** Sorts and counts a disclosure for the public pages, in the transaction that adds it. */

import type { Disclosure } from '../store.js'
import type { Connection } from './connection.js'
import { PUBLISHED_FIRMS, prepareFirmWords } from './firm-words.js'
import { whenNeeded } from './statements.js'

interface Shown {
  version: number
  problem: 0 | 1
  content: string
}

/** A correction takes back what the version before it has added. */
export function preparePublishing(connection: Connection): (row: Disclosure) => void {
  const shown = whenNeeded(() => prepareShown(connection))
  const enter = whenNeeded(() => prepareEntry(connection))
  const count = whenNeeded(() => prepareCounts(connection))
  const countFirm = whenNeeded(() => prepareFirmCount(connection))
  return (row) => {
    const { before, problem } = shown()(row)
    if (before) count()({ ...row, content: JSON.parse(before.content) }, before.problem, -1)
    enter()(row, problem)
    count()(row, problem, 1)
    countFirm()(row, before ? 0 : 1)
  }
}

/** Whether something was found is the result's own word, not read out of the text. */
function prepareShown({ raw }: Connection) {
  const last = raw.prepare<string[], Shown>(
    `SELECT p.version, p.problem, d.content FROM published p
     JOIN disclosures d ON d.visit = p.visit AND d.department = p.department AND d.version = p.version
     WHERE p.visit = ? AND p.department = ?`,
  )
  const found = raw.prepare<string[], { problem: 0 | 1 }>(
    'SELECT problem FROM results WHERE visit = ? AND department = ?',
  )
  return ({ visit, department }: Disclosure) => ({
    before: last.get(visit, department),
    problem: found.get(visit, department)?.problem ?? 0,
  })
}

function prepareEntry({ raw }: Connection) {
  const put = raw.prepare(
    `INSERT INTO published (visit, department, version, firm, inspectedOn, problem) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (visit, department) DO UPDATE SET version = excluded.version, firm = excluded.firm,
     inspectedOn = excluded.inspectedOn, problem = excluded.problem`,
  )
  const forget = raw.prepare('DELETE FROM published_items WHERE visit = ? AND department = ?')
  const putItem = raw.prepare(
    'INSERT OR IGNORE INTO published_items (item, inspectedOn, visit, department) VALUES (?, ?, ?, ?)',
  )
  return ({ visit, department, version, content }: Disclosure, problem: number) => {
    const { firm, inspectedOn, items } = content
    put.run(visit, department, version, firm.code, inspectedOn, problem)
    forget.run(visit, department)
    for (const { code } of items) putItem.run(code, inspectedOn, visit, department)
  }
}

function prepareCounts({ raw }: Connection) {
  const results = raw.prepare(
    `INSERT INTO published_counts (month, department, results, problems) VALUES (?, ?, ?, ?)
     ON CONFLICT (month, department) DO UPDATE SET results = results + excluded.results, problems = problems + excluded.problems`,
  )
  const findings = raw.prepare(
    `INSERT INTO published_findings (item, finding, results) VALUES (?, ?, ?)
     ON CONFLICT (item, finding) DO UPDATE SET results = results + excluded.results`,
  )
  return ({ department, content }: Disclosure, problem: number, times: 1 | -1) => {
    results.run(content.inspectedOn.slice(0, 7), department, times, times * problem)
    for (const { code, result } of content.items) findings.run(code, result, times)
  }
}

function prepareFirmCount(connection: Connection) {
  const insert = connection.raw.prepare('INSERT INTO published_firms (code, name, results) VALUES (?, ?, ?)')
  const change = connection.raw.prepare(
    'UPDATE published_firms SET name = ?, results = results + ? WHERE code = ?',
  )
  const { find, add, rename } = prepareFirmWords(connection, PUBLISHED_FIRMS)
  return ({ content: { firm } }: Disclosure, results: 0 | 1) => {
    const known = find(firm.code)
    if (known) change.run(firm.name, results, firm.code)
    else add(insert.run(firm.code, firm.name, results).lastInsertRowid, firm.name)
    if (known && known.name !== firm.name) rename(known.rowid, firm.name)
  }
}
