/** Who may see which firms were drawn before they are inspected: those who take part, in places where only they read. */
import type { Person, View, Visit } from '../../db/store.js'
import { type BoundContext, Refusal } from '../command.js'
import { messages } from '../messages.js'

/** Who looks, and where: a page is read like a private chat. */
interface Onlooker {
  tx: View
  caller: Person
  chat: Pick<BoundContext['chat'], 'kind' | 'department'>
}

/** Answers for visits of any draws, each draw looked at once. */
export function createDrawSight(ctx: Onlooker): (visit: Visit) => Promise<boolean> {
  const seen = new Map<string, Promise<boolean>>()
  return (visit) => {
    const known = seen.get(visit.draw) ?? maySee(ctx, visit)
    seen.set(visit.draw, known)
    return known
  }
}

/**
 * For answers that name firms or findings of the caller's own work.
 * @throws Refusal in a group of a department that has no part in one of these visits
 */
export async function refuseElsewhere(ctx: BoundContext, visits: Iterable<string>): Promise<void> {
  if (ctx.chat.kind !== 'department') return
  const maySee = createDrawSight(ctx)
  for (const no of visits) {
    const visit = await ctx.tx.visits.get(no)
    if (visit && !(await maySee(visit))) throw new Refusal(messages.result.notHere)
  }
}

async function maySee(ctx: Onlooker, { draw }: Visit): Promise<boolean> {
  const departments = new Set((await ctx.tx.draws.byNo(draw))?.frozenPlan?.departments)
  for (const { code, leading } of await ctx.tx.departments.all()) if (leading) departments.add(code)
  return isPlaceOfThem(ctx, departments) && (await takesPart(ctx, draw, departments))
}

function isPlaceOfThem({ chat }: Onlooker, departments: Set<string>): boolean {
  if (chat.kind !== 'department') return chat.kind !== 'unbound'
  return chat.department !== null && departments.has(chat.department)
}

async function takesPart({ tx, caller }: Onlooker, draw: string, departments: Set<string>): Promise<boolean> {
  const has = (...roles: string[]) => caller.roles.some((role) => roles.includes(role))
  if (has('supervisor', 'admin')) return true
  if (has('office', 'leader') && departments.has(caller.department)) return true
  return (await tx.visits.assignmentsOfDraw(draw)).some((one) => one.person === caller.id)
}
