/** Section 6 of the check: the beacon is the one that was promised, and its value is genuine (dr1 §3). */
import { isSigned, QUICKNET, randomnessOf, roundAfter } from './drand-chain.js'
import { findClose } from './ledger-bodies.js'
import type { Beacon, Promised, Proof } from './proof.js'
import { must } from './verdict.js'

type OfKind<Some, Kind> = Extract<Some, { kind: Kind }>

/** @returns warnings. @throws Mismatch */
export function checkBeacon(proof: Proof): string[] {
  const { beacon } = proof
  const promised = proof.commit.beacon
  must((promised === null) === (beacon === null), '信标与承诺不一致：一处有，一处没有')
  if (promised === null || beacon === null) return []
  const close = findClose(proof)
  if (promised.kind === 'drand') {
    must(beacon.kind === 'drand', '信标的种类与承诺不同')
    checkDrand(promised, beacon, close && Date.parse(close.at))
    return []
  }
  must(beacon.kind === 'number', '信标的种类与承诺不同')
  checkNumber(promised, beacon)
  return close === null || promised.expected > close.at
    ? []
    : ['公开号码预定的产生时间不晚于见证截止：最后的见证人可能已经知道它。']
}

function checkDrand(
  promised: OfKind<Promised, 'drand'>,
  beacon: OfKind<Beacon, 'drand'>,
  closed: number | null,
): void {
  must(beacon.chain === promised.chain, '信标的链与承诺不同')
  must(beacon.chain === QUICKNET, '不认识这条 drand 链')
  // Without a close the ledger's section says what is wrong.
  must(
    closed === null || beacon.round === roundAfter(closed, promised.delay),
    '信标的轮次不是截止后应等的那一轮',
  )
  must(/^[0-9a-f]{96}$/.test(beacon.signature), '信标的签名写法不对')
  must(beacon.value === randomnessOf(beacon.signature), '信标的值不是其签名的指纹')
  must(isSigned(beacon.round, beacon.signature), '信标的签名不是这条链签的')
}

function checkNumber(promised: OfKind<Promised, 'number'>, beacon: OfKind<Beacon, 'number'>): void {
  must(beacon.name === promised.name, '公开号码的名称与承诺不同')
  const isDigits = /^[0-9]+$/.test(beacon.value) && beacon.value.length === promised.digits
  must(isDigits, `公开号码应为 ${promised.digits} 位数字`)
}
