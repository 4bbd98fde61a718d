import { describe, expect, it } from 'vitest'
import {
  drawNo,
  planNo,
  readDrawNo,
  readPlanNo,
  readVisitNo,
  receiptNo,
  visitNo,
} from '../../../commands/rules/numbers.js'

describe('numbers', () => {
  it('are written in one form', () => {
    expect(planNo(2026, 1)).toBe('JH2026-01')
    expect(planNo(2026, 100)).toBe('JH2026-100')
    expect(drawNo(2026, 3)).toBe('CQ2026-003')
    expect(receiptNo('2026-11-23', 17)).toBe('HZ20261123-0017')
    expect(receiptNo('2026-11-23', 12345)).toBe('HZ20261123-12345')
  })

  it('of one draw are all as wide as its last', () => {
    expect(visitNo('CQ2026-003', 6, 20)).toBe('RW2026-003-07')
    expect(visitNo('CQ2026-003', 98, 99)).toBe('RW2026-003-99')
    expect(visitNo('CQ2026-003', 6, 100)).toBe('RW2026-003-007')
    expect(visitNo('CQ2026-1000', 0, 1)).toBe('RW2026-1000-01')
  })

  it.each([
    ['RW2026-003-07', 'RW2026-003-07'],
    ['rw2026-3-7', 'RW2026-003-07'],
    ['ＲＷ２０２６－００３－０７', 'RW2026-003-07'],
    [' rw 2026 3 7 ', 'RW2026-003-07'],
    ['RW2026—003—07', 'RW2026-003-07'],
    ['RW2026003-07', 'RW2026-003-07'],
    ['RW202600307', 'RW2026-003-07'],
    ['RW2026-00307', 'RW2026-003-07'],
    ['RW2026-003-007', 'RW2026-003-007'],
    ['RW2026003007', 'RW2026-003-007'],
    ['RW2026-1000-01', 'RW2026-1000-01'],
  ])('of a visit are understood from %j', (typed, no) => {
    expect(readVisitNo(typed)).toBe(no)
  })

  it.each([
    'RW2026100007',
    'RW2026-307',
    'RW2026-003',
    'RW2026-000-07',
    'RW2026-003-00',
    '2026-3-7',
    'CQ2026-003',
    '',
  ])('of a visit are not guessed from %j', (typed) => {
    expect(readVisitNo(typed)).toBeNull()
  })

  it('of plans and draws are understood, and not taken for each other', () => {
    for (const typed of ['JH2026-01', 'jh2026-1', 'ｊｈ202601', 'JH 2026 001'])
      expect(readPlanNo(typed)).toBe('JH2026-01')
    for (const typed of ['CQ2026-003', 'cq2026-3', 'cq2026003', 'CQ－2026－3'])
      expect(readDrawNo(typed)).toBe('CQ2026-003')
    for (const typed of ['CQ2026-003', 'JH2026-00', 'JH2026', 'JH2026-01-02', 'JH2026-01 x', ''])
      expect(readPlanNo(typed)).toBeNull()
    for (const typed of ['JH2026-01', 'CQ2026-0', 'CQ26-3', '2026-003']) expect(readDrawNo(typed)).toBeNull()
  })

  it('survive being written and read', () => {
    for (const total of [1, 60, 99, 100, 4321])
      for (const index of [0, total - 1])
        expect(readVisitNo(visitNo('CQ2026-003', index, total))).toBe(visitNo('CQ2026-003', index, total))
  })
})
