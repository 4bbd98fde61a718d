import { describe, expect, it } from 'vitest'
import { monthEnd, responsibleFor } from '../../../commands/rules/measures.js'

const d = (code: string, name: string, shortName: string) => ({ code, name, shortName })
const ALL = [
  d('FZ', '区政府法制办', '法制办'),
  d('GS', '区工商分局', '工商分局'),
  d('FG', '区发改委', '发改委'),
  d('T1', '石林镇', '石林镇'),
  d('J1', '山城路街道办事处', '山城路街道'),
]
const meant = (units: string) => responsibleFor(units, ALL).map(({ code }) => code)

describe('the units of the timetable', () => {
  it.each([
    ['区全面推行“双随机一公开”监管工作领导小组各成员单位', ['FZ', 'GS', 'FG', 'T1', 'J1']],
    ['区政府法制办', ['FZ']],
    ['区工商分局牵头,各监管部门配合', ['FZ', 'GS', 'FG', 'T1', 'J1']],
    ['区政府法制办、工商分局牵头', ['FZ', 'GS']],
    ['各乡镇、街道办事处', ['T1', 'J1']],
    ['某某公司', []],
  ])('%s', (units, codes) => expect(meant(units)).toEqual(codes))
})

it('knows the last day of a month that is named without a day', () => {
  expect(monthEnd('2016年12月底')).toBe('2016-12-31')
  expect(monthEnd('2028年2月末')).toBe('2028-02-29')
  expect(monthEnd('2016年13月底')).toBeNull()
  expect(monthEnd('2016年10月10日')).toBeNull()
})
