/** Takes the bot's messages for the chats it may speak in, within Telegram's limits. */
import type { FormFields, FormFile } from './multipart.js'
import { type Params, Refused } from './refused.js'

/** A private chat has its user's id; its title is the user's name. */
export interface ApiChat {
  id: number
  type: 'private' | 'group' | 'supergroup' | 'channel'
  title: string
}

export interface SentMessage {
  message_id: number
  chat: string
  method: string
  text: string
  buttons: { text: string; callback_data: string }[][]
  file: FormFile | null
  replyTo: number | null
  previewOff: boolean
}

const TEXT = 4096
const CAPTION = 1024
const CALLBACK_BYTES = 64
const PHOTO_BYTES = 10 * 1024 * 1024
const DOCUMENT_BYTES = 50 * 1024 * 1024

export function createPostOffice(nextMessageId: () => number) {
  const chats = new Map<string, ApiChat>()
  const kicked = new Set<string>()
  const moved = new Map<string, string>()
  const sent: SentMessage[] = []
  const times: { chat: ApiChat; at: number }[] = []

  function reach(id: string): ApiChat {
    const to = moved.get(id)
    const upgraded = 'Bad Request: group chat was upgraded to a supergroup chat'
    if (to !== undefined) throw new Refused(400, upgraded, { migrate_to_chat_id: Number(to) })
    const chat = chats.get(id)
    if (!chat) throw new Refused(400, 'Bad Request: chat not found')
    if (!kicked.has(id)) return chat
    if (chat.type === 'private') throw new Refused(403, 'Forbidden: bot was blocked by the user')
    throw new Refused(403, `Forbidden: bot was kicked from the ${chat.type} chat`)
  }

  /** One message a second in a chat, twenty a minute in a group, thirty a second in all. */
  function holdBack(chat: ApiChat): void {
    const at = Date.now()
    const here = times.filter((time) => time.chat.id === chat.id)
    refuseBeyond(1, 1_000, here, at)
    if (chat.type !== 'private') refuseBeyond(20, 60_000, here, at)
    refuseBeyond(30, 1_000, times, at)
    times.push({ chat, at })
  }

  return {
    chats,
    kicked,
    moved,
    sent,
    send(method: string, params: Params, rates: boolean): SentMessage {
      const chat = reach(String(params.chat_id))
      const file = method === 'sendMessage' ? null : fileOf(method, params)
      const text = file ? captionOf(params) : textOf(params)
      const buttons = buttonsOf(params)
      if (rates) holdBack(chat)
      const reply = objectOf(params.reply_parameters)?.message_id
      const replyTo = typeof reply === 'number' ? reply : null
      const previewOff = objectOf(params.link_preview_options)?.is_disabled === true
      const message_id = nextMessageId()
      const message = { message_id, chat: String(chat.id), method, text, buttons, file, replyTo, previewOff }
      sent.push(message)
      return message
    },
  }
}

function refuseBeyond(count: number, span: number, times: { at: number }[], now: number): void {
  const recent = times.filter(({ at }) => at > now - span)
  const first = recent[0]
  if (!first || recent.length < count) return
  const retry_after = Math.max(1, Math.ceil((first.at + span - now) / 1_000))
  throw new Refused(429, `Too Many Requests: retry after ${retry_after}`, { retry_after })
}

function textOf({ text }: Params): string {
  if (typeof text !== 'string' || text === '') throw new Refused(400, 'Bad Request: message text is empty')
  if (text.length > TEXT) throw new Refused(400, 'Bad Request: message is too long')
  return text
}

function captionOf({ caption = '' }: Params): string {
  if (String(caption).length > CAPTION) throw new Refused(400, 'Bad Request: message caption is too long')
  return String(caption)
}

function fileOf(method: string, params: Params): FormFile {
  const [field, limit] = method === 'sendPhoto' ? ['photo', PHOTO_BYTES] : ['document', DOCUMENT_BYTES]
  const file = (params as FormFields)[field as string]
  if (typeof file !== 'object') throw new Refused(400, `Bad Request: there is no ${field} in the request`)
  if (file.bytes.length > Number(limit)) throw new Refused(413, 'Request Entity Too Large')
  if (file.bytes.length === 0) throw new Refused(400, 'Bad Request: file must be non-empty')
  return file
}

function buttonsOf(params: Params): SentMessage['buttons'] {
  const rows = (objectOf(params.reply_markup)?.inline_keyboard ?? []) as SentMessage['buttons']
  for (const { callback_data } of rows.flat()) {
    const size = Buffer.byteLength(callback_data)
    if (size < 1 || size > CALLBACK_BYTES) throw new Refused(400, 'Bad Request: BUTTON_DATA_INVALID')
  }
  return rows
}

/** In a form, objects come as JSON text. */
function objectOf(value: unknown): Params | null {
  if (typeof value === 'string') return JSON.parse(value) as Params
  return typeof value === 'object' ? (value as Params | null) : null
}
