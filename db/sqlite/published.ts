/** What the public pages ask of the disclosures, each answer found by an index however many there are. */

import type { Statement } from 'better-sqlite3'
import type { PublishedFilter, PublishedPlace, PublishedResult, View } from '../store.js'
import type { Connection } from './connection.js'
import { PUBLISHED_FIRMS } from './firm-words.js'
import { createFirmSearch } from './search-firms.js'
import { whenNeeded } from './statements.js'

type Row = Omit<PublishedResult, 'content'> & { content: string }
type From = { before: PublishedPlace } | { after: PublishedPlace }
type Bound = string | number

const COLUMNS = 'd.visit, d.department, d.version, d.reason, d.at, d.content'
const FIRM = 'SELECT code, name, results FROM published_firms'

export function readPublished(connection: Connection): Pick<View, 'published'> {
  const prepare = keepStatements(connection)
  const search = whenNeeded(() => createFirmSearch(connection, PUBLISHED_FIRMS))
  const rows = (sql: string, ...bound: Bound[]) => (prepare(sql).all(...bound) as Row[]).map(parse)
  const all = <T>(sql: string, ...bound: Bound[]) => prepare(sql).all(...bound) as T[]
  const one = <T>(sql: string, ...bound: Bound[]) => prepare(sql).get(...bound) as T | undefined
  return {
    published: {
      version: async () => one<{ n: number }>('SELECT coalesce(max(rowid), 0) n FROM disclosures')!.n,
      async list(filter, limit, from) {
        const { sql, bound } = writeList(filter, from)
        const found = rows(sql, ...bound, limit)
        return from && 'after' in from ? found.reverse() : found
      },
      ofFirm: async (code) =>
        rows(
          `SELECT ${COLUMNS} FROM published p JOIN disclosures d ON d.visit = p.visit AND d.department = p.department
           WHERE p.firm = ? ORDER BY p.inspectedOn DESC, p.visit DESC, p.department DESC, d.version DESC`,
          code,
        ),
      standing: async (code) =>
        all<Row & { problem: 0 | 1 }>(
          `SELECT ${COLUMNS}, p.problem FROM published p ${NEWEST}
           WHERE p.firm = ? ORDER BY p.inspectedOn DESC, p.visit DESC, p.department DESC`,
          code,
        ).map(({ problem, ...row }) => ({ ...parse(row), problem: problem === 1 })),
      versions: async (visit, department) =>
        rows(
          `SELECT ${COLUMNS} FROM disclosures d WHERE d.visit = ? AND d.department = ? ORDER BY d.version DESC`,
          visit,
          department,
        ),
      ofVisit: async (visit) =>
        rows(`SELECT ${COLUMNS} FROM published p ${NEWEST} WHERE p.visit = ? ORDER BY p.department`, visit),
      latest: async (limit) =>
        rows(
          `SELECT ${COLUMNS} FROM disclosures d
           WHERE "version" = (SELECT p.version FROM published p WHERE p.visit = d.visit AND p.department = d.department)
           ORDER BY d.at DESC, d.rowid DESC LIMIT ?`,
          limit,
        ),
      between: async (after, until) =>
        rows(
          `SELECT ${COLUMNS} FROM disclosures d WHERE d.at > ? AND d.at <= ? ORDER BY d.at, d.rowid`,
          after,
          until,
        ),
      corrections: async (notFor, limit, offset) =>
        rows(
          `SELECT ${COLUMNS} FROM disclosures d WHERE "version" > 1 AND d.reason IS NOT ? ORDER BY d.at DESC, d.rowid DESC LIMIT ? OFFSET ?`,
          notFor,
          limit,
          offset,
        ),
      firm: async (code) => one(`${FIRM} WHERE code = ?`, code),
      searchFirms: async (words, limit, offset) =>
        search()(words, limit, offset).map((code) => one(`${FIRM} WHERE code = ?`, code)!),
      firmCodes: async (limit, offset) =>
        all<{ code: string }>(
          'SELECT code FROM published_firms WHERE id > ? ORDER BY id LIMIT ?',
          offset,
          limit,
        ).map(({ code }) => code),
      firmCount: async () => one<{ n: number }>('SELECT coalesce(max(id), 0) n FROM published_firms')!.n,
      counts: async () => all('SELECT * FROM published_counts WHERE results > 0 ORDER BY month, department'),
      findings: async () =>
        all('SELECT * FROM published_findings WHERE results > 0 ORDER BY item, results DESC, finding'),
    },
  }
}

const NEWEST =
  'JOIN disclosures d ON d.visit = p.visit AND d.department = p.department AND d.version = p.version'

/** Each filter has its index, in the order of the list; an item is looked for among the items. */
function writeList(filter: PublishedFilter, from: From | undefined): { sql: string; bound: Bound[] } {
  const { item, department, month } = filter
  const asked: [string, Bound[]][] = []
  if (item !== undefined) asked.push(['s.item = ?', [item]])
  if (department !== undefined) asked.push(['s.department = ?', [department]])
  if (month !== undefined) asked.push(['s.inspectedOn BETWEEN ? AND ?', [`${month}-01`, `${month}-31`]])
  const older = !(from && 'after' in from)
  if (from)
    asked.push([`(s.inspectedOn, s.visit, s.department) ${older ? '<' : '>'} (?, ?, ?)`, placeOf(from)])
  const source =
    item === undefined
      ? `published s ${NEWEST.replaceAll('p.', 's.')}`
      : `published_items s JOIN published p ON p.visit = s.visit AND p.department = s.department ${NEWEST}`
  const where = asked.length === 0 ? '' : `WHERE ${asked.map(([condition]) => condition).join(' AND ')}`
  const way = older ? 'DESC' : 'ASC'
  return {
    sql: `SELECT ${COLUMNS} FROM ${source} ${where} ORDER BY s.inspectedOn ${way}, s.visit ${way}, s.department ${way} LIMIT ?`,
    bound: asked.flatMap(([, values]) => values),
  }
}

function placeOf(from: From): Bound[] {
  const { inspectedOn, visit, department } = 'after' in from ? from.after : from.before
  return [inspectedOn, visit, department]
}

const parse = (row: Row): PublishedResult => ({ ...row, content: JSON.parse(row.content) })

/** There are a few shapes of question: each is prepared once for a connection. */
function keepStatements({ raw }: Connection): (sql: string) => Statement {
  const kept = new Map<string, Statement>()
  return (sql) => {
    const statement = kept.get(sql) ?? raw.prepare(sql)
    kept.set(sql, statement)
    return statement
  }
}
