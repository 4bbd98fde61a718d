/** Sends one message in the form that Telegram wants for it. */
import type { InlineKeyboardMarkup, Message } from 'telegraf/types'
import type { OutgoingMessage } from '../chat.js'
import type { Api } from './api.js'

/** Uploads are slow on an office's line: they get two minutes. */
const UPLOAD_TIMEOUT = 120_000

/** sendPhoto takes no more, sendDocument does: https://core.telegram.org/bots/api#sending-files */
const PHOTO_BYTES = 10 * 1024 * 1024

/** @throws ApiError */
export async function sendMessage(api: Api, message: OutgoingMessage): Promise<Message> {
  const { chat, text, file } = message
  const common = {
    chat_id: chat,
    ...(message.buttons.length > 0 && { reply_markup: keyboardOf(message.buttons) }),
  }
  if (!file) {
    const preview = { link_preview_options: { is_disabled: true } }
    return api.call('sendMessage', { ...common, ...preview, ...replyOf(message), text })
  }
  const upload = { ...common, ...replyInForm(message), ...(text !== '' && { caption: text }) }
  const source = { source: file.bytes, filename: safeName(file.name) }
  const asPhoto = /^image\/(png|jpeg)$/.test(file.mime) && file.bytes.length <= PHOTO_BYTES
  return asPhoto
    ? api.call('sendPhoto', { ...upload, photo: source }, { timeout: UPLOAD_TIMEOUT })
    : api.call('sendDocument', { ...upload, document: source }, { timeout: UPLOAD_TIMEOUT })
}

function keyboardOf(buttons: OutgoingMessage['buttons']): InlineKeyboardMarkup {
  return {
    inline_keyboard: buttons.map((row) =>
      row.map(({ label, send }) => ({ text: label, callback_data: send })),
    ),
  }
}

function replyOf({ replyTo }: OutgoingMessage) {
  if (replyTo === null) return {}
  return { reply_parameters: { message_id: Number(replyTo), allow_sending_without_reply: true } }
}

/** In a form telegraf silently drops every object it does not know, and it does not know this one: so it goes as JSON. */
function replyInForm(message: OutgoingMessage) {
  const { reply_parameters } = replyOf(message)
  if (!reply_parameters) return {}
  return { reply_parameters: JSON.stringify(reply_parameters) as unknown as typeof reply_parameters }
}

/** telegraf puts the name between quotes as it is. */
function safeName(name: string): string {
  return name.replace(/["\\\r\n]/g, '_')
}
