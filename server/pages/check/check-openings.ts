/** Section 10 of the check: the recusals shown for the selected firms are the sealed ones (dr1 §1). */
import { isSorted } from './forms.js'
import { labelled } from './hash.js'
import type { Proof } from './proof.js'
import type { Files } from './read-files.js'
import { must } from './verdict.js'

/** @throws Mismatch */
export function checkOpenings({ commit, selected, openings }: Proof, { sheet, inspectors }: Files): void {
  must(
    openings.length === selected.length,
    `应公开 ${selected.length} 家的回避名单，证明中有 ${openings.length} 家`,
  )
  const known = new Set(inspectors.map(([id]) => id))
  selected.forEach(([, , index, firm], i) => {
    const [opened, salt, recused] = openings[i]!
    must(opened === firm, `第 ${i + 1} 份回避名单应为 ${firm} 的`)
    must(/^[0-9a-f]{32}$/.test(salt), `${firm} 的盐值写法不对`)
    must(
      isSorted(recused) && recused.every((id) => known.has(id)),
      `${firm} 的回避名单没有按顺序，或有名单外的人`,
    )
    const seal = labelled('dr1/seal', commit.draw, firm, salt, recused)
    must(seal === sheet[index]![3], `${firm} 的回避名单与封存值不符`)
  })
}
