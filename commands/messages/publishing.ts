/** What is said about making results public, and about correcting what is public. */
import type { PublicResult, Result } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'
import { resultPath } from '../rules/result-path.js'
import { decisionText } from './decision-text.js'
import { RESULT_STATE_NAMES } from './names.js'

interface Waiting {
  result: Result
  content: PublicResult
}

const dueText = (due: string | null) => (due === null ? '' : `公示期限：${formatDay(due)}`)

/** Everything that the public will read, and nothing else. */
function contentText({ plan, draw, agency, firm, inspectedOn, items, decisions }: PublicResult): string {
  return [
    `　检查对象：${firm.name}（${firm.code}）`,
    `　抽查计划：${plan.name}（${plan.no}），抽取 ${draw}`,
    `　抽查机关：${agency}`,
    `　抽查完成日期：${formatDay(inspectedOn)}`,
    ...items.map(({ name, result }) => `　${name}：${result}`),
    ...decisions.map((one) => `　处理：${decisionText(one)}`),
  ].join('\n')
}

/** Who has to act before a result can be public. */
function wayOn({ visit, state }: Result): string {
  if (state === 'review') return '请等领导复核（/review）。'
  if (state === 'returned') return '请检查人员改正后重新填报（/record）。'
  if (state === 'decision') return `请先作出处理决定：/decide ${visit}`
  return `要更正，请发送：/correct ${visit} 原因=……`
}

/** Where everybody reads it; '' where that is not known. */
const pageLine = (result: Result, publicUrl: string | null) =>
  publicUrl === null ? '' : `\n　${publicUrl}${resultPath(result)}`

export const publishing = {
  publish: {
    none: '本部门没有待公示的检查结果。',
    needsVisit: '请写明任务编号，例如：/publish RW2026-003-07；发送 /publish 查看本部门待公示的检查结果。',
    list: (total: number, lines: { no: string; firm: string; due: string | null }[]) =>
      `本部门有 ${total} 份检查结果待公示：\n${lines
        .map(({ no, firm, due }) => `▪ ${no}　${firm}\n　${dueText(due)}`)
        .join('\n')}${total > lines.length ? `\n……另有 ${total - lines.length} 份` : ''}`,
    viewLabel: (no: string) => `看公示内容 ${no}`,
    allLabel: '看全部公示内容',
    label: '公示',
    publishAllLabel: (count: number) => `公示这 ${count} 份`,
    preview: ({ visit, discloseBy, disclosures }: Result, content: PublicResult) =>
      `【公示内容】${visit}${disclosures > 0 ? `（第 ${disclosures + 1} 版，原来的仍可查看）` : ''}\n${contentText(content)}\n${dueText(discloseBy)}\n请核对。点“公示”之后任何人都能看到，不能删除，只能更正。`,
    previewAll: (waiting: Waiting[]) =>
      `【公示内容】共 ${waiting.length} 份\n${waiting
        .map(({ result, content }) => `▪ ${result.visit}\n${contentText(content)}`)
        .join('\n')}\n请核对。公示之后任何人都能看到，不能删除，只能更正。`,
    changed: (no: string) => `${no} 的公示内容在您查看之后有变化。请发送 /publish ${no} 重新查看。`,
    allChanged: '待公示的内容在您查看之后有变化。请发送 /publish 全部 重新查看。',
    notWaiting: (result: Result) =>
      `${result.visit} 现在是“${RESULT_STATE_NAMES[result.state]}”，不能公示。${wayOn(result)}`,
    done: (waiting: Waiting[], publicUrl: string | null) =>
      `【已公示】\n${waiting
        .map(({ result, content }) => `▪ ${result.visit}　${content.firm.name}${pageLine(result, publicUrl)}`)
        .join('\n')}`,
    exportAbout: (department: string | null, from: string | undefined, to: string | undefined) =>
      `${department ?? '全部部门'}${from ? ` ${from}起` : ''}${to ? ` ${to}止` : ''}`,
    exportName: (about: string, form: string) => `抽查结果 ${about}.${form}`,
    exported: (about: string) =>
      `【导出】已公示的抽查结果（${about}，每个检查事项一行，更正过的只有最新一版），见附件。各列的说明在公示网站的“开放数据”页。`,
    exportTooLarge:
      '要导出的结果太多，超过 20 MB，不能在这里发送。请写明起止日期分开导出，例如：/publish 导出 2026-03-01 2026-03-31；或请管理员用 ssj export 导出。',
    badExport: (word: string) =>
      `看不懂“${word.slice(0, 20)}”。可以写起止日期、全部、JSON，例如：/publish 导出 2026-03-01 2026-03-31 全部`,
    exportBackwards: (from: string, to: string) => `起始日期 ${from} 在截止日期 ${to} 之后，请核对。`,
    /** null where the reason is nothing for the public. */
    recordMended: (reason: string | null) => (reason === null ? '检查记录有更正' : `检查记录更正：${reason}`),
    decidedAnew: '处理情况有变化',
  },
  correct: {
    example: (no: string) => `/correct ${no} 原因=企业名称登记有误`,
    needsVisit: '请写明任务编号和原因，例如：/correct RW2026-003-07 原因=企业名称登记有误',
    needsReason: (no: string) => `更正要写明原因，例如：/correct ${no} 原因=企业名称登记有误`,
    longReason: (most: number) => `原因太长，请写在 ${most} 字以内。`,
    notPublic: (result: Result) =>
      `${result.visit} 还没有公示，现在是“${RESULT_STATE_NAMES[result.state]}”，谈不上更正。`,
    underWay: (result: Result) =>
      `${result.visit} 现在是“${RESULT_STATE_NAMES[result.state]}”。${wayOn(result)}\n公示之后就是新的一版。`,
    same: (no: string) =>
      `${no} 公示的内容与现在的记录、处理决定完全一致，没有要更正的。检查结果有误，请检查人员更正记录：/record ${no} …… 更正=原因；处理决定有误，请发送 /decide ${no} 看决定编号，再发送 /decide 撤销 ${no} 决定编号 理由=……，重新作出。`,
    preview: (no: string, version: number, reason: string, content: PublicResult) =>
      `【更正内容】${no}（第 ${version} 版，还没有公示）\n原因：${reason}\n${contentText(content)}\n请核对。原因也会公开；原来的一版标明已被更正，仍可查看。`,
    left: '没有更正，公示的内容没有变。',
    confirmOrLeave: (confirm: string, leave: string) => `请点按钮，或者回复“${confirm}”或“${leave}”。`,
    changed: (no: string) => `${no} 的内容在您看过之后又有变化，没有公示。请重新发送 /correct ${no} 原因=……`,
    done: (
      result: Result,
      version: number,
      reason: string,
      content: PublicResult,
      publicUrl: string | null,
    ) =>
      `【已更正】${result.visit}（第 ${version} 版）\n原因：${reason}\n${contentText(content)}${pageLine(result, publicUrl)}`,
  },
}
