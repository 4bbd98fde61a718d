/** What the groups are told of a drawn draw, with its papers and pictures. */
import type { Content, Notice } from '../../commands/command.js'
import { opensLater } from '../../commands/draws/proven-draw.js'
import type { ResultLine } from '../../commands/messages/drawing.js'
import { messages } from '../../commands/messages.js'
import { seatsOf } from '../../commands/rules/plan-seats.js'
import { namesByDepartment } from '../../commands/visits/visit-cards.js'
import type { Day, Draw, View } from '../../db/store.js'
import type { Attachments } from './prepare-attachments.js'
import { hearsResult } from './result-chats.js'

export interface AnnounceContext {
  today: Day
  publicUrl: string | null
}

export async function tellResult(
  view: View,
  draw: Draw,
  attachments: Attachments,
  ctx: AnnounceContext,
): Promise<Notice[]> {
  return [...(await announce(view, draw, attachments, ctx)), ...(await admitImpossible(view, draw))]
}

/** The full result to the group of the draw, the office and the plan's departments; a short one to all others. */
async function announce(
  view: View,
  draw: Draw,
  { papers, pictures }: Attachments,
  { publicUrl, today }: AnnounceContext,
): Promise<Notice[]> {
  const plan = draw.frozenPlan!
  const check = messages.proof.howToCheck(draw.no!, publicUrl, opensLater(draw, today))
  const lines = await listVisits(view, draw)
  const name = `${plan.no} ${plan.name}`
  const full: Content = {
    text: messages.draw.result(draw.no!, draw.nth, name, lines, draw.due!, check),
    files: [...pictures.result, ...papers],
  }
  const lead = (await view.departments.get(plan.leadDepartment))?.name ?? plan.leadDepartment
  const short: Content = {
    text: messages.draw.resultElsewhere(draw.no!, draw.nth, name, lines.length, lead, check),
    files: pictures.qr ? [pictures.qr] : [],
  }
  const groups = await view.groups.all()
  return groups.map((group) => ({
    to: { chat: { platform: group.platform, chat: group.chat } },
    content: hearsResult(draw, group) ? full : short,
  }))
}

export async function listVisits(view: View, draw: Draw): Promise<ResultLine[]> {
  const lines: ResultLine[] = []
  for (const visit of await view.visits.ofDraw(draw.no!)) {
    const firm = await view.firms.get(visit.firm)
    const people = (await view.visits.assignments(visit.no)).map((one) => one.person)
    const inspectors = await namesByDepartment(view, people)
    lines.push({ visit: visit.no, firm: firm?.name ?? visit.firm, inspectors })
  }
  return lines
}

/** dr1 §6: the firms stand, and what cannot be staffed is said openly. */
async function admitImpossible(view: View, draw: Draw): Promise<Notice[]> {
  const { refusal } = draw
  if (!refusal) return []
  const seats = seatsOf(draw.frozenPlan!)
  const codes = new Set(refusal.seats.map((q) => seats[q % seats.length]!.department))
  const names: string[] = []
  for (const code of codes) if (code) names.push((await view.departments.get(code))?.name ?? code)
  const text = messages.draw.impossible(draw.no!, refusal.seats.length, refusal.room, names)
  return [
    { to: { chat: draw.chat }, content: { text } },
    { to: { group: 'office' }, content: { text } },
  ]
}
