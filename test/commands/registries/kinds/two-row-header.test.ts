import { describe, expect, it } from 'vitest'
import { findHeader } from '../../../../commands/registries/kinds/header.js'
import { type ImportKind, tables } from '../../../../commands/registries/kinds/kinds.js'
import type { Table } from '../../../../commands/registries/kinds/table.js'

function find(kind: ImportKind, ...rows: string[][]) {
  return findHeader(
    tables[kind] as Table<unknown>,
    rows.map((cells, i) => ({ row: i + 1, cells })),
  )
}

const UPPER = [
  '统一社会信用代码',
  '企业名称',
  '主体类型',
  '行业',
  '辖区',
  '住所',
  '状态',
  '信用等级',
  '联系人',
  '',
]
const DATA = [
  '92410603YX0001828R',
  '某店',
  '个体工商户',
  '餐饮服务',
  '红旗街道',
  '红旗街1号',
  '存续',
  'A',
  '张三',
  '139',
]

describe('a header over two rows', () => {
  it('is both rows, with the group’s name where the lower word alone says nothing', () => {
    const header = find('firms', ['名录库'], UPPER, ['', '', '', '', '', '', '', '', '姓名', '电话'], DATA)
    expect(header).toMatchObject({ row: 3, missing: [], conflicts: [], unread: ['联系人姓名'] })
    expect(header?.places.get('phone')).toBe(9)
  })

  it('means what group and word mean together before what the word means alone', () => {
    const upper = ['人员', '', '部门代码', '角色']
    const header = find('people', upper, ['编号', '姓名', '', ''], ['P1', '张三', 'GS', '执法人员'])
    expect(header).toMatchObject({ row: 2, missing: [], conflicts: [], unread: [] })
    expect([...(header?.places ?? [])]).toEqual(
      expect.arrayContaining([
        ['id', 0],
        ['name', 1],
        ['department', 2],
        ['roles', 3],
      ]),
    )
  })

  it('is refused where two groups hold the same column', () => {
    const upper = [...UPPER.slice(0, 8), '联系人', '', '法定代表人', '']
    const lower = [...Array.from({ length: 8 }, () => ''), '姓名', '电话', '姓名', '电话']
    expect(find('firms', upper, lower, DATA)?.conflicts).toEqual(['「电话」列出现了两次，请只保留一列'])
  })

  it('is one row where the next is data, or the one before a title', () => {
    expect(find('firms', UPPER, DATA)).toMatchObject({ row: 1, unread: ['联系人'] })
    expect(find('firms', ['名录库', '', '', '2026年'], UPPER, DATA)).toMatchObject({
      row: 2,
      unread: ['联系人'],
    })
    const sparse = ['92410603YX0001828R', '', '', '', '', '', '', '', '', '电话']
    expect(find('firms', UPPER, sparse)).toMatchObject({ row: 1 })
  })
})
