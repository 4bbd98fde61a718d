import { describe, expect, it } from 'vitest'
import { departments } from '../../../../commands/registries/kinds/departments.js'
import { firms } from '../../../../commands/registries/kinds/firms.js'
import { readAll } from './read-all.js'

const header = ['部门代码', '部门名称', '部门简称', '领导小组办公室']

describe('reading a table', () => {
  it('finds columns in any order, under other names, in full width and with blanks', () => {
    const { records, faults } = readAll(
      departments,
      [' 简称', '单位 名称', '领导小组办公室', '代码　'],
      [['工商分局', ' 区工商分局 ', '', 'ＳＣＱ－ＧＳ']],
    )
    expect(faults).toEqual([])
    expect(records).toEqual([
      { row: 2, record: { code: 'SCQ-GS', name: '区工商分局', shortName: '工商分局', leading: false } },
    ])
  })

  it('names every fault of a row and leaves out that row only', () => {
    const { records, faults } = readAll(departments, header, [
      ['SCQ GS', '', '工商分局', '也许'],
      ['SCQ-SY', '区食药监分局', '食药监分局', '否'],
    ])
    expect(records.map(({ row }) => row)).toEqual([3])
    expect(faults).toEqual([
      { row: 2, column: '部门代码', value: 'SCQ GS', reason: '不能含有空格、逗号或控制字符' },
      { row: 2, column: '部门名称', value: '', reason: '不能为空' },
      { row: 2, column: '领导小组办公室', value: '也许', reason: '只能填写：是、否' },
    ])
  })

  it('reads nothing when a needed column is missing or a column comes twice', () => {
    const missing = readAll(departments, ['部门代码', '部门简称'], [['A', 'B']])
    expect([missing.records, missing.header?.missing]).toEqual([[], ['部门名称']])
    const doubled = readAll(departments, [...header, '代码'], [['A', 'B', 'C', '', 'D']])
    expect(doubled.records).toEqual([])
    expect(doubled.header?.conflicts).toEqual(['「部门代码」和「代码」都是「部门代码」列，请只保留一列'])
  })

  it('tells which columns it does not know, but not 序号, 备注 and 问题', () => {
    const found = readAll(
      departments,
      ['序号', ...header, '备注', '编制数', '问题'],
      [['1', 'A', '甲局', '甲', '', '', '12', '']],
    )
    expect(found.records).toHaveLength(1)
    expect([found.faults, found.header?.unread]).toEqual([[], ['编制数']])
  })

  it('refuses a second row about the same thing and skips blank rows', () => {
    const { records, faults } = readAll(departments, header, [
      ['A', '甲局', '甲', ''],
      ['', ' ', '　', ''],
      [''],
      ['Ａ', '甲局', '甲', ''],
    ])
    expect(records.map(({ record }) => record.name)).toEqual(['甲局'])
    expect(faults).toEqual([{ row: 5, column: '', value: 'A', reason: '与第 2 行重复' }])
  })

  it('refuses both of two rows that say different things about one', () => {
    const { records, faults } = readAll(departments, header, [
      ['A', '甲局', '甲', ''],
      ['B', '乙局', '乙', ''],
      ['A', '甲局二', '甲二', ''],
      ['A', '甲局三三', '甲三', ''],
    ])
    expect(records.map(({ row }) => row)).toEqual([3])
    expect(faults.map(({ row, reason }) => [row, reason])).toEqual([
      [2, '与第 4 行重复，内容却不同：请核对后只保留一行'],
      [4, '与第 2 行重复，内容却不同：请核对后只保留一行'],
      [5, '与第 2 行重复，内容却不同：请核对后只保留一行'],
    ])
  })

  it('refuses cells beyond the header, which shifted separators leave behind', () => {
    const { faults } = readAll(departments, header, [
      ['A', '甲', '局', '', '甲'],
      ['B', '乙局', '乙', '', ' '],
    ])
    expect(faults.map(({ row, value }) => [row, value])).toEqual([[2, '甲']])
  })

  it('says what is wrong with a credit code', () => {
    const read = (code: string) =>
      readAll(
        firms,
        ['统一社会信用代码', '名称', '主体类型', '行业', '辖区', '住所', '登记状态', '信用等级'],
        [[code, '某店', '个体工商户', '餐饮服务', '红旗街道', '红旗街1号', '开业', 'a级']],
      )
    expect(read('９２４１０６０３yx0001828r').records[0]?.record).toMatchObject({
      code: '92410603YX0001828R',
      status: '存续',
      creditClass: 'A',
      weight: 1,
      tags: [],
      phone: null,
    })
    const reasonOf = (code: string) => read(code).faults[0]?.reason
    expect(reasonOf('92410603YX0001828P')).toContain('校验位不对')
    expect(reasonOf('92410603YX000182IR')).toContain('不允许的字符')
    expect(reasonOf('92410603YX')).toContain('18 位')
    expect(reasonOf('9.2410603E+17')).toContain('科学计数法')
  })
})
