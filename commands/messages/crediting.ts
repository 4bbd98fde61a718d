/** What is said about credit files, complaints and the rules that rate them. */
import type {
  CreditEntry,
  CreditEntryKind,
  CreditStanding,
  Firm,
  Listing,
  PublicDecision,
} from '../../db/store.js'
import { FACT_KINDS, type FactKind } from '../rules/credit/rate.js'
import { formatDay } from '../rules/office-time.js'
import { decisionText } from './decision-text.js'
import { LIST_NAMES } from './listing.js'

const ENTRY_NAMES: Record<CreditEntryKind, string> = {
  complaint: '投诉',
  penalty: '处罚',
  licence: '许可',
  praise: '表彰',
  report: '信用报告',
}
const STATE_NAMES = { open: '待核实', upheld: '属实', dismissed: '不属实', stands: '', withdrawn: '已撤销' }

export interface Inspection {
  no: string
  on: string
  department: string
  problem: boolean
  decisions: PublicDecision[]
  /** What is not public is on its way there, and counts from then on. */
  isPublic: boolean
}

interface CreditFile {
  standing: CreditStanding | undefined
  inspections: Inspection[]
  /** Whether what entries say in words, and their files, are for the caller. */
  inWords: boolean
  entries: CreditEntry[]
  /** Entries that the caller's department brought: their words may be shown. */
  own: ReadonlySet<number>
  listings: Listing[]
}

const signed = (n: number) => (n > 0 ? `+${n}` : String(n))

/** How a class came about, in one line. */
function standingText({ score, version, base, reasons }: CreditStanding): string {
  const parts = reasons.map(
    ({ kind, times, points }) => `${FACT_KINDS[kind as FactKind] ?? kind} ${times} 次 ${signed(points)}`,
  )
  return `${score} 分（规则第 ${version} 版，登记等级 ${base}${parts.length > 0 ? `；${parts.join('，')}` : ''}）`
}

function entryLine({ id, kind, on, documentNo, text, state }: CreditEntry, shown: boolean): string {
  const parts = [
    ...[`${id}　${ENTRY_NAMES[kind]}　${formatDay(on)}`],
    ...(documentNo ? [documentNo] : []),
    ...(STATE_NAMES[state] ? [STATE_NAMES[state]] : []),
    ...(shown && text !== '' ? [text] : []),
  ]
  return `　${parts.join('　')}`
}

const inspectionLines = ({ no, on, department, problem, decisions, isPublic }: Inspection) => [
  `　${no}　${formatDay(on)}　${department}　${problem ? '发现问题' : '未发现问题'}${isPublic ? '' : '（尚未公示，公示后计入等级）'}`,
  ...decisions.map((one) => `　　处理：${decisionText(one)}`),
]

const under = (title: string, lines: string[]) => (lines.length > 0 ? [title, ...lines] : [])

