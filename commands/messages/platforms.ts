/** What is said about the chat platforms themselves: where people are told first, and how the service is. */
import type { PlatformName } from '../../db/store.js'
import { formatMoment } from '../rules/office-time.js'
import { PLATFORM_NAMES } from './names.js'

export interface PlatformLine {
  platform: PlatformName
  ok: boolean
  detail: string
  /** What was last sent on people's other accounts; null where never. */
  moved: { count: number; at: string } | null
  /** Whose private chat there cannot be reached. */
  unreached: { id: string; name: string }[]
}

/** Named in one line. */
const MOST_NAMES = 10

function unreachedText(people: PlatformLine['unreached']): string {
  if (people.length === 0) return ''
  const names = people.slice(0, MOST_NAMES).map(({ id, name }) => `${name}（${id}）`)
  return `；私聊送不到 ${people.length} 人：${names.join('、')}${people.length > MOST_NAMES ? '等' : ''}`
}

export const platforms = {
  prefer: {
    example: '/prefer 企业微信',
    show: (own: PlatformName[]) =>
      own.length > 1
        ? `您绑定了${own.map((one) => PLATFORM_NAMES[one]).join('、')}，先在${PLATFORM_NAMES[own[0]!]}通知您；10 分钟发不出去的，改发到其他账号。要换，请选择：`
        : `您只绑定了${PLATFORM_NAMES[own[0]!]}，都在这里通知您。要多绑一个，请向管理员领取绑定码，在另一个平台发送 /bind 绑定码。`,
    unknown: (word: string) => `没有“${word.slice(0, 20)}”这个平台。`,
    notBound: (platform: PlatformName) =>
      `您还没有绑定${PLATFORM_NAMES[platform]}。请向管理员领取绑定码，在那里发送 /bind 绑定码，再设首选。`,
    done: (platform: PlatformName, unreachable: boolean) =>
      `以后先在${PLATFORM_NAMES[platform]}通知您。${unreachable ? '那里现在送不到，请先在那里给机器人发一条消息。' : ''}`,
  },
  health: {
    text: (
      lines: PlatformLine[],
      queues: { inbox: number; deadIn: number; outbox: number; deadOut: number; jobs: number },
      zone: string,
    ) =>
      [
        '【运行】',
        ...lines.map(
          ({ platform, ok, detail, moved, unreached }) =>
            `${ok ? '✓' : '✗'} ${PLATFORM_NAMES[platform]}：${detail}${
              moved ? `；最近一次改发 ${moved.count} 条（${formatMoment(new Date(moved.at), zone)}）` : ''
            }${unreachedText(unreached)}`,
        ),
        `等待处理的消息 ${queues.inbox} 条，等待发送 ${queues.outbox} 条，后台工作 ${queues.jobs} 项`,
        ...(queues.deadIn + queues.deadOut > 0
          ? [`处理失败 ${queues.deadIn} 条，没有送达 ${queues.deadOut} 条，请按编号查日志`]
          : []),
      ].join('\n'),
  },
}
