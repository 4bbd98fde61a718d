/** The BLS signature that makes a drand round's value (dr1 §3); apart, since its curve takes long to load. */
import { bls12_381 } from '@noble/curves/bls12-381.js'
import type { DrandChain } from './drand.js'
import { hashOfText } from './hash.js'

/** The ciphersuite of RFC 9380 that the scheme names. */
const DST = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

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
