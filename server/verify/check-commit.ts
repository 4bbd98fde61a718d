/** The commit document by itself (dr1 §2): forms and limits of its values. */
import { isDay, isHex32, isIdentifier, isInstant, isSorted, isStratum, isWithin } from './forms.js'
import type { Commit, Proof, Rule } from './proof-shape.js'
import { demand } from './verdict.js'

const MOST = 1_000_000

/** @throws Mismatch commit */
export function checkCommit({ protocol, commit }: Proof): void {
  const holds = (ok: boolean, what: string) => demand(ok, 'commit', what)
  holds(protocol === 'dr1' && commit.protocol === 'dr1', '协议不是 dr1')
  holds([commit.draw, commit.plan, ...commit.items].every(isIdentifier), '抽取编号、计划编号或事项编号不合规')
  holds(isSorted(commit.items), '抽查事项没有按序排列，或有重复')
  for (const key of ['planHash', 'sheet', 'excluded', 'inspectors', 'seats', 'secret', 'saltKey'] as const)
    holds(isHex32(commit[key]), `承诺里的 ${key} 不是 64 位小写十六进制`)
  holds(commit.registry.n >= 0 && isHex32(commit.registry.hash), '冻结时的留痕账本位置不合规')
  holds(isInstant(commit.at), '承诺的时刻不合规')
  holds(isDay(commit.due) && (commit.opens === null || isDay(commit.opens)), '完成期限或公开日期不合规')
  holds(commit.witnesses >= 1, '见证人数少于 1')
  checkNth(commit)
  checkRules(commit)
  checkAnnouncedBeacon(commit)
}

function checkNth({ nth, reason, previous }: Commit): void {
  demand(nth >= 1, 'commit', '第几次抽取不合规')
  demand((reason === null) === (nth === 1) && reason !== '', 'commit', '首次抽取不写理由，再次抽取必须写理由')
  demand(previous === null || isHex32(previous), 'commit', '前一次的承诺值不合规')
  demand(nth === 1 || previous !== null, 'commit', '再次抽取却没有前一次的承诺值')
}

function checkRules({ rules }: Commit): void {
  for (const [stratum, rule] of Object.entries(rules)) {
    demand(isStratum(stratum) && isLawful(rule), 'commit', `分层 ${stratum} 的抽取规则不合规`)
  }
}

function isLawful(rule: Rule): boolean {
  if ('count' in rule) return rule.count >= 0
  const [p, q] = rule.ratio
  return isWithin(q, 1, MOST) && isWithin(p, 0, q)
}

function checkAnnouncedBeacon({ beacon, at }: Commit): void {
  if (beacon?.kind === 'drand') {
    demand(isHex32(beacon.chain) && beacon.delay >= 30, 'commit', '约定的 drand 信标不合规')
  } else if (beacon) {
    const future = isInstant(beacon.expected) && beacon.expected > at
    demand(beacon.digits >= 4 && future, 'commit', '约定的公开号码不合规：至少 4 位，且承诺时尚未产生')
  }
}
