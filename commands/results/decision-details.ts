/** Reads what a decision or a check names, one thing at a time, the same in a line and in an answer. */
import type { Decision, Result } from '../../db/store.js'
import { Refusal } from '../command.js'
import { messages } from '../messages.js'
import { type DecisionKind, NEEDED, readAmount } from '../rules/decision-law.js'
import { readComingDay, readPastDay } from '../rules/read-day.js'

export const DECIDE_KEYS = ['文号', '日期', '金额', '复查', '备注', '理由'] as const
export type DecideKey = (typeof DECIDE_KEYS)[number]
export const LONGEST_VALUE = 200

/** The key under which each detail is given. */
const KEY_OF = { documentNo: '文号', amount: '金额', recheckOn: '复查' } as const

/** What was given by its key. */
export type Given = ReadonlyMap<string, string>

interface Days {
  today: string
  /** The first day that 日期 may be. */
  since: string
}

/**
 * @returns what is kept of it: a day as a date, since 今天 is another day tomorrow, and the rest as it was typed
 * @throws Refusal
 */
export function readValue(key: string, typed: string, { today, since }: Days): string {
  const value = typed.trim()
  if ([...value].length > LONGEST_VALUE) throw new Refusal(messages.decide.tooLong(LONGEST_VALUE))
  if (key === '金额' && readAmount(value) === null) throw new Refusal(messages.decide.badAmount(value))
  if (key === '日期') return readDone(value, today, since)
  return key === '复查' ? readNext(value, today) : value
}

function readDone(value: string, today: string, since: string): string {
  const day = readPastDay(value, today, since)
  if (day === null || day > today || day < since)
    throw new Refusal(messages.decide.badDay(value, since, today))
  return day
}

function readNext(value: string, today: string): string {
  const day = readComingDay(value, today)
  if (day === null || day < today) throw new Refusal(messages.decide.badRecheck(value, today))
  return day
}

/** Everything that was given, each as `readValue` keeps it. @throws Refusal */
export function readValues(given: Given, days: Days): Map<string, string> {
  return new Map([...given].map(([key, value]) => [key, readValue(key, value, days)]))
}

export type Details = Pick<
  Decision,
  'visit' | 'department' | 'kind' | 'decidedOn' | 'documentNo' | 'amount' | 'recheckOn'
>

/** @param given as `readValues` keeps it; what the kind needs may be missing still. @throws Refusal for what the kind has no place for */
export function detailsOf(
  kind: DecisionKind,
  given: Given,
  { visit, department }: Result,
  today: string,
): Details {
  if (kind !== 'rectify' && given.has('复查')) throw new Refusal(messages.decide.needlessRecheck)
  if (kind !== 'penalty' && given.has('金额')) throw new Refusal(messages.decide.needlessAmount)
  if (given.has('备注')) throw new Refusal(messages.recheck.needlessNote)
  const amount = given.has('金额') ? readAmount(given.get('金额')!) : null
  return {
    ...{ visit, department, kind, decidedOn: given.get('日期') ?? today, amount },
    ...{ documentNo: given.get('文号') || null, recheckOn: given.get('复查') ?? null },
  }
}

/** The keys of what the kind needs and was not given, in the order in which they are asked for. */
export function missingKeys(details: Details): DecideKey[] {
  return NEEDED[details.kind].filter((one) => details[one] === null).map((one) => KEY_OF[one])
}
