/** The hashes of dr1 §0: over canonical JSON, and over a text's bytes. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/** H of dr1 §0 over an array whose first element is the label; 64 lowercase hex characters. */
export function labelled(label: string, ...values: unknown[]): string {
  return fingerprint(canonicalize([label, ...values]) ?? '')
}

/** F of dr1 §0: SHA-256 of the text's UTF-8 bytes, as 64 lowercase hex characters. */
export const fingerprint = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))
