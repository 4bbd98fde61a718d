/** Reads a chosen file into memory, unless it is larger than can be checked. */
import { LARGEST_PROOF, tellTooLarge } from './read-proof.ts'

/** @throws Error whose message is for people */
export async function readFile(file) {
  refuseTooLarge(file.size)
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    throw new Error('读不出这个文件，请重新选择。')
  }
}

/** `size` in bytes. @throws Error whose message is for people */
export function refuseTooLarge(size) {
  if (size > LARGEST_PROOF) throw new Error(tellTooLarge(size))
}
