/** Between a table of credit rules and the rows of a sheet: every item once, and holes and overlaps named by their rows. */
import {
  classOf,
  creditRules,
  factItems,
  RULE_ITEMS,
  type RuleRow,
  startOf,
  YEARS,
} from '../registries/kinds/credit-rules.js'
import type { ClassRange, CreditTable } from '../rules/credit/rate.js'
import { findGaps, readCreditTable, writeCreditTable } from '../rules/credit/read-table.js'

const CLASSES = ['A', 'B', 'C', 'D'] as const

/** @param rows as the spreadsheet counts them. @returns the table's text, or what has to be mended, in sentences */
export function gatherRules(
  rows: { row: number; record: RuleRow }[],
): { text: string } | { faults: string[] } {
  const faults: string[] = []
  const found = new Map<string, { row: number; record: RuleRow }>()
  for (const one of rows) {
    const before = found.get(one.record.item)
    if (before) faults.push(`第 ${one.row} 行“${one.record.item}”和第 ${before.row} 行重复。`)
    else found.set(one.record.item, one)
  }
  for (const item of RULE_ITEMS) if (!found.has(item)) faults.push(`缺少“${item}”一行。`)
  if (faults.length > 0) return { faults }
  const table = tableOf((item) => found.get(item)!.record)
  const gaps = findGaps(table.classes, (one) => {
    const item = classOf(one.class)
    return `第 ${found.get(item)!.row} 行的${item}`
  })
  return gaps.length > 0 ? { faults: gaps } : { text: writeCreditTable(table) }
}

function tableOf(of: (item: string) => RuleRow): CreditTable {
  const value = (item: string) => of(item).value!
  return {
    starts: Object.fromEntries(CLASSES.map((one) => [one, value(startOf(one))])) as CreditTable['starts'],
    years: value(YEARS),
    points: Object.fromEntries(factItems.map(([kind, item]) => [kind, value(item)])) as CreditTable['points'],
    classes: CLASSES.map((one): ClassRange => ({ class: one, ...of(classOf(one)).range! })),
  }
}

/** The cells of the rows that say what a table's text says, in the order of the sheet's columns. */
export function cellsOfRules(text: string): string[][] {
  const read = readCreditTable(text)
  if ('faults' in read) throw new Error(`no table of credit rules: ${read.faults.join()}`)
  const { starts, years, points, classes } = read.table
  const plain = (item: string, value: number): RuleRow => ({ item, value, range: null })
  const rows: RuleRow[] = [
    ...CLASSES.map((one) => plain(startOf(one), starts[one])),
    plain(YEARS, years),
    ...factItems.map(([kind, item]) => plain(item, points[kind])),
    ...classes.map(({ class: one, ...range }) => ({ item: classOf(one), value: null, range })),
  ]
  return rows.map((row) => {
    const values = creditRules.toValues(row)
    return Object.keys(creditRules.columns).map((name) => String(values[name] ?? ''))
  })
}
