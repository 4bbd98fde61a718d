/** Reads a chosen file into memory, unless it is larger than can be checked. */
import { LARGEST_PROOF, tellTooLarge } from './read-proof.ts'

/** The proof among the chosen files, and those of its lists that were chosen with it. */
export function chosenProof(files) {
  const lists = new Map(files.map((file) => [/^(\w+).*\.jsonl$/i.exec(file.name)?.[1], file]))
  const proof = files.find((file) => !/\.jsonl$/i.test(file.name)) ?? files[0]
  return {
    proof: () => readFile(proof),
    apart: (name) => (lists.has(name) ? readFile(lists.get(name)) : null),
  }
}

/** @throws Error whose message is for people */
async function readFile(file) {
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
