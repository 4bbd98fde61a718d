/** Reads what a puppet knows of a message into what the intake takes. */
import { Contact, Message } from 'wechaty-puppet/types'
import type { IncomingFile, IncomingMessage } from '../chat.js'
import type { Puppet } from './open-bot.js'
import { within } from './within.js'

type Payload = Awaited<ReturnType<Puppet['messagePayload']>>

/** Web puppets go on asking for a minute when they do not know a name; a message does not wait so long for it. */
const NAME_MS = 3_000
/** The messages behind this one wait as well. */
const PAYLOAD_MS = 15_000
/** Clocks differ, and some puppets tell whole seconds. */
const CLOCK_TOLERANCE_MS = 60_000

/** Puppets seldom tell a file's size or type, and fetching it only to find out would load every picture of every room. */
const FILES = new Map([
  [Message.Attachment, { name: '文件', mime: 'application/octet-stream' }],
  [Message.Image, { name: '图片.jpg', mime: 'image/jpeg' }],
  [Message.Video, { name: '视频.mp4', mime: 'video/mp4' }],
])

/** @param since when the account logged in; the puppet may repeat what was said before. */
export interface Reader {
  account: string
  since: number
}

/**
 * @returns null for what orders nothing: the bot's own words, history, official accounts (an answer to an automatic
 * answer never ends), and types without text or file. Those include forwarded chat histories, cards, links and mini
 * programs; a single text that was forwarded cannot be told from one that was typed.
 */
export async function readMessage(
  puppet: Puppet,
  reader: Reader,
  id: string,
): Promise<IncomingMessage | null> {
  const payload = await within(PAYLOAD_MS, puppet.messagePayload(id))
  const { talkerId } = payload
  const files = filesOf(payload)
  const hasWords = payload.type === Message.Text && Boolean(payload.text?.trim())
  if (!talkerId || talkerId === reader.account || isHistory(payload, reader.since)) return null
  if (!hasWords && files.length === 0) return null
  const talker = await known(puppet.contactPayload(talkerId))
  if (talker?.type === Contact.Official) return null
  const chat = await chatOf(puppet, payload, talker?.name)
  return {
    kind: 'message',
    key: `${reader.account}/${chat.id}/${id}`,
    chat,
    sender: { id: talkerId, name: talker?.name ?? '' },
    messageId: id,
    // The text of a picture or file is the protocol's own markup.
    text: hasWords ? await wordsOf(puppet, payload, reader.account) : '',
    files,
    authority: true,
  }
}

function isHistory(payload: Payload, since: number): boolean {
  // Puppets tell seconds or milliseconds, or nothing.
  const sentAt = payload.timestamp < 1e11 ? payload.timestamp * 1000 : payload.timestamp
  return sentAt > 0 && sentAt < since - CLOCK_TOLERANCE_MS
}

function filesOf(payload: Payload): IncomingFile[] {
  const file = FILES.get(payload.type)
  if (!file) return []
  return [{ ref: payload.id, name: payload.filename || file.name, mime: file.mime, size: 0 }]
}

async function chatOf(puppet: Puppet, payload: Payload, name = ''): Promise<IncomingMessage['chat']> {
  if (!payload.roomId) return { id: payload.talkerId, kind: 'private', title: name }
  const room = await known(puppet.roomPayload(payload.roomId))
  return { id: payload.roomId, kind: 'group', title: room?.topic ?? '' }
}

async function wordsOf(puppet: Puppet, payload: Payload, account: string): Promise<string> {
  const text = payload.text ?? ''
  if (!payload.roomId || !text.includes('@')) return text
  const member = await known(puppet.roomMemberPayload(payload.roomId, account))
  const self = await known(puppet.contactPayload(account))
  return withoutMention(text, [member?.roomAlias, member?.name, self?.name])
}

/**
 * Takes mentions of one account off a text; mentions of others stay. WeChat ends a mention with U+2005, people who type
 * it with a space.
 * @param names what the account may be called there.
 */
export function withoutMention(text: string, names: (string | undefined)[]): string {
  let rest = text
  // The longest first: an alias may begin with the name.
  for (const name of names.filter((one) => one !== undefined).sort((a, b) => b.length - a.length)) {
    const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    if (name !== '') rest = rest.replace(new RegExp(`@${literal}(?:[\u2005 ]|(?=\\s)|$)`, 'g'), '')
  }
  return rest === text ? text : rest.trim()
}

function known<T>(payload: Promise<T>): Promise<T | null> {
  return within(NAME_MS, payload).catch(() => null)
}
