/** What is said about persons and groups: help, binding, who. */
import type { GroupKind, Role } from '../../db/store.js'
import { GROUP_NAMES, ROLE_NAMES } from './names.js'

export interface HelpLine {
  words: readonly string[]
  summary: string
  usage: string
}

export const people = {
  help: {
    title: (name: string | null, roles: Role[]) =>
      name
        ? `${name}（${roles.map((r) => ROLE_NAMES[r]).join('、')}），您在这里可以使用：`
        : '您还没有绑定身份，可以使用：',
    line: (line: HelpLine) => `/${line.words[0]}　${line.words[1]}　${line.summary}`,
    elsewhere: (names: string[]) => `其他命令请在别处使用：${names.join('；')}`,
    more: '发送“/help 命令”看用法，例如：/help record。斜杠全角半角都可以，中文英文都可以。',
    detail: (line: HelpLine, example: string) =>
      `/${line.words.join('　/')}\n${line.summary}\n用法：\n${line.usage}\n例如：\n${example}`,
    unknown: (word: string) => `没有“${word.slice(0, 30)}”这个命令。发送 /help 查看全部命令。`,
  },
  bind: {
    needsCode: '请写上管理员给您的 10 位绑定码。',
    wrong: (left: number) =>
      left > 0
        ? `绑定码不对或已过期（有效期 10 分钟，只能用一次）。请核对后重发，还可以试 ${left} 次。`
        : '绑定码已连续错 5 次，请 10 分钟后再试，或请管理员重新发码。',
    locked: '绑定码已连续错 5 次，请 10 分钟后再试。',
    done: (name: string, department: string, roles: Role[]) =>
      `绑定成功：${name}，${department}，${roles.map((r) => ROLE_NAMES[r]).join('、')}。发送 /help 查看您可以使用的命令。`,
    unstable: '提醒：微信网页协议每次登录账号编号会变，重新登录后需要重新绑定。',
    moved: (platform: string) =>
      `您的身份刚刚在另一个${platform}账号上绑定，本账号的绑定已解除。如非本人操作，请立即联系管理员。`,
    taken: (platform: string) =>
      `您在${platform}上绑定的账号刚刚改由他人绑定，您在那里的绑定已解除。如非您本人交出账号，请立即联系管理员。`,
    inGroup:
      '绑定只能在与机器人的私聊里进行。发到群里的绑定码已作废，请向管理员重新领取，再私聊机器人发送：/bind 绑定码',
  },
  unbind: {
    done: '已解除本账号的绑定。需要时请向管理员重新领取绑定码。',
    other: (name: string, n: number) => `已解除 ${name} 的 ${n} 个账号绑定，立即生效。`,
    none: (name: string) => `${name} 没有绑定任何账号。`,
    notAllowed: '只有管理员可以解除他人的绑定。发送 /unbind 只解除您自己的。',
    told: '管理员已解除您这个账号的绑定。如有疑问请联系管理员。',
  },
  find: {
    noPerson: (word: string) => `没有找到“${word.slice(0, 30)}”。请写姓名或人员编号，例如 P0001。`,
    manyPeople: (lines: string[]) => `有同名的人，请写人员编号：\n${lines.join('\n')}`,
    personLine: (id: string, name: string, department: string) => `${id}　${name}　${department}`,
  },
  code: {
    needsPerson: '请写明给谁发码。',
    made: (name: string, department: string, code: string) =>
      `${name}（${department}）的绑定码：\n${code}\n10 分钟内有效，只能用一次。请当面或打电话告诉本人，请本人私聊机器人发送：/bind ${code}`,
    inactive: (name: string) => `${name} 已不在岗，不能发码。`,
    example: '/code P0001',
  },
  here: {
    needsKind: '请写明这个群是什么群。',
    unknownDepartment: (word: string) => `没有找到部门“${word.slice(0, 30)}”。请写部门的名称、简称或代码。`,
    done: (kind: GroupKind, department: string | null) =>
      `已把本群登记为${department ? `“${department}”的` : ''}${GROUP_NAMES[kind]}。`,
    example: '/here 部门 区工商分局',
  },
  who: {
    stranger: '您的账号还没有绑定本人身份。请向管理员领取绑定码，私聊机器人发送：/bind 绑定码',
    text: (name: string, id: string, department: string, roles: Role[]) =>
      `您是 ${name}（${id}），${department}，${roles.map((r) => ROLE_NAMES[r]).join('、')}。`,
    inspector: (id: string, until: string, tags: string[]) =>
      `执法证 ${id}，有效期至 ${until}${tags.length > 0 ? `，专长：${tags.join('、')}` : ''}。`,
    bindings: (names: string[]) => `已绑定账号：${names.join('、')}。`,
    group: (kind: GroupKind | null, department: string | null) =>
      kind
        ? `本群是${department ? `“${department}”的` : ''}${GROUP_NAMES[kind]}。`
        : '本群还没有登记，请管理员在群里发送 /here。',
  },
  cancel: { done: '已离开，没有产生任何效果。', nothing: '现在没有需要离开的对话。' },
}
