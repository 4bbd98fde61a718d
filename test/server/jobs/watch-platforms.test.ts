import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Health } from '../../../bot/chat.js'
import { messages } from '../../../commands/messages.js'
import { watchPlatforms } from '../../../server/jobs/watch-platforms.js'
import { createListeningChat } from '../../bot/small-office.js'
import { AT, message } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('a platform that is down', () => {
  let office: DueOffice
  let health: Health
  const watch = (time: string) => {
    const telegram = createListeningChat('telegram', { health: () => health })
    const platforms = new Map([...office.work.platforms, ['telegram', telegram] as const])
    return watchPlatforms({ ...office.work, platforms }, at('03-10', time))
  }
  const down = messages.delivery.down('telegram', 10, '401 Unauthorized')
  const over = messages.delivery.outageOver('telegram')

  beforeEach(async () => {
    office = await openDueOffice()
    health = { ok: false, detail: '401 Unauthorized' }
    await office.store.write((tx) =>
      tx.bindings.put({
        ...{ platform: 'telegram', account: 't9', person: 'p9', boundAt: '2026-03-09T01:00:00.000Z' },
        unreachable: null,
      }),
    )
  })
  afterEach(() => office.close())

  it('is told to the administrators on another way after ten minutes, once, and when it is over', async () => {
    await watch('10:00')
    await watch('10:09')
    expect(await office.said()).toEqual([])
    await watch('10:10')
    expect(await office.said()).toEqual([`p9: ${down}`, `office: ${down}`])
    await watch('10:11')
    await watch('18:00')
    expect(await office.said()).toEqual([])
    health = { ok: true, detail: '' }
    await watch('18:01')
    expect(await office.said()).toEqual([`t9: ${over}`, `office: ${over}`])
    await watch('18:02')
    expect(await office.said()).toEqual([])
  })

  it('is not told for a short break, nor for two', async () => {
    await watch('10:00')
    health = { ok: true, detail: '' }
    await watch('10:08')
    health = { ok: false, detail: '' }
    await watch('10:09')
    await watch('10:15')
    expect(await office.said()).toEqual([])
  })

  async function keepWaiting(text: string, doubtful: boolean): Promise<void> {
    await office.store.write(async (tx) => {
      const id = await tx.outbox.add(message(text, { chat: 't2', person: 'p2' }), AT)
      await tx.outbox.sending(id)
      await tx.outbox.retry(id, 'down', AT, doubtful)
      await tx.outbox.failed(id, AT)
    })
  }

  it('lets people hear on another account of theirs what it could not send, once, marked where it may be twice', async () => {
    await keepWaiting('任务', false)
    await keepWaiting('另一任务', true)
    await office.said()
    await watch('10:05')
    const moved = messages.delivery.moved('telegram', 10, 2)
    expect(await office.said()).toEqual([
      'p2: 任务',
      `p2: ${messages.delivery.maybeTwice('另一任务')}`,
      ...[`p9: ${moved}`, `office: ${moved}`],
    ])
    expect(await office.store.read((view) => view.outbox.inState('dropped', 9))).toMatchObject([
      { chat: 't2', error: messages.delivery.movedOn('room') },
      { chat: 't2', error: messages.delivery.movedOn('room') },
    ])
    await watch('10:06')
    expect(await office.said()).toEqual([])
  })

  it('counts the ten minutes from the first attempt, however long a message was held before', async () => {
    const first = at('03-10', '08:00').toISOString()
    await office.store.write(async (tx) => {
      const id = await tx.outbox.add(message('夜里的事', { chat: 't2', person: 'p2', quiet: true }), AT)
      await tx.outbox.sending(id)
      await tx.outbox.retry(id, 'down', first, false)
      await tx.outbox.failed(id, first)
    })
    health = { ok: true, detail: '' }
    await office.said()
    await watch('08:01')
    await watch('08:10')
    expect(await office.said()).toEqual([])
    await watch('08:11')
    expect((await office.said())[0]).toBe('p2: 夜里的事')
  })

  it('takes along what stands behind in the same chat, in order', async () => {
    await keepWaiting('先', false)
    await office.store.write((tx) =>
      tx.outbox.add(message('后', { chat: 't2', person: 'p2' }), at('03-10', '10:04').toISOString()),
    )
    await office.said()
    await watch('10:05')
    expect((await office.said()).slice(0, 2)).toEqual(['p2: 先', 'p2: 后'])
  })

  it('keeps what is being sent this moment, and what has nowhere better to go', async () => {
    const id = await office.store.write(async (tx) => {
      const row = await tx.outbox.add(message('任务', { chat: 't2', person: 'p2' }), AT)
      await tx.outbox.sending(row)
      return row
    })
    await watch('10:05')
    expect(await office.store.read((view) => view.outbox.get(id))).toMatchObject({ state: 'sending' })
    await office.store.write(async (tx) => {
      await tx.outbox.retry(id, 'down', AT, false)
      await tx.outbox.failed(id, AT)
    })
    const room = createListeningChat('room', { health: () => ({ ok: false, detail: '' }) })
    const telegram = createListeningChat('telegram', { health: () => health })
    const bothDown = new Map([
      ['room', room],
      ['telegram', telegram],
    ] as const)
    await watchPlatforms({ ...office.work, platforms: bothDown }, at('03-10', '10:06'))
    expect(await office.store.read((view) => view.outbox.get(id))).toMatchObject({ state: 'queued' })
  })

  it('is told once when messages wait as well', async () => {
    await watch('10:00')
    // He has no account elsewhere.
    await office.store.write((tx) => tx.bindings.remove('room', 'p2'))
    await keepWaiting('任务', false)
    await office.said()
    await watch('10:05')
    expect((await office.said())[0]).toBe(`p9: ${messages.delivery.outage('telegram', 10, ['人p2'])}`)
    await watch('10:20')
    expect(await office.said()).toEqual([])
  })
})
