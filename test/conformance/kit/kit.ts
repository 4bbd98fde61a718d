/** The conformance kit, docs/conformance: file names and their texts, always the same. */
import { jcs } from '../../../commands/rules/draw/hash.js'
import { makeBrokenFiles } from './broken-files.js'
import { makeCanonical, makeRefused } from './canonical.js'
import { DRAND, IMPOSSIBLE, SMALL } from './honest-draws.js'
import { type Honest, makeLies, makeVariants } from './lies.js'
import { makeProof } from './make-proof.js'
import type { Json } from './patch.js'
import { makeCollisions, makeGenerator, makeSubs, makeTickets } from './random.js'
import { makeReplacements } from './replacements.js'
import { makeCertificates, makeRosters } from './rosters.js'
import { makeCounts, makeDraws, makeRanks } from './strata.js'
import { makeTampered } from './tamper.js'
import { formatKitFile } from './vector.js'

export const KIT_FOLDER = 'docs/conformance'
export const HONEST: Honest[] = ['small', 'drand', 'impossible']

export function makeKit(): Map<string, string> {
  const honest = { small: makeProof(SMALL), drand: makeProof(DRAND), impossible: makeProof(IMPOSSIBLE) }
  const proofs = HONEST.map((name): [string, string] => [`${name}.proof.json`, `${jcs(honest[name])}\n`])
  const files = [
    makeGenerator(),
    makeCollisions(),
    makeCanonical(),
    makeRefused(),
    makeSubs(),
    makeTickets(),
    makeCounts(),
    makeRanks(),
    makeDraws(),
    makeRosters(),
    makeCertificates(),
    makeReplacements(),
    makeVariants(honest),
    makeTampered(honest.small as unknown as Json),
    makeLies(honest),
    makeBrokenFiles(),
  ]
  return new Map([
    ...proofs,
    ...files.map((file): [string, string] => [`${file.kind}.json`, formatKitFile(file)]),
  ])
}
