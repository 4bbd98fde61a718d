import { describe, expect, it } from 'vitest'
import { nearNames, piecesOf } from '../../../commands/rules/near-names.js'

const FIRMS = [
  '鹤壁市瑞义食品加工有限公司',
  '鹤壁市瑞乐食品加工有限公司',
  '鹤壁市凤阳食品销售有限公司',
  '红旗街便利店',
].map((name) => ({ name }))
const near = (typed: string, most = 5) => nearNames(typed, FIRMS, most).map(({ name }) => name)

describe('names near what was typed', () => {
  it('are those that differ in few letters, the nearest first', () => {
    expect(near('鹤壁市瑞义食品加厂有限公司')[0]).toBe(FIRMS[0]!.name)
    expect(near('鹤壁市瑞义食品加厂有限公司', 1)).toHaveLength(1)
    expect(near('红棋街便利店')).toEqual(['红旗街便利店'])
  })

  it('may be typed in part, in full width and with blanks', () => {
    expect(near('瑞义食品加厂')[0]).toBe(FIRMS[0]!.name)
    expect(near('鹤壁市瑞意食品')).toContain(FIRMS[0]!.name)
    expect(near('红 棋 街 便利店')).toEqual(['红旗街便利店'])
  })

  it('are none where nothing is near', () => {
    for (const word of ['', '天津港务集团', 'constructor', '__proto__']) expect(near(word), word).toEqual([])
  })
})

describe('the pieces to look for', () => {
  it('are the telling ones first, and few however much was typed', () => {
    expect(piecesOf('鹤壁市瑞义食品有限公司')[0]).toBe('鹤壁市瑞')
    expect(piecesOf('鹤壁市瑞义食品有限公司').at(-1)).toMatch(/公司|有限/)
    expect(piecesOf('字'.repeat(10_000)).length).toBeLessThanOrEqual(8)
    expect(piecesOf('店')).toEqual([])
  })
})
