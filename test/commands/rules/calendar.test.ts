import { afterEach, describe, expect, it } from 'vitest'
import { createCalendar } from '../../../commands/rules/calendar.js'
import { addDays } from '../../../commands/rules/office-time.js'

const calendar = createCalendar([])

describe('calendar', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it('knows the holidays and the working weekends of 2026', () => {
    const off: string[] = []
    for (let day = '2026-02-09'; day <= '2026-03-01'; day = addDays(day, 1))
      if (!calendar.isWorkingDay(day)) off.push(day.slice(5))
    expect(off).toEqual([
      ...['02-15', '02-16', '02-17', '02-18', '02-19', '02-20', '02-21', '02-22', '02-23', '03-01'],
    ])
    expect(calendar.isWorkingDay('2026-09-20')).toBe(true)
    expect(calendar.isWorkingDay('2026-10-07')).toBe(false)
    expect(calendar.isWorkingDay('2026-10-10')).toBe(true)
  })

  it.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'])(
    'answers the same where the server stands in %s',
    (TZ) => {
      process.env.TZ = TZ
      const fresh = createCalendar([])
      expect(
        ['2026-02-13', '2026-02-14', '2026-02-15', '2026-02-23', '2026-02-24'].map(fresh.isWorkingDay),
      ).toEqual([true, true, false, false, true])
      expect([fresh.isKnown('2004-01-01'), fresh.isKnown('2003-12-31')]).toEqual([true, false])
    },
  )

  it('counts working days forwards and backwards across Spring Festival', () => {
    const from = (day: string, n: number) => calendar.add(day, n)
    expect(from('2026-02-13', 1)).toEqual({ day: '2026-02-14', estimated: false })
    expect(from('2026-02-13', 2).day).toBe('2026-02-24')
    expect(from('2026-02-18', 1).day).toBe('2026-02-24')
    expect(from('2026-02-24', -1).day).toBe('2026-02-14')
    expect(from('2026-02-18', -2).day).toBe('2026-02-13')
    expect(from('2026-02-27', 2).day).toBe('2026-03-02')
  })

  it('takes 0 for the day itself or the next working day', () => {
    expect(calendar.add('2026-02-14', 0).day).toBe('2026-02-14')
    expect(calendar.add('2026-02-15', 0).day).toBe('2026-02-24')
    expect(calendar.nextWorkingDay('2026-10-01')).toBe('2026-10-08')
    expect(calendar.nextWorkingDay('2026-10-08')).toBe('2026-10-08')
  })

  it('counts the working days after one day up to another', () => {
    expect(calendar.between('2026-02-13', '2026-02-24')).toBe(2)
    expect(calendar.between('2026-02-14', '2026-02-23')).toBe(0)
    expect(calendar.between('2026-02-24', '2026-02-13')).toBe(-2)
    expect(calendar.between('2026-02-16', '2026-02-16')).toBe(0)
  })

  it('undoes with between what it did with add', () => {
    for (let day = '2026-09-15'; day < '2026-10-15'; day = addDays(day, 1))
      for (const n of [1, 2, 3, 7, 20]) expect(calendar.between(day, calendar.add(day, n).day)).toBe(n)
  })

  it('estimates years without data by Monday to Friday and says so', () => {
    expect(calendar.isKnown('2026-12-31')).toBe(true)
    expect(calendar.isKnown('2027-01-01')).toBe(false)
    expect(calendar.add('2026-12-30', 1)).toEqual({ day: '2026-12-31', estimated: false })
    expect(calendar.add('2026-12-30', 3)).toEqual({ day: '2027-01-04', estimated: true })
    expect(calendar.add('2027-01-02', 0)).toEqual({ day: '2027-01-04', estimated: true })
    expect(calendar.add('2027-01-01', -1)).toEqual({ day: '2026-12-31', estimated: false })
  })

  it('lets an override win over the package, and know its year', () => {
    const later = createCalendar([
      ...['01', '02', '03'].map((day) => ({ day: `2027-01-${day}`, working: false })),
      { day: '2027-01-09', working: true },
      { day: '2027-02-05', working: false },
      { day: '2026-03-10', working: false },
    ])
    expect(later.isKnown('2027-06-01')).toBe(true)
    expect(later.isKnown('2028-01-01')).toBe(false)
    expect(later.add('2026-12-31', 1)).toEqual({ day: '2027-01-04', estimated: false })
    expect(later.isWorkingDay('2027-01-09')).toBe(true)
    expect(later.between('2026-03-09', '2026-03-11')).toBe(1)
  })

  it('takes single days for no notice: the year stays unknown', () => {
    const single = createCalendar([
      { day: '2027-01-01', working: false },
      { day: '2027-01-09', working: true },
    ])
    expect(single.isWorkingDay('2027-01-01')).toBe(false)
    expect(single.isKnown('2027-06-01')).toBe(false)
    expect(single.add('2026-12-31', 1)).toEqual({ day: '2027-01-04', estimated: true })
  })
})
