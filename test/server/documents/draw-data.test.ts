import { describe, expect, it } from 'vitest'
import {
  drawTotals,
  fingerprints,
  nthText,
  ruleText,
  wallClock,
} from '../../../server/documents/draw-data.js'
import { sampleDraw } from './sample-draw.js'

describe('the words of a draw’s papers', () => {
  it('says a rule in percent only where percent is exact', () => {
    expect(ruleText({ ratio: [1, 20] })).toBe('5%')
    expect(ruleText({ ratio: [1, 1] })).toBe('100%')
    expect(ruleText({ ratio: [1, 800] })).toBe('1/800')
    expect(ruleText({ ratio: [1, 3], weighted: true })).toBe('1/3（加权）')
    expect(ruleText({ count: 4 })).toBe('定额 4 家')
  })

  it('counts excluded firms as firms in scope', () => {
    expect(drawTotals(sampleDraw(60))).toEqual({ inScope: 1095, excluded: 42, eligible: 1053, drawn: 60 })
  })

  it('shows instants on the wall clock of the office', () => {
    expect(wallClock('2026-03-16T16:30:09.000Z', 'Asia/Shanghai')).toBe('2026-03-17 00:30:09')
  })

  it('names the public value beside the seed that waited for it', () => {
    const names = (data: ReturnType<typeof sampleDraw>) => fingerprints(data).map(([name]) => name)
    expect(names(sampleDraw(1)).join()).not.toContain('公开随机值')
    const beacon = { source: 'drand 第 1000 轮', value: 'f'.repeat(64) }
    const [value, seed] = fingerprints(sampleDraw(1, { beacon })).slice(-2)
    expect(value).toEqual(['公开随机值（drand 第 1000 轮）', 'f'.repeat(64)])
    expect(seed?.[0]).toBe('随机种子 S')
  })

  it('shows a repeated draw as such, with its reason', () => {
    expect(nthText(sampleDraw(1))).toBe('第 1 次抽取')
    expect(nthText(sampleDraw(1, { nth: 2, reason: '首次抽取作废' }))).toBe('第 2 次抽取，理由：首次抽取作废')
  })
})
