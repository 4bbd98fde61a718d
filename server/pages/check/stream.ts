/** The random numbers of dr1 §4: RC4 and its doubles. */
import { labelled } from './hash.js'

const DROPPED = 256

/** stream(name) or stream(name, k) under a seed: each call gives the next number, at least 0 and below 1. */
export function openStream(seed: string, ...name: [string] | [string, number]): () => number {
  return openDoubles(labelled('dr1/sub', seed, ...name))
}

/** The doubles of a key of ASCII characters. */
export function openDoubles(key: string): () => number {
  const next = openBytes(key)
  return () => {
    let n = 0
    for (let i = 0; i < 6; i += 1) n = n * 256 + next()
    let d = 2 ** 48
    let x = 0
    while (n < 2 ** 52) {
      n = (n + x) * 256
      d *= 256
      x = next()
    }
    while (n >= 2 ** 53) {
      n /= 2
      d /= 2
      x >>>= 1
    }
    return (n + x) / d
  }
}

/** RC4's output after the first 256 bytes. */
function openBytes(key: string): () => number {
  const box = Uint8Array.from({ length: 256 }, (_, i) => i)
  const swap = (i: number, j: number): number => {
    const kept = box[i]!
    box[i] = box[j]!
    box[j] = kept
    return box[(box[i]! + kept) & 255]!
  }
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + box[i]! + key.charCodeAt(i % key.length)) & 255
    swap(i, j)
  }
  let i = 0
  let j = 0
  const next = () => {
    i = (i + 1) & 255
    j = (j + box[i]!) & 255
    return swap(i, j)
  }
  for (let k = 0; k < DROPPED; k += 1) next()
  return next
}
