/** What an implementation offers to be run on the kit: a check of whole proofs, and the parts that it can be asked for alone. */
import type { Rule } from '../../../commands/rules/draw/select.js'
import type { Proof } from '../../../server/verify/proof-shape.js'
import type { ReplacementGiven } from '../kit/replacements.js'
import type { RosterGiven } from '../kit/rosters.js'

/** The section is null when the proof matches, and `unreadable` when there is none to judge. */
export type FoundSection = string | null

/** What each kind of vector gives. */
export interface GivenOf {
  seedrandom: { seed: string; key: string }
  collision: { a: string; b: string }
  jcs: { value: unknown }
  refused: { text: string; by: 'value' | 'writing' }
  sub: { seed: string; name: [string, number?] }
  ticket: { seed: string; rows: number[] }
  count: { rule: Rule; rows: number }
  rank: { rule: Rule; weights: number[]; tickets: string[] }
  select: {
    seed: string
    rules: Record<string, Rule>
    sheet: [firm: string, stratum: string, weight: number][]
  }
  roster: RosterGiven & { seed: string }
  refusal: RosterGiven & { refusal: NonNullable<Proof['refusal']> }
  replacement: ReplacementGiven
}
export type UnitKind = keyof GivenOf

export interface Runner {
  name: string
  /** Each answers what the vector expects. */
  units: { [K in UnitKind]?: (given: GivenOf[K]) => unknown }
  verify?: (bytes: Uint8Array) => FoundSection | Promise<FoundSection>
}
