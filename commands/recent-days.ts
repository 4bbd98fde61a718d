/** For how many days an inspection keeps other plans away from the firm, as the office has set it. */
import type { View } from '../db/store.js'
import { RECENT_DAYS } from './rules/firm-standing.js'

const KEY = 'draw.recent-days'

export async function readRecentDays(view: Pick<View, 'settings'>): Promise<number> {
  const kept = (await view.settings.get(KEY)) ?? ''
  return /^\d{1,3}$/.test(kept) ? Number(kept) : RECENT_DAYS
}
