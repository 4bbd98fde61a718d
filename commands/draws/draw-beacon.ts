/** What a draw knows of the public value that it waits for: which one was announced, when it is due, whether it is here. */
import type { Draw } from '../../db/store.js'
import type { Beacon } from '../rules/draw/commit.js'
import { findChain, roundAfter, roundTime } from '../rules/draw/drand.js'

/** A value that has not come by then makes the draw fail (dr1 §3), in milliseconds after its time. */
export const BEACON_ENDS_AFTER = 24 * 60 * 60_000

/** The beacon that the commit names; null for none, and before the commit. */
export function announcedBeacon({ commit }: Draw): Beacon | null {
  return (commit?.beacon ?? null) as Beacon | null
}

/** When the announced number is expected; null where the draw waits for no number. */
export function expectedAt(draw: Draw): string | null {
  const beacon = announcedBeacon(draw)
  return beacon?.kind === 'number' ? beacon.expected : null
}

/** Closed, with its value still to come; a number counts once it is confirmed. */
export function awaitsBeacon(draw: Draw): boolean {
  if (draw.state !== 'closed' || announcedBeacon(draw) === null) return false
  return draw.beacon === null || (draw.beacon.kind === 'number' && draw.beacon.confirmedBy === null)
}

/** The drand round of a closed draw; null where it waits for none. @throws for a chain that is not accepted */
export function roundOf(draw: Draw): number | null {
  const beacon = announcedBeacon(draw)
  return beacon?.kind === 'drand'
    ? roundAfter(chainOf(beacon.chain), Date.parse(draw.closedAt!), beacon.delay)
    : null
}

/** When a closed draw's value is made, in milliseconds since 1970. @throws when it waits for none */
export function beaconDueAt(draw: Draw): number {
  const beacon = announcedBeacon(draw)
  if (beacon === null) throw new Error(`draw ${draw.id} waits for no beacon`)
  if (beacon.kind === 'number') return Date.parse(beacon.expected)
  return roundTime(chainOf(beacon.chain), roundOf(draw)!)
}

function chainOf(hash: string) {
  const chain = findChain(hash)
  if (!chain) throw new Error(`the drand chain ${hash} is not accepted`)
  return chain
}
