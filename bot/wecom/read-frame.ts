/** Reads what WeCom pushes as the events that the intake keeps. */
import type { IncomingFile, IncomingMessage } from '../chat.js'

/** A frame's body as the protocol has it; nothing of it is taken on trust. */
export interface FrameBody {
  msgid?: string
  chatid?: string
  chattype?: string
  from?: { userid?: string }
  msgtype?: string
  text?: { content?: string }
  voice?: { content?: string }
  image?: Media
  file?: Media
  video?: Media
  mixed?: { msg_item?: { msgtype?: string; text?: { content?: string }; image?: Media }[] }
  event?: { eventtype?: string; template_card_event?: CardEvent } & CardEvent
}

/** The protocol has it in a part of its own (document/path/101027), the SDK's types in the event itself. */
interface CardEvent {
  event_key?: string
  task_id?: string
}

interface Media {
  url?: string
  aeskey?: string
}

/** The button of a card that has been pressed already. */
export const PRESSED = 'pressed'

const FILES = {
  image: { name: '图片.jpg', mime: 'image/jpeg' },
  file: { name: '文件', mime: 'application/octet-stream' },
  video: { name: '视频.mp4', mime: 'video/mp4' },
} as const

/** What a file's ref says: where it lies for five minutes, and the key that it is encrypted with. */
export interface MediaRef {
  url: string
  key: string | null
}

/** @returns null for what has nothing for us: events of other kinds, messages without sender, text or file */
export function readFrame(body: FrameBody, account: string): IncomingMessage | null {
  const { msgid, from, chatid, chattype } = body
  const userid = from?.userid
  if (!msgid || !userid) return null
  const isGroup = chattype === 'group' || (chattype === undefined && chatid !== undefined)
  if (isGroup && !chatid) return null
  const said = wordsOf(body)
  const files = filesOf(body)
  if (said === null && files.length === 0) return null
  const isPress = readPress(body) !== null
  const text = isGroup && !isPress ? withoutMention(said ?? '') : (said ?? '').trim()
  return {
    kind: 'message',
    key: `${account}/${msgid}`,
    chat: isGroup ? { id: chatid!, kind: 'group', title: '' } : { id: userid, kind: 'private', title: '' },
    sender: { id: userid, name: '' },
    messageId: msgid,
    // Whoever only mentions the bot wants to know what it can do.
    text: isGroup && text === '' && files.length === 0 ? '/help' : text,
    files,
    ...(isPress ? { pressed: true as const } : {}),
    authority: true,
  }
}

/** @returns null for what is no press of a card */
export function readPress({ event }: FrameBody): { key: string; taskId: string } | null {
  if (event?.eventtype !== 'template_card_event') return null
  const { event_key: key, task_id: taskId = '' } = event.template_card_event ?? event
  return typeof key === 'string' ? { key, taskId } : null
}

function wordsOf(body: FrameBody): string | null {
  const { msgtype, text, voice, mixed } = body
  if (msgtype === 'event') {
    const pressed = readPress(body)?.key ?? PRESSED
    return pressed === PRESSED ? null : pressed
  }
  if (msgtype === 'text') return text?.content ?? ''
  if (msgtype === 'voice') return voice?.content ?? ''
  if (msgtype !== 'mixed') return null
  const parts = mixed?.msg_item?.flatMap((one) => one.text?.content ?? []) ?? []
  return parts.join('\n')
}

function filesOf(body: FrameBody): IncomingFile[] {
  if (body.msgtype === 'mixed') {
    return (body.mixed?.msg_item ?? []).flatMap(({ image }) => fileOf('image', image))
  }
  const kind = (Object.keys(FILES) as (keyof typeof FILES)[]).find((one) => one === body.msgtype)
  return kind ? fileOf(kind, body[kind]) : []
}

function fileOf(kind: keyof typeof FILES, media: Media | undefined): IncomingFile[] {
  if (!media?.url) return []
  const ref: MediaRef = { url: media.url, key: media.aeskey ?? null }
  return [{ ...FILES[kind], ref: JSON.stringify(ref), size: 0 }]
}

/**
 * The bot hears a group only where it is mentioned, and the protocol does not tell its own name: mentions at the beginning
 * are taken off, whoever else they name, or else one at the end. A name may hold blanks before a command's slash.
 */
function withoutMention(text: string): string {
  const trimmed = text.trim()
  const [command] = /(?<=^@[^/／\n]{1,64}\s)[/／]\S[\s\S]*$/u.exec(trimmed) ?? []
  if (command !== undefined) return command
  const rest = trimmed.replace(/^(?:@\S+\s*)+/u, '')
  return rest === trimmed ? withoutTail(trimmed) : rest.trim()
}

const withoutTail = (text: string) => text.replace(/\s@\S+$/u, '').trim()
