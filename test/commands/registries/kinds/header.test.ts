import { describe, expect, it } from 'vitest'
import { firms } from '../../../../commands/registries/kinds/firms.js'
import { findHeader } from '../../../../commands/registries/kinds/header.js'
import { inspectors } from '../../../../commands/registries/kinds/inspectors.js'
import { type ImportKind, tables } from '../../../../commands/registries/kinds/kinds.js'

const rows = (...cells: string[][]) => cells.map((row, i) => ({ row: i + 1, cells: row }))

describe('finding the header', () => {
  it('passes over titles and notes, and takes the row in which most columns are recognised', () => {
    const header = findHeader(
      firms,
      rows(
        ['山城区市场主体名录库'],
        ['填报单位：', '某局', '联系电话', '0392'],
        [
          '统一社会信用代码（必填）',
          '*企业名称',
          '所属行业：',
          '住所（经营场所）',
          '注册资本（万元）',
          '登记机关',
        ],
      ),
    )
    expect([header?.row, [...(header?.places.keys() ?? [])]]).toEqual([
      3,
      ['code', 'name', 'trade', 'address'],
    ])
    expect(header?.unread).toEqual(['注册资本（万元）', '登记机关'])
    expect(header?.missing).toEqual(['主体类型', '辖区', '登记状态', '信用等级'])
  })

  it('looks no further than the twentieth row', () => {
    const blank = Array.from({ length: 19 }, () => [''])
    expect(findHeader(firms, rows(...blank, ['名称', '状态']))?.row).toBe(20)
    expect(findHeader(firms, rows(...blank, [''], ['名称', '状态']))).toBeUndefined()
  })

  it('reads a weaker name only where no better one is there', () => {
    const both = findHeader(firms, rows(['注册号', '统一社会信用代码', '名称']))
    expect([both?.places.get('code'), both?.conflicts]).toEqual([1, []])
    expect(findHeader(firms, rows(['注册号', '名称']))?.places.get('code')).toBe(0)
  })

  it('refuses a name that fits two columns, unless both are there under their own', () => {
    expect(findHeader(inspectors, rows(['编号', '有效期']))?.conflicts).toEqual([
      '「编号」可以是「执法证号」，也可以是「人员编号」，请改成其中一个名称',
    ])
    expect(findHeader(inspectors, rows(['编号', '执法证号', '人员编号']))?.conflicts).toEqual([])
  })

  it.each(Object.keys(tables) as ImportKind[])('finds every column of %s under its own name', (kind) => {
    const names = Object.values(tables[kind].columns).map(({ header }) => header)
    const header = findHeader(tables[kind], rows(names))
    expect(header).toMatchObject({ missing: [], conflicts: [], unread: [] })
    expect(header?.places.size).toBe(names.length)
  })
})
