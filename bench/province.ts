/** A province of firms whose names are put together from the sample's, so that nearly all differ. */
import type { Firm, Store } from '../db/store.js'
import { codeOf, everyFirm } from './county.js'

const CHUNK = 5000

/** Adds firms until the store has `total`; answers the microseconds that each took, its share of the commit included. */
export async function growProvince(store: Store, total: number): Promise<number> {
  const sample = await store.read(everyFirm)
  const below = createDice()
  const pick = () => sample[below(sample.length)]!
  const started = performance.now()
  for (let next = sample.length; next < total; ) {
    const end = Math.min(next + CHUNK, total)
    await store.write(async (tx) => {
      for (; next < end; next++) await tx.firms.put(mixed(pick, below, next))
    })
  }
  return ((performance.now() - started) * 1000) / (total - sample.length)
}

/** Place and brand of one firm, a piece of another one's name, trade and kind of a third. */
function mixed(pick: () => Firm, below: (n: number) => number, serial: number): Firm {
  const [first, second, third] = [pick(), pick(), pick()]
  const name = first.name.slice(0, 5) + second.name.slice(3, 5 + below(3)) + third.name.slice(-4 - below(4))
  return { ...first, code: codeOf(first.code.slice(0, 8), serial), name }
}

/** The same throws each time (Numerical Recipes' linear congruences, the high bits). */
function createDice(): (n: number) => number {
  let state = 1
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}
