/** Section 11 of the check: the roster follows from the seed, or a certificate shows that there can be none (dr1 §6). */
import { isSorted } from './forms.js'
import { pickRoster } from './pick-roster.js'
import type { Proof, Refusal } from './proof.js'
import type { Files } from './read-files.js'
import type { Seating } from './seating.js'
import { must } from './verdict.js'

/**
 * @returns the inspector of each seat by number, null for a seat that nobody holds
 * @throws Mismatch
 */
export function checkRoster(proof: Proof, { seats }: Files, seating: Seating): (number | null)[] {
  const { roster, refusal } = proof
  if (roster === null) {
    must(refusal !== null, '没有检查人员名单，也没有排不出名单的证明')
    checkRefusal(refusal, seating)
    return Array.from({ length: seating.seats }, () => null)
  }
  must(refusal === null, '已有检查人员名单，不应再有排不出名单的证明')
  const holders = pickRoster(proof.seed, seating)
  must(holders !== null, '按规则排不出完整的检查人员名单，证明中却有')
  must(roster.length === holders.length, `应有 ${holders.length} 个席位，证明中有 ${roster.length} 个`)
  roster.forEach(([firm, name, inspector], seat) => {
    const visit = Math.floor(seat / seating.seatsPerVisit)
    const where = `第 ${visit + 1} 项任务的第 ${(seat % seating.seatsPerVisit) + 1} 个席位`
    must(firm === proof.selected[visit]![3], `${where}的企业不对`)
    must(name === seats[seat % seating.seatsPerVisit]![0], `${where}的名称不对`)
    const expected = seating.ids[holders[seat]!]
    must(inspector === expected, `${where}应为 ${expected}，证明中是 ${inspector}`)
  })
  return holders
}

/**
 * Takes the certificate's own set of seats: it shows by counting that they cannot all be held.
 * @throws Mismatch
 */
export function checkRefusal({ seats, inspectors, room }: Refusal, seating: Seating): void {
  const isOrdered = seats.every((seat, i) => seat < seating.seats && seat > (seats[i - 1] ?? -1))
  must(seats.length > 0 && isOrdered, '排不出名单的证明：席位没有按顺序，或不存在')
  const visitsOf = countVisits(seats, seating)
  const expected = [...visitsOf.keys()].sort((a, b) => a - b).map((i) => seating.ids[i])
  const isWhole = expected.length === inspectors.length && expected.every((id, i) => id === inspectors[i])
  must(isSorted(inspectors) && isWhole, '排不出名单的证明：没有列全能坐这些席位的人')
  const space = [...visitsOf].reduce((sum, [i, visits]) => sum + Math.min(seating.capacity[i]!, visits), 0)
  must(room === space, `排不出名单的证明：可安排人次应为 ${space}`)
  must(room < seats.length, '排不出名单的证明：可安排人次并不少于席位数')
}

/** By inspector: in how many visits one of these seats suits him. */
function countVisits(seats: number[], { suited, seatsPerVisit }: Seating): Map<number, number> {
  const visits = new Map<number, Set<number>>()
  for (const seat of seats) {
    for (const inspector of suited[seat]!) {
      const own = visits.get(inspector) ?? new Set()
      visits.set(inspector, own.add(Math.floor(seat / seatsPerVisit)))
    }
  }
  return new Map([...visits].map(([inspector, own]) => [inspector, own.size]))
}
