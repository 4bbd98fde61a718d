/** What follows when a chat can no longer be spoken to, moved, or a login ended: told to the administrators on another way. */
import { messages } from '../commands/messages.js'
import type { PlatformName, Tx } from '../db/store.js'
import type { ChatChange, LoginEnded } from './chat.js'
import { type Platforms, tellAdmins } from './delivery.js'

export async function changeChat(
  tx: Tx,
  platform: PlatformName,
  event: ChatChange | LoginEnded,
  platforms: Platforms,
  now: Date,
): Promise<void> {
  if (event.kind === 'login-ended') {
    await tx.bindings.removeAll(platform)
    return tellAdmins(tx, platforms, messages.delivery.loginEnded(platform), now, platform)
  }
  if (event.kind === 'migrated' && event.to) return tx.groups.migrate(platform, event.chat, event.to)
  if (event.kind === 'removed') return loseGroup(tx, platform, event.chat, platforms, now)
  await losePerson(tx, platform, event.chat, platforms, now)
}

/** The bot was removed: nothing can be said there until it is invited and bound again. */
export async function loseGroup(
  tx: Tx,
  platform: PlatformName,
  chat: string,
  platforms: Platforms,
  now: Date,
): Promise<void> {
  const group = await tx.groups.get({ platform, chat })
  if (!group) return
  await tx.groups.remove({ platform, chat })
  await tellAdmins(tx, platforms, messages.delivery.groupLost(platform, group.title), now, platform)
}

/** A private chat is closed to the bot: its person is reached on another platform, if there is one. */
export async function losePerson(
  tx: Tx,
  platform: PlatformName,
  account: string,
  platforms: Platforms,
  now: Date,
): Promise<void> {
  const binding = await tx.bindings.get(platform, account)
  if (!binding || binding.unreachable) return
  await tx.bindings.setUnreachable(platform, account, 'blocked')
  const person = await tx.people.get(binding.person)
  const department = person && (await tx.departments.get(person.department))
  const name = person ? `${department?.shortName ?? ''} ${person.name}（${person.id}）` : account
  await tellAdmins(tx, platforms, messages.delivery.personLost(platform, name), now, platform)
}
