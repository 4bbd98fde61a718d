/** What a bulletin says: its title, its verdicts in words, and what the chat says about it. */
import { BULLETIN_RULE, type Reason } from '../rules/bulletin.js'
import { RATE_NAMES, ratePercent } from './figures.js'

/** 2026年4月1日至4月30日 */
function span(from: string, to: string): string {
  const [year, month, day] = from.split('-').map(Number)
  const [toYear, toMonth, toDay] = to.split('-').map(Number)
  return `${year}年${month}月${day}日至${year === toYear ? '' : `${toYear}年`}${toMonth}月${toDay}日`
}

export const bulletins = {
  bulletin: {
    needsPeriod: '请写明是周还是月，例如：/bulletin 周、/bulletin 周 2026-03-10、/bulletin 月 2026-03',
    notLeading: '通报由领导小组办公室生成。',
    notOver: (from: string, to: string) => `${from} 至 ${to} 还没有结束，结束之后才能通报。`,
    fileName: (kind: 'week' | 'month', from: string, to: string) =>
      `双随机抽查工作通报（草稿）${kind === 'month' ? from.slice(0, 7) : `${from} 至 ${to}`}.docx`,
    sent: (kind: 'week' | 'month', from: string, to: string, praised: number, criticised: number) =>
      `【通报草稿】${from} 至 ${to}（${kind === 'week' ? '周' : '月'}）：按公开的规则，表扬 ${praised} 个部门，批评 ${criticised} 个部门。草稿见附件，请核对、修改后印发。`,
    title: '双随机抽查工作通报',
    span,
    greeting: '各乡镇人民政府、街道办事处，各成员单位：',
    opening: (from: string, to: string) => `现将${span(from, to)}双随机抽查工作情况通报如下。`,
    /** Left open for whoever issues it. */
    dateLine: '　　年　　月　　日',
    annexes: { visits: '附二：超期未检查的任务', results: '附三：逾期未公示的结果' },
    columns: { visit: '任务编号', firm: '企业', department: '部门', due: '检查期限', discloseBy: '公示期限' },
    /** In place of a name that the public does not read yet. */
    notPublic: '未公开',
    more: (total: number) => `……共 ${total} 项，其余见领导看板。`,
    draft: '草稿，由领导小组办公室核对、修改后印发',
    reason: (reason: Reason): string => {
      switch (reason.kind) {
        case 'all-in-time':
          return `期限已到的 ${reason.due} 项全部按时完成`
        case 'overdue':
          return [
            ...(reason.visits > 0 ? [`超期未检查 ${reason.visits} 个任务`] : []),
            ...(reason.results > 0 ? [`逾期未公示 ${reason.results} 份结果`] : []),
          ].join('，')
        case 'low-rate':
          return `${RATE_NAMES[reason.rate]} ${ratePercent([reason.done, reason.due])}（${reason.done}/${reason.due}）`
      }
    },
    rule: [
      `表扬：统计期内期限已到的检查任务和公示合计不少于 ${BULLETIN_RULE.leastDue} 项，全部按时完成，没有超期的。`,
      `批评：有超期未检查的任务或逾期未公示的结果，或者按时检查率、完成率低于 ${BULLETIN_RULE.leastRate}%。`,
      `规则版本 ${BULLETIN_RULE.version}，对所有部门相同。`,
    ],
    nobodyPraised: '本期没有符合表扬条件的部门。',
    nobodyCriticised: '本期没有应当批评的部门。',
    demands:
      '请受到批评的部门督促检查人员尽快完成检查、填报和公示，确有困难的按规定申请延期；其他部门继续保持。各部门的情况可以在领导看板的“上周”“上月”里逐项查看。',
  },
}
