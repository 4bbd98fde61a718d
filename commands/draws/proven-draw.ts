/** Finds the draw whose proof somebody asks for, and says why there is none that may leave. */
import type { Day, Draw } from '../../db/store.js'
import { type BoundContext, Refusal, UsageRefusal } from '../command.js'
import { messages } from '../messages.js'
import { isOpen, openingDay } from '../rules/draw/opening.js'
import { readDrawNo } from '../rules/numbers.js'
import { isSameChat } from '../same-chat.js'

/** How many of the newest draws are looked through for the last one of a chat. */
const RECENT = 200

/** A draw's number, or null for none. @throws UsageRefusal */
export function parseDrawNo(rest: string): string | null {
  const word = rest.trim()
  if (word === '') return null
  const no = readDrawNo(word)
  if (!no) throw new UsageRefusal(messages.proof.badNumber(word))
  return no
}

/** The day on which the firms may be known, as long as it has not come; null when it has, or nothing was committed. */
export function opensLater(draw: Draw, today: Day): Day | null {
  const { commit, elsewhere, frozenPlan, due } = draw
  // What was drawn elsewhere has no proof to open, but its firms are not to be known before their visits either.
  const later = elsewhere && frozenPlan?.unannounced ? openingDay(due!) : null
  const opens = (commit?.opens ?? later) as Day | null
  return isOpen(opens, today) ? null : opens
}

/** A draw of the upper platform is not run here, so nothing can be run again. */
export function hasProof({ state, elsewhere }: Draw): boolean {
  return state === 'drawn' && elsewhere === null
}

/** @throws Refusal unless it is drawn and its proof is open */
export async function findProven(ctx: BoundContext, no: string | null): Promise<Draw> {
  const draw = no === null ? await findNewest(ctx) : await ctx.tx.draws.byNo(no)
  if (!draw) throw new Refusal(no === null ? messages.proof.none : messages.proof.unknown(no))
  if (draw.state === 'failed') throw new Refusal(messages.void.failed(draw.no!, draw.cause!, draw.secret!))
  if (draw.state === 'void') throw new Refusal(messages.proof.voided(draw))
  if (draw.elsewhere) throw new Refusal(messages.platform.noProof(draw.elsewhere))
  if (draw.state !== 'drawn') throw new Refusal(messages.proof.notDrawn(draw))
  const opens = opensLater(draw, ctx.today)
  if (opens !== null) throw new Refusal(messages.proof.closed(draw.no!, opens))
  return draw
}

/** The last drawn one of this chat, else of all. */
async function findNewest({ tx, chat }: BoundContext): Promise<Draw | undefined> {
  const drawn = (await tx.draws.numbered(RECENT)).filter(hasProof)
  const here = drawn.find((one) => isSameChat(one.chat, chat))
  return here ?? drawn[0]
}

/** A check or a file of so many firms takes long enough to say so. */
export function takesLong({ summary }: Draw): boolean {
  return (summary?.inScope ?? 0) > 20_000
}
