import { describe, expect, it } from 'vitest'
import {
  day,
  identifier,
  integer,
  list,
  moment,
  phone,
  ratio,
  text,
} from '../../../../commands/registries/kinds/cells.js'
import { CellFault } from '../../../../commands/registries/kinds/table.js'

describe('a day', () => {
  it.each([
    '2026-03-01',
    '2026/3/1',
    '2026.3.1',
    '2026年3月1日',
    '20260301',
    '２０２６／３／１',
    '2026-3-1',
    '2026-03-01 00:00:00',
    '46082',
  ])('reads %s', (cell) => {
    expect(day(cell)).toBe('2026-03-01')
  })
  it.each(['2026-02-30', '2026-13-01', '2026.3/1', '12345', '3月1日', '2026-03/01'])('refuses %s', (cell) => {
    expect(() => day(cell)).toThrow(CellFault)
  })
})

describe('a moment', () => {
  it('is at UTC+8, at midnight when no time is given', () => {
    expect(moment('2026年1月20日')).toBe('2026-01-19T16:00:00.000Z')
    expect(moment('2026-01-20 9:30')).toBe('2026-01-20T01:30:00.000Z')
    expect(() => moment('2026-01-20 25:00')).toThrow(CellFault)
    expect(() => moment('2026-01-20 09:30 上午')).toThrow(CellFault)
  })
})

describe('a ratio', () => {
  it.each([
    ['5%', [5, 100]],
    ['５％', [5, 100]],
    ['2.5%', [25, 1000]],
    ['3/100', [3, 100]],
    ['3／100', [3, 100]],
    ['0%', [0, 100]],
    ['100%', [100, 100]],
  ])('reads %s in whole numbers', (cell, pair) => {
    expect(ratio(cell)).toEqual(pair)
  })
  it.each(['0.05', '101%', '3/0', '5/3', '五成', '%', '-5%', '1/1000001'])('refuses %s', (cell) => {
    expect(() => ratio(cell)).toThrow(CellFault)
  })
})

describe('a list', () => {
  it('is separated in every way people do it, and names each thing once', () => {
    expect(list(identifier)('食品、消防;价格；环保，计量,食品、')).toEqual([
      '食品',
      '消防',
      '价格',
      '环保',
      '计量',
    ])
    expect(() => list(identifier)('、')).toThrow(CellFault)
  })
})

describe('other cells', () => {
  it('keep text as written, with line breaks folded', () => {
    expect(text(20)('通信地址（住所）\r\n  出资')).toBe('通信地址（住所） 出资')
    expect(() => text(3)('四个字呀')).toThrow('超过 3 个字')
    expect(() => text(9)('a\u0007b')).toThrow(CellFault)
  })
  it('hold identifiers to what a draw can carry', () => {
    expect(identifier('豫Ｆ-GS-0001')).toBe('豫F-GS-0001')
    for (const cell of ['a b', 'a,b', 'x'.repeat(65)]) expect(() => identifier(cell)).toThrow(CellFault)
  })
  it('hold numbers to their range', () => {
    expect(integer(1, 9)('９')).toBe(9)
    for (const cell of ['0', '10', '1.5', '-1', '一']) expect(() => integer(1, 9)(cell)).toThrow('1 到 9')
  })
  it('read telephone numbers without blanks', () => {
    expect(phone('0392-100 0000')).toBe('0392-1000000')
    expect(() => phone('不详')).toThrow(CellFault)
  })
})
