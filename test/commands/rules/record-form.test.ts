import { describe, expect, it } from 'vitest'
import { type RecordDraft, readRecord, type Vocabulary } from '../../../commands/rules/record-form.js'

const vocabulary: Vocabulary = {
  version: '1',
  results: [
    { name: '未发现问题', problem: false, aliases: ['正常', '合格'] },
    { name: '发现问题已责令改正', problem: true, aliases: ['已责令改正'] },
    { name: '发现问题待后续处理', problem: true, aliases: ['待处理'] },
    { name: '通过登记的住所无法联系', problem: true, aliases: ['失联'] },
  ],
  methods: [
    { name: '实地检查', aliases: ['现场检查'] },
    { name: '书面检查', aliases: [] },
    { name: '网络监测', aliases: [] },
  ],
}
const about = {
  visitItems: [
    { code: 'SC-001', name: '公示信息检查', method: '书面检查' },
    { code: 'SC-002', name: '登记事项检查', method: '现场检查' },
    { code: 'XF-001', name: '消防安全检查', method: '委托检测' },
  ],
  vocabulary,
  today: '2026-03-10',
  drawnOn: '2026-03-02',
}
const single = { ...about, visitItems: about.visitItems.slice(0, 1) }

function draftOf(text: string, subject = about): RecordDraft {
  const outcome = readRecord(text, subject)
  if ('faults' in outcome) throw new Error(outcome.faults.join('\n'))
  return outcome.ok
}

function faultsOf(text: string, subject = about): string[] {
  const outcome = readRecord(text, subject)
  return 'faults' in outcome ? outcome.faults : []
}

const dayOf = (date: string, subject = about) => draftOf(`结果=1 签字=是 日期=${date}`, subject).inspectedOn

