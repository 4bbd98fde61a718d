/** The witnesses of a draw (dr1 §3): enough, different persons, not the starter, and the hash of each word. */
import { isIdentifier, isWitnessText } from './forms.js'
import { hashOf } from './hash.js'
import { findStarter } from './own-entries.js'
import type { Proof } from './proof-shape.js'
import { demand } from './verdict.js'

/** @throws Mismatch witnesses */
export function checkWitnesses(proof: Proof): void {
  const { commit, witnesses } = proof
  const holds = (ok: boolean, reason: string) => demand(ok, 'witnesses', reason)
  holds(
    witnesses.length === commit.witnesses,
    `应有 ${commit.witnesses} 位见证人，实有 ${witnesses.length} 位`,
  )
  holds(new Set(witnesses.map(({ person }) => person)).size === witnesses.length, '同一人见证了两次')
  const starter = findStarter(proof)
  const commitHash = hashOf('dr1/commit', commit)
  for (const [i, { person, text, line }] of witnesses.entries()) {
    holds(isIdentifier(person) && person !== 'system', `第 ${i + 1} 位见证人的编号不合规`)
    holds(person !== starter, `第 ${i + 1} 位见证人就是发起人`)
    holds(isWitnessText(text), `第 ${i + 1} 位见证人的话不在 1–500 字之间`)
    const expected = hashOf('dr1/witness', commitHash, person, text)
    holds(line === expected, `第 ${i + 1} 位见证人的话与承诺、见证哈希对不上（三者之一改动过）`)
  }
}
