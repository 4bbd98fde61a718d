/** The course of a draw in the ledger (dr1 §2, §3, §7, §8): which entries in which order, and their instants. */
import { beaconTime } from './check-beacon.js'
import { hashOf } from './hash.js'
import { decides, readBody } from './ledger-bodies.js'
import type { OwnEntry } from './own-entries.js'
import type { Proof } from './proof-shape.js'
import { demand } from './verdict.js'

const DAY = 24 * 60 * 60_000

/** @throws Mismatch ledger */
export function checkCourse(proof: Proof, own: OwnEntry[]): void {
  const rest = own.filter(({ kind }) => decides(kind))
  checkCommitted(proof, rest.shift())
  for (const i of proof.witnesses.keys()) checkWitnessed(proof, i, rest.shift())
  if (proof.beacon) checkArrival(proof, rest.shift())
  checkDrawn(proof, rest.shift())
  for (const entry of rest) checkLater(entry)
}

function checkCommitted({ commit }: Proof, entry: OwnEntry | undefined): void {
  const body = readBody(entry, 'draw.committed')
  const { n, at, actor, prev } = entry!
  demand(body.commit === hashOf('dr1/commit', commit), 'ledger', '承诺值与留痕账本里的不符')
  demand(at === commit.at, 'ledger', '承诺的时刻与留痕账本里的不符')
  demand(actor !== 'system', 'ledger', '发起抽取的不是人')
  demand(commit.registry.n < n, 'ledger', '名单冻结的留痕账本位置不在承诺之前')
  const joined = commit.registry.n < n - 1 || commit.registry.hash === prev
  demand(joined, 'ledger', '名单冻结的留痕账本位置与承诺的前一条哈希不符')
  const begun = commit.registry.n > 0 || commit.registry.hash === '0'.repeat(64)
  demand(begun, 'ledger', '留痕账本第 1 条之前的哈希应全是 0')
}

function checkWitnessed(proof: Proof, i: number, entry: OwnEntry | undefined): void {
  const body = readBody(entry, 'draw.witnessed')
  const { n, at, actor } = entry!
  const { person, line } = proof.witnesses[i]!
  demand(body.line === line && actor === person, 'ledger', `留痕账本第 ${n} 条与第 ${i + 1} 位见证人对不上`)
  demand(body.last === (i === proof.witnesses.length - 1), 'ledger', `留痕账本第 ${n} 条是否末位见证写得不对`)
  const inTime = Date.parse(at) - Date.parse(proof.commit.at) <= DAY
  demand(inTime, 'ledger', '承诺后 24 小时内见证没有结束')
}

function checkArrival(proof: Proof, entry: OwnEntry | undefined): void {
  const body = readBody(entry, 'draw.beacon')
  demand(body.value === proof.beacon!.value, 'ledger', '信标的值与留痕账本里的不符')
  if (proof.beacon!.kind === 'number') checkTwoPeople(entry!.actor, body.confirmedBy)
  const due = beaconTime(proof)!
  const arrived = Date.parse(entry!.at)
  demand(arrived - due <= DAY, 'ledger', '信标在约定时刻 24 小时之后才到')
  demand(arrived >= due, 'ledger', '信标早于其轮次或预定产生的时刻')
}

/** A number is entered by one person and confirmed by another. */
function checkTwoPeople(entered: string, confirmed: string | null): void {
  demand(confirmed !== null, 'ledger', '公开号码没有人确认')
  demand(entered !== 'system' && confirmed !== 'system', 'ledger', '公开号码不是由人录入、由人确认的')
  demand(entered !== confirmed, 'ledger', '公开号码由录入的人自己确认')
}

function checkDrawn({ selected, roster }: Proof, entry: OwnEntry | undefined): void {
  const body = readBody(entry, 'draw.drawn')
  demand(body.result === hashOf('dr1/result', selected, roster), 'ledger', '抽取结果与留痕账本里的哈希不符')
}

/** After the result only replacements may follow. */
function checkLater(entry: OwnEntry): void {
  if (entry.kind === 'visit.leaving') readBody(entry, 'visit.leaving')
  else if (entry.kind === 'visit.replaced') readBody(entry, 'visit.replaced')
  else demand(readBody(entry, 'draw.witnessed').last, 'ledger', `留痕账本第 ${entry.n} 条出现在结果之后`)
}
