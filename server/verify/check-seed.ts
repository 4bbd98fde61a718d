/** The seed (dr1 §3): the secret that was promised, the witnesses' words and the beacon, nothing else. */
import { isHex32 } from './forms.js'
import { hashOf } from './hash.js'
import { readBody } from './ledger-bodies.js'
import { findOwnEntries } from './own-entries.js'
import type { Proof } from './proof-shape.js'
import { demand } from './verdict.js'

/** @throws Mismatch seed */
export function checkSeed(proof: Proof): void {
  const { commit, secret, seed, witnesses } = proof
  const promised = isHex32(secret) && hashOf('dr1/secret', secret) === commit.secret
  demand(promised, 'seed', '公开的随机秘密与承诺不符')
  const lines = witnesses.map(({ line }) => line).sort()
  const expected = hashOf('dr1/seed', hashOf('dr1/commit', commit), secret, lines, beaconPart(proof))
  demand(seed === expected, 'seed', '种子与承诺、秘密、见证和信标算出的不符')
  const drawn = findOwnEntries(proof).find(({ kind }) => kind === 'draw.drawn')
  const body = readBody(drawn, 'draw.drawn')
  demand(body.secret === secret && body.seed === seed, 'seed', '秘密或种子与留痕账本里的不符')
}

function beaconPart({ beacon }: Proof): unknown {
  if (beacon === null) return null
  if (beacon.kind === 'number') return [beacon.kind, beacon.name, null, beacon.value]
  return [beacon.kind, beacon.chain, beacon.round, beacon.value]
}
