/** Fetches the drand rounds that closed draws wait for, and lets the draws run; told once when no relay can be reached. */
import { deliver, tellAdmins } from '../../bot/delivery.js'
import { awaitsBeacon, BEACON_ENDS_AFTER, beaconDueAt, roundOf } from '../../commands/draws/draw-beacon.js'
import { messages } from '../../commands/messages.js'
import { QUICKNET } from '../../commands/rules/draw/drand.js'
import { formatMoment } from '../../commands/rules/office-time.js'
import type { Draw } from '../../db/store.js'
import type { Config } from '../config.js'
import { askRelay, type DrandValue } from '../draw/ask-relay.js'
import type { DueWork, PeriodicJob } from './due-work.js'

const MINUTE = 60_000
/** A relay may be some seconds behind, and somebody waits: only later it is asked less often. */
const EAGER = MINUTE
const TELL_AFTER = 5 * MINUTE

type Relays = Pick<Config, 'DRAND_RELAYS' | 'HTTPS_PROXY'>

export function awaitBeacons(relays: Relays): PeriodicJob {
  // In memory: whoever mends the network and restarts the bot need not wait.
  const triedAt = new Map<number, number>()
  return async (work, now) => {
    const closed = await work.store.read((view) => view.draws.inStates(['closed']))
    for (const draw of closed) {
      if (!isDue(draw, now, triedAt.get(draw.id))) continue
      triedAt.set(draw.id, now.getTime())
      const found = await ask(relays, roundOf(draw)!, work)
      if (found) await enter(work, draw, found, now)
      else await tell(work, draw, now)
    }
  }
}

function isDue(draw: Draw, now: Date, tried = Number.NEGATIVE_INFINITY): boolean {
  if (!awaitsBeacon(draw) || roundOf(draw) === null) return false
  const late = now.getTime() - beaconDueAt(draw)
  if (late < 0 || late >= BEACON_ENDS_AFTER) return false
  return late < EAGER || now.getTime() - tried >= MINUTE
}

/** The first good answer of any relay. */
async function ask(relays: Relays, round: number, { log }: DueWork): Promise<DrandValue | null> {
  const asked = relays.DRAND_RELAYS.map((relay) => askRelay(relay, QUICKNET, round, relays.HTTPS_PROXY))
  try {
    return await Promise.any(asked)
  } catch (error) {
    const errors = (error as AggregateError).errors.map(String)
    log.warn({ round, errors }, 'no relay gave the drand round')
    return null
  }
}

async function enter({ store }: DueWork, seen: Draw, found: DrandValue, now: Date): Promise<void> {
  await store.write(async (tx) => {
    const draw = (await tx.draws.get(seen.id))!
    const at = await tx.ledger.moment(now.toISOString())
    // The clock's job may have ended it meanwhile, or is about to.
    if (!awaitsBeacon(draw) || Date.parse(at) - beaconDueAt(draw) >= BEACON_ENDS_AFTER) return
    const arrived = { kind: 'drand', chain: QUICKNET.hash, round: roundOf(draw)!, ...found } as const
    await tx.draws.advance(draw.id, draw.version, { beacon: arrived })
    await tx.ledger.append(
      'draw.beacon',
      'system',
      { draw: draw.no, value: found.value, confirmedBy: null },
      at,
    )
    await tx.jobs.add('run', String(draw.id), null, at)
  })
}

async function tell({ store, platforms, office }: DueWork, seen: Draw, now: Date): Promise<void> {
  if (now.getTime() - beaconDueAt(seen) < TELL_AFTER) return
  await store.write(async (tx) => {
    const draw = (await tx.draws.get(seen.id))!
    if (!awaitsBeacon(draw) || draw.remindedAt !== null) return
    await tx.draws.advance(draw.id, draw.version, { remindedAt: now.toISOString() })
    const until = formatMoment(new Date(beaconDueAt(draw) + BEACON_ENDS_AFTER), office.zone)
    const text = messages.beacon.unreachable(draw.no!, roundOf(draw)!, until)
    await deliver(tx, platforms, [{ to: { chat: draw.chat }, content: { text } }], now)
    await tellAdmins(tx, platforms, messages.beacon.unreachableForAdmin(draw.no!), now)
  })
}
