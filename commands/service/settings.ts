/** /settings 设置: what the office may set for itself; so far, for how long an inspection keeps other plans away from a firm. */
import { withCaller } from '../audiences.js'
import { type Command, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { MOST_RECENT_DAYS, readRecentDays, setRecentDays } from './recent-days.js'

const NAMES = ['近期检查', '间隔', 'recent-days']

export const settings: Command<number | null> = {
  words: ['settings', '设置'],
  summary: '查看和修改办公室的设置：近期检查过的企业，多少天内其他计划不抽',
  usage: '/settings\n/settings 近期检查 天数',
  example: async () => '/settings 近期检查 30',
  audience: { roles: ['admin', 'leader'], chats: ['private', 'office', 'leaders'] },
  parse(rest) {
    const words = rest.split(/\s+/u).filter((word) => word !== '')
    if (words.length === 0) return null
    const [name = '', value = ''] = words
    const days = /^(\d{1,4})天?$/u.exec(value.normalize('NFKC'))?.[1]
    if (words.length !== 2 || !NAMES.includes(name) || days === undefined || Number(days) > MOST_RECENT_DAYS)
      throw new UsageRefusal(messages.settings.badDays(MOST_RECENT_DAYS))
    return Number(days)
  },
  async run(days, context) {
    const { tx, caller, now } = withCaller(context)
    const before = await readRecentDays(tx)
    if (days === null) return { reply: { text: messages.settings.show(before) } }
    const department = await tx.departments.get(caller.department)
    if (!caller.roles.includes('admin') && !department?.leading) throw new Refusal(messages.settings.notYours)
    if (days === before) return { reply: { text: messages.settings.same(days) } }
    await setRecentDays(tx, days)
    const body = { setting: 'draw.recent-days', from: before, to: days }
    await tx.ledger.append('setting.changed', caller.id, body, now.toISOString())
    const text = messages.settings.tell(before, days, caller.name)
    return {
      reply: { text: messages.settings.done(before, days) },
      notices: [{ to: { group: 'office' }, content: { text } }],
    }
  },
}
