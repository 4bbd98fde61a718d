/** When the proof of an unannounced plan's draw opens (dr1 §2 `opens`, §9). */
import { addDays } from '../office-time.js'

/** The calendar day after the visits' last one: until then nobody learns of a visit to come. */
export function openingDay(due: string): string {
  return addDays(due, 1)
}

/** @param opens the day from the commit, null for at once; @param today the calendar day at the office */
export function isOpen(opens: string | null, today: string): boolean {
  return opens === null || today >= opens
}
