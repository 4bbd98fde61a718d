/** A draw on paper: what its office decided and who said what when, from which a proof is made. */
import type { Beacon } from '../../../commands/rules/draw/commit.js'
import type { InspectorRow, SeatRow, SheetRow } from '../../../commands/rules/draw/freeze.js'
import { hashOf } from '../../../commands/rules/draw/hash.js'
import type { Rule } from '../../../commands/rules/draw/select.js'
import type { Proof } from '../../../server/verify/proof-shape.js'

export interface PaperDraw {
  draw: string
  plan: string
  items: string[]
  sheet: SheetRow[]
  excluded: [string, string][]
  inspectors: InspectorRow[]
  seats: SeatRow[]
  rules: Record<string, Rule>
  witnesses: { person: string; text: string; at: string }[]
  beacon: { announced: Beacon; arrived: NonNullable<Proof['beacon']>; at: string } | null
  /** Instants of the commit and of the result. */
  at: string
  drawnAt: string
  due: string
  leavings: { visit: number; seat: number; reason: string; person: string; text: string; at: string }[]
}

export type Drawn = Pick<Proof, 'secret' | 'seed' | 'selected' | 'openings' | 'roster' | 'refusal'>

/** A fixed seed in place of the operating system's random bytes. */
export function secretOf(paper: PaperDraw, what: string): string {
  return hashOf(['kit/secret', paper.draw, what])
}
