/** Reads from when to when somebody is away as people write it, and joins a leave to the one that is on the roll. */
import { addDays } from './office-time.js'
import { readComingDay } from './read-day.js'

/** Both days included. */
export interface LeaveSpan {
  from: string
  to: string
}

/** A line in its parts, as they were typed; `to` is null for a single day. */
export interface LeaveLine {
  person: string | null
  from: string
  to: string | null
  rest: string
}

const DAY =
  '\\d{4}\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}(?:\\s*[日号])?|\\d{1,2}\\s*月\\s*\\d{1,2}(?:\\s*[日号])?|[今明后][天日]'
const UNTIL = '(?:至|到|~|-|—+|–)'
const LINE = new RegExp(
  `^(?:(\\S.*?)\\s+)??(${DAY})(?:\\s*${UNTIL}\\s*(${DAY}|\\d{1,2}\\s*[日号])|\\s+(${DAY}))?[\\s,:;。]*(.*)$`,
  'su',
)
const NEVER = '9999-12-31'

/** Person, days and reason; null where no day is found. A second day that cannot be read stays in `rest`. */
export function readLeaveLine(text: string): LeaveLine | null {
  const [, person = null, from, until, next, rest = ''] = LINE.exec(text.normalize('NFKC').trim()) ?? []
  return from === undefined ? null : { person, from, to: until ?? next ?? null, rest }
}

/** What would be a second day if it could be read: `至下周一`. */
export function readUnreadUntil(rest: string): string | null {
  return new RegExp(`^${UNTIL}\\s*\\S*`, 'u').exec(rest)?.[0] ?? null
}

/**
 * @param today 'YYYY-MM-DD'; days without year or month go by it and by the first day
 * @returns null for what is no day of the calendar; `to` may lie before `from`
 */
export function readLeaveSpan({ from: first, to: last }: LeaveLine, today: string): LeaveSpan | null {
  const from = readComingDay(first, today)
  if (from === null) return null
  if (last === null) return { from, to: from }
  const [, date] = /^(\d{1,2})\s*[日号]$/u.exec(last) ?? []
  const base = /[今明后]/u.test(last) ? today : from
  const to = readComingDay(date === undefined ? last : `${from.slice(0, 8)}${date}`, base)
  return to === null ? null : { from, to }
}

/** What the roll holds after `wanted` is granted; null where a leave that is not over lies apart from it. */
export function joinLeave(
  held: { leaveFrom: string | null; leaveTo: string | null },
  wanted: LeaveSpan,
  today: string,
): LeaveSpan | null {
  const { leaveFrom: from, leaveTo } = held
  const to = leaveTo ?? NEVER
  if (from === null || to < today) return wanted
  if (addDays(wanted.from, -1) > to || addDays(wanted.to, 1) < from) return null
  return { from: from < wanted.from ? from : wanted.from, to: to > wanted.to ? to : wanted.to }
}

/** What is left of a leave that ends because its holder is back today. */
export function endLeaveOn(today: string, from: string): LeaveSpan | null {
  return from < today ? { from, to: addDays(today, -1) } : null
}
