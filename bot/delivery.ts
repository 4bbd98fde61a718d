/** Turns what is to be said into rows of the outbox: finds the chats, splits long texts, orders the parts. */
import { randomUUID } from 'node:crypto'
import type { Content, Notice, Recipient } from '../commands/command.js'
import { GROUP_NAMES } from '../commands/messages/names.js'
import { messages } from '../commands/messages.js'
import type { Button, ChatRef, OutboxDraft, PlatformName, Tx } from '../db/store.js'
import type { ChatPlatform } from './chat.js'
import { spellButtons, splitText } from './wording.js'

export type Platforms = ReadonlyMap<PlatformName, ChatPlatform>

export interface Address extends ChatRef {
  person: string | null
}

export interface Posting {
  content: Content
  replyTo?: string | null
  quiet?: boolean
  onDoubt?: 'resend' | 'drop'
}

/** Queues one content for one chat: the text in as many parts as the platform needs, then the files. */
export async function post(
  tx: Tx,
  platforms: Platforms,
  to: Address,
  posting: Posting,
  now: Date,
): Promise<void> {
  const platform = platforms.get(to.platform)
  if (!platform) return
  const common = {
    platform: to.platform,
    chat: to.chat,
    person: to.person,
    quiet: posting.quiet ?? false,
    secret: posting.content.secret ?? false,
    onDoubt: posting.onDoubt ?? ('resend' as const),
    notBefore: now.toISOString(),
  }
  for (const part of partsOf(platform, posting)) {
    await tx.outbox.add({ ...common, ref: randomUUID(), ...part }, now.toISOString())
  }
}

/** A text of so many UTF-16 units can stand under its only file: Telegram takes 1024, and 「可能重复」 may come in front. */
const CAPTION = 960

type Part = Pick<OutboxDraft, 'text' | 'buttons' | 'file' | 'replyTo'>

function partsOf(platform: ChatPlatform, posting: Posting): Part[] {
  const { content } = posting
  const buttons: Button[][] = platform.buttons ? (content.buttons ?? []) : []
  const spelt = platform.buttons ? '' : spellButtons(content.buttons ?? [])
  // Room for 「可能重复」 in front of a message that may have to be sent again.
  const limit = platform.limits.text - 64
  // A part of white space alone would be refused as empty by most platforms.
  const texts = splitText(content.text + spelt, limit, platform.limits.measure).filter((text) =>
    /\S/.test(text),
  )
  const parts: Part[] = texts.map((text, i) => ({
    text,
    buttons: i === texts.length - 1 ? buttons : [],
    file: null,
    replyTo: i === 0 ? (posting.replyTo ?? null) : null,
  }))
  const files = content.files ?? []
  const [only, ...others] = parts
  if (only && others.length === 0 && files.length === 1 && only.text.length <= CAPTION) {
    return [{ ...only, file: files[0]! }]
  }
  for (const file of files) parts.push({ text: '', buttons: [], file, replyTo: null })
  return parts
}

/** Queues notices for whomever they are for; who cannot be reached at all is told to the office, in one message. */
export async function deliver(tx: Tx, platforms: Platforms, notices: Notice[], now: Date): Promise<void> {
  const people = new Set<string>()
  const groups = new Set<string>()
  for (const { to, ...posting } of notices) {
    const addresses = await addressesOf(tx, platforms, to)
    for (const address of addresses) await post(tx, platforms, address, posting, now)
    if (addresses.length > 0) continue
    if ('person' in to) people.add(await nameUnreached(tx, to.person))
    else for (const name of await missingGroups(tx, to)) groups.add(name)
  }
  if (people.size + groups.size === 0) return
  await tellAdmins(tx, platforms, messages.delivery.unreached([...people], [...groups]), now)
}

/**
 * The groups that a notice should have reached. A department for which no group was ever registered is none of them:
 * that is normal while an office is being set up, and its people are told in private. The leaders' and the office's
 * groups are, as nobody else gets what is said there; so are groups whose platform is not running.
 */
async function missingGroups(tx: Tx, to: Recipient): Promise<string[]> {
  if ('chat' in to) {
    return [(await tx.groups.get(to.chat))?.title || messages.delivery.chatOn(to.chat.platform)]
  }
  if ('department' in to)
    return (await tx.groups.ofKind('department', to.department)).map(({ title }) => title)
  return 'group' in to ? [GROUP_NAMES[to.group]] : []
}

async function addressesOf(tx: Tx, platforms: Platforms, to: Recipient): Promise<Address[]> {
  if ('chat' in to) return platforms.has(to.chat.platform) ? [{ ...to.chat, person: null }] : []
  if ('account' in to) return accountAddress(platforms, to.account)
  if ('person' in to) {
    const address = await privateAddress(tx, platforms, to.person)
    return address ? [address] : []
  }
  const groups =
    'group' in to ? await tx.groups.ofKind(to.group) : await tx.groups.ofKind('department', to.department)
  return groups
    .filter((group) => platforms.has(group.platform))
    .map((group) => ({ platform: group.platform, chat: group.chat, person: null }))
}

/** An account that is no longer bound, told once more what became of it. */
function accountAddress(platforms: Platforms, to: { platform: PlatformName; account: string }): Address[] {
  const platform = platforms.get(to.platform)
  return platform ? [{ platform: to.platform, chat: platform.privateChat(to.account), person: null }] : []
}

/** The newest binding that can be reached, on a platform that is running and not `avoid`; none of somebody who left. */
export async function privateAddress(
  tx: Tx,
  platforms: Platforms,
  person: string,
  avoid?: PlatformName,
): Promise<Address | undefined> {
  if (!(await tx.people.get(person))?.active) return undefined
  const bindings = await tx.bindings.ofPerson(person)
  const usable = bindings.filter((b) => b.unreachable === null && b.platform !== avoid)
  for (const binding of usable) {
    const platform = platforms.get(binding.platform)
    if (platform) return { platform: binding.platform, chat: platform.privateChat(binding.account), person }
  }
  return undefined
}

/** Tells the administrators in private and the office's groups, on another platform than `avoid` where there is one. */
export async function tellAdmins(
  tx: Tx,
  platforms: Platforms,
  text: string,
  now: Date,
  avoid?: PlatformName,
): Promise<void> {
  const elsewhere = await adminAddresses(tx, platforms, avoid)
  const found = elsewhere.length > 0 ? elsewhere : await adminAddresses(tx, platforms)
  for (const address of found) await post(tx, platforms, address, { content: { text } }, now)
}

async function adminAddresses(tx: Tx, platforms: Platforms, avoid?: PlatformName): Promise<Address[]> {
  const found: Address[] = []
  for (const admin of await tx.people.withRole('admin')) {
    const address = await privateAddress(tx, platforms, admin.id, avoid)
    if (address) found.push(address)
  }
  for (const { platform, chat } of await tx.groups.ofKind('office')) {
    if (platforms.has(platform) && platform !== avoid) found.push({ platform, chat, person: null })
  }
  return found
}

async function nameUnreached(tx: Tx, id: string): Promise<string> {
  const person = await tx.people.get(id)
  const department = person && (await tx.departments.get(person.department))
  return messages.delivery.unreachedPerson(
    department?.shortName ?? '',
    person?.name ?? '',
    id,
    person?.active ?? false,
  )
}
