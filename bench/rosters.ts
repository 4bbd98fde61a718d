/** How long it takes to draw the inspectors of many visits, by the rule alone. */
import type { InspectorRow } from '../commands/rules/draw/freeze.js'
import { hashOf } from '../commands/rules/draw/hash.js'
import { drawRoster } from '../commands/rules/draw/roster.js'
import { median } from './median.js'
import type { Line } from './table.js'

const SEATS = ['主检', '协检'].map((name) => ({ name, department: null, tags: [] }))
const ROUNDS = 5

export function measureRosters(): Line[] {
  return [lineFor(1000, 300, 0.3), lineFor(5000, 500, 1.5)]
}

function lineFor(visits: number, inspectors: number, atMost: number): Line {
  const what = `roster: ${visits} visits of two seats over ${inspectors} inspectors`
  const times = Array.from({ length: ROUNDS }, (_, round) => time(visits, inspectors, round))
  return { what, value: median(times), unit: 's', atMost }
}

/** Seconds; every seventh firm has a recusal, and the loads before the draw differ. */
function time(visits: number, inspectors: number, round: number): number {
  const roll = Array.from({ length: inspectors }, (_, i) =>
    inventInspector(i, Math.ceil((4 * visits) / inspectors)),
  )
  const firms = Array.from({ length: visits }, (_, i) => ({
    firm: `F${i}`,
    recused: i % 7 === 0 ? [roll[i % inspectors]!.id] : [],
  }))
  const started = performance.now()
  const answer = drawRoster(hashOf(['bench', round]), firms, SEATS, roll)
  if (!('roster' in answer)) throw new Error('the invented inspectors do not suffice')
  return (performance.now() - started) / 1000
}

function inventInspector(i: number, capacity: number): InspectorRow {
  const id = `I${String(i).padStart(4, '0')}`
  return { id, department: 'D', tags: [], capacity, priorLoad: i % 4, reason: null }
}
