/** How far the work is: progress and the daily digest. */
import type { DepartmentProgress, Progress } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'
import { measuring } from './measuring.js'

/** `department` is its short name. */
export type ProgressLine = DepartmentProgress

/** Results on their way to the public; `department` is its short name. */
export interface DisclosingLine {
  department: string
  open: number
  /** Past their last day. */
  late: number
}

export interface DigestFigures {
  /** The working day that the digest is of. */
  day: string
  /** Sent after that day. */
  late: boolean
  totals: Progress
  lines: ProgressLine[]
  overdue: string[]
  measures: { no: string; departments: string[] }[]
  disclosing: DisclosingLine[]
  /** The ledger's newest entry. */
  head: { n: number; hash: string }
  /** Messages that could not be delivered. */
  notSent: number
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.round((part * 100) / whole)}%`
}

function progressLine(line: ProgressLine): string {
  const extra = [
    line.dueThisWeek > 0 ? `本周到期 ${line.dueThisWeek}` : '',
    line.overdue > 0 ? `超期 ${line.overdue}` : '',
  ].filter((text) => text !== '')
  return `${line.department}：${line.recorded}/${line.total}（${percent(line.recorded, line.total)}）${
    extra.length > 0 ? `　${extra.join('　')}` : ''
  }`
}

function disclosingText(lines: DisclosingLine[]): string {
  const sum = (count: (line: DisclosingLine) => number) =>
    lines.reduce((total, line) => total + count(line), 0)
  const parts = lines.map(
    ({ department, open, late }) => `${department} ${open}${late > 0 ? `（逾期 ${late}）` : ''}`,
  )
  return `未公示的检查结果 ${sum(({ open }) => open)} 份，逾期 ${sum(({ late }) => late)} 份：${parts.join('、')}`
}

export const progressing = {
  progress: {
    title: '【检查进度】已填报/全部任务',
    empty: '还没有任何检查任务。',
    own: (recorded: number, total: number, overdue: number) =>
      `您的任务：已填报 ${recorded}/${total}${overdue > 0 ? `，超期 ${overdue} 个` : ''}。`,
    lines: (lines: ProgressLine[]) => lines.map(progressLine).join('\n'),
    /** `open` is empty where the firms may not be shown. */
    draw: (no: string, total: number, pending: number, open: string[]) =>
      [
        `【${no} 进度】已填报 ${total - pending}/${total}（${percent(total - pending, total)}）`,
        ...(pending === 0 ? ['全部任务都已填报。'] : []),
        ...(open.length > 0 ? ['未检查：', ...open] : []),
        ...(pending > open.length ? [`未检查 ${pending} 个。检查前的名单只告诉参加的部门和人员。`] : []),
      ].join('\n'),
    openLine: (no: string, firm: string, due: string) => `▪ ${no}　${firm}\n　期限 ${formatDay(due)}`,
    notFound: (word: string) => `没有编号为“${word.slice(0, 40)}”的抽取。`,
  },
  digest: {
    text: ({ day, late, totals, lines, overdue, disclosing, measures, head, notSent }: DigestFigures) => {
      const { total, recorded, dueThisWeek } = totals
      const parts = [
        `【双随机日报】${formatDay(day)}${late ? '（补发）' : ''}`,
        ...(late ? ['（数据为补发时的情况。）'] : []),
        total === 0
          ? '目前没有检查任务。'
          : `检查任务 ${total} 个，已填报 ${recorded} 个（${percent(recorded, total)}），本周到期 ${dueThisWeek} 个，超期 ${totals.overdue} 个。`,
        ...(lines.length > 0
          ? ['各部门（已填报/任务，联合检查分别计入各部门）：', lines.map(progressLine).join('\n')]
          : []),
        ...(overdue.length > 0 ? ['超期任务：', overdue.slice(0, 20).join('\n')] : []),
        ...(overdue.length > 20 ? [`……等共 ${overdue.length} 个，发送 /progress 查看。`] : []),
        ...(disclosing.length > 0 ? [disclosingText(disclosing)] : []),
        ...(measures.length > 0 ? [measuring.measure.digest(measures)] : []),
        ...(notSent > 0 ? [`有 ${notSent} 条消息没有送达，请管理员处理。`] : []),
        `留痕账本第 ${head.n} 号，校验值：\n${head.hash}`,
      ]
      return parts.join('\n')
    },
    overdueLine: (no: string, firm: string, names: string[], days: number) =>
      `▪ ${no}　${firm}\n　${names.join('、')}　超期 ${days} 个工作日`,
  },
}
