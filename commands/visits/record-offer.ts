/** What a question about the record offers: what stands there already, and the answers that are one tap away. */
import type { InspectionRecord } from '../../db/store.js'
import { Refusal } from '../command.js'
import { messages } from '../messages.js'
import { addDays, formatDay } from '../rules/office-time.js'
import type { RecordSubject } from './submit-record.js'

/** The fields that may be kept as they are. */
type OfferField = '日期' | '备注' | '未签原因' | '见证人'

type Fields = Readonly<Record<string, string>>

const text = messages.record

const OF_RECORD: Record<OfferField, (record: InspectionRecord) => string | null> = {
  日期: ({ inspectedOn }) => inspectedOn,
  备注: ({ note }) => note,
  未签原因: ({ unsignedReason }) => unsignedReason,
  见证人: ({ onSiteWitness }) => onSiteWitness,
}

/** What the draft says, or else the version before; null when there is nothing to keep. */
function offerOf(field: OfferField, fields: Fields, { earlier }: RecordSubject): string | null {
  return (fields[field] ?? (earlier && OF_RECORD[field](earlier))) || null
}

/** The offered answer above its question. @param isOpen whether others read along */
export function askWithOffer(
  asked: string,
  field: OfferField,
  fields: Fields,
  subject: RecordSubject,
  isOpen: boolean,
): string {
  const offer = offerOf(field, fields, subject)
  if (offer === null) return asked
  const shown = field === '日期' ? formatDay(offer) : isOpen ? text.readInPrivate : offer
  return `${fields[field] === undefined ? text.lastTime(shown) : text.soFar(shown)}\n${asked}`
}

/** Nobody inspected before the draw: 昨天 is no answer on its day. */
export function choicesFor(field: OfferField, fields: Fields, subject: RecordSubject): string[] {
  const kept = offerOf(field, fields, subject) === null ? [] : [text.unchanged]
  if (field === '未签原因') return kept
  if (field !== '日期') return [...kept, text.none]
  const { today, drawnOn } = subject
  return [...kept, text.today, ...(addDays(today, -1) < drawnOn ? [] : [text.yesterday])]
}

/** What an answer says, by a choice's number or words or by words of its own; '' for 无. @throws Refusal when empty */
export function readOffer(answer: string, field: OfferField, fields: Fields, subject: RecordSubject): string {
  const choices = choicesFor(field, fields, subject)
  const typed = answer.normalize('NFKC').trim()
  const choice = choices[Number(typed) - 1] ?? choices.find((one) => one === typed)
  if (choice === text.unchanged) return offerOf(field, fields, subject)!
  if (choice === text.none) return ''
  if (choice !== undefined) return choice
  if (typed === '') throw new Refusal(text.usageFault)
  return answer.trim()
}
