/** What is said about plans and items: their lists and details, approval and filing. */
import type { CreditClass, DrawSummary, Item, Plan } from '../../db/store.js'
import type { PlanFault } from '../rules/plan-law.js'
import type { PlanState } from '../rules/plan-state.js'
import { describeSummary, drawing } from './drawing.js'
import { nameScope } from './name-scope.js'
import { nameRatio, nameRule } from './names.js'

export interface PlanCard {
  plan: Plan
  lead: string
  others: string[]
  items: Item[]
  state: PlanState
  /** Numbers of the draws that were committed, the oldest first. */
  draws: string[]
}

export const PLAN_STATE_NAMES: Record<PlanState, string> = {
  unapproved: '待批准',
  unfiled: '待备案',
  upcoming: '未到期',
  drawable: '可抽取',
  running: '进行中',
  done: '已完成',
  expired: '已过期',
}

/** `A 级 2%，B 级 20 家（按权重）` */
export function nameRules(rules: Plan['rules']): string {
  const classes = Object.keys(rules).sort() as CreditClass[]
  return classes.map((one) => `${one} 级 ${nameRule(rules[one]!)}`).join('，')
}

function describe({ plan, lead, others, items, state, draws }: PlanCard): string {
  return [
    `${plan.no} ${plan.name}（${PLAN_STATE_NAMES[state]}）`,
    `牵头部门：${lead}${others.length > 0 ? `　参与部门：${others.join('、')}` : ''}`,
    `抽查事项（每家都查全部事项）：`,
    ...items.map(({ code, name }) => `　${code} ${name}`),
    `抽查范围：${nameScope(plan.scope)}（并须符合各事项的范围）`,
    `抽取比例：信用 ${nameRules(plan.rules)}`,
    `期间：${plan.from} 至 ${plan.to}，抽取后 ${plan.workingDays} 个工作日内完成`,
    `每组 ${plan.inspectorsPerVisit} 人${plan.inspectorTags.length > 0 ? `（须有${plan.inspectorTags.join('、')}专长）` : ''}，年度频次 ${plan.frequency} 次${plan.unannounced ? '，不事先公开' : ''}`,
    ...(plan.filingNo ? [`备案号：${plan.filingNo}`] : []),
    ...(draws.length > 0 ? [`抽取：${draws.join('、')}`] : []),
  ].join('\n')
}

function trial(found: DrawSummary | { refused: string }): string {
  return 'refused' in found
    ? `按现在的名录还不能抽取：${found.refused}`
    : `按现在的名录试算：\n${describeSummary(found)}`
}

