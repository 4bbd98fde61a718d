/** Reads a chosen file into memory, unless it is larger than can be checked. */
import { LARGEST_PROOF, tellTooLarge } from './read-proof.ts'

export const isList = ({ name }) => /\.jsonl$/i.test(name)

/** The proof among the chosen files, and those of its lists that were chosen with it or after it. */
export function chosenProof(files) {
  const lists = new Map(files.filter(isList).map((file) => [/^[a-z]*/.exec(file.name)[0], file]))
  const proof = files.find((file) => !isList(file)) ?? files[0]
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
