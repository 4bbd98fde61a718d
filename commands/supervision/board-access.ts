/** Who may read the leaders' board, for how long, and what ends it: the link, the session, and the binding behind both. */
import type { BoardLink, BoardSession, Person, Role, Tx, View } from '../../db/store.js'
import { hashCode } from '../rules/secrets.js'

export const BOARD_ROLES: readonly Role[] = ['leader', 'supervisor', 'admin']
/** Milliseconds. */
export const LINK_LIFE = 15 * 60_000
export const SESSION_LIFE = 8 * 60 * 60_000

/** Why somebody is not let in: what the page says, and what is to be done, depends on it. */
export type Turned = 'unknown' | 'used' | 'expired' | 'unbound' | 'no-role'

/** Asked anew for every page, so that authority changes with the next one. */
async function findGuest(
  view: View,
  { person: id, platform, account, boundAt }: BoardLink | BoardSession,
): Promise<Person | 'unbound' | 'no-role'> {
  const binding = await view.bindings.get(platform, account)
  const person = await view.people.get(id)
  if (binding?.person !== id || binding.boundAt !== boundAt || !person?.active) return 'unbound'
  return person.roles.some((role) => BOARD_ROLES.includes(role)) ? person : 'no-role'
}

export async function findLink(
  view: View,
  token: string,
  now: Date,
): Promise<{ link: BoardLink; person: Person } | Turned> {
  const link = await view.board.link(hashCode(token))
  if (!link) return 'unknown'
  if (link.usedAt !== null) return 'used'
  if (link.expiresAt <= now.toISOString()) return 'expired'
  const person = await findGuest(view, link)
  return typeof person === 'string' ? person : { link, person }
}

export async function findSession(
  view: View,
  token: string,
  now: Date,
): Promise<{ session: BoardSession; person: Person } | Turned> {
  const session = await view.board.session(hashCode(token))
  if (!session) return 'unknown'
  if (session.expiresAt <= now.toISOString()) return 'expired'
  const person = await findGuest(view, session)
  return typeof person === 'string' ? person : { session, person }
}

/** Uses the link up and opens a session under `fresh`, a new token; both are kept as hashes alone. */
export async function enterBoard(
  tx: Tx,
  token: string,
  fresh: string,
  now: Date,
): Promise<{ session: BoardSession; person: Person } | Turned> {
  const found = await findLink(tx, token, now)
  if (typeof found === 'string') return found
  const { platform, account, boundAt, hash } = found.link
  const at = now.toISOString()
  await tx.board.use(hash, at)
  const session: BoardSession = {
    ...{ hash: hashCode(fresh), person: found.person.id, platform, account, boundAt },
    ...{ startedAt: at, expiresAt: new Date(now.getTime() + SESSION_LIFE).toISOString() },
  }
  await tx.board.open(session)
  await tx.ledger.append('board.entered', session.person, { person: session.person, platform }, at)
  return { session, person: found.person }
}

export async function leaveBoard(tx: Tx, { hash, person }: BoardSession, now: Date): Promise<void> {
  await tx.board.end(hash)
  await tx.ledger.append('board.left', person, { person, sessions: 1 }, now.toISOString())
}
