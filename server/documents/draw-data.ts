/** What the two papers of a draw say, gathered once so that they cannot differ, and the words both use for it. */
import type { CreditClass, Day, Firm, Instant, StratumRule } from '../../db/store.js'

/** A person as the papers name one: no telephone number, no account. */
export interface NamedPerson {
  name: string
  /** The department's name; the short one fits the tables best. */
  department: string
}

export interface DrawnVisit {
  no: string
  firm: Pick<Firm, 'code' | 'name' | 'type' | 'trade' | 'district' | 'address' | 'creditClass'>
  /** By seat; empty as long as no lawful roster exists (dr1 §6). */
  inspectors: NamedPerson[]
}

/** Hashes and the seed are 64 lowercase hex characters. */
export interface DrawSheetData {
  drawNo: string
  /** 1 for the plan's first draw; a later one has a reason (dr1 §2). */
  nth: number
  reason: string | null
  plan: { no: string; name: string; filingNo: string | null }
  leadDepartment: string
  joiningDepartments: string[]
  /** All of them apply to every visit. */
  items: { code: string; name: string }[]
  startedBy: NamedPerson
  committedAt: Instant
  /** In the order in which they spoke. */
  witnesses: (NamedPerson & { text: string; at: Instant })[]
  drawnAt: Instant
  /** C of dr1 §2. */
  commitHash: string
  files: { sheet: string; excluded: string; inspectors: string; seats: string }
  /** The ledger position that the files were frozen at. */
  registry: { n: number; hash: string }
  /** The public value that the seed waited for; null for a draw that waited for none. */
  beacon: { source: string; value: string } | null
  seed: string
  /** Firms in scope that could not be drawn, by the reason in Chinese. */
  excluded: { reason: string; count: number }[]
  /** The firms that could be drawn. */
  strata: { creditClass: CreditClass; firms: number; rule: StratumRule; drawn: number }[]
  due: Day
  /** True while the State Council's notice for that year is missing. */
  dueEstimated: boolean
  visits: DrawnVisit[]
  /** The office's IANA time zone, in which instants are shown. */
  timeZone: string
}

/** How many firms are in scope, could not be drawn, could be drawn, and were drawn. */
export function drawTotals(data: DrawSheetData) {
  const excluded = data.excluded.reduce((sum, row) => sum + row.count, 0)
  const eligible = data.strata.reduce((sum, row) => sum + row.firms, 0)
  return { inScope: eligible + excluded, excluded, eligible, drawn: data.visits.length }
}

/** Every value that lets a stranger check the draw, with its Chinese name. */
export function fingerprints(data: DrawSheetData): [label: string, hex: string][] {
  return [
    ['承诺值 C', data.commitHash],
    ['抽查对象名单', data.files.sheet],
    ['排除对象名单', data.files.excluded],
    ['检查人员名录', data.files.inspectors],
    ['检查席位', data.files.seats],
    [`留痕账本第 ${data.registry.n} 条`, data.registry.hash],
    ...(data.beacon ? [[`公开随机值（${data.beacon.source}）`, data.beacon.value] as [string, string]] : []),
    ['随机种子 S', data.seed],
  ]
}

/** `第 2 次抽取，理由：…`: a repeated draw is shown as one for ever (dr1 §3). */
export function nthText({ nth, reason }: DrawSheetData): string {
  return `第 ${nth} 次抽取${reason === null ? '' : `，理由：${reason}`}`
}

/** `5%`, `1/3` where percent would have to be rounded, or a fixed number. */
export function ruleText(rule: StratumRule): string {
  const weighted = rule.weighted ? '（加权）' : ''
  if ('count' in rule) return `定额 ${rule.count} 家${weighted}`
  const [p, q] = rule.ratio
  return ((p * 10_000) % q === 0 ? `${(p * 100) / q}%` : `${p}/${q}`) + weighted
}

/** `YYYY-MM-DD HH:MM:SS` on the wall clock of the zone. */
export function wallClock(at: Instant, timeZone: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone })
}

export function personText(person: NamedPerson): string {
  return `${person.name}（${person.department}）`
}
