/** The random numbers of a draw (dr1 §4), written from the text: RC4, of which six bytes and more make a double. */
import { hashOf } from './hash.js'

/** The doubles of stream(name) or stream(name, k) under a seed. */
export function openStream(seed: string, ...name: [string, number?]): () => number {
  return createDoubles(hashOf('dr1/sub', seed, ...name))
}

/** @param key ASCII, up to 256 characters */
export function createDoubles(key: string): () => number {
  const next = createBytes(Buffer.from(key, 'ascii'))
  for (let i = 0; i < 256; i++) next()
  return () => {
    let n = 0
    for (let i = 0; i < 6; i++) n = n * 256 + next()
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
      x = Math.floor(x / 2)
    }
    return (n + x) / d
  }
}

/** RC4's key stream. */
function createBytes(key: Buffer): () => number {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  let i = 0
  let j = 0
  const swap = () => {
    const kept = state[i]!
    state[i] = state[j]!
    state[j] = kept
  }
  for (; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255
    swap()
  }
  i = 0
  j = 0
  return () => {
    i = (i + 1) & 255
    j = (j + state[i]!) & 255
    swap()
    return state[(state[i]! + state[j]!) & 255]!
  }
}
