/** Checks a draw's proof from the protocol's text alone (dr1 §9), apart from the code that draws. */
import { checkBeacon } from './check-beacon.js'
import { checkCommit } from './check-commit.js'
import { readFiles } from './check-files.js'
import { checkLedger } from './check-ledger.js'
import { checkOpenings } from './check-openings.js'
import { checkRanges } from './check-ranges.js'
import { checkReplacements } from './check-replacements.js'
import { checkRoster } from './check-roster.js'
import { checkSeed } from './check-seed.js'
import { checkSelected } from './check-selected.js'
import { checkWitnesses } from './check-witnesses.js'
import { type About, describeProof } from './describe-proof.js'
import { readProof, type Texts } from './read-proof.js'
import { Mismatch, Unreadable, type Verdict } from './verdict.js'

/** Names the first thing that does not fit, in the order of §9; `apart` as in readProof. */
export function verifyProof(bytes: Uint8Array, apart: Texts = {}): Verdict {
  try {
    return { result: 'match', ...check(bytes, apart) }
  } catch (error) {
    if (error instanceof Unreadable) return { result: 'unreadable', reason: error.message }
    if (!(error instanceof Mismatch)) throw error
    return { result: 'mismatch', section: error.section, reason: error.message }
  }
}

function check(bytes: Uint8Array, apart: Texts): { about: About; warning?: string } {
  const proof = readProof(bytes, apart)
  checkCommit(proof)
  const files = readFiles(proof)
  checkRanges(proof, files)
  checkWitnesses(proof)
  const warning = checkBeacon(proof)
  checkLedger(proof)
  checkSeed(proof)
  checkSelected(proof, files)
  checkOpenings(proof, files)
  checkRoster(proof, files)
  checkReplacements(proof, files)
  return { about: describeProof(proof, files), ...(warning === undefined ? {} : { warning }) }
}
