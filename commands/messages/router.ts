/** What is said before any command is reached: strangers, wrong places, unknown words. */
import type { Role } from '../../db/store.js'
import type { ChatKind } from '../command.js'
import { CHAT_NAMES, ROLE_NAMES } from './names.js'

export const router = {
  noAuthority: '转发、编辑、匿名或由其他程序代发的消息不能下命令。请本人重新输入并发送。',
  brokenText: '这条消息里有损坏的字符（例如半个表情符号），请删掉后重新发送。',
  staleButton: '这个按钮对应的提问已经结束，或者问的不是您。请重新发送命令，例如 /tasks。',
  privateTalk: '没有看懂这句话。发送 /help 查看您可以使用的命令。',
  stranger:
    '您好，这里是“双随机、一公开”抽查机器人。您的账号还没有绑定本人身份。\n请向管理员领取 10 位绑定码，然后在这里发送：/bind 绑定码',
  welcome:
    '您好，这里是“双随机、一公开”抽查机器人。\n第一次使用：向管理员领取 10 位绑定码，在这里发送：/bind 绑定码。\n已经绑定的：发送 /help 查看能做什么，/tasks 查看自己的任务。\n在群里要先 @ 机器人，再写命令。',
  notBound:
    '您的账号还没有绑定本人身份，不能使用这个命令。请向管理员领取绑定码，再私聊机器人发送：/bind 绑定码',
  notAllowed: (words: readonly string[], roles: Role[], own: Role[]) =>
    `/${words[0]}（${words[1]}）只有${roles.map((r) => ROLE_NAMES[r]).join('、')}可以使用，您的角色是${
      own.map((r) => ROLE_NAMES[r]).join('、') || '（无）'
    }。如有变动，请联系管理员。`,
  wrongChat: (words: readonly string[], chats: ChatKind[]) =>
    `/${words[0]}（${words[1]}）请在${chats.map((c) => CHAT_NAMES[c]).join('、')}里使用。`,
  unknownWord: (word: string, near: string[]) => {
    const shown = word.length > 30 ? `${word.slice(0, 30)}…` : word
    const hint = near.length > 0 ? `您是不是想发：${near.map((w) => `/${w}`).join('、')}？` : ''
    return `没有“/${shown}”这个命令。${hint}发送 /help 查看全部命令。`
  },
  usage: (fault: string, usage: string, example: string) => `${fault}\n用法：\n${usage}\n例如：\n${example}`,
  fileLost: (name: string) => `文件“${name}”一直取不回来，这条消息没有产生任何效果。请稍后连同文件重新发送。`,
  tooLarge: (name: string, most: number) =>
    `“${name.slice(0, 60)}”太大，一个文件最多 ${most} MB。请压缩或拆分后重新发送。`,
  fileRefused: (name: string) => `文件“${name}”取不回来（可能太大或已过期）。请压缩到 20 MB 以内后重新发送。`,
  personal: '这里写的会公开，请不要写电话、身份证号、邮箱等个人信息。请改好后再发送。',
}
