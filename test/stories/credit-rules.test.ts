/** /credit 规则 with a file: the template, holes and overlaps by their rows, and what would change before anybody approves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { PROPOSED_TABLE } from '../../commands/rules/credit/read-table.js'
import type { FileRef } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { businessOf, oneOfEach, tell } from './steps.js'

const { creditRules } = messages
const HEADING = '项目,分值,最低分,最高分,权重'

describe('credit rules as a file', () => {
  let office: Office
  let clerk: string
  let leader: string

  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
    leader = await office.who('leader', 'SCQ-FZ')
  })
  afterAll(() => office.close())

  async function send(person: string, text: string, files: [name: string, bytes: string | Buffer][]) {
    const kept: FileRef[] = []
    for (const [name, bytes] of files) {
      const body = new Uint8Array(Buffer.from(bytes))
      const response = await office.request(`/room/files?name=${encodeURIComponent(name)}`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body },
      })
      kept.push((await response.json()) as FileRef)
    }
    const said = await office.say(person, `private:${person}`, text, kept)
    return said.map((one) => one.text).join('\n')
  }
  const versions = () =>
    office.store.read(async ({ creditTables }) => [
      (await creditTables.inForce())?.version,
      (await creditTables.waiting())?.version,
    ])

  /** The rows of the proposed rules as a CSV file has them; the header is row 1. */
  const rows = PROPOSED_TABLE.split('\n').flatMap((line) => {
    const [head = '', ...tail] = line.split(' ')
    if (head === '起始分') return tail.map((one) => `${one[0]}级起始分,${one.slice(2)},,,`)
    const [from, to] = tail[0]!.split(/(?<=\d)-/)
    return to === undefined ? [`${head},${tail[0]},,,`] : [`${head},,${from},${to},${tail[2]}`]
  })
  const sheet = (change: (rows: string[]) => string[] = (all) => all) => [HEADING, ...change(rows)].join('\n')
  const replace = (from: string, to: string) => (all: string[]) =>
    all.map((row) => (row.startsWith(from) ? to : row))

  it('come as a template that holds the proposed rules, and goes back as it is', async () => {
    const [answer] = await office.say(clerk, `private:${clerk}`, '/template 信用规则')
    const [file] = answer!.files as FileRef[]
    expect(answer!.text).toBe(creditRules.templateSent('信用规则'))
    const said = await office.say(clerk, `private:${clerk}`, '/credit 规则', [file])
    expect(said.map(({ text }) => text)[0]).toBe(creditRules.weighing)
    expect(said.at(-1)!.text).toContain('规则第 1 版已送')
    const waiting = (await office.store.read((view) => view.creditTables.waiting()))!
    expect(waiting.text).toBe(PROPOSED_TABLE)
  })

  it('say how many firms would change before they are approved, and then change so many', async () => {
    const asked = await office.last(`private:${leader}`)
    const counted = await office.store.read(async (view) => {
      const firms: Record<string, number> = {}
      await view.firms.eachInScope([], (some) => {
        for (const { creditClass } of some) firms[creditClass] = (firms[creditClass] ?? 0) + 1
      })
      return firms
    })
    const stays = Object.entries(counted).map(([one, n]) => `${one} ${n.toLocaleString('en')} → `)
    for (const words of ['名录库 3,000 家', '没有企业会改变等级', ...stays]) expect(asked).toContain(words)
    const weights = Number(/([\d,]+) 家等级不变、权重改变/.exec(asked)![1]!.replace(',', ''))
    const approve = (await office.read(`private:${leader}`)).at(-1)!.buttons.flat()[0]!
    await tell(office, leader, approve.send)
    expect(await office.last('office')).toBe(creditRules.rated('1', weights))
    // Stricter: a firm of class B starts in C, and one with a penalty falls further.
    const punished = await office.store.read(async (view) => {
      let code = ''
      await view.firms.eachInScope([], (some) => {
        for (const one of some) if (one.creditClass === 'B') code ||= one.code
      })
      return code
    })
    const own = await office.who('office', 'SCQ-GS')
    await tell(office, own, `/credit 添加 ${punished} 处罚 文号=1号 日期=2026-03-01`)
    await tell(office, own, `/credit 添加 ${punished} 处罚 文号=2号 日期=2026-03-01`)
    const strict = replace('B级起始分', 'B级起始分,74,,,')
    const said = await send(clerk, '/credit 规则', [['规则.csv', sheet(strict)]])
    // It was in class D already: 80 less 30 is 50.
    const moved = counted.B! - 1
    expect(said).toContain(`${moved.toLocaleString('en')} 家会改变等级：B→C ${moved.toLocaleString('en')} 家`)
    expect(await versions()).toEqual([1, 2])
    await tell(office, leader, '/credit 规则 批准 2')
    expect(await office.last('office')).toBe(creditRules.rated('2', moved))
    const [answer] = await office.say(clerk, `private:${clerk}`, '/template 信用规则')
    await office.say(clerk, `private:${clerk}`, '/credit 规则', answer!.files)
    expect((await office.store.read((view) => view.creditTables.waiting()))!.text).toContain('B=74')
  })

  it('say what is wrong by its row, and change nothing', async () => {
    await tell(office, leader, '/credit 规则 不批准 3')
    const last = rows.length + 1
    const at = (item: string) => rows.findIndex((row) => row.startsWith(item)) + 2
    const wrong: [string, string, (all: string[]) => string[]][] = [
      [
        'a hole',
        `75 分不属于任何等级（紧挨着 第 ${at('B级,')} 行的B级和第 ${at('C级,')} 行的C级）。`,
        replace('B级,', 'B级,,76,89,2'),
      ],
      [
        'an overlap',
        `90 分同时属于 第 ${at('A级,')} 行的A级和第 ${at('B级,')} 行的B级。`,
        replace('B级,', 'B级,,75,90,2'),
      ],
      ['an item twice', `第 ${last + 1} 行“年限”和第 ${at('年限')} 行重复。`, (all) => [...all, '年限,5,,,']],
      ['an item too few', '缺少“投诉属实”一行。', (all) => all.filter((row) => !row.startsWith('投诉属实'))],
      [
        'an unknown item',
        `第 ${last + 1} 行「项目」“constructor”：只能填写`,
        (all) => [...all, 'constructor,5,,,'],
      ],
      ['no points', `第 ${at('表彰')} 行「分值」：不能为空`, replace('表彰', '表彰,,,,')],
      ['half points', `第 ${at('表彰')} 行「分值」“5.5”：要写整数的分值`, replace('表彰', '表彰,5.5,,,')],
      ['no weight', `第 ${at('D级,')} 行「权重」：不能为空`, replace('D级,', 'D级,,0,59,')],
      ['weight 0', `第 ${at('D级,')} 行「权重」“0”：应为 1 到`, replace('D级,', 'D级,,0,59,0')],
      [
        'the wrong way round',
        `第 ${at('D级,')} 行「最低分」：最低分比最高分大`,
        replace('D级,', 'D级,,59,0,8'),
      ],
      [
        'too many years',
        `第 ${at('年限')} 行「分值」：应为 1 到 20 之间的整数`,
        replace('年限', '年限,30,,,'),
      ],
      ['another table', '第 2 行「项目」“91410603YX0002230A”：只能填写', () => ['91410603YX0002230A']],
    ]
    const before = await versions()
    for (const [what, words, change] of wrong)
      expect(await send(clerk, '/credit 规则', [['规则.csv', sheet(change)]]), what).toContain(words)
    expect(await send(clerk, '/credit 规则', [['报告.pdf', '%PDF-1.7 …']])).toContain('这不是表格文件')
    expect(await send(clerk, '/credit 规则', [['企业.csv', '统一社会信用代码,名称\nx,y']])).toContain(
      '没有收下',
    )
    expect(await versions()).toEqual(before)
  })

  it('may be typed as offices type: full width, a title above, other minus signs', async () => {
    const typed = ['山城区信用规则,,,,', sheet(replace('行政处罚', '行政处罚,−１５,,,'))].join('\n')
    expect(await send(clerk, '/credit 规则', [['规则.csv', typed]])).toContain('版已送')
    expect((await office.store.read((view) => view.creditTables.waiting()))!.text).toBe(PROPOSED_TABLE)
  })

  it('are asked for where a file cannot come with a word', async () => {
    expect(await tell(office, clerk, '/credit 规则 文件')).toBe(creditRules.askFile)
    expect(await tell(office, clerk, '在这里')).toBe(creditRules.askFile)
    expect(await send(clerk, '', [['规则.csv', sheet()]])).toContain('版已送')
  })

  it('are proposed by the leading office alone, one way at a time', async () => {
    const before = await businessOf(office)
    const people = await oneOfEach(office)
    const file: [string, string][] = [['规则.csv', sheet()]]
    for (const role of ['office', 'leader', 'inspector', 'supervisor'] as const)
      for (const text of ['/credit 规则', '/credit 规则 文件'])
        expect(await send(people[role], text, text === '/credit 规则' ? file : []), role).toBe(
          creditRules.notLeading,
        )
    expect(await send(clerk, `/credit 规则\n${PROPOSED_TABLE}`, file)).toBe(creditRules.oneWay)
    expect(await send(clerk, '/credit 规则', [...file, ...file])).toBe(creditRules.oneWay)
    expect(await send(clerk, '/import 信用规则', file)).toContain(creditRules.notImported)
    expect(await businessOf(office)).toBe(before)
  })
})
