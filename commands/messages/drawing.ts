/** What is said around a draw: preview, commit, witness, result, refusal. */
import type { Draw, DrawState, DrawSummary, Plan } from '../../db/store.js'
import { countVisits } from '../draws/draw-summary.js'
import { formatDay } from '../rules/office-time.js'
import type { LawfulItem, PlanFault } from '../rules/plan-law.js'
import { adviseWitness } from './advise-witness.js'
import { ABSENCE_NAMES, DRAW_STATE_NAMES, EXCLUSION_NAMES, nameRatio, nameRule } from './names.js'

const WHO_WITNESSES = '请发起人和管理员以外的任何一位已绑定人员'

function countsOf(counts: Record<string, number>, names: Record<string, string>, unit: string): string {
  return Object.entries(counts)
    .map(([code, n]) => `${names[code] ?? code} ${n} ${unit}`)
    .join('，')
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((a, b) => a + b, 0)
}

/** `　排除：请假 2 名`, or with the total in front of several reasons; no line when nothing is counted. */
function leftOut(title: string, counts: Record<string, number>, names: Record<string, string>, unit: string) {
  const reasons = Object.keys(counts).length
  if (reasons === 0) return []
  const total = reasons > 1 ? ` ${sum(counts)} ${unit}` : ''
  return [`　${title}${total}：${countsOf(counts, names, unit)}`]
}

/** What a draw takes in, in numbers, a line each. */
export function describeSummary(summary: DrawSummary): string {
  const lines = [
    `计划：${summary.plan} ${summary.planName}`,
    `范围内检查对象 ${summary.inScope} 家，参加抽取 ${summary.inScope - sum(summary.excluded)} 家`,
    ...leftOut('排除', summary.excluded, EXCLUSION_NAMES, '家'),
    ...summary.strata.map(
      (one) => `　信用 ${one.stratum} 级 ${one.firms} 家，按 ${nameRule(one.rule)} 抽 ${one.drawn} 家`,
    ),
    `可派检查人员 ${summary.availableInspectors} 名`,
    ...leftOut('不可派', summary.absent, ABSENCE_NAMES, '名'),
    `检查任务 ${countVisits(summary)} 个，每个任务 ${summary.seatsPerVisit} 名检查人员`,
    `检查期限 ${formatDay(summary.due)}${summary.dueEstimated ? '（预计）' : ''}`,
  ]
  return lines.join('\n')
}

function nthText(nth: number): string {
  return nth > 1 ? `（第 ${nth} 次抽取）` : ''
}

export interface ResultLine {
  visit: string
  firm: string
  /** By department: 张三、李四（工商分局） */
  inspectors: string[]
}

