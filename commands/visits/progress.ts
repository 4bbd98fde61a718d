/** /progress 进度: how far the visits are, by department, by draw, or one's own. */
import type { View } from '../../db/store.js'
import { BOUND_CHATS, withCaller } from '../audiences.js'
import { type BoundContext, type Command, type Outcome, Refusal, UsageRefusal } from '../command.js'
import { createDrawSight } from '../draws/draw-sight.js'
import type { ProgressLine } from '../messages/progressing.js'
import { messages } from '../messages.js'
import { readDrawNo } from '../rules/numbers.js'
import { weekEnd } from '../rules/office-time.js'

export const progress: Command<string | null> = {
  words: ['progress', '进度'],
  summary: '查看检查任务的进度',
  usage: '/progress\n/progress 抽取编号',
  example: async ({ tx }) => `/progress ${(await tx.draws.numbered(1))[0]?.no ?? ''}`.trim(),
  audience: { roles: 'bound', chats: BOUND_CHATS },
  parse(rest) {
    if (rest.trim() === '') return null
    const no = readDrawNo(rest.trim())
    if (!no) throw new UsageRefusal(messages.progress.notFound(rest.trim()))
    return no
  },
  async run(no, context) {
    const ctx = withCaller(context)
    if (no) return ofDraw(ctx, no)
    if (ctx.caller.roles.every((role) => role === 'inspector')) return own(ctx)
    const lines = await loadProgress(ctx.tx, ctx.today)
    const text = lines.length === 0 ? messages.progress.empty : messages.progress.lines(lines)
    return { reply: { text: lines.length === 0 ? text : `${messages.progress.title}\n${text}` } }
  },
}

/** One line for each department that holds a seat, with its short name. */
export async function loadProgress(view: View, today: string): Promise<ProgressLine[]> {
  const rows = await view.visits.progress(today, weekEnd(today))
  const lines: ProgressLine[] = []
  for (const row of rows) {
    const department = await view.departments.get(row.department)
    lines.push({ ...row, department: department?.shortName ?? row.department })
  }
  return lines
}

async function own({ tx, caller, today }: BoundContext): Promise<Outcome> {
  const visits = await tx.visits.ofPerson(caller.id)
  const recorded = visits.filter((visit) => visit.state === 'recorded').length
  const overdue = visits.filter((visit) => visit.state === 'pending' && visit.due < today).length
  return { reply: { text: messages.progress.own(recorded, visits.length, overdue) } }
}

async function ofDraw(ctx: BoundContext, no: string): Promise<Outcome> {
  const { tx } = ctx
  const visits = await tx.visits.ofDraw(no)
  if (visits.length === 0) throw new Refusal(messages.progress.notFound(no))
  const maySee = createDrawSight(ctx)
  const pending = visits.filter((visit) => visit.state === 'pending')
  const open: string[] = []
  for (const visit of pending) {
    if (!(await maySee(visit))) continue
    const firm = await tx.firms.get(visit.firm)
    open.push(messages.progress.openLine(visit.no, firm?.name ?? visit.firm, visit.due))
  }
  return { reply: { text: messages.progress.draw(no, visits.length, pending.length, open) } }
}
