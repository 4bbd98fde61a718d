import { expect, it } from 'vitest'
import { tellsOfHealth } from '../../../commands/rules/health-words.js'

it.each([
  ['原因=生病', true],
  ['胃出血，明天住院', true],
  ['怀孕七个月', true],
  ['原因=近亲属关系', false],
  ['公出，去郑州开会', false],
  ['', false],
])('“%s” tells of health: %s', (text, told) => {
  expect(tellsOfHealth(text)).toBe(told)
})
