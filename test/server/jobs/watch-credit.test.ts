import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROPOSED_TABLE } from '../../../commands/rules/credit/read-table.js'
import type { Store } from '../../../db/store.js'
import { watchCredit } from '../../../server/jobs/watch-credit.js'
import { AT, firm } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('the day of the credit files', () => {
  let office: DueOffice
  let listing: number

  beforeEach(async () => {
    office = await openDueOffice()
    listing = await office.store.write(async (tx) => {
      await tx.firms.put(firm('Z1', { creditClass: 'B' }))
      const version = await tx.creditTables.add({ text: PROPOSED_TABLE, askedBy: 'p1', askedAt: AT })
      await tx.creditTables.approve(version, 'p2', AT)
      await tx.groups.put({
        ...({ platform: 'room', chat: 'sj', kind: 'department', department: 'SJ' } as const),
        ...{ title: '市监局群', boundBy: 'p9', boundAt: AT },
      })
      return tx.listings.add({
        ...{ list: 'black', firm: 'Z1', reason: '拒不改正', documentNo: '1号', department: 'SJ' },
        ...{ from: '2026-03-02', until: '2026-04-02', by: 'p1', at: AT },
      })
    })
  })
  afterEach(() => office.close())

  const now = () =>
    office.store.read(async (view) => {
      const { leftOn, leftBy } = (await view.listings.get(listing))!
      return { leftOn, leftBy, class: (await view.firms.get('Z1'))!.creditClass }
    })

  it('ends a listing with the last minute of its term, tells it in the morning, and does it once', async () => {
    await watchCredit(office.work, at('04-02', '23:59'))
    expect(await now()).toEqual({ leftOn: null, leftBy: null, class: 'D' })
    await watchCredit(office.work, at('04-03', '00:00'))
    expect(await now()).toEqual({ leftOn: '2026-04-03', leftBy: null, class: 'B' })
    expect(await office.said()).toEqual([expect.stringMatching(/^sj: 【移出黑名单】Z1号商行（Z1）期限届满/)])
    const due = (day: string, time: string) =>
      office.store.read(async (view) => view.outbox.due('room', at(day, time).toISOString(), 9))
    const [message] = await due('04-03', '09:00')
    expect(message!.quiet).toBe(true)
    const head = () => office.store.read((view) => view.ledger.head())
    const { n } = await head()
    for (const time of ['00:01', '09:00', '23:00']) await watchCredit(office.work, at('04-03', time))
    expect((await head()).n).toBe(n)
    expect(await office.said()).toEqual([])
  })

  it('is done again where it was cut short', async () => {
    await office.store.write(async (tx) => {
      await tx.firms.put(firm('Z2', { creditClass: 'B' }))
      await tx.creditEntries.add({
        ...{ firm: 'Z2', kind: 'penalty', on: '2023-04-03', text: '', documentNo: '2号', department: 'SJ' },
        ...{ files: [], by: 'p1', at: AT, state: 'stands' },
      })
    })
    const classOf = () => office.store.read(async (view) => (await view.firms.get('Z2'))!.creditClass)
    await watchCredit(office.work, at('04-02', '12:00'))
    expect(await classOf()).toBe('C')
    let reads = 0
    const { store } = office
    const read: Store['read'] = (work) =>
      ++reads === 2 ? Promise.reject(new Error('cut short')) : store.read(work)
    const cut = { ...office.work, store: { ...store, read } }
    await expect(watchCredit(cut, at('04-03', '00:00'))).rejects.toThrow('cut short')
    expect([(await now()).leftOn, await classOf()]).toEqual(['2026-04-03', 'C'])
    await watchCredit(office.work, at('04-03', '00:01'))
    expect(await classOf()).toBe('B')
  })
})
