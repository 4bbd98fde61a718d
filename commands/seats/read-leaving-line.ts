/** The line of /recuse and /replace: what it is about, the reason and an explanation; or a decision by button. */
import { UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { readPairs } from '../rules/command-line.js'

export type LeavingLine =
  | { words: string[]; reason: string | null; explanation: string }
  | { id: number; granted: boolean }

const KEYS = ['原因', '说明']
const LONGEST_LINE = 2000
const LONGEST_EXPLANATION = 500

/** @throws UsageRefusal for a key that it does not have, or too many words. */
export function readLeavingLine(rest: string): LeavingLine {
  const text = rest.trim()
  const decision = /^(同意|不同意)\s+(\d{1,15})$/.exec(text.normalize('NFKC'))
  if (decision) return { id: Number(decision[2]), granted: decision[1] === '同意' }
  if (text.length > LONGEST_LINE) throw new UsageRefusal(messages.recuse.longExplanation)
  const { pairs, words } = readPairs(text, (key) => KEYS.includes(key))
  for (const key of pairs.keys()) {
    if (!KEYS.includes(key)) throw new UsageRefusal(messages.recuse.unknownKey(key))
  }
  const explanation = pairs.get('说明') ?? ''
  if ([...explanation].length > LONGEST_EXPLANATION) throw new UsageRefusal(messages.recuse.longExplanation)
  return { words, reason: pairs.get('原因') || null, explanation }
}