describe('readRecord', () => {
  it('completes one line: the result for all items, each item its method, today', () => {
    expect(draftOf('结果=未发现问题 签字=是')).toEqual({
      items: [
        { item: 'SC-001', result: '未发现问题', method: '书面检查' },
        { item: 'SC-002', result: '未发现问题', method: '实地检查' },
        { item: 'XF-001', result: '未发现问题', method: '实地检查' },
      ],
      inspectedOn: '2026-03-10',
      signed: true,
      unsignedReason: null,
      onSiteWitness: null,
      expert: null,
      adopted: null,
      note: null,
      reason: null,
    })
  })

  it('reads a filled-in form, blank lines and all', () => {
    const form = [
      ...[
        '结果：1',
        '结果2：已责令改正',
        '方式：网络监测',
        '日期：3月9日',
        '签字：否',
        '未签原因：负责人外出',
      ],
      ...['见证人：社区网格员', '备注：门牌：10号；电话：无', '更正：', ''],
    ]
    expect(draftOf(form.join('\n'))).toEqual({
      items: [
        { item: 'SC-001', result: '未发现问题', method: '网络监测' },
        { item: 'SC-002', result: '发现问题已责令改正', method: '网络监测' },
        { item: 'XF-001', result: '未发现问题', method: '网络监测' },
      ],
      inspectedOn: '2026-03-09',
      signed: false,
      unsignedReason: '负责人外出',
      onSiteWitness: '社区网格员',
      expert: null,
      adopted: null,
      note: '门牌：10号；电话：无',
      reason: null,
    })
  })

  it('reads results by item: number, other name, code, full width', () => {
    const results = draftOf('事项１＝合格 结果sc-002=失联 事项XF-001=待处理 方式3=书面 签字=盖章').items
    expect(results).toEqual([
      { item: 'SC-001', result: '未发现问题', method: '书面检查' },
      { item: 'SC-002', result: '通过登记的住所无法联系', method: '实地检查' },
      { item: 'XF-001', result: '发现问题待后续处理', method: '书面检查' },
    ])
  })

  it('reads one line with Chinese colons', () => {
    expect(draftOf('结果：未发现问题 签字：是 备注：时间：上午', single)).toMatchObject({
      signed: true,
      note: '时间：上午',
    })
  })

  it('takes numbers, aliases and beginnings that are unique', () => {
    const result = (typed: string) => draftOf(`结果=${typed} 签字=是`, single).items[0]?.result
    expect(['１', '正常', '未发现', '2', '发现问题待'].map(result)).toEqual([
      ...['未发现问题', '未发现问题', '未发现问题', '发现问题已责令改正', '发现问题待后续处理'],
    ])
    expect(faultsOf('结果=发现问题 签字=是')).toEqual([
      '结果“发现问题”不够明确，可能是：发现问题已责令改正；发现问题待后续处理。',
    ])
    const options =
      '可选：1 未发现问题；2 发现问题已责令改正；3 发现问题待后续处理；4 通过登记的住所无法联系。'
    for (const typed of ['0', '5', '挺好'])
      expect(faultsOf(`结果=${typed} 签字=是`)).toEqual([`结果里没有“${typed}”这一项。${options}`])
    expect(faultsOf('结果=1 方式=电话 签字=是')).toEqual([
      '方式里没有“电话”这一项。可选：1 实地检查；2 书面检查；3 网络监测。',
    ])
  })

  it('asks for the results that are missing, naming the items', () => {
    expect(faultsOf('签字=是')).toEqual([
      expect.stringMatching(/^缺少检查结果，请写“结果=…”。可选：1 未发现问题；/),
    ])
    expect(faultsOf('结果= 签字=是')).toHaveLength(1)
    expect(faultsOf('结果1=1 签字=是')).toEqual([
      expect.stringMatching(/^缺少事项2“登记事项检查”的结果，请写“结果2=…”。/),
      expect.stringMatching(/^缺少事项3“消防安全检查”/),
    ])
    expect(faultsOf('结果=1 结果2= 签字=是')).toEqual([expect.stringMatching(/^缺少事项2/)])
  })

  it.each([
    ['2026-03-05', '2026-03-05'],
    ['2026年3月5日', '2026-03-05'],
    ['2026/3/5', '2026-03-05'],
    ['３月５日', '2026-03-05'],
    ['3月5号', '2026-03-05'],
    ['今天', '2026-03-10'],
    ['昨天', '2026-03-09'],
    ['2026-03-02', '2026-03-02'],
    ['2026-03-10', '2026-03-10'],
  ])('reads the day %j', (typed, day) => {
    expect(dayOf(typed)).toBe(day)
  })

  it('leaves the inspection on its day when an earlier version is replaced, unless another day is given', () => {
    const again = { ...about, earlier: { inspectedOn: '2026-03-04' } }
    expect(dayOf('', again)).toBe('2026-03-04')
    expect(dayOf('今天', again)).toBe('2026-03-10')
    expect(dayOf('', about)).toBe('2026-03-10')
  })

  it('takes a day without year from the last year in January', () => {
    const january = { ...about, today: '2027-01-05', drawnOn: '2026-12-20' }
    expect(dayOf('12月30日', january)).toBe('2026-12-30')
    expect(dayOf('1月4日', january)).toBe('2027-01-04')
  })

  it('refuses days that do not exist, lie ahead or before the draw', () => {
    const fault = (date: string) => faultsOf(`结果=1 签字=是 日期=${date}`)
    for (const date of ['2月30日', '2026-02-29', '2026-00-10', '0000-01-01x', '上周', '10'])
      expect(fault(date)).toEqual([`看不懂日期“${date}”，请写成“2026-03-10”“3月10日”“今天”或“昨天”。`])
    for (const date of ['2026-03-11', '3月11日'])
      expect(fault(date)).toEqual(['检查日期2026-03-11还没有到，请写实际检查的那一天。'])
    expect(fault('3月1日')).toEqual(['检查日期2026-03-01早于抽取日2026-03-02，请核对。'])
    expect(faultsOf('结果=1 签字=是 日期=昨天', { ...about, drawnOn: '2026-03-10' })).toHaveLength(1)
  })

  it('needs the signature, or why it is missing', () => {
    const signed = (typed: string) => draftOf(`结果=1 签字=${typed}`).signed
    for (const typed of ['是', '已签', '已签字', '盖章', '已盖章', '签了', '√', 'Y'])
      expect(signed(typed), typed).toBe(true)
    for (const typed of ['否', '未签', '没有签字', '未盖章', '拒签', '无'])
      expect(draftOf(`结果=1 签字=${typed} 原因=拒绝`), typed).toMatchObject({
        signed: false,
        unsignedReason: '拒绝',
      })
    expect(draftOf('结果=1 盖章=是').signed).toBe(true)
    expect(faultsOf('结果=1')).toEqual(['缺少签字情况，请写“签字=是”或“签字=否”。'])
    expect(faultsOf('结果=1 签字=大概')).toEqual(['看不懂签字情况“大概”，请写“签字=是”或“签字=否”。'])
    expect(faultsOf('结果=1 签字=否')).toEqual(['没有签字或盖章的，请写明原因：“未签原因=…”。'])
    expect(faultsOf('结果=1 签字=是 原因=写错了')).toEqual([expect.stringMatching('更正原因=')])
  })

  it('takes the reason of a new version', () => {
    expect(draftOf('结果=1 签字=是 更正=日期 写错').reason).toBe('日期 写错')
    expect(draftOf('结果=1 签字=是 更正原因=日期').reason).toBe('日期')
  })

  it('tells every fault in one go', () => {
    expect(faultsOf('嗯 结过=1 地点=这里 日期=明天 日期=今天 签字=是 盖章=是 结果9=1')).toEqual([
      '看不懂“嗯”，请写成“结果=…”这样的形式。',
      '“日期”写了不止一次，请只留一个。',
      '不认识“结过”，是不是“结果”？',
      expect.stringMatching(
        /^不认识“地点”，可以写的有：结果、方式、日期、签字、未签原因、见证人、备注、专家、采用结果、更正原因。$/,
      ),
      '“盖章”与前面写的“签字”重复，请只留一个。',
      '没有“结果9”：这次任务只有3个事项。',
      expect.stringMatching(/^缺少检查结果/),
      '看不懂日期“明天”，请写成“2026-03-10”“3月10日”“今天”或“昨天”。',
    ])
  })

  it('takes one result for an item, however it is named', () => {
    expect(faultsOf('结果1=1 事项SC-001=2 结果=1 签字=是')).toEqual([
      '“事项sc-001”与前面写的“结果1”重复，请只留一个。',
    ])
  })

  it('counts long texts in characters', () => {
    expect(draftOf(`结果=1 签字=是 备注=${'😀'.repeat(2000)}`).note).toHaveLength(4000)
    expect(faultsOf(`结果=1 签字=是 备注=${'字'.repeat(2001)}`)).toEqual([
      '备注太长：现有2001字，最多2000字。',
    ])
    expect(faultsOf(`结果=1 签字=否 原因=${'字'.repeat(501)}`)).toEqual([
      '未签原因太长：现有501字，最多500字。',
    ])
  })

  it('answers enormous nonsense shortly', () => {
    const [fault = ''] = faultsOf(`${'长'.repeat(100_000)}=${'😀'.repeat(100_000)}`)
    expect(fault.length).toBeLessThan(200)
    const keys = Array.from({ length: 20_000 }, (_, i) => `甲${i}=1`)
    expect(faultsOf(keys.join(' '))).toHaveLength(10)
  })
})
