/** Section 7 of the check: the ledger's chain, the draw's course in it, and the hashes that it fixes (dr1 §8). */
import { checkCourse } from './check-course.js'
import { isHash, isIdentifier, isInstant } from './forms.js'
import { labelled } from './hash.js'
import { BODY_SHAPES, isOwnKind } from './ledger-bodies.js'
import type { Entry, Proof } from './proof.js'
import { must } from './verdict.js'

const NOTHING = '0'.repeat(64)

/** @throws Mismatch */
export function checkLedger(proof: Proof): void {
  const { entries } = proof.ledger
  must(entries.length > 0, '留痕账本没有记录')
  entries.forEach((entry, i) => {
    checkEntry(entry)
    const before = entries[i - 1]
    if (before) checkLink(before, entry)
  })
  must(entries[0]!.n > 1 || entries[0]!.prev === NOTHING, '留痕账本第 1 条之前不应有记录')
  checkBodies(proof)
  checkRegistry(proof)
  checkCourse(proof)
}

function checkEntry({ hash, ...entry }: Entry): void {
  const { n, at, actor, kind, body, prev } = entry
  must(n >= 1 && isInstant(at) && isIdentifier(actor) && kind !== '', `留痕账本第 ${n} 条的写法不对`)
  must([body, prev, hash].every(isHash), `留痕账本第 ${n} 条的指纹写法不对`)
  must(labelled('ssj/ledger', entry) === hash, `留痕账本第 ${n} 条与其指纹不符`)
}

function checkLink(before: Entry, { n, at, prev }: Entry): void {
  must(n === before.n + 1, `留痕账本第 ${before.n} 条之后缺少记录`)
  must(prev === before.hash, `留痕账本第 ${n} 条没有接上前一条`)
  must(at >= before.at, `留痕账本第 ${n} 条的时刻早于前一条`)
}

function checkBodies({ commit, ledger }: Proof): void {
  const byNumber = new Map(ledger.entries.map((entry) => [String(entry.n), entry]))
  for (const [n, body] of Object.entries(ledger.bodies)) {
    const entry = byNumber.get(n)
    must(entry !== undefined, `留痕账本没有第 ${n} 条，却有其内容`)
    must(labelled('ssj/body', body) === entry.body, `留痕账本第 ${n} 条的内容与其指纹不符`)
    must(body.draw === commit.draw, `留痕账本第 ${n} 条的内容不属于这次抽取`)
    const problem = isOwnKind(entry.kind) ? BODY_SHAPES[entry.kind](body) : null
    must(problem === null, `留痕账本第 ${n} 条的内容${problem}`)
  }
  const last = ledger.entries.at(-1)!
  must(ledger.bodies[last.n] !== undefined, '留痕账本的最后一条不属于这次抽取，或缺少内容')
}

/** The files were frozen at a position before the commit. */
function checkRegistry({ commit, ledger }: Proof): void {
  const first = ledger.entries[0]!
  const { n, hash } = commit.registry
  must(n < first.n, '名单冻结的位置在承诺之后')
  must(n > 0 || hash === NOTHING, '留痕账本第 1 条之前不应有记录')
  must(n < first.n - 1 || hash === first.prev, '名单冻结的位置不在这本账上')
}
