/** From the witnesses' words to the seed, and from the seed to streams of random numbers (dr1 §3, §4). */
import seedrandom from 'seedrandom'
import { compareBytes, hashOf } from './hash.js'

/** @param commit C; `text` as delivered, with nothing trimmed. */
export function witnessLine(commit: string, person: string, text: string): string {
  return hashOf(['dr1/witness', commit, person, text])
}

/** What the seed takes of a public value: kind, chain or name, round, value. */
export type BeaconPart = ['drand', string, number, string] | ['number', string, null, string]

/** S, from the lines in any order. */
export function seedOf(commit: string, secret: string, lines: string[], beacon: BeaconPart | null): string {
  return hashOf(['dr1/seed', commit, secret, [...lines].sort(compareBytes), beacon])
}

/** The hash of the outcome, for the ledger (§8); a roster that is impossible is null. */
export function resultHash(
  selected: [stratum: string, rank: number, index: number, firm: string][],
  roster: [firm: string, seatName: string, inspector: string][] | null,
): string {
  return hashOf(['dr1/result', selected, roster])
}

/** The doubles in [0, 1) of the stream `name`, or of its k-th part. */
export function stream(seed: string, name: string, k?: number): () => number {
  const sub = k === undefined ? ['dr1/sub', seed, name] : ['dr1/sub', seed, name, k]
  const generator = seedrandom(hashOf(sub))
  return () => generator()
}
