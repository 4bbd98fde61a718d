/** One backup a day by itself; the newest are kept. One that fails is tried again hourly and told once. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { tellAdmins } from '../../bot/delivery.js'
import { messages } from '../../commands/messages.js'
import { officeDay, officeTime } from '../../commands/rules/office-time.js'
import type { Day } from '../../db/store.js'
import { writeBackup } from '../backup/write-backup.js'
import type { Config } from '../config.js'
import { backupDir, filesDir } from '../places.js'
import type { DueWork, PeriodicJob } from './due-work.js'

const BACKUP_FROM = '03:00'
const KEPT = 14
const TRY_AGAIN_AFTER = 60 * 60_000
const LAST_BACKUP = 'backup.last'
/** The day on which a failure was told, '' once a backup succeeded. */
const FAILURE_TOLD = 'backup.failure-told'

export function backUpDaily(config: Config): PeriodicJob {
  // In memory: whoever mends the disk and restarts the bot need not wait for the hour.
  let triedAt = Number.NEGATIVE_INFINITY
  return async (work, now) => {
    const day = officeDay(now, work.office.zone)
    if (officeTime(now, work.office.zone) < BACKUP_FROM || now.getTime() - triedAt < TRY_AGAIN_AFTER) return
    if ((await work.store.read((view) => view.settings.get(LAST_BACKUP))) === day) return
    triedAt = now.getTime()
    try {
      await backUp(config, work, day, now)
      triedAt = Number.NEGATIVE_INFINITY
    } catch (error) {
      await tellFailure(work, day, now)
      throw error
    }
    await dropOld(backupDir(config))
  }
}

async function backUp(config: Config, { store, log }: DueWork, day: Day, now: Date): Promise<void> {
  const to = join(backupDir(config), `daily-${day}`)
  const written = await writeBackup({ store, filesDir: filesDir(config), to, now })
  await store.write(async (tx) => {
    await tx.settings.set(LAST_BACKUP, day)
    await tx.settings.set(FAILURE_TOLD, '')
  })
  log.info({ files: written.files.length }, 'daily backup written')
}

async function tellFailure({ store, platforms }: DueWork, day: Day, now: Date): Promise<void> {
  await store.write(async (tx) => {
    if (await tx.settings.get(FAILURE_TOLD)) return
    await tx.settings.set(FAILURE_TOLD, day)
    const text = messages.service.backupFailed(await tx.settings.get(LAST_BACKUP))
    await tellAdmins(tx, platforms, text, now)
  })
}

async function dropOld(dir: string): Promise<void> {
  const daily = (await readdir(dir)).filter((name) => /^daily-\d{4}-\d{2}-\d{2}$/.test(name)).sort()
  for (const name of daily.slice(0, -KEPT)) await rm(join(dir, name), { recursive: true, force: true })
}
