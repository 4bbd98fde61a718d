import { describe, expect, it } from 'vitest'
import { readDigits, readPublicNumber } from '../../../../commands/rules/draw/public-number.js'

const NOW = new Date('2026-11-26T09:00:00+08:00')
const read = (name: string | null, digits: string | null, expected: string | null) =>
  readPublicNumber({ name, digits, expected }, NOW, 'Asia/Shanghai')

describe('a public number to wait for', () => {
  it('has a name, a count of digits and a moment to come', () => {
    const number = { name: '双色球2026130期', digits: 7, expected: '2026-11-27T13:30:00.000Z' }
    expect(read('双色球2026130期', '7', '2026-11-27 21:30')).toEqual(number)
    expect(read('双色球2026130期', '７位', '明天21点30分')).toEqual(number)
    expect(read('😀'.repeat(64), '32', '2026-12-26 09:00')).toMatchObject({ digits: 32 })
  })

  it.each([
    ['missing', null, '7', '明天 21:30'],
    ['missing', '双色球', null, '明天 21:30'],
    ['missing', '双色球', '7', null],
    ['name', '字'.repeat(65), '7', '明天 21:30'],
    ['name', '双\u0007色球', '7', '明天 21:30'],
    ['digits', '双色球', '3', '明天 21:30'],
    ['digits', '双色球', '33', '明天 21:30'],
    ['digits', '双色球', '7.5', '明天 21:30'],
    ['digits', '双色球', '-7', '明天 21:30'],
    ['moment', '双色球', '7', '明天'],
    ['moment', '双色球', '7', '明天 25:00'],
    ['past', '双色球', '7', '今天 09:00'],
    ['far', '双色球', '7', '2026-12-26 09:01'],
  ])('is refused for its fault: %s', (fault, name, digits, expected) => {
    expect(read(name, digits, expected)).toBe(fault)
  })
})

describe('the digits that came', () => {
  it('are read in any width and spacing, and count exactly', () => {
    for (const text of ['0123456', '０１２３４５６', '01 23 45 6', '01,23，45-6']) {
      expect(readDigits(text, 7)).toBe('0123456')
    }
    for (const text of ['', '012345', '01234567', '012345a', '012345.', '一二三四五六七', '٠١٢٣٤٥٦']) {
      expect(readDigits(text, 7)).toBeNull()
    }
  })
})
