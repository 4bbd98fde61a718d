/** Enters who takes which seats: ledger, assignments, and what everybody concerned is told (dr1 §7). */
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import { endReplacement } from '../../commands/seats/end-replacement.js'
import type { Day, Draw, Replacement, Tx } from '../../db/store.js'
import { type ReplaceResult, seatsHash } from './replace.js'
import { tellReplaced } from './tell-replaced.js'

export interface EnterContext {
  now: Date
  today: Day
  calendar: Calendar
}

export interface EnteredSeat {
  visit: string
  leaver: string | null
  inspector: string | null
}

/** @throws Error when something changed since the worker looked: it has to look again. */
export async function enterReplacements(
  tx: Tx,
  drawId: number,
  { seen, picks, needless }: ReplaceResult,
  ctx: EnterContext,
): Promise<Notice[]> {
  const draw = (await tx.draws.get(drawId))!
  if (seatsHash(await tx.visits.assignmentsOfDraw(draw.no!)) !== seen) {
    throw new Error(`the seats of ${draw.no} changed while replacements were worked out`)
  }
  const entered: EnteredSeat[] = []
  for (const pick of picks) {
    const one = await getWitnessed(tx, pick)
    if ((await tx.visits.get(one.visit))?.state !== 'pending') {
      throw new Error(`${one.visit} was recorded while its replacement was worked out`)
    }
    entered.push(await enterOne(tx, draw, one, pick, ctx.now))
  }
  const notices: Notice[] = []
  for (const pick of needless) {
    const one = await getWitnessed(tx, pick)
    notices.push(await endReplacement(tx, one, messages.replace.causeRecorded, ctx.now))
  }
  if (entered.length > 0) notices.push(...(await tellReplaced(tx, draw, entered, ctx)))
  return notices
}

async function getWitnessed(tx: Tx, { id, version }: { id: number; version: number }): Promise<Replacement> {
  const one = await tx.replacements.get(id)
  if (one?.version !== version) throw new Error(`replacement ${id} is no longer at version ${version}`)
  return one
}

async function enterOne(
  tx: Tx,
  draw: Draw,
  one: Replacement,
  { inspector, seatName }: ReplaceResult['picks'][number],
  now: Date,
): Promise<EnteredSeat> {
  const body = { draw: draw.no, entry: one.entry!.n, secret: one.secret, inspector }
  await tx.ledger.append('visit.replaced', 'system', body, now.toISOString())
  await tx.replacements.advance(one.id, one.version, { state: 'replaced', inspector })
  const person = inspector && (await tx.inspectors.get(inspector))!.person
  const holder = inspector && person ? { seatName, inspector, person, ackedAt: null } : null
  await tx.visits.reseat(one.visit, one.seat, holder)
  return { visit: one.visit, leaver: one.leaver, inspector }
}
