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
import { type Apart, type Files, readFiles } from './read-files.js'
import { readProof } from './read-proof.js'
import { describeSeating, type Seating } from './seating.js'
import { FilesMissing, Mismatch, type Section, Unreadable, type Verdict } from './verdict.js'

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

/**
 * @param apart the files that the proof only names. @param enter is told of each section as it begins.
 * Never throws for anything in the bytes.
 */
export function examine(
  bytes: Uint8Array,
  apart: Apart = {},
  enter: (section: Section) => void = () => {},
): Examination {
  let section: Section = 'complete'
  const begin = (next: Section) => {
    section = next
    enter(next)
  }
  try {
    const { draw, warnings } = checkAll(bytes, apart, begin)
    return { verdict: { result: 'match', warnings }, draw }
  } catch (error) {
    return { verdict: judge(error, section), draw: null }
  }
}

function judge(error: unknown, section: Section): Verdict {
  if (error instanceof Mismatch) return { result: 'mismatch', section, reason: error.message }
  if (!(error instanceof Unreadable)) throw error
  const missing = error instanceof FilesMissing ? { missing: error.missing } : {}
  return { result: 'unreadable', reason: error.message, ...missing }
}

export const verify = (bytes: Uint8Array, apart?: Apart): Verdict => examine(bytes, apart).verdict

function checkAll(bytes: Uint8Array, apart: Apart, begin: (section: Section) => void) {
  begin('complete')
  const proof = readProof(bytes)
  begin('commit')
  checkCommit(proof)
  begin('files')
  const files = readFiles(proof, apart)
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
