/** What is said about draws that were made on the upper platform, whose results were brought in. */
import type { PlatformDraw } from '../../db/store.js'
import { formatDay } from '../rules/office-time.js'

/** No list was frozen here and nobody here witnessed it: it is said wherever such a draw is told of. */
function noProof({ task }: PlatformDraw): string {
  return `本次抽取在上级平台进行（任务编号 ${task}），不是在本系统抽取的，没有本系统的抽取证明，不能在这里重新计算；抽取过程请向上级平台查询。`
}

export const platform = {
  platform: {
    result: (draw: string, plan: string, { name, drawnOn }: PlatformDraw, lines: string[], due: string) =>
      [
        `【上级平台抽取结果 ${draw}】${plan}`,
        `上级任务：${name}${drawnOn === null ? '' : `，${formatDay(drawnOn)} 抽取`}`,
        `抽中检查对象 ${lines.length} 家，检查期限最晚 ${formatDay(due)}：`,
        ...lines,
        '被抽中不代表涉嫌违法。检查前请勿私下告知检查对象。',
      ].join('\n'),
    resultLine: (visit: string, firm: string, inspectors: string[]) =>
      `${visit} ${firm}：${inspectors.join('；')}`,
    resultElsewhere: (draw: string, plan: string, visits: number, lead: string) =>
      `【上级平台抽取公告 ${draw}】${plan}（牵头：${lead}），抽中检查对象 ${visits} 家，名单已通知参加部门。`,
    noProof,
    toInspector: (text: string, { task }: PlatformDraw) =>
      `${text}\n本次抽取在上级平台进行（任务编号 ${task}）：要回避或换人的，请联系经办人员在上级平台办理，不用 /recuse 和 /replace。`,
    noReplacement: (draw: string) =>
      `抽取 ${draw} 是在上级平台进行的，这里没有封存的人员名单，不能在这里抽签换人。请在上级平台办理换人。`,
    joined: (tasks: number, rows: number) =>
      `读到 ${tasks} 个任务、${rows} 行。写入的每个任务登记为一次“上级平台抽取”，照常派发、提醒和公示，但没有抽取证明`,

    // Why a task does not come in.
    otherContent: (no: string) => `这个任务已经登记为 ${no}，文件内容却不同；已登记的抽取不能改`,
    noPlan: (plan: string) => `没有编号为「${plan}」的计划，请先导入计划`,
    notApproved: '这个计划还没有批准',
    notFiled: '这个计划还没有备案',
    planFaults: (faults: string[]) => `按现在的事项清单，这个计划不能抽查：${faults.join('；')}`,
    outside: (from: string, to: string) => `不在计划的期间（${from} 至 ${to}）内`,
    dueBeforeDraw: '检查期限早于抽取日期',
    unknownFirm: '名录库里没有这个市场主体，请先导入市场主体',
    closedFirm: (status: string) => `这个市场主体已${status}，不能检查`,
    otherName: (name: string) => `名录库里这个代码是「${name}」，请核对`,
    outOfScope: '这个市场主体不在计划和事项的适用范围内',
    foreignDepartment: (names: string[]) => `不是计划的部门，计划的部门是${names.join('、')}`,
    unknownInspector: '执法人员名录库里没有这个人，请写执法证号或姓名',
    sameName: (ids: string[]) => `有同名的执法人员（${ids.join('、')}），请写执法证号`,
    inactive: '这个人已不在岗',
    otherDepartment: '这个人不属于这一行的抽查部门',
    moved: '这个人已调离原部门',
    certificate: (until: string) => `执法证 ${until} 到期，早于检查期限`,
    leave: (from: string, to: string) => `这个人 ${from} 至 ${to} 请假，期限内不能检查`,
    recused: '这个人对这个市场主体应当回避',
    fewInspectors: '检查人员少于两人（行政处罚法第四十二条）',
    noneOf: (department: string) => `没有${department}的检查人员，计划的每个部门至少一人`,
    sameTask: '同一任务的其他行有问题，整个任务都没有导入',
    unnamedTask: '文件里有认不出任务编号的行，不能判断它属于哪个任务，所有任务都没有导入',
  },
}
