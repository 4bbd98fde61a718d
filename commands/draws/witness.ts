/** /witness 见证: a person's words become part of the draw's seed; the last one needed closes it (dr1 §3). */
import type { Draw } from '../../db/store.js'
import { withCaller } from '../audiences.js'
import { type BoundContext, type Command, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { witnessLine } from '../rules/draw/seed.js'
import { readDrawNo } from '../rules/numbers.js'
import { formatMoment } from '../rules/office-time.js'
import { witnessReplacements } from '../seats/witness-replacement.js'
import { announcedBeacon, beaconDueAt, roundOf } from './draw-beacon.js'
import { waitingDraws } from './waiting-draws.js'

const LONGEST = 500
/** A draw that has not closed by then has failed (dr1 §3). */
export const DRAW_ENDS_AFTER = 24 * 60 * 60_000

export const witness: Command<string> = {
  words: ['witness', '见证'],
  summary: '为本群正在等待的抽取作见证（所写的话会公开）',
  usage: '/witness 一句话\n/witness 抽取编号 一句话（本群有几次抽取等待时）',
  example: async () => messages.witness.example,
  audience: { roles: 'bound', chats: ['office', 'leaders', 'department'] },
  parse(rest) {
    if (rest.trim() === '' || [...rest].length > LONGEST + 20) throw new UsageRefusal(messages.witness.usage)
    return rest
  },
  async run(rest, context) {
    const ctx = withCaller(context)
    const { found, text } = await findDraw(ctx, rest)
    checkText(text)
    if (found.state === 'drawn') return witnessReplacements(ctx, found, text)
    const given = await ctx.tx.draws.witnesses(found.id)
    await checkMoment(ctx, found)
    checkWitness(ctx, found, given)
    const needed = Number(found.commit?.witnesses)
    const missing = needed - given.length - 1
    const kept = await keep(ctx, found, text, missing === 0)
    return {
      reply: { text: missing === 0 ? tellClose(kept, ctx) : messages.witness.thanks(found.no!, missing) },
    }
  },
}

/** The draw that waits in this group, itself or some of its seats; its number is needed only where several wait. */
async function findDraw(ctx: BoundContext, rest: string): Promise<{ found: Draw; text: string }> {
  const waiting = await waitingDraws(ctx.tx, ctx.chat)
  if (waiting.length === 0) throw new Refusal(messages.witness.none)
  if (waiting.length === 1) return { found: waiting[0]!, text: rest }
  const [, word = '', text = ''] = /^(\S+) +(.+)$/s.exec(rest) ?? []
  const found = waiting.find((one) => one.no === readDrawNo(word))
  if (!found) throw new Refusal(messages.witness.several(waiting.map((one) => one.no ?? '')))
  return { found, text }
}

function checkText(text: string): void {
  if ([...text].length > LONGEST || !text.isWellFormed()) throw new UsageRefusal(messages.witness.usage)
}

/** dr1 §2, §3: after C stands in the group, and before the day is over or a public number may be known. */
async function checkMoment({ tx, now }: BoundContext, found: Draw): Promise<void> {
  const no = found.no!
  const at = await tx.ledger.moment(now.toISOString())
  // The clock's job ends such a draw within a minute; after downtime a witness may come before it.
  if (Date.parse(at) - Date.parse(found.committedAt!) >= DRAW_ENDS_AFTER) {
    throw new Refusal(messages.witness.tooLate(no))
  }
  const beacon = announcedBeacon(found)
  if (beacon?.kind === 'number' && at >= beacon.expected) {
    throw new Refusal(messages.beacon.witnessTooLate(no, beacon.name))
  }
  if (await tx.outbox.awaits(found.chat, found.committedAt!))
    throw new Refusal(messages.beacon.notDelivered(no))
  // A C that never reached the group is no commitment to it.
  if (await tx.outbox.lost(found.chat, found.requestedAt, found.committedAt!))
    throw new Refusal(messages.witness.lost(no))
}

function checkWitness(ctx: BoundContext, found: Draw, given: { person: string }[]): void {
  const { caller } = ctx
  if (found.startedBy === caller.id) throw new Refusal(messages.witness.isStarter)
  if (caller.roles.includes('admin')) throw new Refusal(messages.witness.isAdmin)
  if (given.some((one) => one.person === caller.id)) throw new Refusal(messages.witness.again)
}

/** @returns the draw as it then is */
async function keep(ctx: BoundContext, found: Draw, text: string, last: boolean): Promise<Draw> {
  const { tx, caller, now } = ctx
  const at = await tx.ledger.moment(now.toISOString())
  const line = witnessLine(found.commitHash!, caller.id, text)
  await tx.draws.addWitness({ draw: found.id, person: caller.id, text, line, at })
  await tx.ledger.append('draw.witnessed', caller.id, { draw: found.no, line, last }, at)
  // What a closed draw is remembered for is its beacon, not its witnesses.
  const change = last
    ? ({ state: 'closed', closedAt: at, remindedAt: null } as const)
    : ({ state: 'witnessed' } as const)
  await tx.draws.advance(found.id, found.version, change)
  if (last && announcedBeacon(found) === null) await ctx.startJob('run', String(found.id))
  return { ...found, ...change }
}

/** What happens next, and until when it may take. */
function tellClose(closed: Draw, { office }: BoundContext): string {
  const beacon = announcedBeacon(closed)
  if (beacon === null) return messages.witness.thanks(closed.no!, 0)
  const due = formatMoment(new Date(beaconDueAt(closed)), office.zone)
  return beacon.kind === 'drand'
    ? messages.beacon.closedDrand(closed.no!, roundOf(closed)!, due)
    : messages.beacon.closedNumber(closed.no!, beacon.name, due)
}
