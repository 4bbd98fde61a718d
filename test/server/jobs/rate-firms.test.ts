import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asRegistered, putRegistered } from '../../../commands/credit/rate-firm.js'
import { messages } from '../../../commands/messages.js'
import { PROPOSED_TABLE } from '../../../commands/rules/credit/read-table.js'
import { createFileStore } from '../../../db/files.js'
import type { CreditClass, Store } from '../../../db/store.js'
import { previewPlan } from '../../../server/draw/freeze.js'
import { rateAging, rateEverybody } from '../../../server/jobs/rate-firms.js'
import { AT, firm } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

const CLASSES: CreditClass[] = ['A', 'B', 'C', 'D']
const FIRMS = 2500
const codeOf = (n: number) => `F${String(n).padStart(6, '0')}`

describe('the rating of all firms', () => {
  let office: DueOffice
  let store: Store

  beforeEach(async () => {
    office = await openDueOffice()
    store = office.store
    await store.write(async (tx) => {
      for (let n = 0; n < FIRMS; n++) await tx.firms.put(firm(codeOf(n), { creditClass: CLASSES[n % 4]! }))
    })
  })
  afterEach(() => office.close())

  const enact = (text: string) =>
    store.write(async (tx) => {
      const version = await tx.creditTables.add({ text, askedBy: 'p1', askedAt: AT })
      await tx.creditTables.approve(version, 'p2', AT)
    })
  const when = (day: string, own = store) => ({
    ...{ store: own, now: () => at(day, '10:00'), zone: 'Asia/Shanghai' },
  })
  const classOf = (code: string) =>
    store.read(async (view) => {
      const { creditClass, weight } = (await view.firms.get(code))!
      return `${creditClass} ${weight}`
    })
  const punish = (code: string, documentNo: string, on = '2026-03-01') =>
    store.write((tx) =>
      tx.creditEntries.add({
        ...{ firm: code, kind: 'penalty', on, text: '', documentNo, department: 'SJ', files: [] },
        ...{ by: 'p1', at: AT, state: 'stands' },
      }),
    )

  it('goes by short writes beside which others write, and changes nothing the second time', async () => {
    await enact(PROPOSED_TABLE)
    let writes = 0
    const counted: Store = {
      ...store,
      read: (work) => store.read(work),
      write(work) {
        writes++
        return store.write(work)
      },
    }
    let others = 0
    let over = false
    const meanwhile = (async () => {
      for (; !over; others++) await store.write((tx) => tx.settings.set('others', String(others)))
    })()
    const changed = await rateEverybody(when('03-05', counted))
    over = true
    await meanwhile
    // Those of class A have the weight that the table gives them already.
    const inClass = await store.read(async (view) => {
      let count = 0
      await view.firms.eachInScope([], (some) => {
        for (const one of some) if (one.creditClass !== 'A') count++
      })
      return count
    })
    expect(changed).toBe(inClass)
    expect(writes).toBeGreaterThan(3)
    expect(others).toBeGreaterThan(writes / 2)
    expect([await classOf(codeOf(0)), await classOf(codeOf(3))]).toEqual(['A 1', 'D 8'])
    const { n } = await store.read((view) => view.ledger.head())
    expect(await rateEverybody(when('03-05'))).toBe(0)
    expect((await store.read((view) => view.ledger.head())).n).toBe(n)
  })

  it('starts from the class that the registers last gave, even where the rules had made the same of another', async () => {
    await enact(PROPOSED_TABLE)
    const code = codeOf(1)
    for (const documentNo of ['1', '2']) await punish(code, documentNo)
    await rateEverybody(when('03-05'))
    expect(await classOf(code)).toBe('D 8')
    const register = async (creditClass: CreditClass) =>
      store.write(async (tx) =>
        putRegistered(tx, { ...(await asRegistered(tx, (await tx.firms.get(code))!)), creditClass }),
      )
    await register('D')
    expect(await classOf(code)).toBe('D 8')
    await store.write(async (tx) => {
      for (const { id } of await tx.creditEntries.ofFirm(code))
        await tx.creditEntries.decide(id, 'withdrawn', 'p1')
    })
    await rateAging(when('03-06'))
    expect(await classOf(code)).toBe('D 8')
    // A file of the registers that says nothing new finds nothing to change.
    const [own, registered] = await store.read(async (view) => {
      const found = (await view.firms.get(codeOf(3)))!
      return [found, await asRegistered(view, found)]
    })
    expect([own!.weight, registered!.weight]).toEqual([8, 1])
    await register('B')
    expect(await rateEverybody(when('03-06'))).toBe(1)
    expect(await classOf(code)).toBe('B 2')
  })

  it('lets facts grow too old, each on its day', async () => {
    await enact(PROPOSED_TABLE)
    const code = codeOf(1)
    await punish(code, '1', '2023-03-10')
    await rateEverybody(when('03-09'))
    expect(await classOf(code)).toBe('C 4')
    expect(await rateAging(when('03-09'))).toBe(0)
    expect(await rateAging(when('03-10'))).toBe(1)
    expect(await classOf(code)).toBe('B 2')
  })

  it('keeps lists from being frozen meanwhile, since firms would stand in strata of two tables', async () => {
    const span = { today: '2026-03-05', due: '2026-04-05', dueEstimated: false }
    const preview = () => previewPlan(store, createFileStore(office.dir), { plan: 'JH2026-01', ...span })
    await store.write((tx) => tx.jobs.add('credit', '1', null, AT))
    expect(await preview()).toEqual({ refused: messages.creditRules.rating })
    await store.write((tx) => tx.jobs.end(1, 'done'))
    expect(await preview()).not.toEqual({ refused: messages.creditRules.rating })
  })

  it('does nothing as long as no table is in force', async () => {
    expect([await rateEverybody(when('03-05')), await rateAging(when('03-05'))]).toEqual([0, 0])
    expect(await classOf(codeOf(3))).toBe('D 1')
  })
})
