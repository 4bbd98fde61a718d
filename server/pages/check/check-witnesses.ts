/** Section 5 of the check: as many witnesses as promised, all different, none of them the starter (dr1 §3). */
import { countCodePoints, isIdentifier } from './forms.js'
import { labelled } from './hash.js'
import type { Proof, Said } from './proof.js'
import { must } from './verdict.js'

const LONGEST = 500

/** @throws Mismatch */
export function checkWitnesses({ commit, witnesses, ledger }: Proof): void {
  const needed = commit.witnesses
  must(witnesses.length === needed, `需要 ${needed} 位见证人，证明中有 ${witnesses.length} 位`)
  const persons = witnesses.map(({ person }) => person)
  must(new Set(persons).size === persons.length, '有人见证了两次')
  const c = labelled('dr1/commit', commit)
  const starter = ledger.entries[0]?.actor
  witnesses.forEach((said, i) => {
    checkSaid(said, { about: c, starter, what: `第 ${i + 1} 位见证人` })
  })
}

/**
 * `about` is C, or the hash of the entry that a replacement starts with (dr1 §7).
 * @throws Mismatch
 */
export function checkSaid(
  { person, text, line }: Said,
  { about, starter, what }: { about: string; starter: string | undefined; what: string },
): void {
  must(isIdentifier(person) && person !== 'system', `${what}的编号写法不对`)
  must(person !== starter, `${what}是发起抽取的人`)
  const length = countCodePoints(text)
  must(length >= 1 && length <= LONGEST, `${what}的话应为 1 到 ${LONGEST} 个字`)
  must(labelled('dr1/witness', about, person, text) === line, `${what}的话与其指纹不符`)
}
