/** What becomes of a message that could not be sent: waits, is tried again marked, or is set aside and told. */
import { messages } from '../commands/messages.js'
import type { OutboxRow, Tx } from '../db/store.js'
import { loseGroup, losePerson } from './change-chat.js'
import type { SendError } from './chat.js'
import { type Address, type Platforms, post, privateAddress, tellAdmins } from './delivery.js'

const MINUTE = 60_000
/** After this long without success a message is a dead letter. */
const GIVE_UP_AFTER = 24 * 60 * MINUTE

export async function settleFailure(
  tx: Tx,
  platforms: Platforms,
  row: OutboxRow,
  fault: SendError,
  now: Date,
): Promise<void> {
  if (fault.migratedTo) {
    await tx.groups.migrate(row.platform, row.chat, fault.migratedTo)
    return tx.outbox.retry(row.id, fault.message, now.toISOString(), row.doubtful)
  }
  if (fault.fault === 'slow-down') return later(tx, row, fault, now, fault.retryAfter * 1000, row.doubtful)
  const overdue = now.getTime() - Date.parse(row.createdAt) > GIVE_UP_AFTER
  if (fault.fault === 'unavailable' && !overdue) return later(tx, row, fault, now, backoff(row), row.doubtful)
  if (fault.fault === 'ambiguous' && row.onDoubt === 'drop') {
    return tx.outbox.end(row.id, 'dropped', fault.message)
  }
  if (fault.fault === 'ambiguous' && !overdue) return later(tx, row, fault, now, backoff(row), true)
  await setAside(tx, platforms, row, fault, now)
}

async function later(
  tx: Tx,
  row: OutboxRow,
  fault: SendError,
  now: Date,
  wait: number,
  doubtful: boolean,
): Promise<void> {
  const at = new Date(now.getTime() + wait).toISOString()
  await tx.outbox.retry(row.id, fault.message, at, doubtful)
  await tx.outbox.failed(row.id, now.toISOString())
}

/**
 * 2, 4, 8 … seconds, at most half a minute, since whatever follows in the chat waits behind it; spread by the row's id so
 * that a platform's return is no stampede.
 */
function backoff(row: OutboxRow): number {
  const base = Math.min(2 ** Math.min(row.attempts + 1, 10) * 1000, MINUTE / 2)
  return base + (row.id % 10) * 100
}

async function setAside(
  tx: Tx,
  platforms: Platforms,
  row: OutboxRow,
  fault: SendError,
  now: Date,
): Promise<void> {
  const person = row.person ? await tx.people.get(row.person) : undefined
  const group = await tx.groups.get(row)
  let elsewhere: Address | undefined
  if (fault.fault === 'unreachable') {
    if (row.person === null) await loseGroup(tx, row.platform, row.chat, platforms, now)
    else elsewhere = await sendElsewhere(tx, platforms, row, row.person, now)
  }
  await tx.outbox.end(row.id, elsewhere ? 'dropped' : 'dead', fault.message)
  // A stranger who blocks the bot concerns nobody.
  if (!person && !group) return
  // A message to an administrator that dies must not breed another one for the same chat.
  if (person?.roles.includes('admin')) return
  const whom = person ? `${person.name}（${person.id}）` : group!.title
  const what = [row.id, whom, firstLine(row.text || (row.file?.name ?? ''))] as const
  const text = elsewhere
    ? messages.delivery.sentElsewhere(...what, row.platform, elsewhere.platform)
    : messages.delivery.notSent(...what)
  await tellAdmins(tx, platforms, text, now, row.platform)
}

/**
 * Queues what waits for a person on a platform that sends nothing for an account of his elsewhere, and takes it from
 * there; undefined when he has none on a platform that is well. What may have been sent already says so, and what is
 * being sent this moment is left alone: it would come twice, unmarked.
 */
export async function redirect(
  tx: Tx,
  platforms: Platforms,
  row: OutboxRow,
  now: Date,
): Promise<Address | undefined> {
  if (row.person === null || row.state !== 'queued') return undefined
  const well = new Map([...platforms].filter(([, platform]) => platform.health().ok))
  const address = await privateAddress(tx, well, row.person, row.platform)
  if (!address) return undefined
  await repost(tx, platforms, row, address, now)
  await tx.outbox.end(row.id, 'dropped', messages.delivery.movedOn(address.platform))
  return address
}

/** Marks the account as lost and queues the same content for the person's next one; undefined when there is none. */
async function sendElsewhere(
  tx: Tx,
  platforms: Platforms,
  row: OutboxRow,
  person: string,
  now: Date,
): Promise<Address | undefined> {
  await loseAccount(tx, platforms, row, person, now)
  const address = await privateAddress(tx, platforms, person)
  if (!address) return undefined
  await repost(tx, platforms, row, address, now)
  return address
}

async function repost(tx: Tx, platforms: Platforms, row: OutboxRow, to: Address, now: Date): Promise<void> {
  const { text, buttons, file, quiet, onDoubt, secret = false, doubtful } = row
  const content = {
    text: doubtful ? messages.delivery.maybeTwice(text) : text,
    buttons,
    files: file ? [file] : [],
    secret,
  }
  await post(tx, platforms, to, { content, quiet, onDoubt }, now)
}

async function loseAccount(
  tx: Tx,
  platforms: Platforms,
  row: OutboxRow,
  person: string,
  now: Date,
): Promise<void> {
  const bindings = await tx.bindings.ofPerson(person)
  const platform = platforms.get(row.platform)
  const lost = bindings.find(
    (b) => b.platform === row.platform && platform?.privateChat(b.account) === row.chat,
  )
  if (lost) await losePerson(tx, row.platform, lost.account, platforms, now)
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0]!
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}
