/** What a matching proof is about, so that a person can hold it against what the group was told. */
import type { Files } from './check-files.js'
import { hashOf } from './hash.js'
import type { Proof } from './proof-shape.js'

export interface About {
  draw: string
  plan: string
  nth: number
  /** C of dr1 §2. */
  commit: string
  /** S of dr1 §3. */
  seed: string
  /** Rows of the sheet, of the excluded file, and firms selected. */
  firms: number
  excluded: number
  selected: number
  /** Seats that were given by lot; null where no lawful roster existed. */
  seats: number | null
  replacements: number
  /** The ledger's last entry that the proof shows. */
  ledger: { n: number; hash: string }
}

export function describeProof(proof: Proof, files: Files): About {
  const { commit, seed, selected, roster, replacements, ledger } = proof
  const last = ledger.entries.at(-1)!
  return {
    draw: commit.draw,
    plan: commit.plan,
    nth: commit.nth,
    commit: hashOf('dr1/commit', commit),
    seed,
    firms: files.sheet.length,
    excluded: files.excluded.length,
    selected: selected.length,
    seats: roster?.length ?? null,
    replacements: replacements.length,
    ledger: { n: last.n, hash: last.hash },
  }
}
