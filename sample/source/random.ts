/** The sample's one source of chance: a fixed seed, so that everybody gets the same district. */
import seedrandom from 'seedrandom'

export interface Chance {
  /** A whole number from 0 to `n - 1`. */
  below(n: number): number
  pick<T>(from: readonly T[]): T
  /** One of the values, in proportion to the number beside it. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
}

export function createChance(part: string): Chance {
  const next = seedrandom(`shancheng-2026-${part}`)
  const below = (n: number) => Math.floor(next() * n)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T
  return {
    below,
    pick,
    weighted<T>(from: readonly (readonly [T, number])[]): T {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      const found = from.find(([, weight]) => {
        left -= weight
        return left < 0
      })
      return (found ?? (from[from.length - 1] as readonly [T, number]))[0]
    },
  }
}

/** A telephone number that no network assigns. */
export function impossiblePhone(chance: Chance): string {
  return `100${String(chance.below(100_000_000)).padStart(8, '0')}`
}
