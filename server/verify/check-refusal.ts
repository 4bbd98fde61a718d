/** The certificate that no lawful full roster exists (dr1 §6): seats for which there is too little room. */
import { compareBytes } from './forms.js'
import type { Proof } from './proof-shape.js'
import type { RosterRules } from './roster-rules.js'
import { demand } from './verdict.js'

/** The set of seats is not unique: it is checked, not worked out. @throws Mismatch roster */
export function checkRefusal(refusal: NonNullable<Proof['refusal']>, rules: RosterRules): void {
  const { seats } = refusal
  const inRange = seats.every(
    (seat, i) => seat >= 0 && seat < rules.seats && (i === 0 || seats[i - 1]! < seat),
  )
  demand(inRange, 'roster', '无法分派的席位没有按序排列，或不存在')
  const able = [...rules.inspectors.keys()].filter((i) => seats.some((seat) => rules.fits(i, seat)))
  const ids = able.map((i) => rules.inspectors[i]![0]).sort(compareBytes)
  const sameIds =
    ids.length === refusal.inspectors.length && ids.every((id, i) => id === refusal.inspectors[i])
  demand(sameIds, 'roster', '能担任这些席位的执法人员与证明里的不符')
  const room = able.reduce((sum, i) => sum + roomOf(i), 0)
  demand(room === refusal.room, 'roster', `这些席位可容纳 ${room} 次，证明里是 ${refusal.room} 次`)
  demand(room < seats.length, 'roster', '人手并非不足，不应无法分派')

  function roomOf(inspector: number): number {
    const visits = new Set(seats.filter((seat) => rules.fits(inspector, seat)).map(rules.visitOf))
    return Math.min(rules.inspectors[inspector]![3], visits.size)
  }
}
