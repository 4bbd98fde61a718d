import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SendError } from '../../bot/chat.js'
import type { Platforms } from '../../bot/delivery.js'
import { settleFailure } from '../../bot/settle-failure.js'
import { messages } from '../../commands/messages.js'
import type { OutboxDraft, OutboxRow } from '../../db/store.js'
import { createListeningChat, NOW, openSmallOffice, type SmallOffice } from './small-office.js'

const DAY = 24 * 60 * 60_000

describe('a message that could not be sent', () => {
  let office: SmallOffice
  let platforms: Platforms

  beforeEach(async () => {
    office = await openSmallOffice()
    platforms = new Map((['telegram', 'room'] as const).map((name) => [name, createListeningChat(name)]))
  })
  afterEach(() => office.close())

  /** Sends it, lets that fail, and answers what then stands in the outbox: the row first. */
  async function fail(
    fault: SendError,
    change: Partial<OutboxDraft> = {},
    now = NOW,
  ): Promise<[OutboxRow, ...OutboxRow[]]> {
    const draft: OutboxDraft = {
      ...({ platform: 'telegram', chat: 'a-P2', person: 'P2', text: '检查任务', buttons: [] } as const),
      ...({ ref: 'r', file: null, replyTo: null, quiet: false, onDoubt: 'resend' } as const),
      ...{ notBefore: NOW.toISOString(), ...change },
    }
    await office.store.write(async (tx) => {
      const id = await tx.outbox.add(draft, NOW.toISOString())
      const row = (await tx.outbox.get(id))!
      await tx.outbox.sending(id)
      await settleFailure(tx, platforms, row, fault, now)
    })
    return (await office.outbox()) as [OutboxRow, ...OutboxRow[]]
  }

  const waitOf = (row: OutboxRow) => Date.parse(row.notBefore) - NOW.getTime()

  it('waits as long as the platform asks', async () => {
    const [row, ...told] = await fail(new SendError('slow-down', 'flood', 35))
    expect(row).toMatchObject({ state: 'queued', doubtful: false, error: 'flood' })
    expect(waitOf(row)).toBe(35_000)
    expect(told).toEqual([])
  })

  it('waits even a day later, for the platform lives', async () => {
    const late = new Date(NOW.getTime() + DAY + 1)
    const [row] = await fail(new SendError('slow-down', 'flood', 35), {}, late)
    expect(row.state).toBe('queued')
  })

  it('is tried again unmarked when it surely did not leave', async () => {
    const [row, ...told] = await fail(new SendError('unavailable', 'refused'))
    expect(row).toMatchObject({ state: 'queued', doubtful: false })
    expect(waitOf(row)).toBeGreaterThanOrEqual(2000)
    expect(waitOf(row)).toBeLessThan(3000)
    expect(told).toEqual([])
  })

  it('is tried again as perhaps repeated when nobody knows', async () => {
    const [row, ...told] = await fail(new SendError('ambiguous', 'no answer'))
    expect(row).toMatchObject({ state: 'queued', doubtful: true })
    expect(told).toEqual([])
  })

  it('is dropped when nobody knows and a second one would be worse than none', async () => {
    const [row, ...told] = await fail(new SendError('ambiguous', 'no answer'), { onDoubt: 'drop' })
    expect(row.state).toBe('dropped')
    expect(told).toEqual([])
  })

  it('is set aside after a day, and the administrator is told on another way', async () => {
    const late = new Date(NOW.getTime() + DAY + 1)
    for (const fault of ['unavailable', 'ambiguous'] as const) {
      const rows = await fail(new SendError(fault, 'down'), { ref: fault }, late)
      const [told, row] = [rows.at(-1)!, rows.at(-2)!]
      expect(row).toMatchObject({ state: 'dead', error: 'down' })
      expect(told).toMatchObject({ platform: 'room', person: 'P9' })
      expect(told.text).toBe(messages.delivery.notSent(row.id, '乙（P2）', '检查任务'))
    }
  })

  it('is set aside at once when the platform will never take it', async () => {
    const [row, told, ...more] = await fail(new SendError('rejected', 'bad'), { text: '第一行\n秘密' })
    expect(row.state).toBe('dead')
    expect(told?.text).toBe(messages.delivery.notSent(row.id, '乙（P2）', '第一行'))
    expect(more).toEqual([])
  })

  it('follows a group that moved', async () => {
    const moved = new SendError('rejected', 'upgraded', 0, 'g2')
    const [row, ...told] = await fail(moved, { chat: 'g1', person: null })
    expect(row).toMatchObject({ state: 'queued', chat: 'g2', doubtful: false })
    expect(told).toEqual([])
    const groups = await office.store.read((view) => view.groups.all())
    expect(groups.map(({ chat }) => chat)).toEqual(['g2'])
  })

  it('shows that a person blocked the bot: he is marked, the administrator told', async () => {
    const [row, ...told] = await fail(new SendError('unreachable', 'blocked'))
    expect(row.state).toBe('dead')
    const [binding] = await office.store.read((view) => view.bindings.ofPerson('P2'))
    expect(binding?.unreachable).toBe('blocked')
    expect(told.map(({ text }) => text)).toEqual([
      messages.delivery.personLost('telegram', '工商 乙（P2）'),
      messages.delivery.notSent(row.id, '乙（P2）', '检查任务'),
    ])
  })

  it('shows that a group is lost: its binding ends, the administrator is told', async () => {
    const [row, ...told] = await fail(new SendError('unreachable', 'kicked'), { chat: 'g1', person: null })
    expect(row.state).toBe('dead')
    expect(await office.store.read((view) => view.groups.all())).toEqual([])
    expect(told.map(({ text }) => text)).toContain(messages.delivery.groupLost('telegram', '工商群'))
  })

  it('breeds no other one when it was for an administrator', async () => {
    const [row, ...told] = await fail(new SendError('rejected', 'bad'), { chat: 'a-P9', person: 'P9' })
    expect(row.state).toBe('dead')
    expect(told).toEqual([])
  })

  it('is nobody’s business when a stranger blocked the bot', async () => {
    for (const fault of ['unreachable', 'rejected'] as const) {
      const change = { ref: fault, chat: 'a-P7', person: null }
      const rows = await fail(new SendError(fault, 'blocked'), change)
      expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'dead'))
    }
    expect(await office.outbox()).toHaveLength(2)
  })

  it('goes to the person’s other account when he blocked this one, whole, and the administrator reads so', async () => {
    const binding = { account: 'r-P2', person: 'P2', boundAt: NOW.toISOString(), unreachable: null }
    await office.store.write((tx) => tx.bindings.put({ platform: 'room', ...binding }))
    const buttons = [[{ label: '收到', send: '/ack' }]]
    const change = { buttons, quiet: true, onDoubt: 'drop' as const, secret: true }
    const [row, ...rest] = await fail(new SendError('unreachable', 'blocked'), change)
    expect(row.state).toBe('dropped')
    const again = rest.find(({ chat }) => chat === 'r-P2')
    expect(again).toMatchObject({
      platform: 'room',
      person: 'P2',
      text: '检查任务',
      state: 'queued',
      ...change,
    })
    expect(again?.ref).not.toBe(row.ref)
    const told = messages.delivery.sentElsewhere(row.id, '乙（P2）', '检查任务', 'telegram', 'room')
    expect(rest.map(({ text }) => text)).toContain(told)
    expect(rest).toHaveLength(3)
  })

  it('goes with its file to the other account, an administrator’s too', async () => {
    const file = { hash: 'f'.repeat(64), name: '记录.pdf', mime: 'application/pdf', size: 5 }
    const change = { chat: 'a-P9', person: 'P9', text: '', file }
    const [, ...rest] = await fail(new SendError('unreachable', 'blocked'), change)
    const again = rest.filter((one) => one.file !== null)
    expect(again).toMatchObject([{ platform: 'room', person: 'P9', text: '', file }])
  })
})
