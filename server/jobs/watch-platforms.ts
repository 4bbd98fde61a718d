/** A platform that sends nothing, or is down, for ten minutes: people are told on their other accounts, the administrators of it, once. */
import { type Platforms, tellAdmins } from '../../bot/delivery.js'
import { redirect } from '../../bot/settle-failure.js'
import { messages } from '../../commands/messages.js'
import { movedSetting } from '../../commands/service/health.js'
import type { Instant, OutboxRow, PlatformName, Tx } from '../../db/store.js'
import type { DueWork, PeriodicJob } from './due-work.js'

const OUTAGE_MINUTES = 10
const MOST_NAMES = 30

export const watchPlatforms: PeriodicJob = async (work, now) => {
  for (const platform of work.platforms.keys()) await watch(work, platform, now)
}

async function watch({ store, platforms }: DueWork, platform: PlatformName, now: Date): Promise<void> {
  const health = platforms.get(platform)!.health()
  const since = new Date(now.getTime() - OUTAGE_MINUTES * 60_000).toISOString()
  await store.write(async (tx) => {
    const key = `outage.${platform}`
    const told = ((await tx.settings.get(key)) ?? '') !== ''
    const waiting = await tx.outbox.stuck(platform, since)
    const stuck = await moveOn(tx, platforms, waiting, now)
    const moved = waiting.length - stuck.length
    if (moved > 0) await tellMoved(tx, platforms, platform, moved, now)
    const down = await downSince(tx, platform, health.ok, now)
    const isOut = stuck.length > 0 || (down !== '' && down <= since)
    if (isOut && !told) {
      await tx.settings.set(key, now.toISOString())
      const text =
        stuck.length > 0
          ? messages.delivery.outage(platform, OUTAGE_MINUTES, await namesOf(tx, stuck))
          : messages.delivery.down(platform, OUTAGE_MINUTES, health.detail)
      await tellAdmins(tx, platforms, text, now, platform)
    } else if (stuck.length === 0 && health.ok && told) {
      await tx.settings.set(key, '')
      await tellAdmins(tx, platforms, messages.delivery.outageOver(platform), now)
    }
  })
}

/** Whoever has an account elsewhere is told there. @returns what can only wait */
async function moveOn(tx: Tx, platforms: Platforms, waiting: OutboxRow[], now: Date): Promise<OutboxRow[]> {
  const left: OutboxRow[] = []
  for (const row of waiting) if (!(await redirect(tx, platforms, row, now))) left.push(row)
  return left
}

/** The administrators hear of it, and see in /health when it last happened. */
async function tellMoved(
  tx: Tx,
  platforms: Platforms,
  from: PlatformName,
  count: number,
  now: Date,
): Promise<void> {
  await tx.settings.set(movedSetting(from), JSON.stringify({ count, at: now.toISOString() }))
  await tellAdmins(tx, platforms, messages.delivery.moved(from, OUTAGE_MINUTES, count), now, from)
}

/** Since when the platform says that it is down, '' while it is well; a restart does not begin anew. */
async function downSince(tx: Tx, platform: PlatformName, ok: boolean, now: Date): Promise<Instant | ''> {
  const key = `down.${platform}`
  const kept = (await tx.settings.get(key)) ?? ''
  const since = ok ? '' : kept || now.toISOString()
  if (since !== kept) await tx.settings.set(key, since)
  return since
}

async function namesOf(tx: Tx, rows: OutboxRow[]): Promise<string[]> {
  const names = new Set<string>()
  for (const row of rows) {
    const person = row.person ? await tx.people.get(row.person) : undefined
    names.add(person?.name ?? (await tx.groups.get(row))?.title ?? row.chat)
  }
  return [...names].slice(0, MOST_NAMES)
}
