/** What must hold before a draw is committed, so that it can be carried out whoever is drawn (dr1 §2). */
import type { SeatRow, SheetRow } from './freeze.js'
import { checkRoster, type RosterRefusal } from './roster.js'
import { countOf, type Rule } from './select.js'
import { findShortage, type Shortage } from './shortage.js'
import type { Lack, Tally } from './tally.js'

export type Infeasible =
  /** Firms that have no lawful team even by themselves, and the seats they lack; the shortages say more, firms alike together. */
  | { kind: 'row'; firms: string[]; seats: string[]; shortages: Lack[] }
  /** Recusals aside, these seats of all visits together have too few inspectors. */
  | ({ kind: 'capacity'; visits: number } & Shortage)
  /** Every firm is drawn, and with their recusals these firms' seats have too few inspectors. */
  | ({ kind: 'roster'; visits: number; firms: string[] } & Shortage)
  /** The product of firms drawn and total weight reaches 2^53. */
  | { kind: 'weights'; stratum: string; drawn: number; total: number }

type Stratum = { stratum: string; rows: number; total: number; drawn: number; rule: Rule }

/** The first thing that stands in the draw's way, or null. @throws Error unless the rules' keys are the sheet's strata. */
export function checkBeforeCommit(tally: Tally, rules: Record<string, Rule>): Infeasible | null {
  const strata = ruleStrata(tally, rules)
  return checkWeights(strata) ?? checkRows(tally) ?? checkVisits(tally, strata)
}

function ruleStrata(tally: Tally, rules: Record<string, Rule>): Stratum[] {
  const ruled = Object.entries(rules)
  const same = ruled.length === tally.strata.size && ruled.every(([stratum]) => tally.strata.has(stratum))
  if (!same) throw new Error('The rules do not name exactly the strata of the sheet')
  return ruled.map(([stratum, rule]) => {
    const { rows, total } = tally.strata.get(stratum)!
    return { stratum, rows, total, drawn: countOf(rule, rows), rule }
  })
}

function checkWeights(strata: Stratum[]): Infeasible | null {
  const over = strata.find(({ rule, drawn, total }) => rule.weighted && drawn * total >= 2 ** 53)
  return over ? { kind: 'weights', stratum: over.stratum, drawn: over.drawn, total: over.total } : null
}

function checkRows({ staff, lacks, teamless }: Tally): Infeasible | null {
  if (teamless.length === 0) return null
  const shortages = [...lacks.values()].filter((lack) => lack !== null)
  const lacking = new Set(shortages.flatMap((shortage) => shortage.seats))
  const names = staff.seats.map((seat) => seat.name).filter((name) => lacking.has(name))
  return { kind: 'row', firms: teamless, seats: names, shortages }
}

/** With recusals, and not every firm drawn, nobody can know yet: then the numbers alone are checked. */
function checkVisits({ staff, rows, first }: Tally, strata: Stratum[]): Infeasible | null {
  const visits = strata.reduce((sum, { drawn }) => sum + drawn, 0)
  const shortage = findShortage(staff, visits, new Set())
  if (shortage) return { kind: 'capacity', visits, ...shortage }
  // There is room for all visits, so if every firm is drawn the first rows are all of them.
  if (visits < rows || first.every((row) => row.recused.length === 0)) return null
  const refusal = checkRoster(first, staff.seats, staff.inspectors)
  return refusal && nameRefusal(refusal, first, staff.seats)
}

function nameRefusal(refusal: RosterRefusal, sheet: SheetRow[], seats: SeatRow[]): Infeasible {
  const firms = new Set(refusal.seats.map((q) => sheet[Math.floor(q / seats.length)]!.firm))
  const names = new Set(refusal.seats.map((q) => seats[q % seats.length]!.name))
  return {
    kind: 'roster',
    visits: sheet.length,
    firms: [...firms],
    seats: seats.map((seat) => seat.name).filter((name) => names.has(name)),
    inspectors: refusal.inspectors,
    needed: refusal.seats.length,
    room: refusal.room,
  }
}
