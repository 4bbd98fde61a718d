/** The openings (dr1 §1): who may not visit a firm that was drawn, as sealed before the draw. */
import type { Files } from './check-files.js'
import { isSorted } from './forms.js'
import { hashOf } from './hash.js'
import type { Proof } from './proof-shape.js'
import { demand } from './verdict.js'

/** @throws Mismatch openings */
export function checkOpenings({ commit, selected, openings }: Proof, files: Files): void {
  const holds = (ok: boolean, reason: string) => demand(ok, 'openings', reason)
  holds(openings.length === selected.length, '公开的回避名单与抽中的户数不一致')
  const inspectors = new Set(files.inspectors.map(([id]) => id))
  for (const [i, [firm, salt, recused]] of openings.entries()) {
    const [, , row, drawn] = selected[i]!
    holds(firm === drawn, `第 ${i + 1} 份回避名单不是 ${drawn} 的`)
    holds(/^[0-9a-f]{32}$/.test(salt), `${firm} 的盐值不合规`)
    const known = isSorted(recused) && recused.every((id) => inspectors.has(id))
    holds(known, `${firm} 的回避名单没有按序排列，或有名单外的人`)
    const seal = hashOf('dr1/seal', commit.draw, firm, salt, recused)
    holds(seal === files.sheet[row]![3], `${firm} 的回避名单与抽取前的封印不符`)
  }
}
