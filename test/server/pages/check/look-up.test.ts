import { describe, expect, it } from 'vitest'
import { makeBigProof } from '../../../../bench/big-proof.js'
import { lookUp } from '../../../../server/pages/check/look-up.js'
import { examine } from '../../../../server/pages/check/verify.js'

const { draw } = examine(Buffer.from(makeBigProof({ firms: 400, visits: 40, inspectors: 20 })))
const rowOf = (firm: string) => {
  const answer = lookUp(draw!, firm)
  if (answer.found !== 'sheet') throw new Error(`${firm} is not on the sheet`)
  return answer.row
}

describe('a question about one firm', () => {
  it('finds every selected firm with its rank and team, below or at the threshold', () => {
    draw!.proof.selected.forEach(([stratum, rank, index, firm], visit) => {
      const team = draw!.proof.roster!.slice(2 * visit, 2 * visit + 2)
      const row = rowOf(firm)
      expect(row).toMatchObject({ stratum, rank, index, selected: true, rows: 100, drawn: 10 })
      expect(row.team).toEqual(team.map(([, seat, inspector]) => ({ seat, inspector })))
      expect(Number(row.key)).toBeLessThanOrEqual(Number(row.threshold))
    })
  })

  it('ranks the others behind them, without a team', () => {
    const chosen = new Set(draw!.proof.selected.map(([, , , firm]) => firm))
    const others = draw!.files.sheet.filter(([firm]) => !chosen.has(firm))
    expect(others).toHaveLength(360)
    for (const [firm] of others) {
      const row = rowOf(firm)
      expect(row).toMatchObject({ selected: false, team: [] })
      expect(row.rank).toBeGreaterThan(10)
      expect(Number(row.key)).toBeGreaterThan(Number(row.threshold))
    }
  })

  it('shows a ticket apart from a key where weights count', () => {
    const { weighted, ticket, key } = rowOf(draw!.files.sheet[3]![0])
    expect([weighted, ticket === key]).toEqual([true, false])
    const plain = rowOf(draw!.files.sheet[0]![0])
    expect([plain.weighted, plain.key]).toEqual([false, plain.ticket])
  })

  it('says why a firm was left out, and which firms are not in scope', () => {
    expect(lookUp(draw!, ' z0000001 ')).toEqual({ found: 'excluded', firm: 'Z0000001', reason: 'not-active' })
    expect(lookUp(draw!, '无此企业')).toEqual({ found: 'no-code', firm: '无此企业' })
  })
})
