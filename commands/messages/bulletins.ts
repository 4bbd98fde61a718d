/** What a bulletin says: its title, its verdicts in words, and what the chat says about it. */
import { BULLETIN_RULE, type Reason } from '../rules/bulletin.js'
import { RATE_NAMES, ratePercent } from './figures.js'

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
      '请受到批评的部门督促检查人员尽快完成检查、填报和公示，确有困难的按规定申请延期；其他部门继续保持。各部门的情况可以在领导看板里逐项查看。',
  },
}
