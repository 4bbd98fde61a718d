import { describe, expect, it } from 'vitest'
import { readDrawRequest } from '../../../commands/rules/draw-request.js'

const NONE = { reason: null, name: null, digits: null, expected: null, loose: '', repeated: [] }

describe('what stands behind a plan’s number', () => {
  it('may be nothing', () => {
    for (const text of ['', '  ', '\n']) expect(readDrawRequest(text)).toEqual(NONE)
  })

  it('is read by its keys, in any order, with commas or without', () => {
    const number = { name: '双色球 第2026130期', digits: '7', expected: '2026-11-27 21:30' }
    expect(readDrawRequest(' 信标=双色球 第2026130期 位数=7 公布=2026-11-27 21:30')).toEqual({
      ...NONE,
      ...number,
    })
    expect(
      readDrawRequest(
        ' 公布：2026-11-27 21:30，理由＝设备故障，（重抽）！\n位数: 7、信标=双色球  第2026130期',
      ),
    ).toEqual({ ...NONE, ...number, reason: '设备故障，（重抽）！' })
  })

  it('keeps a reason to the letter, words that look like keys inside it too', () => {
    expect(readDrawRequest(' 理由=A=B，见第3位数=错，').reason).toBe('A=B，见第3位数=错，')
  })

  it('takes time in proportion to the text', () => {
    const started = performance.now()
    readDrawRequest(` ${'，'.repeat(100_000)}a 理由=${' ，'.repeat(100_000)}b`)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('tells words without a key, keys without a value, and keys given twice', () => {
    expect(readDrawRequest(' 马上 开始')).toEqual({ ...NONE, loose: '马上 开始' })
    expect(readDrawRequest(' 理由= 信标=，位数=7 位数=8')).toEqual({
      ...NONE,
      digits: '7',
      repeated: ['位数'],
    })
  })
})
