/** The public random value of a draw (dr1 §3): the one that was announced, in its form. */
import { findChain, isSignature, roundAfter, timeOfRound } from './drand-chains.js'
import { hashText } from './hash.js'
import { findClose } from './own-entries.js'
import type { Proof } from './proof-shape.js'
import { demand } from './verdict.js'

type Announced = NonNullable<Proof['commit']['beacon']>
type Arrived = NonNullable<Proof['beacon']>

/**
 * @returns a warning, in Chinese, where the value may have been known before the last witness spoke
 * @throws Mismatch beacon
 */
export function checkBeacon(proof: Proof): string | undefined {
  const announced = proof.commit.beacon
  const arrived = proof.beacon
  if (announced === null) {
    demand(arrived === null, 'beacon', '没有约定信标，证明里却有')
    return undefined
  }
  demand(arrived !== null, 'beacon', '约定了信标，证明里却没有')
  const closeAt = findClose(proof)?.at ?? ''
  if (announced.kind === 'number') return checkNumber(announced, arrived, closeAt)
  checkDrand(announced, arrived, closeAt)
  return undefined
}

function checkNumber(
  announced: Announced & { kind: 'number' },
  arrived: Arrived,
  closeAt: string,
): string | undefined {
  demand(
    arrived.kind === 'number' && arrived.name === announced.name,
    'beacon',
    '公开号码不是约定的那一种、那一期',
  )
  const form = /^[0-9]+$/.test(arrived.value) && arrived.value.length === announced.digits
  demand(form, 'beacon', `公开号码应是 ${announced.digits} 位数字`)
  if (announced.expected > closeAt) return undefined
  return '公开号码预定公布的时刻不晚于见证截止，最后一位见证人发言时号码可能已经公布'
}

function checkDrand(announced: Announced & { kind: 'drand' }, arrived: Arrived, closeAt: string): void {
  const sameChain = arrived.kind === 'drand' && arrived.chain === announced.chain
  demand(sameChain, 'beacon', '信标不是约定的那一条链')
  const chain = findChain(announced.chain)
  demand(chain !== undefined, 'beacon', '信标链不在认可的名单里')
  const closedAt = Date.parse(closeAt)
  // Without a close the ledger says what is wrong.
  const round = Number.isNaN(closedAt) ? arrived.round : roundAfter(chain, closedAt, announced.delay)
  demand(arrived.round === round, 'beacon', `信标轮次应是 ${round}，证明里是 ${arrived.round}`)
  demand(/^[0-9a-f]{96}$/.test(arrived.signature), 'beacon', '信标签名的写法不合规')
  const value = hashText(Buffer.from(arrived.signature, 'hex'))
  demand(arrived.value === value, 'beacon', '信标的值不是签名的 SHA-256')
  demand(isSignature(chain, round, arrived.signature), 'beacon', '信标的签名不是这条链对这一轮的签名')
}

/** When the beacon was due, in milliseconds since 1970: its round's time, or when the number was expected. */
export function beaconTime({ commit, beacon }: Proof): number | undefined {
  if (commit.beacon?.kind === 'number') return Date.parse(commit.beacon.expected)
  const chain = findChain(commit.beacon?.chain ?? '')
  if (!chain || beacon?.kind !== 'drand') return undefined
  return timeOfRound(chain, beacon.round)
}
