/** A moment as a part of a file name. */
import { officeDay, officeTime } from '../../commands/rules/office-time.js'

/** `20260310-091502` by the office's clock. */
export function stamp(now: Date, zone: string): string {
  const seconds = String(now.getUTCSeconds()).padStart(2, '0')
  return (
    `${officeDay(now, zone)}-${officeTime(now, zone)}`.replaceAll(/[-:]/g, '').replace(/^(.{8})/, '$1-') +
    seconds
  )
}
