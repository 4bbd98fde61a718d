/** Section 8 of the check: the secret is the promised one, and the seed follows from it and the witnesses (dr1 §3). */
import { compareBytes, isHash } from './forms.js'
import { labelled } from './hash.js'
import { ownEntries } from './ledger-bodies.js'
import type { Beacon, Proof } from './proof.js'
import { must } from './verdict.js'

/** @throws Mismatch */
export function checkSeed(proof: Proof): void {
  const { commit, secret, seed, beacon } = proof
  must(isHash(secret), '秘密值的写法不对')
  must(labelled('dr1/secret', secret) === commit.secret, '秘密值与事先公布的指纹不符')
  const lines = proof.witnesses.map(({ line }) => line).sort(compareBytes)
  const c = labelled('dr1/commit', commit)
  must(
    labelled('dr1/seed', c, secret, lines, beaconPart(beacon)) === seed,
    '种子不是由承诺、秘密值和见证得出的',
  )
  const drawn = ownEntries(proof, 'draw.drawn')[0]?.content
  must(drawn?.secret === secret && drawn.seed === seed, '秘密值或种子与留痕账本不同')
}

function beaconPart(beacon: Beacon | null): unknown {
  if (beacon === null) return null
  if (beacon.kind === 'number') return [beacon.kind, beacon.name, null, beacon.value]
  return [beacon.kind, beacon.chain, beacon.round, beacon.value]
}
