import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetOld } from '../../../server/jobs/forget-old.js'
import { GROUP, message } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('what was said', () => {
  let office: DueOffice
  const drawn = at('03-10', '10:00').toISOString()
  beforeEach(async () => {
    office = await openDueOffice()
    await office.store.write(async (tx) => {
      for (let n = 1; n <= 1200; n++) {
        await tx.outbox.add(message(`m${n}`, { person: n % 2 ? 'p1' : null }), drawn)
        await tx.outbox.sending(n)
        await tx.outbox.sent(n, `${n}`, drawn)
      }
    })
  })
  afterEach(() => office.close())

  const texts = async () => {
    const rows = await office.store.read((view) => view.outbox.inState('sent', 2000))
    return [rows.length, rows.filter(({ text }) => text !== '').length]
  }

  it('in private is forgotten after a week, and every row after ninety days', async () => {
    await forgetOld(office.work, at('03-17', '09:59'))
    expect(await texts()).toEqual([1200, 1200])
    await forgetOld(office.work, at('03-18', '00:00'))
    expect(await texts()).toEqual([1200, 600])
    await forgetOld(office.work, at('06-08', '09:00'))
    expect(await texts()).toEqual([1200, 600])
    await forgetOld(office.work, at('06-09', '09:00'))
    expect(await texts()).toEqual([0, 0])
  })

  it('as a question that nobody answered is forgotten too', async () => {
    const asked = { ...GROUP, command: 'record', token: 't', state: { note: '备注' } }
    await office.store.write(async (tx) => {
      await tx.dialogues.put({ ...asked, account: 'p1', expiresAt: at('03-10', '10:30').toISOString() })
      await tx.dialogues.put({ ...asked, account: 'p2', expiresAt: at('03-11', '00:30').toISOString() })
    })
    await forgetOld(office.work, at('03-11', '00:00'))
    const open = await office.store.read(async (view) => [
      await view.dialogues.get(GROUP, 'p1'),
      (await view.dialogues.get(GROUP, 'p2'))?.state,
    ])
    expect(open).toEqual([undefined, { note: '备注' }])
  })
})
