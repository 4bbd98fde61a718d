/** Four plans of the sample's year, one of them joint, and the recusals between their inspectors and firms. */
import { leadingCode } from './departments.js'
import type { SampleFirm } from './firms.js'
import type { Staff } from './people.js'
import { createChance } from './random.js'

const header =
  '计划编号,计划名称,年度,牵头部门,参与部门,抽查事项,适用行业,适用主体类型,适用主体标签,A级比例,B级比例,C级比例,D级比例,每组人数,执法人员标签,每人任务上限,抽查频次,开始日期,结束日期,办理工作日,见证人数,批准人,批准时间,备案号'

// Name, departments, items, trades, types, tags, four shares, inspectors a visit, their tags, most visits, working days.
const lines = `
企业公示信息抽查|GS|GS-01、GS-02||有限责任公司、股份有限公司、个人独资企业||2%|3%|5%|10%|2||8|20
食品销售环节食品安全抽查|SY|SY-01|食品销售|||5%|8%|15%|20%|2|食品|10|15
人员密集场所消防安全抽查|XD|XD-01|||人员密集场所|5%|8%|12%|20%|2|消防|12|15
餐饮服务单位部门联合抽查|GS、SY、ZJ|GS-03、SY-02、ZJ-01|餐饮服务|||4%|6%|3/25|18%|3||8|20
`

export function planRows(staff: Staff): string[][] {
  const approver = staff.leaderOf.get(leadingCode) ?? ''
  const rows = lines
    .trim()
    .split('\n')
    .map((line, index) => {
      const [name = '', departments = '', ...cells] = line.split('|')
      const [lead = '', ...others] = departments.split('、').map((code) => `SCQ-${code}`)
      const workingDays = cells.pop() ?? ''
      return [
        ...[`JH2026-0${index + 1}`, `2026年度${name}`, '2026', lead, others.join('、'), ...cells],
        ...['1', '2026-01-01', '2026-12-31', workingDays, '1'],
        ...[approver, '2026-01-20 10:00', `山双随机备〔2026〕${index + 1}号`],
      ]
    })
  return [header.split(','), ...rows]
}

const recusalCount = 25
const reasons = ['近亲属在该单位任职', '近亲属为该单位股东', '曾在该单位工作', '与该单位有房屋租赁关系']
const tradesOf: Record<string, string[]> = {
  'SCQ-GS': ['餐饮服务', '批发', '制造业'],
  'SCQ-SY': ['食品销售', '餐饮服务'],
  'SCQ-ZJ': ['餐饮服务'],
  'SCQ-XD': ['住宿业', '文化娱乐'],
}

export function recusalRows(staff: Staff, firms: SampleFirm[]): string[][] {
  const chance = createChance('recusals')
  const candidates = staff.roll.filter(({ unit }) => unit.code in tradesOf)
  const rows = new Map<string, string[]>()
  while (rows.size < recusalCount) {
    const inspector = chance.pick(candidates)
    const trades = tradesOf[inspector.unit.code] ?? []
    const firm = chance.pick(firms.filter(({ trade, status }) => status === '存续' && trades.includes(trade)))
    rows.set(firm.code, [inspector.id, firm.code, chance.pick(reasons)])
  }
  return [['执法证号', '统一社会信用代码', '回避原因'], ...rows.values()]
}
