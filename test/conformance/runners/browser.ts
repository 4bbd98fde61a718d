/** The browser's check, server/pages/check. */
import canonicalize from 'canonicalize'
import { NotCanonical, openCanonical } from '../../../server/pages/check/canonical-reader.js'
import { pickSuccessor } from '../../../server/pages/check/check-replacements.js'
import { checkRefusal } from '../../../server/pages/check/check-roster.js'
import { drawFirms, rankFirms } from '../../../server/pages/check/draw-firms.js'
import { fingerprint, labelled } from '../../../server/pages/check/hash.js'
import { pickRoster } from '../../../server/pages/check/pick-roster.js'
import type { SheetRow } from '../../../server/pages/check/read-files.js'
import { describeSeating } from '../../../server/pages/check/seating.js'
import { countWanted } from '../../../server/pages/check/strata.js'
import { openDoubles, openStream } from '../../../server/pages/check/stream.js'
import { Mismatch } from '../../../server/pages/check/verdict.js'
import { verify } from '../../../server/pages/check/verify.js'
import type { Proof } from '../../../server/verify/proof-shape.js'
import { keyOf } from '../kit/random.js'
import { replacementSeed } from '../kit/replacements.js'
import type { RosterGiven } from '../kit/rosters.js'
import { bitsOf, doubleOf } from '../kit/vector.js'
import type { GivenOf, Runner } from './runner.js'

function take(next: () => number, count: number): string[] {
  return Array.from({ length: count }, () => bitsOf(next()))
}

const doublesOf = (seed: string) => openDoubles(String.fromCharCode(...keyOf(seed)))

function readText({ text }: GivenOf['refused']): unknown {
  const reader = openCanonical(Buffer.from(`${text}\n`).toString())
  try {
    reader.value()
    reader.lineFeed()
    return reader.atEnd() ? 'accepted' : 'refused'
  } catch (error) {
    if (error instanceof NotCanonical) return 'refused'
    throw error
  }
}

const rowOf = (firm: string, stratum: string, weight: number): SheetRow => [firm, stratum, weight, '']

function ticketsOf({ seed, rows }: GivenOf['ticket']): string[] {
  const sheet = Array.from({ length: Math.max(...rows) + 1 }, (_, i) => rowOf(`F${i}`, 'A', 1))
  const { tickets } = drawFirms(seed, { A: { count: 0 } }, sheet)
  return rows.map((row) => bitsOf(tickets[row]!))
}

function rank({ rule, weights, tickets }: GivenOf['rank']): number[] {
  const sheet = weights.map((weight, i) => rowOf(`F${i}`, 'A', weight))
  return rankFirms({ A: rule }, sheet, Float64Array.from(tickets, doubleOf)).strata.flatMap(
    (one) => one.selected,
  )
}

function selects({ seed, rules, sheet }: GivenOf['select']): unknown {
  const { strata } = drawFirms(
    seed,
    rules,
    sheet.map((row) => rowOf(...row)),
  )
  return strata.flatMap(({ stratum, selected }) =>
    selected.map((row, i) => [stratum, i + 1, row, sheet[row]![0]]),
  )
}

function seatingOf({ visits, seats, inspectors }: RosterGiven) {
  const openings = visits.map(([firm, recused]): [string, string, string[]] => [firm, '', recused])
  return describeSeating({ openings }, { inspectors, seats })
}

function rosterOf({ seed, ...given }: GivenOf['roster']): string[] | null {
  const seating = seatingOf(given)
  return pickRoster(seed, seating)?.map((i) => seating.ids[i]!) ?? null
}

/** True, or false where it does not match. */
function holdsRefusal(refusal: NonNullable<Proof['refusal']>, given: RosterGiven): boolean {
  try {
    checkRefusal(refusal, seatingOf(given))
    return true
  } catch (error) {
    if (error instanceof Mismatch) return false
    throw error
  }
}

function successorOf(given: GivenOf['replacement']): unknown {
  const seating = seatingOf(given)
  const indexOf = (id: string | null) => (id === null ? null : seating.ids.indexOf(id))
  const holders = given.holders.map(indexOf)
  const place = given.visit * given.seats.length + given.seat
  const leaver = holders[place]!
  holders[place] = null
  const { menu, pick } = pickSuccessor(replacementSeed(given), seating, holders, { place, leaver })
  return { menu: menu.map((i) => seating.ids[i]), inspector: pick === null ? null : seating.ids[pick] }
}

export const browser: Runner = {
  name: 'server/pages/check',
  units: {
    seedrandom: ({ key }) => take(openDoubles(Buffer.from(key, 'hex').toString('latin1')), 6),
    collision: ({ a, b }) => ({ a: take(doublesOf(a), 3), b: take(doublesOf(b), 3) }),
    jcs: ({ value }) => ({ jcs: canonicalize(value), hash: fingerprint(canonicalize(value)!) }),
    refused: readText,
    sub: ({ seed, name: [name, k] }) => ({
      sub: labelled('dr1/sub', seed, name, ...(k === undefined ? [] : [k])),
      doubles: take(k === undefined ? openStream(seed, name) : openStream(seed, name, k), 3),
    }),
    ticket: ticketsOf,
    count: ({ rule, rows }) => countWanted(rule, rows),
    rank,
    select: selects,
    roster: rosterOf,
    refusal: ({ refusal, ...given }) => holdsRefusal(refusal, given),
    replacement: successorOf,
  },
  verify(bytes) {
    const answer = verify(bytes)
    if (answer.result === 'match') return null
    return answer.result === 'mismatch' ? answer.section : 'unreadable'
  },
}
