/** Whether two places to speak to are one and the same. */
import type { ChatRef } from '../db/store.js'

export function isSameChat(a: ChatRef, b: ChatRef): boolean {
  return a.platform === b.platform && a.chat === b.chat
}
