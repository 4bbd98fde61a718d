/** What a check of a proof can end with, and the error that ends it early. */

import type { About } from './describe-proof.js'

/** The parts of a check, in the order of dr1 §9. */
export type Section =
  | 'complete'
  | 'commit'
  | 'files'
  | 'ranges'
  | 'witnesses'
  | 'beacon'
  | 'ledger'
  | 'seed'
  | 'selected'
  | 'openings'
  | 'roster'
  | 'replacements'

export type Verdict =
  /** `warning` names what the check cannot rule out, in Chinese. */
  | { result: 'match'; about: About; warning?: string }
  | { result: 'mismatch'; section: Section; reason: string }
  | { result: 'unreadable'; reason: string }

/** The proof does not fit the protocol; the message is the reason, in Chinese. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch'

  constructor(
    readonly section: Section,
    reason: string,
  ) {
    super(reason)
  }
}

/** The bytes are no JSON text; the message is the reason, in Chinese. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/** @throws Mismatch unless it holds */
export function demand(holds: boolean, section: Section, reason: string): asserts holds {
  if (!holds) throw new Mismatch(section, reason)
}
