import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { remindObjections } from '../../../server/jobs/remind-objections.js'
import { AT, firm, person } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('objections that nobody has ruled on', () => {
  let office: DueOffice
  let listing: number

  beforeEach(async () => {
    office = await openDueOffice()
    listing = await office.store.write(async (tx) => {
      await tx.people.put(person('p5', { roles: ['leader'] }))
      await tx.people.put(person('p6', { roles: ['leader'], department: 'XF' }))
      for (const id of ['p5', 'p6'])
        await tx.bindings.put({ platform: 'room', account: id, person: id, boundAt: AT, unreachable: null })
      await tx.firms.put(firm('Z1'))
      const id = await tx.listings.add({
        ...{ list: 'black', firm: 'Z1', reason: '拒不改正', documentNo: '1号', department: 'XF' },
        ...{ from: '2026-03-02', until: '2027-03-02', by: 'p6', at: AT },
      })
      // A Monday.
      await tx.listings.change(id, { objection: { text: '已经改正', by: 'p3', at: AT } })
      return id
    })
    await remindObjections(office.work, at('03-02', '10:00'))
  })
  afterEach(() => office.close())

  it('are told to the leading office’s leaders alone, every five working days, once', async () => {
    for (const day of ['03-03', '03-06', '03-07', '03-08'])
      await remindObjections(office.work, at(day, '10:00'))
    expect(await office.said()).toEqual([])
    for (const time of ['03:00', '10:00', '11:00']) await remindObjections(office.work, at('03-09', time))
    const said = await office.said()
    expect(said).toEqual([expect.stringMatching(/^p5: 【异议待裁定】.*Z1号商行　黑名单\n　已经改正/s)])
    await remindObjections(office.work, at('03-13', '10:00'))
    expect(await office.said()).toEqual([])
    // Nothing ran on the 16th.
    await remindObjections(office.work, at('03-17', '10:00'))
    expect(await office.said()).toHaveLength(1)
  })

  it('are not told any more once somebody has ruled', async () => {
    const outcome = { kept: true, text: '事实清楚', by: 'p5', at: AT }
    await office.store.write((tx) => tx.listings.change(listing, { outcome }))
    await remindObjections(office.work, at('03-09', '10:00'))
    expect(await office.said()).toEqual([])
  })
})
