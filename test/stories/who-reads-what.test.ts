/** Credit, lists, sharing, measures, bulletins, board and reports: each role asks for each in each kind of chat, and the public asks the pages. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROPOSED_TABLE } from '../../commands/rules/credit/read-table.js'
import type { Role } from '../../db/store.js'
import { importText } from './import-text.js'
import { type Office, openOffice } from './office.js'
import { tell } from './steps.js'

const ROLES: Role[] = ['office', 'inspector', 'leader', 'supervisor', 'admin']
const CHATS = new Map([
  ['O', 'office'],
  ['L', 'leaders'],
  ['D', 'dept:SCQ-FZ'],
])
const COMPLAINT = '群众反映短斤缺两'
const CONDUCT = '收受企业礼品'
const REASON = '拖欠工资拒不改正'
const USE = '用于政府采购审查'

/** What each asks for, what it reads if it may, and where: P private, O office group, L leaders' group, D department's group. */
const TABLE = `
                office inspector leader supervisor admin
/credit FIRM    P      P         P      P          -
/credit 规则    P      P         P      P          -
/complaint      P      -         P      -          -
/list           POLD   -         POLD   POLD       -
/share          POLD   -         POLD   POLD       -
/measure 全部   POLD   -         POLD   POLD       -
/bulletin 周    PO     -         PO     -          -
/digest         POL    -         POL    POL        POL
/board          -      -         P      P          P
/report 查看 1  -      -         -      P          -
`
const MARKS = new Map([
  ['/credit FIRM', '【信用档案】'],
  ['/credit 规则', '【信用等级评定规则】'],
  ['/complaint', COMPLAINT],
  ['/list', REASON],
  ['/share', USE],
  ['/measure 全部', '制定随机抽查事项清单'],
  ['/bulletin 周', '【通报草稿】'],
  ['/digest', '【双随机日报】'],
  ['/board', '/board/enter/'],
  ['/report 查看 1', CONDUCT],
])

describe('who reads what', () => {
  let office: Office
  let people: Record<Role, string>
  let firm: string

  beforeAll(async () => {
    office = await openOffice()
    // All of the leading office: what these are refused is refused for their role.
    const of = (role: Role, department?: string) => office.who(role, department)
    people = {
      ...{ office: await of('office', 'SCQ-FZ'), leader: await of('leader', 'SCQ-FZ') },
      ...{ inspector: await of('inspector'), supervisor: await of('supervisor'), admin: await of('admin') },
    }
    firm = await office.store.read(async (view) => (await view.firms.search(['有限公司'], 1, 0))[0]!.code)
    await importText(office.store, 'measures', readFileSync('sample/annex-2.csv', 'utf8'))
    await tell(office, people.office, `/credit 规则\n${PROPOSED_TABLE}`)
    await tell(office, people.leader, '/credit 规则 批准 1')
    await tell(office, people.office, `/complaint ${firm} ${COMPLAINT}`)
    await tell(office, people.leader, `/list 列入 联合惩戒 ${firm} 文号=1号 理由=${REASON} 期限=12`)
    await tell(office, people.leader, '确认列入')
    await tell(office, people.office, `/share 添加 发改委 结果=全部 用途=${USE}`)
    await tell(office, people.leader, '/share 批准 1')
    const inspector = await of('inspector', 'SCQ-SY')
    await tell(office, people.office, `/report ${inspector} ${CONDUCT}`)
  })
  afterAll(() => office.close())

  async function reads(role: Role, command: string): Promise<string> {
    const text = command.replace('FIRM', firm)
    let where = ''
    for (const [letter, chat] of [['P', `private:${people[role]}`] as const, ...CHATS]) {
      const said = await office.say(people[role], chat, text)
      if (said.some((one) => one.text.includes(MARKS.get(command)!))) where += letter
    }
    return where || '-'
  }

  it('in each kind of chat', { timeout: 120_000 }, async () => {
    const lines = [`${' '.repeat(16)}${ROLES.map((role) => role.padEnd(role.length + 1)).join('')}`]
    const widths = ROLES.map((role) => Math.max(6, role.length) + 1)
    for (const command of MARKS.keys()) {
      const cells: string[] = []
      for (const [i, role] of ROLES.entries()) cells.push((await reads(role, command)).padEnd(widths[i]!))
      lines.push(`${command} ${cells.join('')}`)
    }
    const plain = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/u).join(' '))
    expect(plain(lines.join('\n'))).toEqual(plain(TABLE))
  })

  it('on the public pages: lists, rules and sharing, and nothing of who said what of whom', async () => {
    const shown = async (path: string) => {
      const response = await office.request(path)
      expect(response.status, path).toBe(200)
      return response.text()
    }
    expect(await shown('/lists')).toContain(REASON)
    expect(await shown('/lists?list=joint')).toContain(REASON)
    expect(await shown('/open-data/lists.csv')).toContain(REASON)
    expect(await shown('/sharing')).toContain(USE)
    expect(await shown('/credit-rules')).toContain('行政处罚')
    const names = (await office.store.read((view) => view.people.all())).map(({ name }) => name)
    const paths = ['/lists', '/lists?list=joint', '/sharing', '/credit-rules', '/open-data', '/about', '/']
    for (const path of [...paths, '/open-data/lists.csv', '/open-data/sharing.csv', '/feed.atom']) {
      const text = await shown(path)
      for (const word of [COMPLAINT, CONDUCT, '投诉属实 1', ...names]) expect(text, path).not.toContain(word)
    }
    for (const path of ['/board', '/board/print', '/board/list?figure=tasks'])
      expect((await office.request(path)).status, path).toBe(401)
  })
})
