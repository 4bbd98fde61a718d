/** What is said about reports of conduct: who, about whom and what is said to the supervisors alone. */
import type { ConductReport } from '../../db/store.js'

interface Line {
  id: number
  day: string
  answer: string | null
}

export const reporting = {
  report: {
    example: '/report 张三 检查时收受企业礼品',
    needsText:
      '请写明反映的是谁、什么情况，例如：/report 张三 检查时收受企业礼品。不想让监察人员知道您是谁，写：/report 匿名 张三 ……',
    tooLong: (most: number) => `内容太长，请写在 ${most} 字以内，材料作为附件发送。`,
    needsId: '请写明编号，例如：/report 查看 3。发送 /report 查看全部。',
    needsAnswer: (id: number) => `请写明答复的内容：/report 答复 ${id} ……`,
    self: '不能反映自己。要说明自己的情况，请直接找监察人员。',
    noReader: '没有可以受理的监察人员（被反映的人不能受理自己的事）。请向上级监察机关反映。',
    tooMany: (most: number) => `今天已经反映了 ${most} 次，请明天再发，或者直接找监察人员。`,
    misplaced: '举报只能在与机器人的私聊里发送。请撤回刚才的消息，再私聊机器人。',
    taken: (id: number, anonymous: boolean) =>
      `已交给监察人员（编号 ${id}），只有他们看得到${anonymous ? '，他们也看不到您是谁' : ''}。有了答复会在这里告诉您。建议删除您刚才的消息。`,
    told: (id: number) => `【举报】收到一份对执法纪律的反映（编号 ${id}）。请在这里查看，不要转发。`,
    viewLabel: '查看',
    none: '没有反映过的情况。',
    waiting: (lines: Line[]) =>
      `收到的反映：\n${lines
        .map(
          ({ id, day, answer }) =>
            `▪ ${id}　${day}　${answer === null ? `待答复：/report 查看 ${id}` : '已答复'}`,
        )
        .join('\n')}`,
    own: (lines: Line[]) =>
      `您反映的：\n${lines.map(({ id, day, answer }) => `▪ ${id}　${day}　${answer === null ? '等待答复' : `答复：${answer}`}`).join('\n')}`,
    unknown: (id: number) => `没有您可以查看的反映 ${id}。`,
    person: (name: string, department: string, id: string) => `${name}（${department}，${id}）`,
    card: ({ id, text, files, answer }: ConductReport, about: string, by: string | null, day: string) =>
      [
        `【举报 ${id}】${day}`,
        `被反映人：${about}`,
        `反映人：${by ?? '匿名'}`,
        text,
        ...(files.length > 0 ? [`附件 ${files.length} 个`] : []),
        answer === null ? `答复请发送：/report 答复 ${id} ……` : `已答复：${answer}`,
      ].join('\n'),
    answered: (id: number) => `反映 ${id} 已经答复过了。`,
    sent: (id: number) => `已答复 ${id}，反映人会在私聊里看到。`,
    tellAnswer: (id: number, text: string) => `【举报答复】您反映的情况（编号 ${id}）：\n${text}`,
  },
}
