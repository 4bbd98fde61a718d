/** The public random value of a draw (dr1 §3): the one that was announced, in its form. */
import { hashText } from './hash.js'
import { findClose } from './own-entries.js'
import type { Proof } from './proof-shape.js'
import { demand } from './verdict.js'

interface Chain {
  /** Seconds since 1970. */
  genesis: number
  /** Seconds. */
  period: number
}

/** The chains accepted, by hash: drand's `quicknet` (unchained, signatures of 48 bytes). */
const CHAINS: Record<string, Chain> = {
  '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971': { genesis: 1_692_803_367, period: 3 },
}

type Announced = NonNullable<Proof['commit']['beacon']>
type Arrived = NonNullable<Proof['beacon']>

/**
 * @returns a warning, in Chinese, where a signature could not be checked
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
  if (announced.kind === 'number') return checkNumber(announced, arrived)
  return checkDrand(announced, arrived, findClose(proof)?.at)
}

function checkNumber(announced: Announced & { kind: 'number' }, arrived: Arrived): undefined {
  demand(
    arrived.kind === 'number' && arrived.name === announced.name,
    'beacon',
    '公开号码不是约定的那一种、那一期',
  )
  const form = /^[0-9]+$/.test(arrived.value) && arrived.value.length === announced.digits
  demand(form, 'beacon', `公开号码应是 ${announced.digits} 位数字`)
}

function checkDrand(announced: Announced & { kind: 'drand' }, arrived: Arrived, closeAt = ''): string {
  const sameChain = arrived.kind === 'drand' && arrived.chain === announced.chain
  demand(sameChain, 'beacon', '信标不是约定的那一条链')
  const chain = Object.hasOwn(CHAINS, announced.chain) ? CHAINS[announced.chain] : undefined
  demand(chain !== undefined, 'beacon', '信标链不在认可的名单里')
  const closedAt = Date.parse(closeAt)
  // Without a close the ledger says what is wrong.
  const round = Number.isNaN(closedAt) ? arrived.round : roundAfter(closedAt, announced.delay, chain)
  demand(arrived.round === round, 'beacon', `信标轮次应是 ${round}，证明里是 ${arrived.round}`)
  demand(/^[0-9a-f]{96}$/.test(arrived.signature), 'beacon', '信标签名的写法不合规')
  const value = hashText(Buffer.from(arrived.signature, 'hex'))
  demand(arrived.value === value, 'beacon', '信标的值不是签名的 SHA-256')
  return checkSignature()
}

/** The place for the BLS signature, once there is a library for the chain's scheme. */
function checkSignature(): string {
  return '信标签名未核对'
}

function roundAfter(closedAt: number, delay: number, { genesis, period }: Chain): number {
  return 1 + Math.ceil((closedAt + (delay - genesis) * 1000) / (period * 1000))
}

/** When the beacon was due, in milliseconds since 1970: its round's time, or when the number was expected. */
export function beaconTime({ commit, beacon }: Proof): number | undefined {
  if (commit.beacon?.kind === 'number') return Date.parse(commit.beacon.expected)
  const chain = CHAINS[commit.beacon?.chain ?? '']
  if (!chain || beacon?.kind !== 'drand') return undefined
  return (chain.genesis + (beacon.round - 1) * chain.period) * 1000
}
