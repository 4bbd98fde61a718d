/** The drand chain that a draw may wait for, and the check of its signatures (scheme bls-unchained-g1-rfc9380). */
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'

const PUBLIC_KEY =
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a'
const DST = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

export const QUICKNET = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971'

/** In milliseconds. */
const GENESIS = 1_692_803_367_000
const PERIOD = 3000

/** The round of dr1 §3 for a draw that closed at `closed` (epoch milliseconds) and waits `delay` seconds. */
export function roundAfter(closed: number, delay: number): number {
  return 1 + Math.ceil((closed + delay * 1000 - GENESIS) / PERIOD)
}

/** Epoch milliseconds. */
export const timeOfRound = (round: number): number => GENESIS + (round - 1) * PERIOD

/** SHA-256 of a signature given in hex. @throws Error when it is no hex */
export const randomnessOf = (signature: string): string => bytesToHex(sha256(hexToBytes(signature)))

/** Whether the chain's key signed this round; `signature` in hex. */
export function isSigned(round: number, signature: string): boolean {
  const number = new Uint8Array(8)
  new DataView(number.buffer).setBigUint64(0, BigInt(round))
  const { shortSignatures } = bls12_381
  try {
    const message = shortSignatures.hash(sha256(number), DST)
    return shortSignatures.verify(hexToBytes(signature), message, hexToBytes(PUBLIC_KEY))
  } catch {
    // The bytes are no point of the curve.
    return false
  }
}
