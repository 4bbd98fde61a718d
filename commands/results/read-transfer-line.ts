/** What stands behind /transfer: to whom, with which papers, and the lead itself, which may have lines and keys of its own. */
import { UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { readPairs } from '../rules/command-line.js'
import { readVisitNo } from '../rules/numbers.js'

export interface Handover {
  /** As it was typed. */
  receiver: string
  outside: boolean
  documentNo: string | null
  /** The day on which it was handed over, as it was typed. */
  day: string | null
  materials: string[]
  lead: string
}

export type TransferArgs =
  | { act: 'list' }
  | { act: 'view'; id: number }
  | ({ act: 'send'; visit: string } & Handover)
  /** `lead` is empty where that of the returned one goes on. */
  | ({ act: 'resend'; id: number } & Handover)
  | { act: 'acknowledge'; id: number; receipt: Receipt }
  | { act: 'return'; id: number; reason: string }
  | { act: 'settle'; id: number; reason: string }

/** What an organ outside gave for it; null where it was not said. */
export interface Receipt {
  documentNo: string | null
  receivedBy: string | null
}

/** What stands before the lead, and the lead to the end of the message. */
const LEAD = /^([\s\S]*?)(?<=[\s，,；;、])线索\s*[=＝:：]\s*([\s\S]*?)\s*$/u
const OUTSIDE = '司法机关'
const ACTS = new Map([
  ['收到', 'acknowledge'],
  ['退回', 'return'],
  ['了结', 'settle'],
  ['改送', 'resend'],
] as const)

const LONGEST_LEAD = 1000
/** Of a name, a number, a material. */
const LONGEST = 60
const LONGEST_REASON = 200
const MOST_MATERIALS = 20

/** @throws UsageRefusal */
export function readTransferLine(rest: string): TransferArgs {
  const text = rest.trim()
  if (text === '') return { act: 'list' }
  const [, word = '', tail = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(text) ?? []
  const act = ACTS.get(word as '收到')
  if (act) return readAct(act, tail)
  const id = tail === '' ? readId(word) : null
  if (id !== null) return { act: 'view', id }
  const visit = readVisitNo(word)
  if (!visit) throw new UsageRefusal(messages.transfer.needsVisit)
  const handover = readHandover(tail, messages.transfer.needsReceiver(visit))
  if (handover.lead === '') throw new UsageRefusal(messages.transfer.needsLead(visit))
  return { act: 'send', visit, ...handover }
}

function readAct(act: 'acknowledge' | 'return' | 'settle' | 'resend', tail: string): TransferArgs {
  const [, word = '', more = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(tail) ?? []
  const id = readId(word)
  if (id === null) throw new UsageRefusal(messages.transfer.needsId)
  if (act === 'acknowledge') return { act, id, receipt: readReceipt(more) }
  if (act === 'resend') return { act, id, ...readHandover(more, messages.transfer.needsNewReceiver(id)) }
  const reason = more.replace(/^理由\s*[=＝:：]\s*/u, '').trim()
  if (reason === '') throw new UsageRefusal(messages.transfer.needsReason(act, id))
  if ([...reason].length > LONGEST_REASON)
    throw new UsageRefusal(messages.transfer.longReason(LONGEST_REASON))
  return { act, id, reason }
}

/** 3、３、移送3 */
function readId(word: string): number | null {
  const digits = /^(?:移送)?(\d{1,9})$/u.exec(word.normalize('NFKC'))?.[1]
  return digits === undefined ? null : Number(digits)
}

function readReceipt(text: string): Receipt {
  const pairs = readKeys(text, ['回执', '接收人']).pairs
  const said = (key: string) => pairs.get(key) || null
  return { documentNo: said('回执'), receivedBy: said('接收人') }
}

function readHandover(text: string, needsReceiver: string): Handover {
  const [, head = text, lead = ''] = LEAD.exec(` ${text}`) ?? []
  const { pairs, words } = readKeys(head, ['文号', '日期', '材料'])
  const outside = words[0] === OUTSIDE
  const receiver = words.slice(outside ? 1 : 0).join('')
  if (receiver === '' || [...receiver].length > LONGEST) throw new UsageRefusal(needsReceiver)
  if ([...lead].length > LONGEST_LEAD) throw new UsageRefusal(messages.transfer.longLead(LONGEST_LEAD))
  const materials = (pairs.get('材料') ?? '').split(/[、，,；;]/u).map((one) => one.trim())
  const named = materials.filter((one) => one !== '')
  if (named.length > MOST_MATERIALS) throw new UsageRefusal(messages.transfer.manyMaterials(MOST_MATERIALS))
  if (named.some((one) => [...one].length > LONGEST))
    throw new UsageRefusal(messages.transfer.longValue('材料', LONGEST))
  return {
    ...{ receiver, outside, lead, materials: named },
    ...{ documentNo: pairs.get('文号') || null, day: pairs.get('日期') || null },
  }
}

/** @throws UsageRefusal for another key, one that comes twice, and a value that is too long */
function readKeys(text: string, keys: string[]): { pairs: Map<string, string>; words: string[] } {
  const { pairs, words, duplicates } = readPairs(text, (key) => keys.includes(key))
  const wrong = [...pairs.keys()].find((key) => !keys.includes(key))
  if (wrong !== undefined) throw new UsageRefusal(messages.transfer.unknownKey(wrong, keys))
  if (duplicates[0] !== undefined) throw new UsageRefusal(messages.transfer.twice(duplicates[0]))
  for (const [key, value] of pairs)
    if (key !== '材料' && [...value].length > LONGEST)
      throw new UsageRefusal(messages.transfer.longValue(key, LONGEST))
  return { pairs, words }
}
