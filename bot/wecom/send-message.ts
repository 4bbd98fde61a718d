/** Sends one message as the frames that WeCom wants for it; those that went are not repeated when a later one was refused. */
import { type OutgoingMessage, SendError } from '../chat.js'
import { splitText } from '../wording.js'
import type { Client } from './client.js'
import { toSendError } from './send-fault.js'
import { newTaskId } from './task-id.js'
import { type Card, cardsFor, plainMarkdown, spellCard, TEXT_BYTES, writeCard } from './write-card.js'

/** The last messages of which a part went. */
const REMEMBERED = 1000
const MB = 1024 * 1024
/** Larger pictures are sent as files (document/path/90253). */
const PICTURE_BYTES = 10 * MB
const FILE_MB = 20

export interface Sender {
  /** @throws SendError */
  send(message: OutgoingMessage): Promise<string>
}

export function createSender(
  client: Pick<Client, 'sendMessage' | 'sendMediaMessage' | 'uploadMedia'>,
): Sender {
  const done = new Map<string, number>()

  function partsOf({ chat, ref, text, buttons, file }: OutgoingMessage): (() => Promise<void>)[] {
    const split = cardsFor(text, buttons.flat())
    const parts: (() => Promise<void>)[] = []
    // Signs that were made harmless take more bytes than the limit was counted with.
    for (const part of split.text ? splitText(plainMarkdown(split.text), TEXT_BYTES, 'bytes') : [])
      parts.push(() => sendText(chat, part))
    if (file) parts.push(() => sendFile(chat, file))
    for (const [n, card] of split.cards.entries())
      parts.push(() => sendCard(chat, card, newTaskId({ ref, n })))
    return parts
  }

  async function sendText(chat: string, text: string): Promise<void> {
    await client.sendMessage(chat, { msgtype: 'markdown', markdown: { content: text } })
  }

  /** Not every chat takes cards: what is refused as a card is said in words. */
  async function sendCard(chat: string, card: Card, taskId: string): Promise<void> {
    const body = { msgtype: 'template_card', template_card: writeCard(card, taskId) } as const
    await client.sendMessage(chat, body).catch(async (error: unknown) => {
      if (toSendError(error).fault !== 'rejected') throw error
      await sendText(chat, plainMarkdown(spellCard(card)))
    })
  }

  /** An upload shows nothing to anybody: it may be repeated. */
  async function sendFile(
    chat: string,
    { name, mime, bytes }: NonNullable<OutgoingMessage['file']>,
  ): Promise<void> {
    if (bytes.length > FILE_MB * MB) throw new SendError('rejected', `企业微信不收超过 ${FILE_MB} MB 的文件`)
    const type = /^image\/(?:png|jpeg)$/.test(mime) && bytes.length <= PICTURE_BYTES ? 'image' : 'file'
    const media = await client.uploadMedia(bytes, { type, filename: name }).catch((error: unknown) => {
      throw toUploadError(error)
    })
    await client.sendMediaMessage(chat, type, media.media_id)
  }

  return {
    async send(message) {
      const parts = partsOf(message)
      for (let next = done.get(message.ref) ?? 0; next < parts.length; next++) {
        try {
          await parts[next]!()
        } catch (error) {
          const fault = toSendError(error)
          // The mark of a doubtful message stands in its first part: it goes out anew as a whole.
          if (fault.fault === 'ambiguous') done.delete(message.ref)
          throw fault
        }
        remember(done, message.ref, next + 1)
      }
      done.delete(message.ref)
      return message.ref
    },
  }
}

/** Nothing was shown, so nothing is in doubt. */
function toUploadError(error: unknown): unknown {
  const fault = toSendError(error)
  const again = fault.fault === 'ambiguous' || /chunk|upload/i.test(fault.message)
  return again ? Object.assign(fault, { fault: 'unavailable' }) : fault
}

function remember(map: Map<string, number>, key: string, value: number): void {
  map.set(key, value)
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!)
}
