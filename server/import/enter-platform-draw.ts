/** Enters a draw that was made on the upper platform: draw, visits, seats, ledger entry, and the job that tells of it. */
import { countCommits } from '../../commands/draws/drawable.js'
import { visitNo } from '../../commands/rules/numbers.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { Assignment, ChatRef, Plan, PlatformDraw, PlatformVisit, Tx } from '../../db/store.js'
import { nextDrawNo } from '../draw/commit.js'
import { findInspector } from './find-inspector.js'
import type { Replaced } from './replace-record.js'

/** @param draw as `checkPlatformDraw` found it sound */
export async function enterPlatformDraw(
  tx: Tx,
  draw: PlatformDraw,
  { at: now, by, through }: Replaced,
): Promise<void> {
  const at = await tx.ledger.moment(now)
  const plan = (await tx.plans.get(draw.plan))!
  const no = await nextDrawNo(tx, officeDay(new Date(at), 'Asia/Shanghai'))
  const id = await tx.draws.addElsewhere({
    ...{ no, plan: plan.no, nth: countCommits(await tx.draws.ofPlan(plan.no)) + 1, frozenPlan: plan, at },
    startedBy: await findKeeper(tx, plan, by),
    chat: await findChat(tx, plan),
    due: draw.visits
      .map(({ due }) => due)
      .sort()
      .at(-1)!,
    elsewhere: draw,
    closedAt: draw.drawnOn === null ? at : new Date(`${draw.drawnOn}T00:00:00+08:00`).toISOString(),
  })
  const inspectors = new Set<string>()
  for (const [index, visit] of draw.visits.entries()) {
    const seats = await seatsOf(tx, visit, plan)
    for (const { inspector } of seats) inspectors.add(inspector)
    const about = { no: visitNo(no, index, draw.visits.length), draw: no, plan: plan.no, index }
    const { firm, due } = visit
    await tx.visits.add({ ...about, firm, due, items: plan.items, state: 'pending', remindOn: null }, seats)
  }
  const counts = { visits: draw.visits.length, inspectors: inspectors.size }
  const body = {
    draw: no,
    plan: plan.no,
    task: draw.task,
    ...('import' in through && { file: through.import }),
  }
  await tx.ledger.append('platform.drawn', by, { ...body, ...counts }, at)
  await tx.jobs.add('announce', String(id), null, at)
}

/** Who answers for it where a machine brought it in: the registers are kept by the clerks of the leading department. */
async function findKeeper(tx: Tx, plan: Plan, by: string): Promise<string> {
  if (await tx.people.get(by)) return by
  const leading = (await tx.departments.all()).find((one) => one.leading)
  const [keeper] = leading ? await tx.people.withRole('office', leading.code) : []
  return keeper?.id ?? plan.approvedBy!
}

/** The group that such a draw would have been made in; one that nobody is in where no group is known yet. */
async function findChat(tx: Tx, plan: Plan): Promise<ChatRef> {
  const [group] = [
    ...(await tx.groups.ofKind('department', plan.leadDepartment)),
    ...(await tx.groups.ofKind('office')),
  ]
  return { platform: group?.platform ?? 'room', chat: group?.chat ?? 'office' }
}

async function seatsOf(tx: Tx, visit: PlatformVisit, plan: Plan): Promise<Omit<Assignment, 'visit'>[]> {
  const seats = new Map<string, Omit<Assignment, 'visit'>>()
  for (const word of visit.inspectors) {
    const found = await findInspector(tx, word, plan.departments)
    if ('why' in found) throw new Error(`${word} was an inspector when the draw was checked`)
    const { id: inspector, person, department: seatName } = found
    if (!seats.has(inspector))
      seats.set(inspector, { seat: seats.size, seatName, inspector, person, ackedAt: null })
  }
  return [...seats.values()]
}
