import { describe, expect, it } from 'vitest'
import {
  addDays,
  formatDay,
  isQuiet,
  officeDay,
  officeInstant,
  officeTime,
  quietEnds,
  weekEnd,
} from '../../../commands/rules/office-time.js'

const SHANGHAI = 'Asia/Shanghai'
const at = (time: string) => new Date(`${time}+08:00`)

describe('office time', () => {
  it('shows the day and the time of the office, not of the server', () => {
    expect(officeDay(new Date('2026-03-09T16:00:00Z'), SHANGHAI)).toBe('2026-03-10')
    expect(officeDay(new Date('2026-03-09T15:59:59.999Z'), SHANGHAI)).toBe('2026-03-09')
    expect(officeTime(new Date('2026-03-09T16:00:00Z'), SHANGHAI)).toBe('00:00')
    expect(officeTime(new Date('2026-03-09T15:59:59.999Z'), SHANGHAI)).toBe('23:59')
  })

  it('finds the instant of a time at the office', () => {
    expect(officeInstant('2026-03-10', '08:00', SHANGHAI)).toEqual(at('2026-03-10T08:00'))
    expect(officeInstant('2026-01-01', '00:00', 'Pacific/Kiritimati')).toEqual(
      new Date('2025-12-31T10:00:00Z'),
    )
    expect(officeInstant('2026-01-01', '23:59', 'Pacific/Pago_Pago')).toEqual(
      new Date('2026-01-02T10:59:00Z'),
    )
  })

  it('takes the earlier of two equal times and moves on from a skipped one', () => {
    const berlin = (day: string, time: string) => officeInstant(day, time, 'Europe/Berlin').toISOString()
    expect(berlin('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z')
    expect(berlin('2026-10-25', '03:00')).toBe('2026-10-25T02:00:00.000Z')
    expect(berlin('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z')
    expect(berlin('2026-03-29', '01:59')).toBe('2026-03-29T00:59:00.000Z')
    expect(officeInstant('1991-04-14', '02:30', SHANGHAI).toISOString()).toBe('1991-04-13T18:30:00.000Z')
  })

  it('refuses what is no day, time or zone', () => {
    expect(() => officeInstant('2026-13-01', '08:00', SHANGHAI)).toThrow(RangeError)
    expect(() => officeInstant('2026-03-10', '8:00', SHANGHAI)).toThrow(RangeError)
    expect(() => officeDay(new Date(), 'Asia/Nowhere')).toThrow(RangeError)
    expect(() => addDays('soon', 1)).toThrow(RangeError)
  })

  it('adds days across months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(addDays('2026-03-10', 0)).toBe('2026-03-10')
  })

  it('ends the week on Sunday', () => {
    expect(weekEnd('2026-03-09')).toBe('2026-03-15')
    expect(weekEnd('2026-03-15')).toBe('2026-03-15')
    expect(weekEnd('2026-12-31')).toBe('2027-01-03')
  })

  it('writes a day as people say it', () => {
    expect(formatDay('2026-03-10')).toBe('3月10日（周二）')
    expect(formatDay('2026-11-01')).toBe('11月1日（周日）')
  })

  it('keeps quiet from 21:00 until 8:00', () => {
    const quiet = (time: string) => isQuiet(at(`2026-03-10T${time}`), SHANGHAI)
    expect(['20:59:59', '21:00', '00:00', '07:59:59', '08:00'].map(quiet)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
    const ends = (time: string) => quietEnds(at(`2026-03-10T${time}`), SHANGHAI)
    expect(ends('21:00')).toEqual(at('2026-03-11T08:00'))
    expect(ends('00:00')).toEqual(at('2026-03-10T08:00'))
    expect(ends('07:59:59')).toEqual(at('2026-03-10T08:00'))
    expect(ends('12:00')).toEqual(at('2026-03-10T12:00'))
  })
})
