/** Section 2 of the check: protocol and commit document (dr1 §2). */
import { isDay, isHash, isIdentifier, isInstant, isSorted, isStratum } from './forms.js'
import type { Commit, Promised, Proof, Rule } from './proof.js'
import { must } from './verdict.js'

const MOST_PARTS = 1_000_000

/** @throws Mismatch */
export function checkCommit({ protocol, commit }: Proof): void {
  must(protocol === 'dr1' && commit.protocol === 'dr1', '协议版本不是 dr1，本页只能核验 dr1')
  must(isIdentifier(commit.draw) && isIdentifier(commit.plan), '抽取编号或计划编号的写法不对')
  checkNth(commit)
  must(commit.items.every(isIdentifier) && isSorted(commit.items), '抽查事项没有按顺序，或编码不对')
  checkHashes(commit)
  for (const [stratum, rule] of Object.entries(commit.rules)) checkRule(stratum, rule)
  must(commit.witnesses >= 1, '至少要有一位见证人')
  must(isInstant(commit.at), '承诺的时刻写法不对')
  must(isDay(commit.due) && (commit.opens === null || isDay(commit.opens)), '期限或公开日期写法不对')
  if (commit.beacon) checkPromised(commit.beacon, commit.at)
}

function checkNth({ nth, reason, previous }: Commit): void {
  must(nth >= 1, '第几次抽取的次数不对')
  must(nth === 1 ? reason === null : reason !== null && reason !== '', '再次抽取应写明原因，首次抽取不写')
  must(nth === 1 || previous !== null, '再次抽取却没有前一次承诺')
}

function checkHashes(commit: Commit): void {
  const { planHash, sheet, excluded, inspectors, seats, secret, saltKey, previous, registry } = commit
  const hashes = [planHash, sheet, excluded, inspectors, seats, secret, saltKey, registry.hash]
  must(hashes.every(isHash) && (previous === null || isHash(previous)), '承诺中有指纹写法不对')
  must(registry.n >= 0, '登记簿的位置不对')
}

function checkRule(stratum: string, rule: Rule): void {
  must(isStratum(stratum), `层级“${stratum}”的写法不对`)
  must('ratio' in rule || rule.count >= 0, `层级 ${stratum} 的抽取数量不对`)
  const [p, q] = 'ratio' in rule ? rule.ratio : [0, 1]
  must(0 <= p && p <= q && 1 <= q && q <= MOST_PARTS, `层级 ${stratum} 的抽取比例不对`)
}

function checkPromised(beacon: Promised, at: string): void {
  if (beacon.kind === 'drand') {
    must(isHash(beacon.chain) && beacon.delay >= 30, '信标的链或等待时间不对')
    return
  }
  must(beacon.name !== '' && beacon.digits >= 4, '公开号码的名称或位数不对')
  must(isInstant(beacon.expected) && beacon.expected > at, '公开号码在承诺时应当尚未产生')
}
