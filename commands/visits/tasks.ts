/** /tasks 我的任务: the caller's open visits. */
import { BOUND_CHATS, withCaller } from '../audiences.js'
import type { Command } from '../command.js'
import { refuseElsewhere } from '../draws/draw-sight.js'
import { messages } from '../messages.js'
import { openVisits } from './own-visits.js'
import { returnedVisits } from './returned-visits.js'
import { loadCards } from './visit-cards.js'

/** More buttons than this are no help on a phone. */
const MOST_BUTTONS = 10

export const tasks: Command<null> = {
  words: ['tasks', '我的任务', '任务'],
  summary: '查看自己未完成的检查任务',
  usage: '/tasks',
  example: async () => '/tasks',
  audience: { roles: ['inspector'], chats: BOUND_CHATS },
  parse: () => null,
  async run(_, context) {
    const ctx = withCaller(context)
    const visits = await openVisits(ctx)
    const returned = await returnedVisits(ctx)
    if (visits.length + returned.length === 0) return { reply: { text: messages.tasks.none } }
    await refuseElsewhere(ctx, [...visits.map(({ no }) => no), ...returned.map(({ visit }) => visit.no)])
    const isPrivate = ctx.chat.kind === 'private'
    const { today, calendar } = ctx
    const cards = await loadCards(ctx.tx, visits, {
      reader: ctx.caller.id,
      today,
      calendar,
      phones: isPrivate,
    })
    const open = isPrivate ? messages.tasks.list(cards) : messages.tasks.listInGroup(cards)
    const own = [...visits, ...returned.map(({ visit }) => visit)].map(({ no }) => no)
    const kept = (await ctx.tx.drafts.ofPerson(ctx.caller.id)).map(({ visit }) => visit)
    const drafts = isPrivate ? kept.filter((no) => own.includes(no)) : []
    const text = [
      ...(returned.length > 0 ? [messages.tasks.returned(returned)] : []),
      ...(cards.length > 0 ? [open] : []),
      ...(drafts.length > 0 ? [messages.tasks.drafts(drafts)] : []),
    ].join('\n')
    const buttons = [...returned.map(({ visit }) => visit), ...visits]
      .slice(0, MOST_BUTTONS)
      .map(({ no, firm }) => [
        { label: messages.tasks.recordLabel(no), send: `/record ${no}` },
        { label: messages.tasks.creditLabel, send: `/credit ${firm}` },
      ])
    if (cards.length > 0) buttons.push([{ label: messages.tasks.printLabel, send: '/form' }])
    return { reply: { text, ...(isPrivate ? { buttons } : {}) } }
  },
}