export const planning = {
  approve: {
    none: '现在没有等您批准的计划。',
    list: (plans: Plan[]) =>
      `等您批准的计划：\n${plans.map((one) => `${one.no} ${one.name}`).join('\n')}\n发送 /approve 计划编号 查看并批准，例如：/approve ${plans[0]!.no}`,
    viewLabel: (no: string) => `查看 ${no}`,
    started: (no: string) => `正在试算计划 ${no}，完成后在这里给出全文，请您批准。`,
    preview: (
      card: PlanCard,
      faults: PlanFault[],
      found: DrawSummary | { refused: string },
      version: string,
    ) =>
      [
        `【请批准】${describe(card)}`,
        ...(faults.length > 0
          ? ['请注意，按现在的事项清单不能抽取：', ...faults.map((one) => `· ${drawing.draw.fault(one)}`)]
          : []),
        trial(found),
        `批准只对以上内容有效，计划改动后须重新批准。请点按钮，或发送 /approve 同意 ${card.plan.no} ${version}、/approve 不同意 ${card.plan.no} 理由`,
      ].join('\n'),
    yes: '批准',
    no: '不同意',
    already: (no: string, by: string) => `计划 ${no} 已由${by}批准。`,
    notYours: (no: string) =>
      `计划 ${no} 应由领导小组办公室的领导批准；办公室没有领导的，由牵头部门的领导批准。`,
    ownImport: (no: string) => `计划 ${no} 是您导入的，请另一位领导批准。`,
    changed: (no: string) => `计划 ${no} 在您查看之后改动过，没有批准。请重新查看：/approve ${no}`,
    needsVersion: (no: string) => `请先查看计划再批准：/approve ${no}`,
    done: (no: string) => `已批准计划 ${no}。接下来请领导小组办公室备案。`,
    tell: (plan: Plan, by: string) =>
      `计划 ${plan.no}（${plan.name}）已由${by}批准。请领导小组办公室备案，发送：/plans ${plan.no} 备案 文号`,
    declined: (no: string) => `已不同意计划 ${no}，并告知牵头部门。`,
    tellDeclined: (plan: Plan, by: string, reason: string) =>
      `计划 ${plan.no}（${plan.name}）没有得到批准（${by}）${reason ? `，理由：${reason}` : ''}。请修改后重新导入。`,
    longReason: '理由太长，请写在 500 字以内。',
    example: (no: string) => `/approve ${no}`,
  },
  plans: {
    none: '还没有任何抽查计划。请先导入计划。',
    list: (lines: { plan: Plan; state: PlanState }[]) =>
      `抽查计划：\n${lines
        .map(({ plan, state }) => `${plan.no} ${plan.name}　${PLAN_STATE_NAMES[state]}`)
        .join('\n')}\n发送 /plans 计划编号 看详情，例如：/plans ${lines[0]!.plan.no}`,
    detail: describe,
    notApproved: (no: string) => `计划 ${no} 还没有经领导批准，不能备案。请先报批：/approve ${no}`,
    onlyLeadingOffice: '只有领导小组办公室的经办人员可以登记备案号。',
    needsFilingNo: (no: string) => `请写明备案文号，例如：/plans ${no} 备案 山双随机备〔2026〕5号`,
    longFilingNo: '备案文号太长，请写在 64 字以内。',
    alreadyFiled: (no: string, filingNo: string) => `计划 ${no} 的备案号已经是 ${filingNo}。`,
    filed: (plan: Plan) =>
      `计划 ${plan.no}（${plan.name}）已备案：${plan.filingNo}。牵头部门在 ${plan.from} 至 ${plan.to} 可以发送 /draw ${plan.no} 公开抽取。`,
    example: (no: string) => `/plans ${no}`,
  },
  items: {
    none: '还没有任何抽查事项。请先导入事项清单。',
    list: (groups: { department: string; items: Item[] }[], today: string) =>
      `随机抽查事项清单：\n${groups
        .map(({ department, items }) => [department, ...items.map((one) => itemLine(one, today))].join('\n'))
        .join('\n')}\n发送 /items 事项编码 看详情，/items 部门 只看一个部门。`,
    detail: (item: Item, department: string) =>
      [
        `${item.code} ${item.name}（${item.kind}检查事项）`,
        `抽查主体：${department}`,
        `抽查依据：${item.legalBasis}`,
        `抽查对象：${nameScope(item.scope)}`,
        `抽查内容：${item.content}`,
        `抽查方式：${item.method}`,
        `比例上限：${nameRatio(item.ratioCap)}　年度频次上限：每家 ${item.yearlyCap} 次`,
        `比例和频次由${item.capSetBy}确定`,
        ...(item.materials ? [`所需材料：${item.materials}`] : []),
        item.publishedOn ? `公布日期：${item.publishedOn}` : '尚未向社会公布，不得抽查',
      ].join('\n'),
    unknown: (word: string) => `没有编码或部门为“${word.slice(0, 40)}”的抽查事项。发送 /items 看全部事项。`,
    example: (code: string) => `/items ${code}`,
  },
}

function itemLine({ code, name, publishedOn }: Item, today: string): string {
  return `　${code} ${name}${publishedOn !== null && publishedOn <= today ? '' : '（未公布）'}`
}
