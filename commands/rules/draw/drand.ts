/** drand chains that a draw may wait for, and the moments of their rounds (dr1 §3). */

/** An unchained chain with signatures on G1 (drand scheme `bls-unchained-g1-rfc9380`). */
export interface DrandChain {
  hash: string
  /** Compressed point of G2, hex. */
  publicKey: string
  /** Seconds since 1970 of round 1. */
  genesis: number
  /** Seconds between rounds. */
  period: number
}

/** The network `quicknet` of the League of Entropy. */
export const QUICKNET: DrandChain = {
  hash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  genesis: 1_692_803_367,
  period: 3,
}

const CHAINS = new Map([QUICKNET].map((chain) => [chain.hash, chain]))

/** The accepted chain with this hash; undefined for any other. */
export function findChain(hash: string): DrandChain | undefined {
  return CHAINS.get(hash)
}

/** The first round whose time is at least `delay` seconds after an instant in milliseconds. */
export function roundAfter({ genesis, period }: DrandChain, closedAt: number, delay: number): number {
  return 1 + Math.ceil((closedAt + (delay - genesis) * 1000) / (period * 1000))
}

/** When a round is made, in milliseconds since 1970. */
export function roundTime({ genesis, period }: DrandChain, round: number): number {
  return (genesis + (round - 1) * period) * 1000
}
