/** A store in a file of its own with four people on a chat platform that only listens, for tests of the bot's parts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChatPlatform, IncomingMessage, OutgoingMessage } from '../../bot/chat.js'
import { openStore } from '../../db/open.js'
import type { OutboxRow, Person, PlatformName, Store } from '../../db/store.js'

export const NOW = new Date('2026-03-10T02:00:00.000Z')

const PEOPLE: [id: string, name: string, role: Person['roles'][number]][] = [
  ['P1', '甲', 'office'],
  ['P2', '乙', 'inspector'],
  ['P3', '丙', 'leader'],
  ['P9', '壬', 'admin'],
]

export interface SmallOffice {
  store: Store
  /** What stands in the outbox, the oldest first. */
  outbox(): Promise<OutboxRow[]>
  close(): Promise<void>
}

/** Everybody is bound as `a-<id>` on Telegram; the administrator in the room as well. */
export async function openSmallOffice(): Promise<SmallOffice> {
  const dir = mkdtempSync(join(tmpdir(), 'small-office-'))
  const store = await openStore(join(dir, 'ssj.db'))
  const boundAt = NOW.toISOString()
  await store.write(async (tx) => {
    await tx.departments.put({ code: 'GS', name: '工商分局', shortName: '工商', leading: true })
    for (const [id, name, role] of PEOPLE) {
      await tx.people.put({ id, name, department: 'GS', roles: [role], phone: null, active: true })
      const binding = { account: `a-${id}`, person: id, boundAt, unreachable: null }
      await tx.bindings.put({ platform: 'telegram', ...binding })
      if (role === 'admin') await tx.bindings.put({ platform: 'room', ...binding })
    }
    await tx.groups.put({
      ...({ platform: 'telegram', chat: 'g1', kind: 'department', department: 'GS' } as const),
      ...{ title: '工商群', boundBy: 'P9', boundAt },
    })
  })
  return {
    store,
    async outbox() {
      const rows = await store.read(async (view) => {
        const states = ['queued', 'sending', 'sent', 'dropped', 'dead'] as const
        return Promise.all(states.map((state) => view.outbox.inState(state, 1000)))
      })
      return rows.flat().sort((a, b) => a.id - b.id)
    },
    async close() {
      await store.close()
      rmSync(dir, { recursive: true })
    },
  }
}

export interface ListeningChat extends ChatPlatform {
  sent: OutgoingMessage[]
}

export function createListeningChat(name: PlatformName, change: Partial<ChatPlatform> = {}): ListeningChat {
  const sent: OutgoingMessage[] = []
  const unlimited = Number.POSITIVE_INFINITY
  return {
    name,
    sent,
    stableIdentity: true,
    buttons: true,
    idempotent: false,
    limits: {
      ...{ text: 4096, measure: 'utf16', perSecond: unlimited },
      ...{ perChatPerSecond: unlimited, perGroupPerMinute: unlimited },
    },
    privateChat: (account) => account,
    start: async () => {},
    stop: async () => {},
    async send(message) {
      sent.push(message)
      return { messageId: String(sent.length) }
    },
    fetchFile: async () => ({ bytes: Buffer.from('photo') }),
    health: () => ({ ok: true, detail: '' }),
    ...change,
  }
}

let keys = 0

/** What a person writes in private, or in a group when a chat is named. */
export function said(person: string, text: string, change: Partial<IncomingMessage> = {}): IncomingMessage {
  keys += 1
  return {
    kind: 'message',
    key: `k${keys}`,
    chat: { id: `a-${person}`, kind: 'private', title: '' },
    sender: { id: `a-${person}`, name: '' },
    messageId: `m${keys}`,
    text,
    files: [],
    authority: true,
    ...change,
  }
}
