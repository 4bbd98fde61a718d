/** The roster (dr1 §6): every seat's pick from its menu, or the proof that no lawful full roster exists. */
import type { Files } from './check-files.js'
import { checkRefusal } from './check-refusal.js'
import type { Proof } from './proof-shape.js'
import { openStream } from './random.js'
import { fillRoster } from './roster-fill.js'
import { findMenu } from './roster-menu.js'
import { createRosterRules, type RosterRules } from './roster-rules.js'
import { demand } from './verdict.js'

/** @throws Mismatch roster */
export function checkRoster(proof: Proof, files: Files): void {
  const { roster, refusal } = proof
  demand((roster === null) !== (refusal === null), 'roster', '分派结果与无法分派的说明应有且只有一项')
  const rules = createRosterRules(proof, files)
  if (refusal) checkRefusal(refusal, rules)
  else checkPicks(proof, files, rules)
}

function checkPicks(proof: Proof, files: Files, rules: RosterRules): void {
  checkSeats(proof, files)
  const picks = pickInspectors(proof.seed, rules)
  demand(picks !== null, 'roster', '按规则排不出完整的分派，证明里却有')
  for (const [seat, [firm, name, claimed]] of proof.roster!.entries()) {
    const id = files.inspectors[picks[seat]!]![0]
    demand(claimed === id, 'roster', `${firm} 的席位 ${name} 应由 ${id} 担任，证明里是 ${claimed}`)
  }
}

/** @returns the inspector of each seat, or null when no lawful full roster exists */
export function pickInspectors(seed: string, rules: RosterRules): number[] | null {
  const state = fillRoster(rules)
  if (!state) return null
  const seats = Array.from({ length: rules.seats }, (_, seat) => seat)
  const open = new Set(seats)
  const next = openStream(seed, 'roster/pick')
  for (const seat of shuffle(rules.seats, openStream(seed, 'roster/order'))) {
    const menu = findMenu(rules, state, open, seat)
    menu.give(menu.inspectors[Math.floor(next() * menu.inspectors.length)]!)
    open.delete(seat)
  }
  return seats.map(state.holder)
}

function checkSeats({ roster, selected }: Proof, { seats }: Files): void {
  const count = selected.length * seats.length
  demand(roster!.length === count, 'roster', `应有 ${count} 个席位，实有 ${roster!.length} 个`)
  for (const [q, [firm, name]] of roster!.entries()) {
    const same = firm === selected[Math.floor(q / seats.length)]![3] && name === seats[q % seats.length]![0]
    demand(same, 'roster', `第 ${q + 1} 个席位的检查对象或名称不对`)
  }
}

function shuffle(length: number, next: () => number): number[] {
  const order = Array.from({ length }, (_, i) => i)
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}
