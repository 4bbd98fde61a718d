/** The public number that a draw is to wait for (dr1 §2): read from what the starter typed, and held to its limits. */
import { readComingMoment } from '../read-moment.js'

export interface NamedNumber {
  name: string
  digits: number
  /** An instant. */
  expected: string
}

export type NumberFault = 'missing' | 'name' | 'digits' | 'moment' | 'past' | 'far'

/** dr1 §2 asks for four; more than 32 would not fit into the button that confirms them. */
export const FEWEST_DIGITS = 4
export const MOST_DIGITS = 32
const LONGEST_NAME = 64
/** Long enough for any draw that is due in a week or a month. */
export const FARTHEST_DAYS = 30

/** @param typed as the starter wrote them, null for what is missing */
export function readPublicNumber(
  typed: { name: string | null; digits: string | null; expected: string | null },
  now: Date,
  zone: string,
): NamedNumber | NumberFault {
  const { name, digits, expected } = typed
  if (name === null || digits === null || expected === null) return 'missing'
  if ([...name].length > LONGEST_NAME || /\p{C}/u.test(name)) return 'name'
  const [, count = ''] = /^(\d{1,3})位?$/.exec(digits.normalize('NFKC')) ?? []
  if (count === '' || Number(count) < FEWEST_DIGITS || Number(count) > MOST_DIGITS) return 'digits'
  const moment = readComingMoment(expected, now, zone)
  if (moment === null) return 'moment'
  if (moment <= now) return 'past'
  if (moment.getTime() - now.getTime() > FARTHEST_DAYS * 86_400_000) return 'far'
  return { name, digits: Number(count), expected: moment.toISOString() }
}

/** The digits in the publisher's order, from any width and spacing; null unless there are exactly so many. */
export function readDigits(text: string, digits: number): string | null {
  const value = text.normalize('NFKC').replace(/[\s,，、-]+/gu, '')
  return /^\d+$/.test(value) && value.length === digits ? value : null
}
