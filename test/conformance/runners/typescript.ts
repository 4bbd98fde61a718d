/** The check behind `ssj verify`, server/verify. */
import { checkRefusal } from '../../../server/verify/check-refusal.js'
import { pickSuccessor } from '../../../server/verify/check-replacements.js'
import { pickInspectors } from '../../../server/verify/check-roster.js'
import { drawTickets, selectRows } from '../../../server/verify/check-selected.js'
import { hashOf, hashText, toCanonical } from '../../../server/verify/hash.js'
import { createDoubles, openStream } from '../../../server/verify/random.js'
import { demandCanonical, readPlain } from '../../../server/verify/read-proof.js'
import { createRosterRules } from '../../../server/verify/roster-rules.js'
import { createRosterState } from '../../../server/verify/roster-state.js'
import { countToSelect } from '../../../server/verify/strata.js'
import { Mismatch } from '../../../server/verify/verdict.js'
import { verifyProof } from '../../../server/verify/verify-proof.js'
import { keyOf } from '../kit/random.js'
import { replacementSeed } from '../kit/replacements.js'
import type { RosterGiven } from '../kit/rosters.js'
import { bitsOf, doubleOf } from '../kit/vector.js'
import type { GivenOf, Runner } from './runner.js'

function take(next: () => number, count: number): string[] {
  return Array.from({ length: count }, () => bitsOf(next()))
}

const doublesOf = (seed: string) => createDoubles(String.fromCharCode(...keyOf(seed)))

function rulesOf({ visits, seats, inspectors }: RosterGiven) {
  const openings = visits.map(([firm, recused]): [string, string, string[]] => [firm, '', recused])
  return createRosterRules({ openings }, { inspectors, seats })
}

/** What the check says of a value: true, or false where it does not match. */
function holds(check: () => void): boolean {
  try {
    check()
    return true
  } catch (error) {
    if (error instanceof Mismatch) return false
    throw error
  }
}

function readText({ text }: GivenOf['refused']): unknown {
  const bytes = Buffer.from(`${text}\n`)
  const accepted = holds(() => demandCanonical(readPlain(bytes).value, `${text}\n`))
  return accepted ? 'accepted' : 'refused'
}

function rosterOf({ seed, ...given }: GivenOf['roster']): string[] | null {
  return pickInspectors(seed, rulesOf(given))?.map((i) => given.inspectors[i]![0]) ?? null
}

function successorOf(given: GivenOf['replacement']): unknown {
  const { inspectors, holders, seats, visit, seat } = given
  const rules = rulesOf(given)
  const state = createRosterState(rules)
  const indexOf = (id: string | null) => inspectors.findIndex(([one]) => one === id)
  state.move(holders.flatMap((id, q): [number, number][] => (id === null ? [] : [[q, indexOf(id)]])))
  const { menu, pick } = pickSuccessor(replacementSeed(given), rules, state, visit * seats.length + seat)
  return {
    menu: menu.map((i) => inspectors[i]![0]),
    inspector: pick === undefined ? null : inspectors[pick]![0],
  }
}

function selects({ seed, rules, sheet }: GivenOf['select']): unknown {
  const tickets = drawTickets(seed, sheet.length)
  const rows = sheet.map(([firm, stratum, weight]): [string, string, number, string] => [
    firm,
    stratum,
    weight,
    '',
  ])
  return [...new Set(sheet.map(([, stratum]) => stratum))].sort().flatMap((name) => {
    const stratum = { name, rows: [...sheet.keys()].filter((i) => sheet[i]![1] === name) }
    return selectRows(rules[name]!, stratum, rows, tickets).map((row, i) => [
      name,
      i + 1,
      row,
      sheet[row]![0],
    ])
  })
}

function rank({ rule, weights, tickets }: GivenOf['rank']): number[] {
  const sheet = weights.map((weight, i): [string, string, number, string] => [`F${i}`, 'A', weight, ''])
  const stratum = { name: 'A', rows: [...weights.keys()] }
  return selectRows(rule, stratum, sheet, Float64Array.from(tickets, doubleOf))
}

function ticketsOf({ seed, rows }: GivenOf['ticket']): string[] {
  const tickets = drawTickets(seed, Math.max(...rows) + 1)
  return rows.map((row) => bitsOf(tickets[row]!))
}

export const typescript: Runner = {
  name: 'server/verify',
  units: {
    seedrandom: ({ key }) => take(createDoubles(Buffer.from(key, 'hex').toString('latin1')), 6),
    collision: ({ a, b }) => ({ a: take(doublesOf(a), 3), b: take(doublesOf(b), 3) }),
    jcs: ({ value }) => ({ jcs: toCanonical(value), hash: hashText(toCanonical(value)) }),
    refused: readText,
    sub: ({ seed, name }) => ({
      sub: hashOf('dr1/sub', seed, ...name),
      doubles: take(openStream(seed, ...name), 3),
    }),
    ticket: ticketsOf,
    count: ({ rule, rows }) => countToSelect(rule, rows),
    rank,
    select: selects,
    roster: rosterOf,
    refusal: ({ refusal, ...given }) => holds(() => checkRefusal(refusal, rulesOf(given))),
    replacement: successorOf,
  },
  verify(bytes) {
    const verdict = verifyProof(bytes)
    if (verdict.result === 'match') return null
    return verdict.result === 'mismatch' ? verdict.section : verdict.result
  },
}
