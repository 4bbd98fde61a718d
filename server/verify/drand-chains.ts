/** The drand chains accepted (dr1 §3), the moments of their rounds, and the check of a round's signature. */
import { createHash } from 'node:crypto'
import { bls12_381 } from '@noble/curves/bls12-381.js'

interface Chain {
  /** Seconds since 1970. */
  genesis: number
  /** Seconds. */
  period: number
  /** Compressed point of G2, hex. */
  key: string
}

/** By hash: `quicknet`, unchained, signatures of 48 bytes on G1, scheme bls-unchained-g1-rfc9380. */
const CHAINS = new Map<string, Chain>([
  [
    '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
    {
      genesis: 1_692_803_367,
      period: 3,
      key: '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
    },
  ],
])
const TAG = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

export function findChain(hash: string): Chain | undefined {
  return CHAINS.get(hash)
}

/** @param closedAt milliseconds since 1970 @param delay seconds */
export function roundAfter({ genesis, period }: Chain, closedAt: number, delay: number): number {
  return 1 + Math.ceil((closedAt + (delay - genesis) * 1000) / (period * 1000))
}

/** Milliseconds since 1970. */
export function timeOfRound({ genesis, period }: Chain, round: number): number {
  return (genesis + (round - 1) * period) * 1000
}

/** e(signature, G2) = e(H(SHA-256 of the round's eight bytes), key). @param signature 96 hex characters */
export function isSignature({ key }: Chain, round: number, signature: string): boolean {
  const number = new DataView(new ArrayBuffer(8))
  number.setBigUint64(0, BigInt(round))
  const digest = createHash('sha256').update(number).digest()
  const { shortSignatures } = bls12_381
  try {
    const message = shortSignatures.hash(digest, TAG)
    return shortSignatures.verify(Buffer.from(signature, 'hex'), message, Buffer.from(key, 'hex'))
  } catch {
    // What is no point of the curve makes the package throw.
    return false
  }
}
