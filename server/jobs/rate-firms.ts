/** Rates every firm by the table in force, in steps so short that no chat waits: after a new table, after an import of firms. */
import { setImmediate as breathe } from 'node:timers/promises'
import { rateAnew, type TableInForce, tableInForce } from '../../commands/rate-firm.js'
import { rateFirm } from '../../commands/rules/credit/rate.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { FirmInScope, Store } from '../../db/store.js'

/** Firms that one transaction rates: a few milliseconds. */
const STEP = 40
const PAGE = 1000

interface When {
  store: Store
  now: () => Date
  zone: string
}

/** @returns how many firms have another class or weight now */
export async function rateEverybody(when: When): Promise<number> {
  const inForce = await when.store.read(tableInForce)
  if (!inForce) return 0
  const differing: string[] = []
  let changed = 0
  // Without a file only the registers' class counts: few of these differ from what they are.
  await when.store.read((view) =>
    view.firms.eachInScope([], async (firms) => {
      for (const firm of firms) if (differs(firm, inForce)) differing.push(firm.code)
      while (differing.length >= STEP) changed += await rateStep(when, inForce, differing.splice(0, STEP))
      await breathe()
    }),
  )
  changed += await rateStep(when, inForce, differing)
  return changed + (await rateFiles(when))
}

const differs = ({ creditClass, weight }: FirmInScope, { table }: TableInForce) => {
  const rating = rateFirm(creditClass, [], table, '')
  return rating.class !== creditClass || rating.weight !== weight
}

/** The firms that have a file: what was counted may have grown too old, or an import may have set another class. */
export async function rateFiles(when: When): Promise<number> {
  const inForce = await when.store.read(tableInForce)
  if (!inForce) return 0
  let changed = 0
  for (let after = '', more = true; more; ) {
    const codes = await when.store.read((view) => view.creditStandings.firmsWithFile(after, PAGE))
    for (let start = 0; start < codes.length; start += STEP)
      changed += await rateStep(when, inForce, codes.slice(start, start + STEP))
    more = codes.length === PAGE
    after = codes.at(-1) ?? after
  }
  return changed
}

async function rateStep({ store, now, zone }: When, inForce: TableInForce, codes: string[]): Promise<number> {
  if (codes.length === 0) return 0
  await breathe()
  return store.write(async (tx) => {
    const how = { today: officeDay(now(), zone), at: now().toISOString(), by: 'system' }
    let changed = 0
    for (const code of codes) if (await rateAnew(tx, inForce, code, how)) changed++
    return changed
  })
}
