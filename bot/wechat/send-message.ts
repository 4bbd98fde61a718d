/** Says a message through a puppet and fetches the files it was sent, naming every fault as the outbox needs it. */
import { type OutgoingMessage, SendError } from '../chat.js'
import type { Puppet } from './open-bot.js'
import { within } from './within.js'

const LOOKUP_MS = 5_000
const TRANSFER_MS = 60_000

/**
 * Text first, then the file. WeChat cannot point at an earlier message: `replyTo` has no effect.
 * @param synced whether the puppet has loaded its contacts, so that what it does not know is not there.
 * @returns '' for the id where the puppet tells none. @throws SendError
 */
export async function sendMessage(
  puppet: Puppet,
  message: OutgoingMessage,
  synced: boolean,
): Promise<{ messageId: string }> {
  await findChat(puppet, message.chat, synced)
  const file = message.file && (await boxed(message.file))
  try {
    const text =
      message.text && (await within(TRANSFER_MS, puppet.messageSendText(message.chat, message.text)))
    const sent = file && (await within(TRANSFER_MS, puppet.messageSendFile(message.chat, file)))
    return { messageId: text || sent || '' }
  } catch (cause) {
    // Protocols fail before and after they have sent, with the same errors.
    throw new SendError('ambiguous', 'the puppet failed while sending', 0, null, { cause })
  }
}

async function findChat(puppet: Puppet, chat: string, synced: boolean): Promise<void> {
  const lists = Promise.all([puppet.roomList(), puppet.contactList()])
  const known = await within(LOOKUP_MS, lists).catch((cause) => {
    throw new SendError('unavailable', 'the puppet cannot look up chats now', 0, null, { cause })
  })
  if (known.flat().includes(chat)) return
  // Some puppets leave rooms that were not saved to the contacts off their lists.
  const payload = Promise.any([puppet.roomPayload(chat), puppet.contactPayload(chat)])
  await within(LOOKUP_MS, payload).catch((cause) => {
    throw new SendError(synced ? 'unreachable' : 'unavailable', 'no such chat', 0, null, { cause })
  })
}

async function boxed(file: { name: string; bytes: Buffer }) {
  const { FileBox } = await import('file-box')
  // Some puppets pass a file on as JSON, which a box of plain bytes cannot become.
  return FileBox.fromBase64(file.bytes.toString('base64'), file.name)
}

/**
 * A file's ref is its message's id. Puppets keep the last few hundred messages in memory: after that, or after a restart
 * of the puppet, the file is lost to us, and its sender has to send it again.
 * @throws SendError 'rejected' when the puppet no longer knows the message
 */
export async function fetchFile(puppet: Puppet, ref: string): Promise<Buffer> {
  await within(LOOKUP_MS, puppet.messagePayload(ref)).catch((cause) => {
    throw new SendError('rejected', 'the puppet no longer knows this file', 0, null, { cause })
  })
  try {
    const load = async () => (await puppet.messageFile(ref)).toBuffer()
    return await within(TRANSFER_MS, load())
  } catch (cause) {
    throw new SendError('unavailable', 'the file could not be loaded', 0, null, { cause })
  }
}