export const crediting = {
  credit: {
    example: '/credit 91410603YX0002230A',
    needsFirm: '请写明企业的名称或统一社会信用代码；/credit 规则 查看评定规则。',
    whichFirm: (firms: Firm[]) =>
      `有几家企业符合，请选一家，或者写统一社会信用代码：\n${firms.map(({ code, name }) => `${code}　${name}`).join('\n')}`,
    nearFirms: (word: string, firms: Firm[]) =>
      `名录库里没有“${word.slice(0, 40)}”。是不是下面的企业？请用统一社会信用代码重新发送：\n${firms.map(({ code, name }) => `${code}　${name}`).join('\n')}`,
    needsKind:
      '请写明企业和种类，例如：/credit 添加 91410603YX0002230A 处罚 文号=山环罚〔2026〕1号 日期=3月1日（种类：处罚、许可、表彰、信用报告）',
    unknownKey: (key: string) => `看不懂“${key.slice(0, 20)}=”，或者写了不止一次。可以写：文号、日期、说明。`,
    tooLong: (most: number) => `内容太长，每项请写在 ${most} 字以内，材料作为附件发送。`,
    badDay: (text: string) => `日期“${text.slice(0, 20)}”不对，请写过去的一天，例如 2026-03-01。`,
    needsDocument: '请写明文号，例如：文号=山环罚〔2026〕1号',
    needsFile: '请把信用报告的文件和命令一起发。',
    already: (firm: string, documentNo: string) => `${firm} 的档案里已有 ${documentNo}，没有重复登记。`,
    added: (id: number, kind: CreditEntryKind, { name, creditClass }: Firm) =>
      `已登记到 ${name} 的信用档案：${ENTRY_NAMES[kind]}（编号 ${id}）。现在的信用等级：${creditClass}。`,
    needsReason: '请写明编号和理由，例如：/credit 撤销 12 理由=登记错企业',
    unknownEntry: (id: number) => `没有本部门登记的、有效的 ${id}。发送 /credit 企业 查看编号。`,
    withdrawn: (id: number, { name, creditClass }: Firm) =>
      `编号 ${id} 已撤销。${name} 现在的信用等级：${creditClass}。`,
    notYours: '信用档案由经办人员和领导登记，您可以查看。',
    file: (
      { name, code, creditClass }: Firm,
      { standing, inspections, entries, inWords, own, listings }: CreditFile,
    ) => {
      const complaints = entries.filter(({ kind }) => kind === 'complaint')
      const others = entries.filter(({ kind }) => kind !== 'complaint')
      const count = (state: CreditEntry['state']) => complaints.filter((one) => one.state === state).length
      return [
        `【信用档案】${name}（${code}）`,
        `信用等级：${creditClass}${standing ? `　${standingText(standing)}` : '　（登记的等级，评定规则还没有启用）'}`,
        ...listings.map((one) => `在${LIST_NAMES[one.list]}里，至 ${one.until}（编号 ${one.id}）`),
        ...under('检查：', inspections.flatMap(inspectionLines)),
        ...under(
          '许可、处罚、表彰、信用报告：',
          others.map((one) => entryLine(one, inWords)),
        ),
        ...(complaints.length > 0
          ? [`投诉：属实 ${count('upheld')}，待核实 ${count('open')}，不属实 ${count('dismissed')}`]
          : []),
        ...complaints.filter(({ id }) => own.has(id)).map((one) => entryLine(one, true)),
        ...(others.length > 0 && !inWords
          ? ['（说明和信用报告的文件，只向经办人员、领导、监察人员和检查这家企业的执法人员显示。）']
          : []),
        ...(inspections.length + entries.length === 0 ? ['档案里还没有可以显示的记录。'] : []),
      ].join('\n')
    },
  },
  complaint: {
    example: '/complaint 91410603YX0002230A 群众反映短斤缺两',
    none: '本部门没有待核实的投诉。',
    list: (lines: { id: number; firm: string; on: string; text: string }[]) =>
      `本部门待核实的投诉：\n${lines.map(({ id, firm, on, text }) => `▪ ${id}　${firm}　${formatDay(on)}\n　${text}`).join('\n')}\n核实后发送：/complaint 编号 属实（或不属实）`,
    needsText: '请写明企业和投诉的内容，例如：/complaint 91410603YX0002230A 群众反映短斤缺两',
    tooLong: (most: number) => `内容太长，请写在 ${most} 字以内，材料作为附件发送。`,
    needsVerdict: (id: number) => `请写明核实的结果：/complaint ${id} 属实（或不属实）`,
    entered: (id: number, firm: string) =>
      `已登记对 ${firm} 的投诉（编号 ${id}），由本部门另一位同事核实后计入信用档案。`,
    unknown: (id: number) => `没有本部门登记的投诉 ${id}。发送 /complaint 查看。`,
    decided: (id: number) => `投诉 ${id} 已经核实过。`,
    own: '自己登记的投诉，请另一位同事核实。',
    done: (id: number, { name, creditClass }: Firm, upheld: boolean) =>
      `投诉 ${id} 核实为${upheld ? '属实' : '不属实'}。${name} 现在的信用等级：${creditClass}。`,
  },
}
