import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROPOSED_TABLE } from '../../../commands/rules/credit/read-table.js'
import type { Store } from '../../../db/store.js'
import { watchCredit } from '../../../server/jobs/watch-credit.js'
import { AT, firm } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('the day of the credit files', () => {
  let office: DueOffice

  beforeEach(async () => {
    office = await openDueOffice()
    await office.store.write(async (tx) => {
      const version = await tx.creditTables.add({ text: PROPOSED_TABLE, askedBy: 'p1', askedAt: AT })
      await tx.creditTables.approve(version, 'p2', AT)
    })
  })
  afterEach(() => office.close())

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
    expect(await classOf()).toBe('C')
    await watchCredit(office.work, at('04-03', '00:01'))
    expect(await classOf()).toBe('B')
  })
})
