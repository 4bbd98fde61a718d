import { describe, expect, it } from 'vitest'
import { firms } from '../../../../commands/registries/kinds/firms.js'
import { holidays } from '../../../../commands/registries/kinds/holidays.js'
import { inspectors } from '../../../../commands/registries/kinds/inspectors.js'
import { items } from '../../../../commands/registries/kinds/items.js'
import { people } from '../../../../commands/registries/kinds/people.js'
import { plans } from '../../../../commands/registries/kinds/plans.js'
import type { Table } from '../../../../commands/registries/kinds/table.js'
import { readAll } from './read-all.js'

function readRow<R>(table: Table<R>, row: Record<string, string>) {
  const { records, faults } = readAll(table, Object.keys(row), [Object.values(row)])
  return { record: records[0]?.record, faults: faults.map(({ column, reason }) => `${column}：${reason}`) }
}

const plan = {
  计划编号: 'JH2026-09',
  计划名称: '餐饮联合抽查',
  年度: '2026',
  牵头部门: 'SCQ-GS',
  参与部门: 'SCQ-SY、SCQ-GS',
  抽查事项: 'GS-03；SY-02',
  适用行业: '餐饮服务',
  A级比例: '3%',
  B级比例: '3/100',
  C级比例: '20家',
  D级比例: '10%（加权）',
  每人任务上限: '8',
  开始日期: '2026/1/1',
  结束日期: '2026年12月31日',
  办理工作日: '20',
  批准人: 'P0001',
  批准时间: '2026-01-20',
}

describe('a plan', () => {
  it('gets one rule for each credit class, the leading department first, and two inspectors unless it says more', () => {
    const { record, faults } = readRow(plans, plan)
    expect(faults).toEqual([])
    expect(record).toEqual({
      no: 'JH2026-09',
      name: '餐饮联合抽查',
      year: 2026,
      leadDepartment: 'SCQ-GS',
      departments: ['SCQ-GS', 'SCQ-SY'],
      items: ['GS-03', 'SY-02'],
      scope: { trades: ['餐饮服务'], types: [], districts: [], tags: [], classes: [] },
      rules: {
        A: { ratio: [3, 100] },
        B: { ratio: [3, 100] },
        C: { count: 20 },
        D: { ratio: [10, 100], weighted: true },
      },
      inspectorsPerVisit: 2,
      inspectorTags: [],
      maxVisits: 8,
      frequency: 1,
      from: '2026-01-01',
      to: '2026-12-31',
      workingDays: 20,
      witnesses: 1,
      beacon: null,
      unannounced: false,
      approvedBy: 'P0001',
      approvedAt: '2026-01-19T16:00:00.000Z',
      filingNo: null,
      importedBy: null,
      approvalLapsed: null,
    })
  })

  it('may wait for a public value, and be unannounced', () => {
    const read = (公开随机源: string, 不事先公开: string) =>
      readRow(plans, { ...plan, 公开随机源, 不事先公开 })
    expect(read('drand', '是').record).toMatchObject({ beacon: 'drand', unannounced: true })
    expect(read('公开号码', '否').record).toMatchObject({ beacon: 'number', unannounced: false })
    expect(read('Number', '').record).toMatchObject({ beacon: 'number', unannounced: false })
    expect(read('双色球', '').faults).toEqual(['公开随机源：只能填写：drand、公开号码'])
  })

  it('leaves out the classes that have no rule, but wants one', () => {
    const { record } = readRow(plans, { ...plan, A级比例: '', C级比例: '' })
    expect(Object.keys(record?.rules ?? {})).toEqual(['B', 'D'])
    const none = readRow(plans, { ...plan, A级比例: '', B级比例: '', C级比例: '', D级比例: '' })
    expect(none.faults).toEqual(['A级比例：至少要填写一个信用等级的抽取比例'])
  })

  it('is refused when its columns contradict each other or the law', () => {
    expect(readRow(plans, { ...plan, 结束日期: '2025-12-31' }).faults).toEqual([
      '结束日期：结束日期早于开始日期',
    ])
    for (const 年度 of ['2025', '2027'])
      expect(readRow(plans, { ...plan, 年度 }).faults).toEqual([
        '年度：年度不在开始日期到结束日期之间，请核对',
      ])
    expect(readRow(plans, { ...plan, 批准时间: '' }).faults).toEqual(['批准时间：批准人和批准时间要同时填写'])
    expect(readRow(plans, { ...plan, 每组人数: '1' }).faults).toEqual(['每组人数：应为 2 到 9 之间的整数'])
    expect(readRow(plans, { ...plan, A级比例: '20' }).faults).toEqual(['A级比例：请写成 3%、3/100 或 20家'])
  })
})

