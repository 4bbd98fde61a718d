/** The places that many commands share, and the caller once he is known. */
import type { BoundContext, ChatKind, Context } from './command.js'

export const ANYWHERE: ChatKind[] = ['private', 'office', 'leaders', 'department', 'unbound']
export const BOUND_CHATS: ChatKind[] = ['private', 'office', 'leaders', 'department']
export const PRIVATE: ChatKind[] = ['private']

/** Narrows a context whose audience has been checked. */
export function withCaller(ctx: Context): BoundContext {
  if (!ctx.caller) throw new Error('the audience was not checked')
  return ctx as BoundContext
}
