/** A draw of made-up firms and people for the tests of its papers. */
import type { DrawSheetData } from '../../../server/documents/draw-data.js'

const STEMS = '甲乙丙丁戊己庚辛壬癸'

const hex = (digit: string) => digit.repeat(62).concat('0f')

/** A draw of `count` visits with two inspectors each; changes go on top. */
export function sampleDraw(count: number, change: Partial<DrawSheetData> = {}): DrawSheetData {
  return {
    drawNo: 'CQ2026-003',
    nth: 1,
    reason: null,
    plan: { no: 'JH2026-01', name: '2026年度食品销售企业跨部门联合抽查计划', filingNo: '备〔2026〕12号' },
    leadDepartment: '市场监管局',
    joiningDepartments: ['税务局', '生态环境局', '消防救援大队'],
    items: [
      { code: 'SP-01', name: '食品经营许可与从业人员健康管理检查' },
      { code: 'SW-04', name: '发票开具与使用情况检查' },
      { code: 'XF-02', name: '经营场所消防安全检查' },
    ],
    startedBy: { name: '经办甲', department: '市场监管局' },
    committedAt: '2026-03-16T01:02:03.000Z',
    witnesses: [
      { name: '见证甲', department: '税务局', text: '春风又绿江南岸 2026', at: '2026-03-16T01:05:30.000Z' },
      { name: '见证乙', department: '生态环境局', text: '第一行\n第二行', at: '2026-03-16T16:30:09.000Z' },
    ],
    drawnAt: '2026-03-16T16:30:11.000Z',
    commitHash: hex('c'),
    files: { sheet: hex('1'), excluded: hex('2'), inspectors: hex('3'), seats: hex('4') },
    registry: { n: 1207, hash: hex('5') },
    beacon: null,
    seed: hex('a'),
    excluded: [
      { reason: '本年度已检查满次', count: 37 },
      { reason: '已注销', count: 5 },
    ],
    strata: [
      { creditClass: 'A', firms: 900, rule: { ratio: [1, 100] }, drawn: 9 },
      { creditClass: 'B', firms: 141, rule: { ratio: [1, 3], weighted: true }, drawn: 47 },
      { creditClass: 'D', firms: 12, rule: { count: 4 }, drawn: 4 },
    ],
    due: '2026-04-14',
    dueEstimated: false,
    visits: Array.from({ length: count }, (_, index) => sampleVisit(index)),
    timeZone: 'Asia/Shanghai',
    ...change,
  }
}

function sampleVisit(index: number): DrawSheetData['visits'][number] {
  const two = `${index + 1}`.padStart(2, '0')
  const long = index % 7 === 0 ? '河畔新区综合物流配送' : ''
  return {
    no: `RW2026-003-${two}`,
    firm: {
      code: `91410603MA4${two}7K2X${index % 10}`,
      name: `样例${two}号${long}食品有限公司`,
      type: '有限责任公司',
      trade: '食品销售',
      district: index % 3 === 0 ? '高新技术产业区' : '红旗街道',
      address: `样例区和平路 ${index + 1} 号`,
      creditClass: index % 4 === 0 ? 'B' : 'A',
    },
    inspectors: [
      { name: `检查${STEMS[index % 10]}`, department: '市场监管局' },
      { name: `协查${STEMS[(index + 3) % 10]}`, department: '税务局' },
    ],
  }
}
