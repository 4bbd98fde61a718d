import { describe, expect, it } from 'vitest'
import {
  countDrawn,
  countRosters,
  countSittings,
  declaredChances,
  deviationOf,
  PLAIN,
  SMALL,
  type Stratum,
  TEAM,
  trueChances,
  WEIGHTED,
} from '../../../../bench/fairness.js'
import { chiSquared, criticalValue } from '../../../../bench/fairness-statistics.js'
import { drawRoster } from '../../../../commands/rules/draw/roster.js'
import { caseSeed, lawfulRosters, randomCase } from './roster-cases.js'

const SEEDS = 20_000

describe('how often a firm is drawn', () => {
  it.each<[string, Stratum]>([
    ['a plain stratum', PLAIN],
    ['a weighted stratum', WEIGHTED],
    ['a small weighted stratum', SMALL],
  ])('agrees with its chance in %s', (_, stratum) => {
    const counts = countDrawn(stratum, SEEDS)
    expect(counts.reduce((sum, count) => sum + count)).toBe(SEEDS * stratum.drawn)
    const degrees = counts.length - 1
    const found = chiSquared(counts, trueChances(stratum), SEEDS)
    expect(found).toBeLessThan(criticalValue(degrees))
    // Too good an agreement would be suspicious as well: χ² is as seldom as this below 2·degrees − the upper limit.
    expect(found).toBeGreaterThan(2 * degrees - criticalValue(degrees))
  })

  it('would be told from a draw that favours one firm by a quarter', () => {
    const counts = countDrawn(PLAIN, 5000)
    const favoured = counts.map((count, i) => (i === 0 ? Math.round(count * 1.25) : count))
    expect(chiSquared(favoured, trueChances(PLAIN), 5000)).toBeGreaterThan(criticalValue(counts.length - 1))
  })

  it('is n·w/W within 0.2 % where weights count', () => {
    for (const stratum of [WEIGHTED, SMALL]) expect(deviationOf(stratum)).toBeLessThan(0.002)
    // The computed chances make up the sample.
    expect(trueChances(SMALL).reduce((sum, chance) => sum + chance)).toBeCloseTo(SMALL.drawn, 4)
  })

  it('is always, where a weight makes it certain', () => {
    const stratum: Stratum = { weights: [1, 40, 3, 2, 9, 1], rule: { count: 2, weighted: true }, drawn: 2 }
    const counts = countDrawn(stratum, 1000)
    expect(counts[1]).toBe(1000)
    const others = { ...stratum, weights: [1, 3, 2, 9, 1], drawn: 1 }
    for (const [i, chance] of declaredChances(others).entries())
      expect(Math.abs(counts[i < 1 ? i : i + 1]! / 1000 - chance)).toBeLessThan(0.06)
  })
})

describe('who sits where', () => {
  const seeds = 10_000
  const rosters = countRosters(TEAM, seeds)
  const all = lawfulRosters(TEAM).map((roster) => roster.map((i) => `I${i + 1}`))
  const cost = (roster: string[]) =>
    TEAM.inspectors.reduce((sum, { id }) => sum + roster.filter((one) => one === id).length ** 2, 0)
  const least = Math.min(...all.map(cost))
  const best = all.filter((roster) => cost(roster) === least).map((roster) => roster.join(' '))

  it('is every least-cost roster and no other', () => {
    expect([...rosters.keys()].sort()).toEqual(best.sort())
  })

  it('is near uniform: nobody’s chance of a seat is four points off', () => {
    const uniform = countSittings(new Map(best.map((key) => [key, 1])), TEAM)
    const found = countSittings(rosters, TEAM)
    const off = found.map((times, i) => Math.abs(times / seeds - uniform[i]! / best.length))
    expect(Math.max(...off)).toBeLessThan(0.04)
  })

  it('is uniform where inspectors differ in nothing', () => {
    const alike = { ...TEAM, visits: TEAM.visits.map(({ firm }) => ({ firm, recused: [] })) }
    for (const times of countSittings(countRosters(alike, seeds), alike)) {
      // Five standard deviations of a count with the chance 1/4.
      expect(Math.abs(times - seeds / 4)).toBeLessThan(5 * Math.sqrt((seeds * 3) / 16))
    }
  })

  it('is balanced within one in every case in which some lawful roster is', () => {
    let balanced = 0
    for (let n = 0; n < 600; n++) {
      const given = randomCase(n)
      const { visits, seats, inspectors } = given
      const spread = (roster: string[]) => {
        const loads = inspectors.map(
          ({ id, priorLoad }) => priorLoad + roster.filter((one) => one === id).length,
        )
        return Math.max(...loads) - Math.min(...loads)
      }
      const lawful = lawfulRosters(given).map((roster) => roster.map((i) => inspectors[i]!.id))
      if (!lawful.some((roster) => spread(roster) <= 1)) continue
      balanced++
      const result = drawRoster(caseSeed(n), visits, seats, inspectors)
      const holders = 'roster' in result ? result.roster.map(([, , id]) => id) : []
      expect(spread(holders), `case ${n}`).toBeLessThanOrEqual(1)
    }
    expect(balanced).toBeGreaterThan(50)
  })
})
