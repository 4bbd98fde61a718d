/** The built-in chat: messages live in the store, so sending there is never in doubt. */
import type { FileRef, RoomMessage, Store } from '../db/store.js'
import type { ChatPlatform, OutgoingMessage } from './chat.js'
import { storeEvents } from './intake.js'

export interface RoomPost {
  chat: string
  person: string
  text: string
  files: FileRef[]
}

export interface Room extends ChatPlatform {
  /** Shows a person's message and stores it for the bot, in one commit; answers its id. */
  post(message: RoomPost): Promise<number>
}

const PRIVATE = 'private:'

export interface RoomOptions {
  store: Store
  now: () => Date
  /** Called with a lane once a message is durable. */
  wake: (lane: string) => void
  readFile: (hash: string) => Promise<Buffer>
  keepFile: (bytes: Buffer) => Promise<string>
}

export function createRoom({ store, now, wake, readFile, keepFile }: RoomOptions): Room {
  const privateChat = (account: string) => PRIVATE + account
  return {
    name: 'room',
    stableIdentity: true,
    buttons: true,
    idempotent: true,
    limits: {
      text: 20_000,
      measure: 'utf16',
      perSecond: Number.POSITIVE_INFINITY,
      perChatPerSecond: Number.POSITIVE_INFINITY,
      perGroupPerMinute: Number.POSITIVE_INFINITY,
    },
    privateChat,
    start: async () => {},
    stop: async () => {},
    async send(message) {
      const row = await toRoomMessage(message, now(), keepFile)
      const id = await store.write((tx) => tx.room.add(row, message.ref))
      return { messageId: String(id) }
    },
    fetchFile: async (ref) => ({ bytes: await readFile(ref) }),
    health: () => ({ ok: true, detail: '内置聊天室' }),
    async post(message) {
      const at = now().toISOString()
      const { id, lanes } = await store.write(async (tx) => {
        const ref = `said:${at}:${await tx.counters.next('room')}`
        const to = message.chat.startsWith(PRIVATE) ? 'bot' : null
        const added = await tx.room.add({ ...toSaid(message), to, at }, ref)
        return { id: added, lanes: await storeEvents(tx, 'room', [toEvent(message, added)], at) }
      })
      for (const lane of lanes) wake(lane)
      return id
    },
  }
}

async function toRoomMessage(
  message: OutgoingMessage,
  now: Date,
  keepFile: (bytes: Buffer) => Promise<string>,
): Promise<Omit<RoomMessage, 'id'>> {
  const { chat, text, buttons, file } = message
  const to = chat.startsWith(PRIVATE) ? chat.slice(PRIVATE.length) : null
  const files: FileRef[] = []
  if (file) {
    const hash = await keepFile(file.bytes)
    files.push({ hash, name: file.name, mime: file.mime, size: file.bytes.length })
  }
  return { chat, from: 'bot', to, text, buttons, files, at: now.toISOString() }
}

function toSaid({ chat, person, text, files }: RoomPost): Omit<RoomMessage, 'id' | 'to' | 'at'> {
  return { chat, from: person, text, buttons: [], files }
}

function toEvent({ chat, person, text, files }: RoomPost, id: number) {
  return {
    kind: 'message' as const,
    key: `m${id}`,
    chat: {
      id: chat,
      kind: chat.startsWith(PRIVATE) ? ('private' as const) : ('group' as const),
      title: chat,
    },
    sender: { id: person, name: person },
    messageId: String(id),
    text,
    files: files.map((file) => ({ ref: file.hash, name: file.name, mime: file.mime, size: file.size })),
    authority: true,
  }
}
