/** What must hold before a draw is committed, so that it can be carried out whoever is drawn (dr1 §2). */
import type { InspectorRow, SeatRow, SheetRow } from './freeze.js'
import { checkRoster, type RosterRefusal } from './roster.js'
import { countOf, type Rule } from './select.js'
import { findShortage, listStaff, type Shortage } from './shortage.js'

export type Infeasible =
  /** Firms that have no lawful team even by themselves, and the seats they lack; the shortages say more, firms alike together. */
  | { kind: 'row'; firms: string[]; seats: string[]; shortages: (Shortage & { firms: string[] })[] }
  /** Recusals aside, these seats of all visits together have too few inspectors. */
  | ({ kind: 'capacity'; visits: number } & Shortage)
  /** Every firm is drawn, and with their recusals these firms' seats have too few inspectors. */
  | ({ kind: 'roster'; visits: number; firms: string[] } & Shortage)
  /** The product of firms drawn and total weight reaches 2^53. */
  | { kind: 'weights'; stratum: string; drawn: number; total: number }

type Input = { sheet: SheetRow[]; inspectors: InspectorRow[]; seats: SeatRow[]; rules: Record<string, Rule> }
type Stratum = { stratum: string; rows: number; total: number; drawn: number; rule: Rule }

/**
 * The first thing that stands in the draw's way, or null.
 * @param input with inspectors in the order of their file. @throws Error unless the rules' keys are the sheet's strata.
 */
export function checkBeforeCommit(input: Input): Infeasible | null {
  const strata = sumStrata(input)
  return checkWeights(strata) ?? checkRows(input) ?? checkVisits(input, strata)
}

function sumStrata({ sheet, rules }: Input): Stratum[] {
  const sums = new Map<string, { rows: number; total: number }>()
  for (const { stratum, weight } of sheet) {
    const sum = sums.get(stratum) ?? { rows: 0, total: 0 }
    sum.rows += 1
    sum.total += weight
    sums.set(stratum, sum)
  }
  const ruled = Object.entries(rules)
  const same = ruled.length === sums.size && ruled.every(([stratum]) => sums.has(stratum))
  if (!same) throw new Error('The rules do not name exactly the strata of the sheet')
  return ruled.map(([stratum, rule]) => {
    const { rows, total } = sums.get(stratum)!
    return { stratum, rows, total, drawn: countOf(rule, rows), rule }
  })
}

function checkWeights(strata: Stratum[]): Infeasible | null {
  const over = strata.find(({ rule, drawn, total }) => rule.weighted && drawn * total >= 2 ** 53)
  return over ? { kind: 'weights', stratum: over.stratum, drawn: over.drawn, total: over.total } : null
}

function checkRows({ sheet, inspectors, seats }: Input): Infeasible | null {
  const staff = listStaff(seats, inspectors)
  // Most firms share one set of recusals, the empty one.
  const found = new Map<string, (Shortage & { firms: string[] }) | null>()
  const firms: string[] = []
  for (const { firm, recused } of sheet) {
    const key = recused.join()
    if (!found.has(key)) {
      const shortage = findShortage(staff, 1, new Set(recused))
      found.set(key, shortage && { ...shortage, firms: [] })
    }
    const shortage = found.get(key)
    if (!shortage) continue
    shortage.firms.push(firm)
    firms.push(firm)
  }
  if (firms.length === 0) return null
  const shortages = [...found.values()].filter((shortage) => shortage !== null)
  const lacking = new Set(shortages.flatMap((shortage) => shortage.seats))
  const names = seats.map((seat) => seat.name).filter((name) => lacking.has(name))
  return { kind: 'row', firms, seats: names, shortages }
}

/** With recusals, and not every firm drawn, nobody can know yet: then the numbers alone are checked. */
function checkVisits({ sheet, inspectors, seats }: Input, strata: Stratum[]): Infeasible | null {
  const visits = strata.reduce((sum, { drawn }) => sum + drawn, 0)
  const shortage = findShortage(listStaff(seats, inspectors), visits, new Set())
  if (shortage) return { kind: 'capacity', visits, ...shortage }
  if (visits < sheet.length || sheet.every((row) => row.recused.length === 0)) return null
  const refusal = checkRoster(sheet, seats, inspectors)
  return refusal && nameRefusal(refusal, sheet, seats)
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
