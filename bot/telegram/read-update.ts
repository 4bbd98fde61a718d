/** Reads Telegram's updates as the events that the intake keeps. */
import type { CallbackQuery, Chat, ChatMemberUpdated, Message, Update } from 'telegraf/types'
import type { IncomingEvent, IncomingFile, IncomingMessage } from '../chat.js'
import { locationFile } from '../location-file.js'
import { readText } from './read-text.js'

/** The updates to ask for: exactly those that `readUpdate` understands. */
export const UPDATE_KINDS = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'my_chat_member',
] as const

/** `bot` is the bot's username without `@`. Null when the update has nothing for us. */
export function readUpdate(update: Update, bot: string): IncomingEvent | null {
  const key = `u${update.update_id}`
  if ('message' in update) return readMessage(key, update.message, bot, true)
  if ('edited_message' in update) return readMessage(key, update.edited_message, bot, false)
  if ('channel_post' in update) return readMessage(key, update.channel_post, bot, false)
  if ('edited_channel_post' in update) return readMessage(key, update.edited_channel_post, bot, false)
  if ('callback_query' in update) return readPress(key, update.callback_query)
  if ('my_chat_member' in update) return readMembership(key, update.my_chat_member)
  return null
}

function readMessage(key: string, message: Message, bot: string, fresh: boolean): IncomingEvent | null {
  const chat = String(message.chat.id)
  if ('migrate_to_chat_id' in message)
    return { kind: 'migrated', key, chat, to: String(message.migrate_to_chat_id) }
  const said = saidIn(message)
  const files = filesIn(message)
  if (said === null && files.length === 0) return null
  const text = readText(said ?? '', bot)
  if (text === null) return null
  return {
    kind: 'message',
    key,
    chat: placeOf(message.chat),
    sender: senderOf(message),
    messageId: String(message.message_id),
    text,
    files,
    authority: fresh && speaksForItself(message),
  }
}

function readPress(key: string, press: CallbackQuery): IncomingMessage | null {
  if (!('data' in press) || !press.message) return null
  return {
    kind: 'message',
    key,
    chat: placeOf(press.message.chat),
    sender: { id: String(press.from.id), name: nameOf(press.from) },
    messageId: String(press.message.message_id),
    text: press.data,
    files: [],
    pressed: true,
    authority: true,
  }
}

function readMembership(key: string, change: ChatMemberUpdated): IncomingEvent | null {
  const { status } = change.new_chat_member
  if (status !== 'kicked' && status !== 'left') return null
  const kind = change.chat.type === 'private' ? 'blocked' : 'removed'
  return { kind, key, chat: String(change.chat.id) }
}

function saidIn(message: Message): string | null {
  if ('text' in message) return message.text
  if ('caption' in message) return message.caption ?? null
  return null
}

function filesIn(message: Message): IncomingFile[] {
  if ('location' in message) return [locationFile(message.location.latitude, message.location.longitude)]
  if ('photo' in message) {
    const largest = message.photo.reduce((best, size) => (size.width > best.width ? size : best))
    const name = `photo-${message.message_id}.jpg`
    return [{ ref: largest.file_id, name, mime: 'image/jpeg', size: largest.file_size ?? 0 }]
  }
  if ('document' in message) {
    const { file_id, file_name, mime_type, file_size } = message.document
    const name = file_name ?? `file-${message.message_id}`
    return [{ ref: file_id, name, mime: mime_type ?? 'application/octet-stream', size: file_size ?? 0 }]
  }
  return []
}

/** Forwarded words are another's, and behind a channel, an anonymous administrator or a bot stands nobody we know. */
function speaksForItself(message: Message): boolean {
  const borrowed = ['forward_origin', 'forward_date', 'sender_chat', 'via_bot', 'is_automatic_forward']
  return message.from !== undefined && !borrowed.some((field) => field in message)
}

function senderOf(message: Message): IncomingMessage['sender'] {
  if (message.from) return { id: String(message.from.id), name: nameOf(message.from) }
  const chat = message.sender_chat ?? message.chat
  return { id: String(chat.id), name: placeOf(chat).title }
}

function placeOf(chat: Chat): IncomingMessage['chat'] {
  const id = String(chat.id)
  if (chat.type === 'private') return { id, kind: 'private', title: nameOf(chat) }
  return { id, kind: 'group', title: chat.title }
}

function nameOf(person: { first_name: string; last_name?: string }): string {
  return [person.first_name, person.last_name].filter(Boolean).join(' ')
}
