/** drand chains that a draw may wait for: their rounds, and the BLS signature that makes a round's value (dr1 §3). */
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { hashOfText } from './hash.js'

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
/** The ciphersuite of RFC 9380 that the scheme names. */
const DST = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

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

/** The round's randomness. @param signature 96 lowercase hex characters */
export function randomnessOf(signature: string): string {
  return hashOfText(Buffer.from(signature, 'hex'))
}

/** Whether the chain signed this round; false as well for what is no signature at all. */
export function isSigned({ publicKey }: DrandChain, round: number, signature: string): boolean {
  if (!/^[0-9a-f]{96}$/.test(signature)) return false
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(round))
  const { hash, verify } = bls12_381.shortSignatures
  const point = hash(Buffer.from(hashOfText(message), 'hex'), DST)
  try {
    return verify(Buffer.from(signature, 'hex'), point, Buffer.from(publicKey, 'hex'))
  } catch {
    // The package throws for bytes that are no point of the curve.
    return false
  }
}
