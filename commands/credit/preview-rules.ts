/** What rules would make of all firms as their files are now, without changing any. */
import type { CreditClass, View } from '../../db/store.js'
import type { RulesPreview } from '../messages/rating.js'
import { type CreditTable, rateFirm } from '../rules/credit/rate.js'
import { loadFacts } from './rate-firm.js'

const PAGE = 1000
const CLASSES: CreditClass[] = ['A', 'B', 'C', 'D']

interface Standing {
  class: CreditClass
  weight: number
}

/** @param day 'YYYY-MM-DD' */
export async function previewRules(view: View, table: CreditTable, day: string): Promise<RulesPreview> {
  const tally = createTally()
  // Of most firms the registers' class is all that counts: those are told by their number.
  for (const { base, firms, ...before } of await view.creditStandings.groups())
    tally.add(before, rateFirm(base, [], table, day), firms)
  for (let after = '', more = true; more; ) {
    const codes = await view.creditStandings.firmsWithFacts(after, PAGE)
    for (const code of codes) {
      const firm = (await view.firms.get(code))!
      const base = (await view.creditStandings.get(code))?.base ?? firm.creditClass
      const before = { class: firm.creditClass, weight: firm.weight }
      tally.add(before, rateFirm(base, [], table, day), -1)
      tally.add(before, rateFirm(base, await loadFacts(view, code), table, day), 1)
    }
    more = codes.length === PAGE
    after = codes.at(-1) ?? after
  }
  return { day, ...tally.end() }
}

function createTally() {
  const moved = new Map<string, number>()
  const counted = new Map(CLASSES.map((one) => [one, { before: 0, after: 0 }]))
  let weights = 0
  return {
    add(before: Standing, after: Standing, firms: number): void {
      counted.get(before.class)!.before += firms
      counted.get(after.class)!.after += firms
      const way = before.class + after.class
      if (before.class !== after.class) moved.set(way, (moved.get(way) ?? 0) + firms)
      else if (before.weight !== after.weight) weights += firms
    },
    end(): Omit<RulesPreview, 'day'> {
      const classes = CLASSES.map((one) => ({ class: one, ...counted.get(one)! }))
      const firms = classes.reduce((sum, { before }) => sum + before, 0)
      const changes = [...moved]
        .filter(([, n]) => n > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([way, n]) => ({ from: way[0]!, to: way[1]!, firms: n }))
      return { firms, changes, weights, classes }
    },
  }
}
