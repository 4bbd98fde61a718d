/** Passes a puppet's events on to the intake. */
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import type { IncomingEvent } from '../chat.js'
import type { HandIn, Handover } from '../handover.js'
import type { Puppet } from './open-bot.js'
import { type Reader, readMessage } from './read-message.js'
import { PUPPET_STOPPED, type Session } from './session.js'

/**
 * Wechaty's own 'message', 'logout' and 'room-leave' are not used: they come after look-ups of their own, so they lose
 * their order, and are not told at all when the room or the account can no longer be looked up.
 * @param session follows the same puppet already, so that it knows each event before it is passed on.
 * @param accountFile remembers the account between starts.
 */
export function passOn(puppet: Puppet, session: Session, handover: Handover, accountFile: string): void {
  puppet.on('login', ({ contactId }) => {
    handover.add((handIn) => beginLogin(handIn, accountFile, contactId))
  })
  puppet.on('logout', ({ contactId, data }) => {
    if (data !== PUPPET_STOPPED) handover.add((handIn) => handIn(loginEnded(contactId)))
  })
  puppet.on('message', ({ messageId }) => {
    // The reader of this moment: another account may be logged in when the message's turn comes.
    const reader = session.reader()
    if (session.login().state === 'in')
      handover.add((handIn) => takeMessage(handIn, puppet, reader, messageId))
  })
  puppet.on('room-leave', ({ removeeIdList, roomId, timestamp }) => {
    const { account } = session.reader()
    if (!removeeIdList.includes(account)) return
    const key = `${account}/${roomId}/leave/${timestamp}`
    handover.add((handIn) => handIn({ kind: 'removed', key, chat: roomId }))
  })
}

/** Ends the bindings of every earlier login, unless the same account goes on: where that is unknown they end too. */
async function beginLogin(handIn: HandIn, accountFile: string, account: string): Promise<void> {
  const last = await readFile(accountFile, 'utf8').catch(() => null)
  if (last === account) return
  await handIn(loginEnded(account))
  await writeFile(accountFile, account)
}

async function takeMessage(handIn: HandIn, puppet: Puppet, reader: Reader, id: string): Promise<void> {
  const message = await readMessage(puppet, reader, id)
  if (message) await handIn(message)
}

function loginEnded(account: string): IncomingEvent {
  return { kind: 'login-ended', key: `${account}/login-ended/${randomUUID()}` }
}
