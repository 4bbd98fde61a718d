import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spellButtons, splitText } from '../../bot/wording.js'

const units = (text: string) => text.length
const bytes = (text: string) => Buffer.byteLength(text)

describe('splitText', () => {
  it('leaves a text that fits in one part, the empty one too', () => {
    expect(splitText('', 10, 'utf16')).toEqual([''])
    expect(splitText('一二三', 3, 'utf16')).toEqual(['一二三'])
    expect(splitText('一二三', 9, 'bytes')).toEqual(['一二三'])
    expect(splitText('一二三', 8, 'bytes')).toEqual(['一二', '三'])
  })

  it('cuts after a line, else after a sentence, else after a space, else anywhere', () => {
    expect(splitText('第一行。\n第二行。还有', 9, 'utf16')).toEqual(['第一行。\n', '第二行。还有'])
    expect(splitText('甲乙。丙 丁戊', 6, 'utf16')).toEqual(['甲乙。', '丙 丁戊'])
    expect(splitText('甲乙；丙丁戊己', 6, 'utf16')).toEqual(['甲乙；', '丙丁戊己'])
    expect(splitText('ab cd ef', 7, 'utf16')).toEqual(['ab cd ', 'ef'])
    expect(splitText('甲乙丙丁戊', 2, 'utf16')).toEqual(['甲乙', '丙丁', '戊'])
  })

  it('keeps surrogate pairs whole, even where one exceeds the limit', () => {
    expect(splitText('a😀b', 2, 'utf16')).toEqual(['a', '😀', 'b'])
    expect(splitText('😀😀', 1, 'utf16')).toEqual(['😀', '😀'])
    expect(splitText('𠮷a', 3, 'bytes')).toEqual(['𠮷', 'a'])
  })

  it('loses nothing, cuts no character and exceeds no limit, whatever the text', () => {
    const sign = fc.constantFrom('a', '字', '😀', '\n', '。', '；', ' ', '\r\n', '\ud83d', '\ude00')
    const texts = fc.oneof(
      fc.string({ unit: sign, maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 80 }),
    )
    const measures = fc.constantFrom('utf16' as const, 'bytes' as const)
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 40 }), measures, (text, limit, measure) => {
        const parts = splitText(text, limit, measure)
        expect(parts.join('')).toBe(text)
        if (text !== '') expect(parts).not.toContain('')
        for (const part of parts)
          expect((measure === 'bytes' ? bytes : units)(part)).toBeLessThanOrEqual(limit)
        expect(parts.flatMap((part) => [...part])).toEqual([...text])
      }),
      { numRuns: 500 },
    )
  })

  it('cuts a long report in time proportional to it', () => {
    const report = `${'一'.repeat(3000)}\n短\n`.repeat(300)
    const started = performance.now()
    expect(splitText(report, 2000, 'bytes').join('')).toBe(report)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})

describe('spellButtons', () => {
  it('numbers the answers to a question and says how to choose', () => {
    const rows = [[{ label: '是', send: '1@ab12' }], [{ label: '否', send: '2@ab12' }]]
    expect(spellButtons(rows)).toBe('\n1. 是\n2. 否\n（回复数字选择）')
  })

  it('says what to send for a command', () => {
    expect(spellButtons([[{ label: '收到', send: '/ack CQ2026-001' }]])).toBe('\n收到：发送 /ack CQ2026-001')
  })

  it('says nothing where there is nothing to choose', () => {
    expect(spellButtons([])).toBe('')
    expect(spellButtons([[]])).toBe('')
  })
})
