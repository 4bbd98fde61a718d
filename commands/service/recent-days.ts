/** For how many days an inspection keeps other plans away from the firm, as the office has set it. */
import type { Tx, View } from '../../db/store.js'
import { RECENT_DAYS } from '../rules/firm-standing.js'

const KEY = 'draw.recent-days'

/** Beyond a year the yearly caps have their say. */
export const MOST_RECENT_DAYS = 366

export async function readRecentDays(view: Pick<View, 'settings'>): Promise<number> {
  const kept = (await view.settings.get(KEY)) ?? ''
  return /^\d{1,3}$/.test(kept) ? Number(kept) : RECENT_DAYS
}

/** @param days from 0 to `MOST_RECENT_DAYS` */
export async function setRecentDays(tx: Tx, days: number): Promise<void> {
  await tx.settings.set(KEY, String(days))
}