describe('the other tables', () => {
  it('read the roles of a person in Chinese', () => {
    const row = { 编号: 'P1', 姓名: '某某', 部门代码: 'SCQ-GS', 角色: '经办、执法人员', 电话: '' }
    expect(readRow(people, row).record).toEqual({
      id: 'P1',
      name: '某某',
      department: 'SCQ-GS',
      roles: ['office', 'inspector'],
      phone: null,
      active: true,
    })
    expect(readRow(people, { ...row, 角色: '局长' }).faults[0]).toContain('只能填写：')
    const active = ['在岗', '在职', '是', '离岗', '退休', '调离', '否'].map(
      (在岗) => readRow(people, { ...row, 在岗 }).record?.active,
    )
    expect(active).toEqual([true, true, true, false, false, false, false])
  })

  it('read the classes and states of firms as registries elsewhere write them', () => {
    const firm = { 信用代码: '92410603YX0001828R', 名称: '某店', 类型: '个体工商户', 行业: '餐饮服务' }
    const read = (状态: string, 信用等级: string) => {
      const { record } = readRow(firms, { ...firm, 辖区: '红旗街道', 住所: '红旗街1号', 状态, 信用等级 })
      return record && [record.status, record.creditClass]
    }
    expect(read('正常', 'A类')).toEqual(['存续', 'A'])
    expect(read('在营（开业）企业', '信用风险一般')).toEqual(['存续', 'B'])
    expect(read('吊销，未注销', 'ｃ类')).toEqual(['吊销', 'C'])
    expect(read('吊销，已注销', '高风险')).toEqual(['注销', 'D'])
    expect(read('撤销', 'A')).toBeUndefined()
  })

  it('want both ends of a leave, in order', () => {
    const row = {
      执法证号: '豫F-1',
      人员编号: 'P1',
      部门代码: 'A',
      有效期: '2027-12-31',
      请假起: '2026-03-02',
    }
    expect(readRow(inspectors, row).faults).toEqual(['请假结束：请假开始和请假结束要同时填写'])
    expect(readRow(inspectors, { ...row, 请假止: '2026-03-01' }).faults).toEqual([
      '请假结束：请假结束早于请假开始',
    ])
    expect(readRow(inspectors, { ...row, 请假止: '2026-03-20' }).record?.leaveTo).toBe('2026-03-20')
  })

  it('give an item its scope and its cap', () => {
    const { record, faults } = readRow(items, {
      事项编码: 'SY-01',
      事项名称: '食品销售安全检查',
      抽查依据: '《中华人民共和国食品安全法》第一百一十条',
      抽查主体: 'SCQ-SY',
      适用行业: '食品销售',
      适用信用等级: 'C、D级',
      抽查内容: '进货查验',
      抽查方式: '实地检查',
      抽查比例上限: '25%',
      年度频次上限: '2',
      类别: '重点检查事项',
    })
    expect(faults).toEqual([])
    expect(record).toMatchObject({
      scope: { trades: ['食品销售'], types: [], districts: [], tags: [], classes: ['C', 'D'] },
      ratioCap: [25, 100],
      kind: '重点',
      materials: '',
      publishedOn: null,
    })
  })

  it('read a holiday notice', () => {
    expect(readRow(holidays, { 日期: '2027年2月6日', 安排: '放假' }).record).toEqual({
      day: '2027-02-06',
      working: false,
    })
    expect(readRow(holidays, { 日期: '2027-02-14', 安排: '调休上班' }).record?.working).toBe(true)
  })
})
