/** Rates firms by the table in force, in steps so short that no chat waits: all after a new table or an import, files each day. */
import { setImmediate as breathe } from 'node:timers/promises'
import { rateAnew, type TableInForce, tableInForce } from '../../commands/credit/rate-firm.js'
import { rateFirm } from '../../commands/rules/credit/rate.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { FirmInScope, Store, View } from '../../db/store.js'

/** Firms of which the codes are read at a time, by a snapshot that nothing is written beside. */
const PAGE = 1000
/** Leaves time for the commit within the 20 ms that a write may take. */
const STEP_MILLISECONDS = 12

interface When {
  store: Store
  now: () => Date
  zone: string
}

type NextCodes = (view: View, after: string) => Promise<string[]>

/** @returns how many firms have another class or weight now */
export async function rateEverybody(when: When): Promise<number> {
  const inForce = await when.store.read(tableInForce)
  if (!inForce) return 0
  const unrated = await rateUnrated(when, inForce)
  return (
    unrated +
    (await rateEach(when, inForce, ({ creditStandings }, after) =>
      creditStandings.firmsWithFile(after, PAGE),
    ))
  )
}

/** The firms whose class may change without anybody's doing: what was counted grows too old. @returns how many have changed */
export async function rateAging(when: When): Promise<number> {
  const inForce = await when.store.read(tableInForce)
  if (!inForce) return 0
  return rateEach(when, inForce, ({ creditStandings }, after) => creditStandings.firmsWithFacts(after, PAGE))
}

/** Without a file only the registers' class counts, and a firm that it says all of is passed over. */
async function rateUnrated(when: When, inForce: TableInForce): Promise<number> {
  let changed = 0
  for (let after = '', more = true; more; await breathe()) {
    const firms = await when.store.read(({ creditStandings }) => creditStandings.unrated(after, PAGE))
    const differing = firms.filter((firm) => differs(firm, inForce))
    changed += await rateAll(
      when,
      inForce,
      differing.map(({ code }) => code),
    )
    more = firms.length === PAGE
    after = firms.at(-1)?.code ?? after
  }
  return changed
}

const differs = ({ creditClass, weight }: FirmInScope, { table }: TableInForce) => {
  const rating = rateFirm(creditClass, [], table, '')
  return rating.class !== creditClass || rating.weight !== weight
}

async function rateEach(when: When, inForce: TableInForce, next: NextCodes): Promise<number> {
  let changed = 0
  for (let after = '', more = true; more; ) {
    const codes = await when.store.read((view) => next(view, after))
    changed += await rateAll(when, inForce, codes)
    more = codes.length === PAGE
    after = codes.at(-1) ?? after
  }
  return changed
}

async function rateAll(when: When, inForce: TableInForce, codes: string[]): Promise<number> {
  let changed = 0
  for (let start = 0; start < codes.length; await breathe()) {
    const step = await rateStep(when, inForce, codes, start)
    changed += step.changed
    start = step.next
  }
  return changed
}

async function rateStep({ store, now, zone }: When, inForce: TableInForce, codes: string[], start: number) {
  return store.write(async (tx) => {
    const how = { today: officeDay(now(), zone), at: now().toISOString(), by: 'system' }
    const until = performance.now() + STEP_MILLISECONDS
    const step = { next: start, changed: 0 }
    while (step.next < codes.length && (step.next === start || performance.now() < until))
      if (await rateAnew(tx, inForce, codes[step.next++]!, how)) step.changed++
    return step
  })
}
