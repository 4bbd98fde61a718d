import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deliver, type Platforms } from '../../bot/delivery.js'
import type { Recipient } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import type { Group } from '../../db/store.js'
import { createListeningChat, NOW, openSmallOffice, type SmallOffice } from './small-office.js'

const { unreached, unreachedPerson } = messages.delivery

describe('a notice', () => {
  let office: SmallOffice
  let platforms: Platforms

  beforeEach(async () => {
    office = await openSmallOffice()
    platforms = new Map((['telegram', 'room'] as const).map((name) => [name, createListeningChat(name)]))
  })
  afterEach(() => office.close())

  /** Delivers one text to all of them in one transaction and answers what is then queued, as chat and text. */
  async function tell(...to: Recipient[]): Promise<string[]> {
    const notices = to.map((one) => ({ to: one, content: { text: '通知' } }))
    await office.store.write((tx) => deliver(tx, platforms, notices, NOW))
    return (await office.outbox()).map(({ chat, text }) => `${chat}: ${text}`)
  }

  async function addGroup(change: Partial<Group>): Promise<void> {
    const boundAt = NOW.toISOString()
    await office.store.write((tx) =>
      tx.groups.put({
        ...({ platform: 'wechat', chat: 'w1', kind: 'department', department: 'GS' } as const),
        ...{ title: '工商微信群', boundBy: 'P9', boundAt, ...change },
      }),
    )
  }

  it('is not sent to somebody who left: the administrator hears that he did', async () => {
    await office.store.write(async (tx) => {
      await tx.people.put({ ...(await tx.people.get('P2'))!, active: false })
    })
    const line = unreachedPerson('工商', '乙', 'P2', false)
    expect(line).toContain('已离岗')
    expect(await tell({ person: 'P2' })).toEqual([`a-P9: ${unreached([line], [])}`])
  })

  it('to people and groups that nothing reaches is told once, in one message', async () => {
    await office.store.write((tx) => tx.bindings.remove('telegram', 'a-P2'))
    await addGroup({})
    const chat = { platform: 'wechat', chat: 'w1' } as const
    const people = [{ person: 'P2' }, { person: 'P2' }]
    const told = await tell(...people, { chat }, { group: 'leaders' }, { group: 'leaders' }, { chat })
    const text = unreached([unreachedPerson('工商', '乙', 'P2', true)], ['工商微信群', '领导群'])
    expect(text).toContain('工商微信群、领导群没有可以发送的群')
    expect(told).toEqual([`a-P9: ${text}`])
  })

  it.each([
    ['stands over its only file, in one message', '短', 1, [['短', 'f0']]],
    ['goes before several files', '短', 2, [['短'], ['', 'f0'], ['', 'f1']]],
    ['goes before the file when no caption holds it', '长'.repeat(961), 1, [['长'.repeat(961)], ['', 'f0']]],
  ])('%s', async (_, text, count, parts) => {
    const files = Array.from({ length: count }, (_, i) => {
      return { hash: `f${i}`, name: 'a.png', mime: 'image/png', size: 1 }
    })
    const notice = { to: { person: 'P2' }, content: { text, files } }
    await office.store.write((tx) => deliver(tx, platforms, [notice], NOW))
    const rows = await office.outbox()
    expect(rows.map((row) => [row.text, ...(row.file ? [row.file.hash] : [])])).toEqual(parts)
  })

  it('to a department goes to its group that can be reached, and nobody hears of the other', async () => {
    await addGroup({})
    expect(await tell({ department: 'GS' })).toEqual(['g1: 通知'])
  })

  it('to a department whose only group cannot be reached is told', async () => {
    await addGroup({ department: 'SY', title: '食药群' })
    expect(await tell({ department: 'SY' })).toEqual([`a-P9: ${unreached([], ['食药群'])}`])
  })

  it('to a department that never had a group is no news', async () => {
    expect(await tell({ department: 'SY' })).toEqual([])
  })

  it('to a chat without a name, on a platform that is not running, names the platform', async () => {
    const told = await tell({ chat: { platform: 'wechat', chat: 'private-1' } })
    expect(told).toEqual([`a-P9: ${unreached([], [messages.delivery.chatOn('wechat')])}`])
  })
})
