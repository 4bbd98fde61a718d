/** What the bot says about the leaders' board, and under the digest's picture. */

import type { Figures } from '../rules/figures.js'
import { formatDay } from '../rules/office-time.js'

export const boarding = {
  board: {
    badWord: (word: string) =>
      `看不懂“${word.slice(0, 30)}”。只发 /board 领取链接，发 /board 退出 结束看板登录。`,
    noAddress: '还没有设置网页地址（PUBLIC_URL），不能打开看板。请联系管理员设置后再试。',
    link: (address: string) =>
      `领导看板的登录链接，15 分钟内有效，只能用一次，以前没用过的链接作废：\n${address}\n打开后点“进入看板”，登录 8 小时有效。链接等同于您本人，请勿转发。看完在网页上点“退出”，或在这里发送 /board 退出。`,
    entered: '看板已经用您领取的链接打开。如果不是您本人操作，请立即发送 /board 退出，并联系管理员。',
    left: (count: number) => `已结束 ${count} 处看板登录。再次查看请发送 /board。`,
    nothingOpen: '现在没有打开的看板。发送 /board 领取链接。',
  },
  digestPicture: {
    name: (day: string) => `双随机进度 ${day}`,
    caption: (day: string, total: Figures) =>
      `【进度图】${formatDay(day)}：本年任务 ${total.tasks} 个，已填报 ${total.recorded} 个，超期未检查 ${total.visitsOverdue} 个；公示期限已过的结果 ${total.resultsDue} 份，已公示 ${total.disclosed} 份；现在未公示的逾期 ${total.resultsOverdue} 份。`,
    title: (day: string) => `双随机进度　${formatDay(day)}`,
    subtitle: (year: string, time: string) => `${year} 年全年任务，数据截至 ${time}`,
    progress: '已填报/全年任务',
    visitsOverdue: '超期未检查（个）',
    completion: (disclosed: number, due: number) => `完成率：已公示/应公示 ${disclosed}/${due}`,
    resultsOverdue: '逾期未公示（份）',
    departments: '各部门：已填报/任务，超期多的在前',
    bars: '蓝：已填报　红：超期未检查　灰：还没有到期',
    noTasks: '今年无任务',
    owed: ({ visitsOverdue, resultsOverdue }: Figures) =>
      [
        ...(visitsOverdue > 0 ? [`超期未检查 ${visitsOverdue}`] : []),
        ...(resultsOverdue > 0 ? [`逾期未公示 ${resultsOverdue}`] : []),
      ].join('　'),
    rest: (others: Figures[]) => {
      const sum = (figure: keyof Figures) => others.reduce((total, one) => total + one[figure], 0)
      const owed =
        sum('visitsOverdue') + sum('resultsOverdue') === 0
          ? '没有超期'
          : `超期未检查 ${sum('visitsOverdue')} 个、逾期未公示 ${sum('resultsOverdue')} 份`
      return `其余 ${others.length} 个部门：${owed}，已填报 ${sum('recorded')}/${sum('tasks')}`
    },
    ahead: (days: number) => `往后 ${days} 个工作日到期`,
    noneAhead: '没有到期的任务。',
    noneOwed: '每周末都没有超期。',
    trend: (weeks: number) => `近 ${weeks} 周（按周日）`,
    foot: '联合检查在各部门各计一次。完成率＝已公示÷应公示，应公示指公示期限已过的结果。名单和明细：领导、监察人员、管理员私聊机器人发送 /board 看板。',
  },
}
