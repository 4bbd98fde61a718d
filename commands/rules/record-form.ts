/** The inspection record as people type it: read, completed with its defaults, and every fault told in one go. */
import { foldWord } from './command-line.js'
import { readPastDay } from './read-day.js'
import { clip, readFields } from './record-fields.js'

/** What a record may say; `problem` marks the results that need something to follow. */
export interface Vocabulary {
  version: string
  results: { name: string; problem: boolean; aliases: string[] }[]
  methods: { name: string; aliases: string[] }[]
}

/** One result and method for each item of the visit, by the vocabulary's own names; days as 'YYYY-MM-DD'. */
export interface RecordDraft {
  items: { item: string; result: string; method: string }[]
  inspectedOn: string
  signed: boolean
  /** Given exactly when not signed. */
  unsignedReason: string | null
  onSiteWitness: string | null
  note: string | null
  /** Whoever was commissioned to test, audit or advise. */
  expert: string | null
  /** The result of another department that was taken over. */
  adopted: string | null
  /** Why this version replaces the one before. */
  reason: string | null
}

/** The visit that a record is about; nothing was inspected before the day of its draw. */
interface Subject {
  visitItems: { code: string; name: string; method: string }[]
  vocabulary: Vocabulary
  today: string
  drawnOn: string
  /** The version that this one replaces: unless it says so, the day of the inspection is still the same. */
  earlier?: { inspectedOn: string } | undefined
}

interface Choice {
  name: string
  aliases: string[]
}

/** Fields as typed, by name. */
type Fields = ReadonlyMap<string, string>

const USUAL_METHOD = '实地检查'

/** Longest texts, in code points. */
const LIMITS = { 专家: 200, 采用结果: 500, 备注: 2000, 未签原因: 500, 更正原因: 500, 见证人: 100 }

/** Nobody reads more of them. */
const MOST_FAULTS = 10

const SIGNED = /^(是|有|y|yes|√|✓|已?(签字?|签名|签章|盖章|签字盖章)了?)$/
const UNSIGNED = /^(否|无|没有?|n|no|×|[未没]有?(签字?|签名|签章|盖章|签字盖章)|拒签|拒绝签字)$/

/**
 * Reads what follows the visit's number (what a record holds: 山政办〔2016〕26号 四(二)4).
 * @returns the record, or what has to be put right, as at most ten sentences
 */
export function readRecord(text: string, about: Subject): { ok: RecordDraft } | { faults: string[] } {
  const faults = new Set<string>()
  const codes = about.visitItems.map(({ code }) => code)
  return completeRecord(readFields(text, codes, faults), about, faults)
}

/**
 * A record from its fields by name, as `readRecord` finds them or as a dialogue asked for them.
 * @param faults what was already found wrong
 */
export function completeRecord(
  fields: Fields,
  about: Subject,
  faults = new Set<string>(),
): { ok: RecordDraft } | { faults: string[] } {
  const draft: RecordDraft = {
    items: readItems(fields, about, faults),
    inspectedOn: readInspectedOn(fields, about, faults),
    signed: readSigned(fields, faults),
    unsignedReason: readText('未签原因', fields, faults),
    onSiteWitness: readText('见证人', fields, faults),
    note: readText('备注', fields, faults),
    expert: readText('专家', fields, faults),
    adopted: readText('采用结果', fields, faults),
    reason: readText('更正原因', fields, faults),
  }
  return faults.size > 0 ? { faults: [...faults].slice(0, MOST_FAULTS) } : { ok: draft }
}

function readItems(fields: Fields, about: Subject, faults: Set<string>): RecordDraft['items'] {
  const { results, methods } = about.vocabulary
  const anyResult = [...fields].some(([field, value]) => field.startsWith('结果') && value !== '')
  return about.visitItems.map((item, i) => {
    const result = fields.get(`结果${i + 1}`) ?? fields.get('结果') ?? ''
    const method = fields.get(`方式${i + 1}`) ?? fields.get('方式') ?? ''
    const missing = anyResult
      ? `缺少事项${i + 1}“${item.name}”的结果，请写“结果${i + 1}=…”。`
      : '缺少检查结果，请写“结果=…”。'
    if (result === '') faults.add(missing + optionsOf(results))
    return {
      item: item.code,
      result: readChoice('结果', result, results, faults),
      method: method === '' ? ownMethod(item.method, methods) : readChoice('方式', method, methods, faults),
    }
  })
}

function ownMethod(method: string, methods: Choice[]): string {
  return methods.find((choice) => spellings(choice).includes(foldWord(method)))?.name ?? USUAL_METHOD
}

/** By name or alias, by number in the list from 1, or by a beginning that only one of them has; '' stays ''. */
function readChoice(field: string, value: string, choices: Choice[], faults: Set<string>): string {
  const typed = foldWord(value)
  const exact = choices.find((choice) => spellings(choice).includes(typed))
  const numbered = /^\d+$/.test(typed) ? choices[Number(typed) - 1] : undefined
  const begun = choices.filter((choice) => spellings(choice).some((name) => name.startsWith(typed)))
  const found = exact ?? numbered ?? (begun.length === 1 ? begun[0] : undefined)
  if (found) return found.name
  if (value !== '' && begun.length > 1)
    faults.add(`${field}“${clip(value)}”不够明确，可能是：${begun.map(({ name }) => name).join('；')}。`)
  else if (value !== '') faults.add(`${field}里没有“${clip(value)}”这一项。${optionsOf(choices)}`)
  return ''
}

function spellings({ name, aliases }: Choice): string[] {
  return [name, ...aliases].map(foldWord)
}

function optionsOf(choices: Choice[]): string {
  return `可选：${choices.map(({ name }, i) => `${i + 1} ${name}`).join('；')}。`
}

function readInspectedOn(fields: Fields, about: Subject, faults: Set<string>): string {
  const typed = fields.get('日期') || (about.earlier?.inspectedOn ?? about.today)
  const day = readPastDay(typed, about.today, about.drawnOn)
  if (day === null) faults.add(`看不懂日期“${clip(typed)}”，请写成“2026-03-10”“3月10日”“今天”或“昨天”。`)
  else if (day > about.today) faults.add(`检查日期${day}还没有到，请写实际检查的那一天。`)
  else if (day < about.drawnOn) faults.add(`检查日期${day}早于抽取日${about.drawnOn}，请核对。`)
  return day ?? about.today
}

/** A missing signature needs its reason (the same clause); with one, a reason contradicts it. */
function readSigned(fields: Fields, faults: Set<string>): boolean {
  const typed = fields.get('签字') ?? ''
  const signed = SIGNED.test(foldWord(typed))
  const reason = fields.get('未签原因') ?? ''
  if (typed === '') faults.add('缺少签字情况，请写“签字=是”或“签字=否”。')
  else if (!signed && !UNSIGNED.test(foldWord(typed)))
    faults.add(`看不懂签字情况“${clip(typed)}”，请写“签字=是”或“签字=否”。`)
  else if (signed && reason !== '')
    faults.add('已签字或盖章的，不用写未签原因；要说明为什么更正，请写“更正原因=…”。')
  else if (!signed && reason === '') faults.add('没有签字或盖章的，请写明原因：“未签原因=…”。')
  return signed
}

/** An empty field is one that was not given. */
function readText(field: keyof typeof LIMITS, fields: Fields, faults: Set<string>): string | null {
  const text = fields.get(field) || null
  const length = text === null ? 0 : [...text].length
  if (length > LIMITS[field]) faults.add(`${field}太长：现有${length}字，最多${LIMITS[field]}字。`)
  return text
}
