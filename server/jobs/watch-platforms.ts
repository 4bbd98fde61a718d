/** A platform that sends nothing for ten minutes is told to the administrators on another way, with who was not reached. */
import { tellAdmins } from '../../bot/delivery.js'
import { messages } from '../../commands/messages.js'
import type { OutboxRow, PlatformName, Tx } from '../../db/store.js'
import type { DueWork, PeriodicJob } from './due-work.js'

const OUTAGE_MINUTES = 10
const MOST_NAMES = 30

export const watchPlatforms: PeriodicJob = async (work, now) => {
  for (const platform of work.platforms.keys()) await watch(work, platform, now)
}

async function watch({ store, platforms }: DueWork, platform: PlatformName, now: Date): Promise<void> {
  const since = new Date(now.getTime() - OUTAGE_MINUTES * 60_000).toISOString()
  await store.write(async (tx) => {
    const key = `outage.${platform}`
    const stuck = await tx.outbox.stuck(platform, since)
    const told = ((await tx.settings.get(key)) ?? '') !== ''
    if (stuck.length > 0 && !told) {
      await tx.settings.set(key, now.toISOString())
      const text = messages.delivery.outage(platform, OUTAGE_MINUTES, await namesOf(tx, stuck))
      await tellAdmins(tx, platforms, text, now, platform)
    } else if (stuck.length === 0 && told) {
      await tx.settings.set(key, '')
      await tellAdmins(tx, platforms, messages.delivery.outageOver(platform), now)
    }
  })
}

async function namesOf(tx: Tx, rows: OutboxRow[]): Promise<string[]> {
  const names = new Set<string>()
  for (const row of rows) {
    const person = row.person ? await tx.people.get(row.person) : undefined
    names.add(person?.name ?? (await tx.groups.get(row))?.title ?? row.chat)
  }
  return [...names].slice(0, MOST_NAMES)
}