export const drawing = {
  preview: {
    text: (summary: DrawSummary) =>
      `【预览】以下只是试算，没有冻结，也没有抽取。\n${describeSummary(summary)}\n确认无误后发送：/draw ${summary.plan}`,
    started: (plan: string) => `正在试算 ${plan}，完成后在这里回复。`,
    needsPlan: '请写明计划编号。',
    failed: (plan: string, reference: string) =>
      `计划 ${plan} 的试算出错了，编号 ${reference}。请稍后重新发送 /preview ${plan}，或联系管理员。`,
    example: (plan: string) => `/preview ${plan}`,
  },
  draw: {
    noPlans: '您现在没有可以抽取的计划。计划须经批准、备案、在有效期内、由您所在部门牵头，且没有抽取过。',
    plans: (plans: Plan[]) =>
      `您现在可以抽取的计划：\n${plans.map((p) => `${p.no} ${p.name}`).join('\n')}\n发送 /draw 计划编号 开始抽取，例如：/draw ${plans[0]!.no}`,
    exampleConfirm: (id: number) => `/draw 同意 ${id}`,
    exampleDraw: (plan: string) => `/draw ${plan}`,
    withReason: (line: string, reason: string) => `${line} 理由=${reason}`,
    unknownPlan: (word: string) => `没有编号为“${word.slice(0, 40)}”的计划。发送 /plans 看全部计划。`,
    notLead: (plan: Plan, lead: string) =>
      `计划 ${plan.no} 由${lead}牵头，请由该部门或领导小组办公室的经办人员发起抽取。`,
    notApproved: (no: string) =>
      `计划 ${no} 还没有经领导批准，不能抽取。请领导发送 /approve ${no} 查看并批准。（方案四（二）1）`,
    notFiled: (no: string) =>
      `计划 ${no} 还没有备案号，不能抽取。请领导小组办公室的经办人员发送 /plans ${no} 备案 文号。（方案四（二）1）`,
    outOfPeriod: (plan: Plan) =>
      `计划 ${plan.no} 的有效期是 ${formatDay(plan.from)} 至 ${formatDay(plan.to)}，今天不在其内，不能抽取。（方案四（二）2）`,
    running: (no: string, draw: Draw) =>
      draw.state === 'requested' && draw.reason !== null && draw.confirmedBy === null
        ? `计划 ${no} 已有一项再次抽取的申请在等监察人员确认。要撤回，请发起部门发送：/draw 撤回 ${draw.id}`
        : `计划 ${no} 有一次抽取正在进行（${draw.no ?? '冻结名单'}，${DRAW_STATE_NAMES[draw.state]}），请等它结束。`,
    sharesItems: (no: string, draw: Draw, items: string[]) =>
      `计划 ${no} 与正在进行的抽取（${draw.no ?? draw.plan}）有相同的抽查事项 ${items.join('、')}，同时抽取可能超过年度频次上限。请等它结束。（方案四（二）2）`,
    needsReason: (no: string, times: number) =>
      `计划 ${no} 已经发起过 ${times} 次抽取（作废、失败的也算）。再次抽取会永久显示为“第 ${times + 1} 次抽取”，须写明理由并经监察人员确认。请发送：/draw ${no} 理由=……`,
    awaitsConfirmation: (id: number, no: string, nth: number) =>
      `已记下：计划 ${no} 申请第 ${nth} 次抽取，等监察人员确认后开始；24 小时内不确认即失效。要撤回，请发送：/draw 撤回 ${id}`,
    noSupervisor: '还没有登记监察人员，再次抽取无人确认。请先导入监察人员。',
    confirmRequest: (id: number, no: string, name: string, nth: number, reason: string, who: string) =>
      `【请确认】${who}申请对计划 ${no}（${name}）进行第 ${nth} 次抽取，理由：${reason}\n同意后立即冻结名单；此事将永久公开。\n请点按钮，或发送 /draw 同意 ${id}、/draw 不同意 ${id}。24 小时内不确认，申请自动失效。`,
    confirmed: (no: string) => `已确认，计划 ${no} 开始冻结名单。`,
    declined: (no: string) => `已不同意，计划 ${no} 不再次抽取。`,
    withdrawn: (no: string) => `已撤回计划 ${no} 再次抽取的申请。`,
    lapsed: (no: string) => `计划 ${no} 再次抽取的申请 24 小时内没有得到监察人员确认，已失效。`,
    notWaiting: '这项申请已经处理过了，或者不存在。',
    longReason: '理由太长，请写在 500 字以内。',
    onlyOffice:
      '只有经办人员可以发起抽取。监察人员确认再次抽取，请点申请里的按钮，或发送 /draw 同意 申请号、/draw 不同意 申请号。',
    onlySupervisor: '只有监察人员可以确认再次抽取。',
    notInPrivate: '抽取必须公开进行，请在办公室群或部门群里发送 /draw 计划编号。',
    selfConfirm: '发起人不能确认自己的申请。',
    faults: (no: string, faults: string[]) =>
      `计划 ${no} 现在不能抽取：\n${faults.map((f) => `· ${f}`).join('\n')}`,
    fault: (fault: PlanFault): string => {
      switch (fault.kind) {
        case 'no-items':
          return '计划没有任何抽查事项，请补充后重新报批。'
        case 'unknown-item':
          return `抽查事项 ${fault.item} 不在事项清单中，请先导入。（方案四（一）3）`
        case 'unpublished':
          return `抽查事项 ${fault.item}（${fault.name}）尚未向社会公布，不得抽查。（方案四（一）3）`
        case 'foreign':
          return `抽查事项 ${fault.item}（${fault.name}）的抽查主体不在计划的部门里，这些部门无权抽查。（方案四（一）3）`
        case 'frequency':
          return `计划的年度频次 ${fault.frequency} 次超过事项 ${fault.item}（${fault.name}）的上限 ${fault.cap} 次。（方案四（二）2）`
      }
    },
    passedCap: (item: string, name: string, drawn: number, inScope: number, cap: [number, number]) =>
      `将抽取 ${drawn} 家，占可抽 ${inScope} 家的 ${((drawn * 100) / Math.max(inScope, 1)).toFixed(2)}%，超过事项 ${item}（${name}）的比例上限 ${nameRatio(cap)}。请调低计划的抽取比例。（方案四（二）2）`,
    passedYear: (
      { code, name, ratioCap, yearlyCap }: LawfulItem,
      drawn: number,
      { before, most }: { before: number; most: number },
      firms: number,
    ) =>
      `事项 ${code}（${name}）今年已抽取 ${before} 家次，再抽 ${drawn} 家就超过全年上限 ${most} 家次（范围内 ${firms} 家 × 比例上限 ${nameRatio(ratioCap)} × 每家每年 ${yearlyCap} 次）。请调低计划的抽取比例，或者明年再抽。（方案四（二）2）`,
    noFirms: (inScope: number) =>
      inScope === 0
        ? '计划范围内没有任何检查对象，请检查计划和事项的范围。'
        : `计划范围内的 ${inScope} 家检查对象全部被排除，没有可抽的对象。`,
    noneDrawn: '按计划的规则，一家也不会抽到。请检查抽取比例或数量。',
    planChanged: (no: string) => `计划 ${no} 在冻结名单时被改动。请核对后重新发送 /draw ${no}。`,
    missingRule: (strata: string[]) =>
      `计划没有规定信用等级 ${strata.join('、')} 的抽取比例或数量，请补充后重新报批。`,
    importing: (title: string, kind: string) =>
      `“${title}”名录没有导入完，导入完成前不能冻结。正在导入的，请稍后再试；导入中断了的，请管理员停机后把同一个文件重新导入到底（ssj import ${kind} 文件.csv）。`,
    tooFew: (seats: string[], departments: string[], needed: number, room: number) =>
      `${departments.join('、')}的检查人员不够：席位 ${seats.join('、')} 共需 ${needed} 人次，合格人员最多可承担 ${room} 人次。请增加人员、延长期限或减少数量。`,
    noTeam: (firms: string[], total: number, departments: string[]) =>
      `以下检查对象凑不齐合格的检查组（缺${departments.join('、')}的检查人员）：${firms.slice(0, 10).join('、')}${
        total > 10 ? ` 等 ${total} 家` : ''
      }。请核对执法证件、请假和回避情况，补充检查人员。`,
    weights: (stratum: string) => `信用等级 ${stratum} 的权重总和过大，无法精确计算。请把权重调小。`,
    started: (no: string) => `收到。正在冻结 ${no} 的名单，完成后在本群公布承诺值。`,
    refused: (no: string, cause: string) => `计划 ${no} 没有抽取：\n${cause}`,
    overtaken: ({ no, plan, state, cause }: Draw) =>
      `${no === null ? `计划 ${plan} 的名单冻结` : `抽取 ${no} 的计算`}没有产生任何效果：在此期间，它已变为“${DRAW_STATE_NAMES[state]}”。${cause === null ? '' : `\n原因：${cause}`}`,
    failedWork: (no: string, reference: string) =>
      `计划 ${no} 的名单冻结时出错，没有产生任何效果，编号 ${reference}。请稍后重新发送 /draw ${no}，或联系管理员。`,
    committed: (
      draw: string,
      nth: number,
      summary: DrawSummary,
      commit: string,
      witnesses: number,
      named: string | null,
    ) =>
      `【抽取 ${draw}】${nthText(nth)}名单已冻结，从现在起任何人都不能更改。\n${describeSummary(summary)}\n承诺值 C（名单和规则的指纹，请勿删除本条，日后凭它核对）：\n${commit}\n还需 ${witnesses} 位见证人。${adviseWitness(WHO_WITNESSES, named)}`,
    reminder: (draw: string, missing: number, named: string | null) =>
      `【抽取 ${draw}】还在等 ${missing} 位见证人。${adviseWitness(WHO_WITNESSES, named)}`,
    result: (draw: string, nth: number, plan: string, lines: ResultLine[], due: string, check: string) =>
      `【抽取结果 ${draw}】${nthText(nth)}${plan}\n抽中检查对象 ${lines.length} 家，检查期限 ${formatDay(due)}。\n${lines
        .map((l) => `▪ ${l.visit}　${l.firm}\n　${l.inspectors.join('、')}`)
        .join(
          '\n',
        )}\n被抽中不代表涉嫌违法。检查前请勿私下告知检查对象。完整名单和可签字的抽取记录见附件。\n${check}`,
    resultElsewhere: (draw: string, nth: number, plan: string, visits: number, lead: string, check: string) =>
      `【抽取公告 ${draw}】${nthText(nth)}${plan}（牵头：${lead}）已公开抽取，抽中检查对象 ${visits} 家，名单已通知参加部门。\n${check}`,
    impossible: (draw: string, seats: number, room: number, departments: string[]) =>
      `【抽取 ${draw}】检查对象已抽出，但无法为全部任务派出合格的检查人员：有 ${seats} 个席位（${departments.join('、')}），合格人员最多承担 ${room} 人次。检查对象不会重抽；请经办人员发送 /replace ${draw}，经一位见证人见证后，逐个席位抽出能派的人员。`,
  },
  papers: {
    record: (draw: string) => `${draw} 抽取记录`,
    list: (draw: string) => `${draw} 抽查名单`,
  },
  witness: {
    usage: '请在命令后面写一句话（1 到 500 个字），它会作为见证原文公开。',
    none: '本群现在没有等待见证的抽取。',
    several: (nos: string[]) =>
      `本群有 ${nos.length} 次抽取等待见证：${nos.join('、')}。请写明编号，例如：/witness ${nos[0]} 一句话`,
    isStarter: '您是这次抽取的发起人，不能见证。请另一位同事发送。',
    isAdmin: '管理员可以接触系统内部数据，不能见证。请另一位同事发送。',
    tooLate: (draw: string) => `抽取 ${draw} 公布承诺值已满 24 小时，按规则不再接受见证，马上结束。`,
    lost: (draw: string) =>
      `抽取 ${draw} 的承诺值没能发到本群，不能见证。请经办人员发送 /void ${draw} 承诺值没有送达，排除故障后重新 /draw。`,
    again: '您已经为这次抽取作过见证，需要另一位见证人。',
    thanks: (draw: string, missing: number) =>
      missing > 0
        ? `见证已记入留痕账本（${draw}），还需 ${missing} 位见证人。`
        : `见证已记入留痕账本，抽取 ${draw} 现在截止，正在抽取。`,
    example: '/witness 今天的天气是晴天',
  },
  void: {
    none: '没有可以作废的抽取。只有还没有人见证的抽取才能作废。',
    several: (nos: string[]) => `请写明要作废的编号：${nos.join('、')}。例如：/void ${nos[0]} 范围填写有误`,
    unknown: (no: string) => `没有编号为 ${no} 的抽取。`,
    tooLate: (no: string, state: DrawState) =>
      `抽取 ${no} 现在是“${DRAW_STATE_NAMES[state]}”，已经有人见证或已经结束，不能作废。`,
    notYours: (no: string) => `抽取 ${no} 不是您或您的部门发起的，不能由您作废。`,
    needsReason: (no: string) => `请写明作废的理由，它会永久公开。例如：/void ${no} 范围填写有误`,
    done: (no: string, reason: string) =>
      `抽取 ${no} 已作废，理由：${reason}。此事已记入留痕账本，永久公开。需要时可以再次发起，须写明理由并经监察人员确认。`,
    ended: (no: string, reason: string) =>
      `抽取 ${no} 已作废：${reason}。需要时可以再次发起，须写明理由并经监察人员确认。`,
    expiredReason: '24 小时内无人见证',
    /** `ender` is null where nobody did it but the clock. */
    forSupervisors: (
      text: string,
      one: {
        plan: string
        draw: string
        starter: string | null
        ender: string | null
        at: string
        entry: number
      },
    ) =>
      [
        text,
        `计划：${one.plan}`,
        `发起：${one.starter ?? '不详'}　${one.ender === null ? '到时由系统结束' : `作废：${one.ender}`}　时间：${one.at}`,
        `留痕账本第 ${one.entry} 条；发送 /audit ${one.draw} 看全部经过。`,
      ].join('\n'),
    failed: (no: string, cause: string, secret: string) =>
      `抽取 ${no} 已失败：${cause}。按规则不能挽回；为便于核对，现公开密钥：\n${secret}`,
    failedCause: '24 小时内见证人数不足',
    restored: '数据库从备份恢复，这次抽取不能继续',
    example: (no: string) => `/void ${no} 范围填写有误`,
  },
}
