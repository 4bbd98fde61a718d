/** The ledger's entries in a proof (dr1 §8): an unbroken chain from the commit to the draw's last entry. */
import { checkCourse } from './check-course.js'
import { isHex32, isIdentifier, isInstant } from './forms.js'
import { hashOf } from './hash.js'
import { findOwnEntries } from './own-entries.js'
import type { Entry, Proof } from './proof-shape.js'
import { demand } from './verdict.js'

/** @throws Mismatch ledger */
export function checkLedger(proof: Proof): void {
  const { entries, bodies } = proof.ledger
  demand(entries.length > 0, 'ledger', '留痕账本是空的')
  for (const [i, entry] of entries.entries()) {
    checkEntry(entry)
    if (i > 0) checkLink(entries[i - 1]!, entry)
  }
  const own = findOwnEntries(proof)
  demand(own.length === Object.keys(bodies).length, 'ledger', '有的内容不属于所列的留痕账本条目')
  for (const { n, body, shown } of own) {
    demand(hashOf('ssj/body', shown) === body, 'ledger', `留痕账本第 ${n} 条的内容与其哈希不符`)
    demand(shown.draw === proof.commit.draw, 'ledger', `留痕账本第 ${n} 条不是这次抽取的`)
  }
  const ends = own[0]?.n === entries[0]!.n && own.at(-1)?.n === entries.at(-1)!.n
  demand(ends, 'ledger', '留痕账本的首条或末条不是这次抽取的')
  checkCourse(proof, own)
}

function checkEntry({ hash, ...entry }: Entry): void {
  const { n, at, kind, actor, body, prev } = entry
  const formed =
    n >= 1 && isInstant(at) && kind !== '' && isIdentifier(actor) && isHex32(body) && isHex32(prev)
  demand(formed, 'ledger', `留痕账本第 ${n} 条的写法不合规`)
  demand(n > 1 || prev === '0'.repeat(64), 'ledger', '留痕账本第 1 条的前一条哈希应全是 0')
  demand(hashOf('ssj/ledger', entry) === hash, 'ledger', `留痕账本第 ${n} 条的哈希不符`)
}

function checkLink(before: Entry, entry: Entry): void {
  demand(entry.n === before.n + 1, 'ledger', `留痕账本第 ${before.n} 条之后缺条目或次序不对`)
  demand(entry.prev === before.hash, 'ledger', `留痕账本第 ${entry.n} 条没有接上前一条`)
  demand(entry.at >= before.at, 'ledger', `留痕账本第 ${entry.n} 条的时刻早于前一条`)
}
