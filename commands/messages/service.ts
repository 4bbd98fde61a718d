/** What the service itself has to tell: undelivered messages, failures, lost chats. */
import type { PlatformName } from '../../db/store.js'
import { PLATFORM_NAMES } from './names.js'

export const service = {
  delivery: {
    unreached: (people: string[], groups: string[]) =>
      [
        ...(people.length > 0
          ? [
              `【未送达】以下人员没有可用的绑定账号，消息没有送到，请尽快用其他方式通知，并发码请其绑定（/code 姓名）：`,
              ...people,
            ]
          : []),
        ...(groups.length > 0
          ? [
              `【未送达】${groups.join('、')}没有可以发送的群，消息没有送到。请检查该平台是否已启用，或把机器人拉入群并在群里发送 /here 登记。`,
            ]
          : []),
      ].join('\n'),
    unreachedPerson: (department: string, name: string, id: string, active: boolean) =>
      `${department} ${name}（${id}）${active ? '' : '　已离岗，不再发消息，其任务请另行安排'}`.trimStart(),
    chatOn: (platform: PlatformName) => `${PLATFORM_NAMES[platform]}的一个会话`,
    deadLetter: (reference: string) =>
      `抱歉，这条消息处理时出错，没有产生任何效果。已通知管理员，编号 ${reference}。请稍后重新发送。`,
    deadLetterForAdmin: (reference: string) =>
      `【运行】有一条消息连续三次处理失败，已搁置，发送人已被告知。编号 ${reference}，请在日志中按编号查找原因。`,
    loginEnded: (platform: PlatformName) =>
      `【运行】${PLATFORM_NAMES[platform]}的登录已结束，该平台上的绑定全部失效。请重新登录后，为相关人员重新发码（/code 姓名）。`,
    groupLost: (platform: PlatformName, title: string) =>
      `【运行】机器人已不能在${PLATFORM_NAMES[platform]}群“${title}”中发言（被移出或群已解散），该群收不到后续通知。请把机器人重新拉入群，并在群里发送 /here 登记。`,
    personLost: (platform: PlatformName, name: string) =>
      `【运行】${name} 在${PLATFORM_NAMES[platform]}上已不能接收机器人的私聊（${
        platform === 'wecom' ? '可能已离开企业，或不在机器人的可见范围里' : '可能已屏蔽机器人'
      }）。请用其他方式告知本人：给机器人发一条消息即可恢复。`,
    notSent: (id: number, whom: string, firstLine: string) =>
      `【未送达】发给 ${whom} 的消息没有送到（编号 ${id}）：“${firstLine}”。请用其他方式通知。`,
    sentElsewhere: (id: number, whom: string, firstLine: string, from: PlatformName, to: PlatformName) =>
      `【改发】发给 ${whom} 的消息在${PLATFORM_NAMES[from]}没有送到（编号 ${id}）：“${firstLine}”。已改发到本人的${PLATFORM_NAMES[to]}账号。`,
    outage: (platform: PlatformName, minutes: number, whom: string[]) =>
      `【运行】${PLATFORM_NAMES[platform]} 已 ${minutes} 分钟无法发送消息${whom.length > 0 ? `，尚未送达：${whom.join('、')}` : ''}。机器人会继续重试；紧急事项请用其他方式通知。`,
    down: (platform: PlatformName, minutes: number, detail: string) =>
      `【运行】${PLATFORM_NAMES[platform]} 已 ${minutes} 分钟连接不上（${detail}），收发都已中断。机器人会继续重试，请检查网络和登录状态；紧急事项请用其他方式通知。`,
    maybeTwice: (text: string) => `「可能重复」${text}`,
    movedOn: (to: PlatformName) => `改发到${PLATFORM_NAMES[to]}`,
    moved: (from: PlatformName, minutes: number, count: number) =>
      `【改发】${PLATFORM_NAMES[from]} ${minutes} 分钟没有发出去的 ${count} 条私聊消息，已改发到本人的其他账号。`,
    outageOver: (platform: PlatformName) => `【运行】${PLATFORM_NAMES[platform]} 已恢复，积压的消息已发出。`,
  },
  service: {
    backupFailed: (last: string | undefined) =>
      `【运行】今天的自动备份没有成功，机器人每小时再试一次。${last ? `最近一次成功的备份是 ${last} 的。` : '还没有成功的备份。'}请检查磁盘空间和备份目录的权限，原因见日志。`,
    jobStuck: (reference: string) =>
      `【运行】有一项后台工作（已见证的抽取，或信用评定）连续三次失败，机器人会继续重试，结果不会改变。编号 ${reference}，请在日志中按编号查找原因。`,
  },
}
