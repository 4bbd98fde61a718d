import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROPOSED_TABLE } from '../../../commands/rules/credit/read-table.js'
import { watchListings } from '../../../server/jobs/watch-listings.js'
import { AT, firm } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('listings', () => {
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

  it('end with the last minute of their term, are told in the morning, and end once', async () => {
    await watchListings(office.work, at('04-02', '23:59'))
    expect(await now()).toEqual({ leftOn: null, leftBy: null, class: 'B' })
    await watchListings(office.work, at('04-03', '00:00'))
    expect(await now()).toEqual({ leftOn: '2026-04-03', leftBy: null, class: 'B' })
    expect(await office.said()).toEqual([expect.stringMatching(/^sj: 【移出黑名单】Z1号商行（Z1）期限届满/)])
    const due = (day: string, time: string) =>
      office.store.read(async (view) => view.outbox.due('room', at(day, time).toISOString(), 9))
    const [message] = await due('04-03', '09:00')
    expect(message!.quiet).toBe(true)
    const head = () => office.store.read((view) => view.ledger.head())
    const { n } = await head()
    for (const time of ['00:01', '09:00', '23:00']) await watchListings(office.work, at('04-03', time))
    expect((await head()).n).toBe(n)
    expect(await office.said()).toEqual([])
  })

  it('of the green lane end once the class is no longer A, and the members read why', async () => {
    const green = await office.store.write(async (tx) => {
      await tx.firms.put(firm('Z3', { creditClass: 'A' }))
      return tx.listings.add({
        ...{ list: 'green', firm: 'Z3', reason: '连年良好', documentNo: '2号', department: 'SJ' },
        ...{ from: '2026-03-02', until: '2027-03-02', by: 'p1', at: AT },
      })
    })
    const leftOn = () => office.store.read(async (view) => (await view.listings.get(green))!.leftOn)
    await watchListings(office.work, at('03-10', '09:00'))
    expect(await leftOn()).toBe(null)
    await office.store.write((tx) => tx.firms.put(firm('Z3', { creditClass: 'B' })))
    await watchListings(office.work, at('03-10', '09:01'))
    expect(await leftOn()).toBe('2026-03-10')
    expect(await office.said()).toEqual([
      expect.stringMatching(/^sj: 【移出绿色通道】Z3号商行（Z3）理由：信用等级已是 B 级/),
    ])
    const entries = await office.store.read((view) => view.ledger.entries(1, 999))
    expect(entries.filter(({ kind }) => kind === 'listing.ended')).toMatchObject([
      { actor: 'system', body: { listing: green, firm: 'Z3', list: 'green', term: false } },
    ])
    await watchListings(office.work, at('03-10', '09:02'))
    expect(await office.said()).toEqual([])
  })

  it('whose term and class end on one day end once', async () => {
    await office.store.write(async (tx) => {
      await tx.firms.put(firm('Z3', { creditClass: 'B' }))
      await tx.listings.add({
        ...{ list: 'green', firm: 'Z3', reason: '连年良好', documentNo: '2号', department: 'SJ' },
        ...{ from: '2026-03-02', until: '2026-04-02', by: 'p1', at: AT },
      })
    })
    await watchListings(office.work, at('04-03', '00:00'))
    expect((await office.said()).filter((text) => text.includes('绿色通道'))).toEqual([
      expect.stringContaining('期限届满'),
    ])
  })
})
