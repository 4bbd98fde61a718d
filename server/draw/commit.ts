/** Enters a freeze's result: the commit document, its ledger entry and the group's message, or the refusal. */

import type { Notice } from '../../commands/command.js'
import { dueOf, findObstacles } from '../../commands/draws/drawable.js'
import { numberToWrite } from '../../commands/draws/waiting-draws.js'
import { messages } from '../../commands/messages.js'
import type { Calendar } from '../../commands/rules/calendar.js'
import {
  type Beacon,
  type CommitDocument,
  commitHash,
  planHash,
  saltKeyHash,
  secretHash,
} from '../../commands/rules/draw/commit.js'
import { QUICKNET } from '../../commands/rules/draw/drand.js'
import { compareBytes } from '../../commands/rules/draw/hash.js'
import { openingDay } from '../../commands/rules/draw/opening.js'
import { drawNo } from '../../commands/rules/numbers.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { Day, Draw, Plan, Tx, View } from '../../db/store.js'
import type { Frozen, Refused } from './freeze.js'
import type { Span } from './gather.js'
import { tellConditions } from './tell-conditions.js'

/** Seconds between the close and the drand round: more than a clock may be wrong. */
const DRAND_DELAY = 60

/** The number that the next commit of the year gets: no gaps, so that nobody can hide a draw. */
export async function nextDrawNo(view: View, today: Day): Promise<string> {
  const year = Number(today.slice(0, 4))
  const last = (await view.draws.numbered(1))[0]?.no
  const [, lastYear, n] = /^CQ(\d{4})-(\d+)$/.exec(last ?? '') ?? []
  return drawNo(year, Number(lastYear) === year ? Number(n) + 1 : 1)
}

export function spanOf(plan: Plan, today: Day, calendar: Calendar): Span {
  const { day, estimated } = dueOf(plan, today, calendar)
  return { today, due: day, dueEstimated: estimated }
}

export async function enterRefusal(tx: Tx, draw: Draw, { refused }: Refused): Promise<Notice[]> {
  await tx.draws.advance(draw.id, draw.version, { state: 'refused', cause: refused })
  return [{ to: { chat: draw.chat }, content: { text: messages.draw.refused(draw.plan, refused) } }]
}

/** Everything that was checked when the draw was asked for is checked once more: time has passed since. */
export async function enterCommit(
  tx: Tx,
  draw: Draw,
  no: string,
  frozen: Frozen,
  today: Day,
  now: Date,
  zone: string,
): Promise<Notice[]> {
  const at = await tx.ledger.moment(now.toISOString())
  const obstacles = await findLateObstacles(tx, draw, frozen, { today, at, zone })
  if (obstacles.length > 0) return enterRefusal(tx, draw, { refused: obstacles.join('\n') })
  const commit = await writeCommit(tx, draw, no, frozen, at)
  const hash = commitHash(commit)
  await tx.draws.advance(draw.id, draw.version, {
    no,
    state: 'committed',
    committedAt: at,
    secret: frozen.secret,
    saltKey: frozen.saltKey,
    commit: { ...commit },
    commitHash: hash,
    due: commit.due,
    files: frozen.keys,
    frozenPlan: frozen.plan,
    summary: frozen.summary,
  })
  await tx.ledger.append('draw.committed', draw.startedBy, { draw: no, commit: hash }, at)
  const named = await numberToWrite(tx, { ...draw, no })
  const text = messages.draw.committed(no, draw.nth, frozen.summary, hash, commit.witnesses, named)
  const lines = [text, ...tellConditions(commit, zone)]
  return [{ to: { chat: draw.chat }, content: { text: lines.join('\n') } }]
}

async function findLateObstacles(
  tx: Tx,
  draw: Draw,
  { plan, summary }: Frozen,
  { today, at, zone }: { today: Day; at: string; zone: string },
): Promise<string[]> {
  const current = await tx.plans.get(plan.no)
  const { publicNumber } = draw
  const sameBeacon = (plan.beacon === 'number') === (publicNumber !== null)
  if (!current || planHash(current) !== planHash(plan) || !sameBeacon)
    return [messages.draw.planChanged(plan.no)]
  if (publicNumber) {
    const { name, expected } = publicNumber
    // A second draw may have waited long for its supervisor.
    if (expected <= at) return [messages.beacon.numberPassed(name)]
    // The visits must still be possible once the number is there.
    if (officeDay(new Date(expected), zone) >= summary.due)
      return [messages.beacon.numberAfterDue(name, summary.due)]
  }
  const starter = (await tx.people.get(draw.startedBy))!
  return findObstacles(tx, plan, starter, today, draw.id)
}

async function writeCommit(
  tx: Tx,
  draw: Draw,
  no: string,
  { plan, hashes, rules, summary, secret, saltKey, registry }: Frozen,
  at: string,
): Promise<CommitDocument> {
  return {
    protocol: 'dr1',
    draw: no,
    plan: plan.no,
    planHash: planHash(plan),
    nth: draw.nth,
    reason: draw.reason,
    items: [...plan.items].sort(compareBytes),
    ...hashes,
    rules,
    secret: secretHash(secret),
    saltKey: saltKeyHash(saltKey),
    witnesses: plan.witnesses,
    beacon: beaconOf(plan, draw),
    due: summary.due,
    opens: plan.unannounced ? openingDay(summary.due) : null,
    previous: (await tx.draws.lastCommitted())?.commitHash ?? null,
    registry,
    at,
  }
}

function beaconOf(plan: Plan, { publicNumber }: Draw): Beacon | null {
  if (plan.beacon === 'drand') return { kind: 'drand', chain: QUICKNET.hash, delay: DRAND_DELAY }
  return publicNumber && { kind: 'number', ...publicNumber }
}
