/** The commit document of a draw and the hashes that bind its secrets and its plan (dr1 §2). */
import { hashOf } from './hash.js'
import type { Rule } from './select.js'

/** A public number that does not exist yet: `delay` in seconds, `expected` an instant. */
export type Beacon =
  | { kind: 'drand'; chain: string; delay: number }
  | { kind: 'number'; name: string; digits: number; expected: string }

export type CommitDocument = {
  protocol: 'dr1'
  draw: string
  plan: string
  planHash: string
  nth: number
  reason: string | null
  items: string[]
  sheet: string
  excluded: string
  inspectors: string
  seats: string
  rules: Record<string, Rule>
  secret: string
  saltKey: string
  witnesses: number
  beacon: Beacon | null
  due: string
  opens: string | null
  previous: string | null
  registry: { n: number; hash: string }
  at: string
}

/** C, the hash that everybody sees before anybody contributes. */
export function commitHash(commit: CommitDocument): string {
  return hashOf(['dr1/commit', commit])
}

/** @param plan the plan as approved, as a JSON value. */
export function planHash(plan: unknown): string {
  return hashOf(['dr1/plan', plan])
}

/** @param secret 64 hex characters, hashed in that form. */
export function secretHash(secret: string): string {
  return hashOf(['dr1/secret', secret])
}

/** @param saltKey 64 hex characters, hashed in that form. */
export function saltKeyHash(saltKey: string): string {
  return hashOf(['dr1/saltKey', saltKey])
}
