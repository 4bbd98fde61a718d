/** Tells of a draw that was made on the upper platform: the inspectors their visits, the groups the result and where it was drawn. */
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { firstStageDay } from '../../commands/rules/deadlines.js'
import type { Day, Draw, Tx } from '../../db/store.js'
import { assign } from './enter-result.js'
import { hearsResult } from './result-chats.js'
import { listVisits } from './tell-result.js'

export async function tellPlatformDraw(
  tx: Tx,
  draw: Draw,
  ctx: { today: Day; calendar: Calendar },
): Promise<Notice[]> {
  const visits = await tx.visits.ofDraw(draw.no!)
  for (const { no, due } of visits)
    await tx.visits.change(no, { remindOn: firstStageDay(ctx.today, due, ctx.calendar) })
  const notices = (await assign(tx, draw, visits, ctx)).map(({ content, ...notice }) => ({
    ...notice,
    content: { ...content, text: messages.platform.toInspector(content.text, draw.elsewhere!) },
  }))
  return [...notices, ...(await tellGroups(tx, draw))]
}

async function tellGroups(tx: Tx, draw: Draw): Promise<Notice[]> {
  const plan = draw.frozenPlan!
  const { platform } = messages
  const lines = await listVisits(tx, draw)
  const name = `${plan.no} ${plan.name}`
  const lead = (await tx.departments.get(plan.leadDepartment))?.name ?? plan.leadDepartment
  const visits = lines.map(({ visit, firm, inspectors }) => platform.resultLine(visit, firm, inspectors))
  const openly = platform.noProof(draw.elsewhere!)
  const full = `${platform.result(draw.no!, name, draw.elsewhere!, visits, draw.due!)}\n${openly}`
  const short = `${platform.resultElsewhere(draw.no!, name, visits.length, lead)}\n${openly}`
  return (await tx.groups.all()).map((group) => ({
    to: { chat: { platform: group.platform, chat: group.chat } },
    content: { text: hearsResult(draw, group) ? full : short },
  }))
}
