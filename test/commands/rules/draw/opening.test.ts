import { expect, it } from 'vitest'
import { isOpen, openingDay } from '../../../../commands/rules/draw/opening.js'

it('opens a proof the day after the visits’ last one, whatever day that is', () => {
  expect(openingDay('2026-12-31')).toBe('2027-01-01')
  expect(isOpen('2027-01-01', '2026-12-31')).toBe(false)
  expect(isOpen('2027-01-01', '2027-01-01')).toBe(true)
  expect(isOpen('2027-01-01', '2027-02-01')).toBe(true)
})

it('opens a proof at once where no day was committed to', () => {
  expect(isOpen(null, '2026-01-01')).toBe(true)
})
