/**
 * Checks a proof from its bytes alone, section by section in the order of dr1 §9. Written from the protocol's text: it
 * shares no code with the drawing or with the other checks.
 */
import { checkBeacon } from './check-beacon.js'
import { checkCommit } from './check-commit.js'
import { checkLedger } from './check-ledger.js'
import { checkOpenings } from './check-openings.js'
import { checkRanges } from './check-ranges.js'
import { checkReplacements } from './check-replacements.js'
import { checkRoster } from './check-roster.js'
import { checkSeed } from './check-seed.js'
import { checkWitnesses } from './check-witnesses.js'
import { checkSelected, drawFirms, type FirmsDraw } from './draw-firms.js'
import type { Proof } from './proof.js'
import { type Files, readFiles } from './read-files.js'
import { readProof } from './read-proof.js'
import { describeSeating, type Seating } from './seating.js'
import { Mismatch, type Section, Unreadable, type Verdict } from './verdict.js'

/** What a check of a matching proof has found out, for questions about single firms. */
export interface CheckedDraw {
  proof: Proof
  files: Files
  firms: FirmsDraw
  seating: Seating
  /** By seat, after all replacements: the inspector's number, or null. */
  holders: (number | null)[]
}

export interface Examination {
  verdict: Verdict
  /** Null unless the proof matches. */
  draw: CheckedDraw | null
}

/** `enter` is told of each section as it begins. Never throws for anything in the bytes. */
export function examine(bytes: Uint8Array, enter: (section: Section) => void = () => {}): Examination {
  let section: Section = 'complete'
  const begin = (next: Section) => {
    section = next
    enter(next)
  }
  try {
    const { draw, warnings } = checkAll(bytes, begin)
    return { verdict: { result: 'match', warnings }, draw }
  } catch (error) {
    if (error instanceof Unreadable)
      return { verdict: { result: 'unreadable', reason: error.message }, draw: null }
    if (!(error instanceof Mismatch)) throw error
    return { verdict: { result: 'mismatch', section, reason: error.message }, draw: null }
  }
}

export const verify = (bytes: Uint8Array): Verdict => examine(bytes).verdict

function checkAll(bytes: Uint8Array, begin: (section: Section) => void) {
  begin('complete')
  const proof = readProof(bytes)
  begin('commit')
  checkCommit(proof)
  begin('files')
  const files = readFiles(proof)
  begin('ranges')
  checkRanges(proof, files)
  begin('witnesses')
  checkWitnesses(proof)
  begin('beacon')
  const warnings = checkBeacon(proof)
  begin('ledger')
  checkLedger(proof)
  begin('seed')
  checkSeed(proof)
  return { warnings, draw: rerun(proof, files, begin) }
}

/** From here on everything follows from the seed. */
function rerun(proof: Proof, files: Files, begin: (section: Section) => void): CheckedDraw {
  begin('selected')
  const firms = drawFirms(proof.seed, proof.commit.rules, files.sheet)
  checkSelected(proof, files.sheet, firms)
  begin('openings')
  checkOpenings(proof, files)
  begin('roster')
  const seating = describeSeating(proof, files)
  const first = checkRoster(proof, files, seating)
  begin('replacements')
  const holders = checkReplacements(proof, seating, first)
  return { proof, files, firms, seating, holders }
}
