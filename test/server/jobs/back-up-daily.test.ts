import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../../commands/messages.js'
import { readConfig } from '../../../server/config.js'
import { backUpDaily } from '../../../server/jobs/back-up-daily.js'
import type { PeriodicJob } from '../../../server/jobs/due-work.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('the daily backup', () => {
  let office: DueOffice
  let backUp: PeriodicJob
  /** Stands where the backups' folder belongs, as a full or read-only disk would. */
  let obstacle: string
  const has = (day: string) => existsSync(join(office.dir, 'backups', `daily-2026-${day}`, 'manifest.json'))

  beforeEach(async () => {
    office = await openDueOffice()
    backUp = backUpDaily(readConfig({ DATA_DIR: office.dir }))
    obstacle = join(office.dir, 'backups')
  })
  afterEach(() => office.close())

  it('is written once a day from 3:00 on', async () => {
    await backUp(office.work, at('03-10', '02:59'))
    expect(has('03-10')).toBe(false)
    await backUp(office.work, at('03-10', '03:00'))
    expect(has('03-10')).toBe(true)
    rmSync(obstacle, { recursive: true })
    await backUp(office.work, at('03-10', '23:59'))
    expect(has('03-10')).toBe(false)
    await backUp(office.work, at('03-11', '03:00'))
    expect(has('03-11')).toBe(true)
    expect(await office.said()).toEqual([])
  })

  it('that fails is told to the administrators once, and tried again hourly', async () => {
    const told = messages.service.backupFailed(undefined)
    writeFileSync(obstacle, '')
    await expect(backUp(office.work, at('03-10', '03:00'))).rejects.toThrow()
    expect(await office.said()).toEqual([`p9: ${told}`, `office: ${told}`])
    await backUp(office.work, at('03-10', '03:01'))
    await backUp(office.work, at('03-10', '03:59'))
    await expect(backUp(office.work, at('03-10', '04:00'))).rejects.toThrow()
    await expect(backUp(office.work, at('03-11', '03:00'))).rejects.toThrow()
    expect(await office.said()).toEqual([])
    rmSync(obstacle)
    await backUp(office.work, at('03-11', '03:30'))
    expect(has('03-11')).toBe(false)
    await backUp(office.work, at('03-11', '04:00'))
    expect(has('03-11')).toBe(true)
  })

  it('that fails anew is told anew, with the day of the last good one', async () => {
    await backUp(office.work, at('03-10', '03:00'))
    rmSync(obstacle, { recursive: true })
    writeFileSync(obstacle, '')
    await expect(backUp(office.work, at('03-11', '03:00'))).rejects.toThrow()
    expect((await office.said())[0]).toBe(`p9: ${messages.service.backupFailed('2026-03-10')}`)
  })
})
