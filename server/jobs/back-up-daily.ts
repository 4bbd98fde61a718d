/** One backup a day by itself; the newest are kept. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { officeDay, officeTime } from '../../commands/rules/office-time.js'
import { writeBackup } from '../backup/write-backup.js'
import type { Config } from '../config.js'
import { backupDir, filesDir } from '../places.js'
import type { PeriodicJob } from './due-work.js'

const BACKUP_FROM = '03:00'
const KEPT = 14
const LAST_BACKUP = 'backup.last'

export function backUpDaily(config: Config): PeriodicJob {
  return async ({ store, office, log }, now) => {
    const day = officeDay(now, office.zone)
    if (officeTime(now, office.zone) < BACKUP_FROM) return
    if ((await store.read((view) => view.settings.get(LAST_BACKUP))) === day) return
    const dir = backupDir(config)
    const written = await writeBackup({
      store,
      filesDir: filesDir(config),
      to: join(dir, `daily-${day}`),
      now,
    })
    await store.write((tx) => tx.settings.set(LAST_BACKUP, day))
    log.info({ files: written.files.length }, 'daily backup written')
    await dropOld(dir)
  }
}

async function dropOld(dir: string): Promise<void> {
  const daily = (await readdir(dir)).filter((name) => /^daily-\d{4}-\d{2}-\d{2}$/.test(name)).sort()
  for (const name of daily.slice(0, -KEPT)) await rm(join(dir, name), { recursive: true, force: true })
}
