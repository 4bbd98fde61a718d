/** Enters that somebody asks for a draw of a plan, in the chat where its commit will stand. */
import type { Plan, PublicNumber } from '../../db/store.js'
import type { BoundContext } from '../command.js'

/** @returns the draw's id */
export async function requestDraw(
  { tx, caller, chat, now }: BoundContext,
  plan: Plan,
  why: { nth: number; reason: string | null; publicNumber: PublicNumber | null },
): Promise<number> {
  return tx.draws.request({
    plan: plan.no,
    ...why,
    startedBy: caller.id,
    chat: { platform: chat.platform, chat: chat.chat },
    requestedAt: now.toISOString(),
  })
}
