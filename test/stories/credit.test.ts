/** Credit files: what goes in, who may say so, the class that published rules make of it, and the draws that follow it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { PROPOSED_TABLE } from '../../commands/rules/credit/read-table.js'
import { createFileStore } from '../../db/files.js'
import type { FileRef, Firm } from '../../db/store.js'
import { importText } from './import-text.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan, oneOfEach, seatsOf, tell } from './steps.js'

const { credit, creditRules, complaint } = messages
const PROBLEM = '结果=未按规定公示年度报告 签字=是'

describe('credit files', () => {
  let office: Office
  let clerk: string
  let other: string
  let leader: string
  let leading: string
  let leadingLeader: string
  let firm: Firm
  let visit: string
  let inspector: string

  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-GS')
    leader = await office.who('leader', 'SCQ-GS')
    other = await office.who('office', 'SCQ-SY')
    leading = await office.who('office', 'SCQ-FZ')
    leadingLeader = await office.who('leader', 'SCQ-FZ')
    const [seat] = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    visit = seat!.visit
    inspector = seat!.person
    const { firm: code } = (await office.store.read((view) => view.visits.get(visit)))!
    await office.store.write(async (tx) => {
      await tx.firms.put({ ...(await tx.firms.get(code))!, creditClass: 'B', weight: 1 })
    })
    firm = (await office.store.read((view) => view.firms.get(code)))!
  })
  afterAll(() => office.close())

  const now = async () => (await office.store.read((view) => view.firms.get(firm.code)))!
  const standing = () => office.store.read((view) => view.creditStandings.get(firm.code))
  async function withFile(person: string, text: string, name: string, size: number): Promise<string> {
    const response = await office.request(`/room/files?name=${encodeURIComponent(name)}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/pdf' }, body: Buffer.alloc(size, 'x') },
    })
    if (!response.ok) return `upload ${response.status}`
    const [answer] = await office.say(person, `private:${person}`, text, [(await response.json()) as FileRef])
    return answer!.text
  }

  it('keep the registers’ class as long as no rules are in force', async () => {
    expect(await tell(office, clerk, `/credit ${firm.code}`)).toContain('评定规则还没有启用')
    await tell(
      office,
      clerk,
      `/credit 添加 ${firm.code} 处罚 文号=山环罚〔2026〕1号 日期=2026-03-01 说明=超标`,
    )
    expect(await now()).toEqual(firm)
    expect(await standing()).toBeUndefined()
    expect(await (await office.request('/credit-rules')).text()).toContain('还没有公布')
  })

  it('are rated by rules that the leading office proposed and another leader of it approved', async () => {
    const hole = PROPOSED_TABLE.replace('75-89', '76-89')
    const overlap = PROPOSED_TABLE.replace('60-74', '60-75')
    const wrong: [string, string, string][] = [
      [clerk, `/credit 规则\n${PROPOSED_TABLE}`, creditRules.notLeading],
      [leading, `/credit 规则\n${hole}`, '75 分不属于任何等级'],
      [leading, `/credit 规则\n${overlap}`, '75 分同时属于 B级和C级'],
      [leading, '/credit 规则 批准 1', creditRules.noTable(1)],
    ]
    for (const [person, text, words] of wrong)
      expect(await tell(office, person, text), words).toContain(words)
    expect(await tell(office, leading, `/credit 规则\n${PROPOSED_TABLE}`)).toContain('第 1 版已送')
    const [approve] = (await office.read(`private:${leadingLeader}`)).at(-1)!.buttons.flat()
    expect(await tell(office, leading, approve!.send)).toBe(creditRules.notApprover)
    expect(await tell(office, leader, approve!.send)).toBe(creditRules.notLeading)
    const before = await office.store.read((view) => view.firms.count())
    expect(await tell(office, leadingLeader, approve!.send)).toBe(creditRules.decided(1, true))
    expect(await office.last('office')).toMatch(/【信用评定】已按规则第 1 版重新评定全部企业，[\d,]+ 家/)
    // A penalty of fifteen points.
    expect(await now()).toMatchObject({ creditClass: 'C', weight: 4 })
    expect(await standing()).toMatchObject({ base: 'B', baseWeight: 1, score: 65, version: 1 })
    const page = await (await office.request('/credit-rules')).text()
    expect(page).toContain('<th scope="row">行政处罚</th><td>-15</td>')
    expect(page).toContain('没有公示的不计')
    expect(before).toBe(3000)
    const weights = new Set<string>()
    await office.store.read((view) =>
      view.firms.eachInScope([], (firms) => {
        for (const { creditClass, weight } of firms) weights.add(`${creditClass} ${weight}`)
      }),
    )
    expect([...weights].sort()).toEqual(['A 1', 'B 2', 'C 4', 'D 8'])
  })

  it('say where a class came from, and what it was before', async () => {
    const file = await tell(office, inspector, `/credit ${firm.name}`)
    expect(file).toContain('信用等级：C　65 分（规则第 1 版，登记等级 B；行政处罚 1 次 -15）')
    expect(file).toContain('山环罚〔2026〕1号')
    expect(await tell(office, clerk, `/history ${firm.code}`)).toContain('信用等级')
    const supervisor = await office.who('supervisor')
    expect(await tell(office, supervisor, `/audit ${firm.code}`)).toContain('信用等级：B → C')
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    expect(
      entries.filter(({ kind, body }) => kind === 'credit.rated' && body.firm === firm.code),
    ).toHaveLength(1)
    expect(JSON.stringify(entries)).not.toContain('超标')
  })

  it('are offered to whoever visits the firm', async () => {
    await tell(office, inspector, '/tasks')
    const buttons = (await office.read(`private:${inspector}`)).at(-1)!.buttons.flat()
    expect(buttons.map(({ send }) => send)).toContain(`/credit ${firm.code}`)
  })

  it('count a complaint once somebody else of the department found it right', async () => {
    expect(await tell(office, clerk, `/complaint ${firm.code} 群众反映短斤缺两`)).toContain('编号 2')
    expect((await now()).creditClass).toBe('C')
    expect(await tell(office, clerk, '/complaint 2 属实')).toBe(complaint.own)
    expect(await tell(office, other, '/complaint 2 属实')).toBe(complaint.unknown(2))
    expect(await tell(office, other, `/credit ${firm.code}`)).not.toContain('短斤缺两')
    expect(await tell(office, leader, '/complaint')).toContain('短斤缺两')
    expect(await tell(office, leader, '/complaint 2 constructor')).toContain(complaint.needsVerdict(2))
    expect(await tell(office, leader, '/complaint 2 属实')).toContain('属实')
    expect(await standing()).toMatchObject({ score: 60, class: 'C' })
    expect(await tell(office, leader, '/complaint 2 不属实')).toBe(complaint.decided(2))
    await tell(office, clerk, `/complaint ${firm.code} 又一件`)
    await tell(office, leader, '/complaint 3 不属实')
    expect(await standing()).toMatchObject({ score: 60 })
  })

  it('count a result and its decisions once they are public, so that a class tells nobody of them before', async () => {
    const onlookers = [clerk, leader, other, inspector, await office.who('supervisor'), leadingLeader]
    const colleague = await office.who('inspector', 'SCQ-SY')
    /** What every role reads of the firm's class, in the file, in the register and before an entry of a list. */
    const classes = async () => {
      const lines: string[] = [JSON.stringify(await standing()), JSON.stringify(await now())]
      for (const person of [...onlookers, colleague]) {
        const [line] = /^信用等级：.*$/m.exec(await tell(office, person, `/credit ${firm.code}`)) ?? []
        const [known] = /信用等级：./.exec(await tell(office, person, `/firm ${firm.code}`)) ?? []
        lines.push(line!, known!)
      }
      const refused = await tell(office, leader, `/list 列入 绿色通道 ${firm.code} 文号=1 理由=好 期限=1`)
      return [...lines, refused]
    }
    const before = await classes()
    await tell(office, inspector, `/record ${visit} ${PROBLEM}`)
    expect(await classes()).toEqual(before)
    await tell(office, leader, `/review 通过 ${visit} 1`)
    expect(await classes()).toEqual(before)
    await tell(office, clerk, `/decide ${visit} 列入经营异常名录 日期=今天`)
    expect(await classes()).toEqual(before)
    // Shown to those who take part in the draw alone, as what it is.
    const inside = await tell(office, clerk, `/credit ${firm.code}`)
    expect(inside).toMatch(
      new RegExp(
        `${visit}　3月10日（周二）　\\S+　发现问题（尚未公示，公示后计入等级）\n　　处理：列入经营异常名录`,
      ),
    )
    for (const person of [other, colleague])
      expect(await tell(office, person, `/credit ${firm.code}`)).not.toMatch(`${visit}|发现问题|经营异常`)
    await publish()
    expect(await standing()).toMatchObject({ score: 32, class: 'D' })
    expect(await now()).toMatchObject({ creditClass: 'D', weight: 8 })
    expect(await tell(office, other, `/credit ${firm.code}`)).toMatch(
      /信用等级：D　32 分（.*发现问题 1 次 -8.*列入经营异常名录 1 次 -20/,
    )
  })

  it('go on counting what the public reads until it reads something else', async () => {
    const [decision] = await office.store.read((view) => view.decisions.of(visit, 'SCQ-GS'))
    await tell(office, clerk, `/decide 撤销 ${visit} ${decision!.id} 理由=填错`)
    await tell(office, clerk, `/decide ${visit} 责令改正 复查=2026-04-30`)
    expect(await standing()).toMatchObject({ score: 32 })
    await publish()
    expect(await standing()).toMatchObject({ score: 52, class: 'D' })
    expect(await tell(office, other, `/credit ${firm.code}`)).not.toContain('经营异常')
  })

  async function publish(): Promise<void> {
    await tell(office, clerk, `/publish ${visit}`)
    const [button] = (await office.read(`private:${clerk}`)).at(-1)!.buttons.flat()
    expect(await tell(office, clerk, button!.send)).toContain('公示')
  }

  it('are followed by the next draw, in class and weight', async () => {
    const plan = (await office.store.read((view) => view.plans.get('JH2026-01')))!
    const undrawn = await office.store.read(async (view) => {
      const items = await view.items.many(plan.items)
      const drawn = new Set((await view.visits.ofDraw('CQ2026-001')).map((one) => one.firm))
      const found: string[] = []
      await view.firms.eachInScope([plan.scope, ...items.map(({ scope }) => scope)], (firms) => {
        for (const one of firms)
          if (one.creditClass === 'A' && one.status === '存续' && !drawn.has(one.code)) found.push(one.code)
      })
      return found[0]!
    })
    await tell(office, clerk, `/credit 添加 ${undrawn} 处罚 文号=重罚1号 日期=2026-03-02`)
    await tell(office, clerk, `/credit 添加 ${undrawn} 处罚 文号=重罚2号 日期=2026-03-02`)
    expect((await office.store.read((view) => view.firms.get(undrawn)))!.creditClass).toBe('C')
    await office.store.write(async (tx) => {
      const rules = { ...plan.rules, C: { ...plan.rules.C!, weighted: true as const } }
      await tx.plans.put({
        ...plan,
        no: 'JH2026-91',
        rules,
        approvedBy: leadingLeader,
        approvedAt: '2026-03-01T00:00:00.000Z',
        filingNo: '1',
      })
      for (const item of await tx.items.many(plan.items))
        await tx.items.put({ ...item, ratioCap: [1, 1], yearlyCap: 9 })
    })
    const no = await drawPlan(office, 'JH2026-91')
    const draw = (await office.store.read((view) => view.draws.byNo(no)))!
    expect(draw.commit!.rules).toMatchObject({ C: { weighted: true } })
    const proof = (await (await office.request(`/draws/${no}/proof.json`)).json()) as {
      files: { sheet: string }
    }
    expect(proof.files.sheet).toContain(`["${undrawn}","C",4,`)
  })

  it('take credit reports as files, and no larger ones than a chat carries', async () => {
    expect(await tell(office, clerk, `/credit 添加 ${firm.code} 信用报告`)).toContain(credit.needsFile)
    expect(
      await withFile(clerk, `/credit 添加 ${firm.code} 信用报告 说明=第三方`, '信用报告.pdf', 1000),
    ).toContain('信用报告')
    const [card] = await office.say(inspector, `private:${inspector}`, `/credit ${firm.code}`)
    expect(
      (await office.read(`private:${inspector}`)).flatMap(({ files }) => files).map(({ name }) => name),
    ).toContain('信用报告.pdf')
    expect(card!.text).toContain('第三方')
    // An inspector who does not visit the firm gets neither the words nor the file.
    const seats = await office.store.read(async (view) => view.visits.assignments(visit))
    const stranger = await office.store.read(async (view) => {
      const all = await view.people.withRole('inspector', 'SCQ-SY')
      return all.find(({ id }) => !seats.some(({ person }) => person === id))!.id
    })
    const [seen] = await office.say(stranger, `private:${stranger}`, `/credit ${firm.code}`)
    expect(seen!.text).toContain('信用报告')
    expect(seen!.text).not.toMatch(/第三方|超标/)
    expect((await office.read(`private:${stranger}`)).flatMap(({ files }) => files)).toEqual([])
    expect(await withFile(clerk, `/credit 添加 ${firm.code} 信用报告`, '很大.pdf', 50 * 1024 * 1024)).toBe(
      'upload 413',
    )
    // Where a platform hands it over all the same, nothing of it is kept.
    const bytes = Buffer.alloc(50 * 1024 * 1024, 'x')
    const hash = await createFileStore(office.filesDir).put(bytes)
    const large = [{ hash, name: '很大.pdf', mime: 'application/pdf', size: bytes.length }]
    const head = () =>
      office.store.read(async (view) => [await view.ledger.head(), await view.conduct.all(9)])
    const before = await head()
    const [own, colleague] = [office.who('office', 'SCQ-FZ'), office.who('inspector', 'SCQ-SY')]
    for (const [person, text] of [
      [clerk, `/credit 添加 ${firm.code} 信用报告`],
      [clerk, `/complaint ${firm.code} 短斤缺两`],
      [await own, '/credit 规则'],
      [clerk, `/report ${await colleague} 收受礼品`],
    ] as const) {
      const [refused] = await office.say(person, `private:${person}`, text, large)
      expect(refused!.text, text).toBe(messages.router.tooLarge('很大.pdf', 20))
    }
    expect(await head()).toEqual(before)
  })

  it('are mended openly: what was entered is taken back with a reason', async () => {
    expect(await tell(office, other, '/credit 撤销 1 理由=错')).toBe(credit.unknownEntry(1))
    expect(await tell(office, clerk, '/credit 撤销 1')).toContain(credit.needsReason)
    expect(await tell(office, clerk, '/credit 撤销 1 理由=登记错企业')).toContain('已撤销')
    expect(await standing()).toMatchObject({ score: 67, class: 'C' })
    expect(await tell(office, clerk, '/credit 撤销 1 理由=再来')).toBe(credit.unknownEntry(1))
    // The same document may then be entered for the right firm, and again for this one.
    expect(
      await tell(office, clerk, `/credit 添加 ${firm.code} 处罚 文号=山环罚〔2026〕1号 日期=2026-03-01`),
    ).toContain('已登记')
    expect(
      await tell(office, clerk, `/credit 添加 ${firm.code} 处罚 文号=山环罚〔2026〕1号 日期=2026-03-01`),
    ).toContain('没有重复登记')
  })

  it('take what departments import, and follow a class that the registers change', async () => {
    const heading = '统一社会信用代码,类型,文号,日期,部门代码,内容\n'
    const rows = `${firm.code},行政许可,山许〔2026〕7号,2026-01-05,SCQ-SY,食品经营\n${firm.code},表彰,山表1号,2026-02-01,SCQ-SY,诚信单位\n`
    const report = await importText(office.store, 'credit-records', heading + rows)
    expect(report).toMatchObject({ added: 2, faults: [] })
    await office.moveTo('2026-03-10T03:00:00.000Z')
    expect(await standing()).toMatchObject({ score: 57 })
    expect(await importText(office.store, 'credit-records', heading + rows)).toMatchObject({
      added: 0,
      unchanged: 2,
    })
    const bad = await importText(
      office.store,
      'credit-records',
      `${heading}91410603YX0002230B,许可,x,2026-01-05,SCQ-SY,\n`,
    )
    expect(bad.faults[0]!.column).toBe('统一社会信用代码')
    await importText(office.store, 'credit', `统一社会信用代码,信用等级\n${firm.code},A\n`)
    await office.moveTo('2026-03-10T04:00:00.000Z')
    expect(await standing()).toMatchObject({ base: 'A', score: 72, class: 'C' })
    expect((await now()).creditClass).toBe('C')
  })

  it('forget what is older than the rules’ years, by themselves', async () => {
    await office.moveTo('2029-04-01T03:00:00.000Z')
    expect(await standing()).toMatchObject({ base: 'A', score: 95, class: 'A', reasons: [] })
    expect(await now()).toMatchObject({ creditClass: 'A', weight: 1 })
  })

  it('say what is wrong with what is asked, and keep nothing then', async () => {
    const before = await businessOf(office)
    const wrong: [string, string][] = [
      ['/credit', credit.needsFirm],
      ['/credit 不存在的某某公司', '没有找到'],
      ['/credit 有限公司', '请选一家'],
      [`/credit 添加 ${firm.code}`, credit.needsKind],
      [`/credit 添加 ${firm.code} constructor 文号=1`, credit.needsKind],
      [`/credit 添加 ${firm.code} 处罚`, credit.needsDocument],
      [`/credit 添加 ${firm.code} 处罚 文号=1 日期=2099-01-01`, '日期“2099-01-01”不对'],
      [`/credit 添加 ${firm.code} 处罚 文号=1 颜色=红`, credit.unknownKey('颜色')],
      ['/complaint 不存在的某某公司 坏', '没有找到'],
      [`/complaint ${firm.code.slice(0, 17)}${firm.code.endsWith('0') ? 1 : 0} 坏`, '校验位不对'],
      ['/complaint 91350100M000100Y43 坏', '名录库里没有统一社会信用代码为'],
      [`/complaint ${firm.code}`, complaint.needsText],
      ['/complaint 99 属实', complaint.unknown(99)],
    ]
    for (const [text, words] of wrong) expect(await tell(office, clerk, text), text).toContain(words)
    expect(await businessOf(office)).toBe(before)
  })

  it('offer near names where a complaint names a firm that nobody knows', async () => {
    const [known] = await office.store.read((view) => view.firms.search(['食品加工有限公司'], 1, 0))
    const mistyped = known!.name.replace('加工', '加厂')
    const [answer] = await office.say(clerk, `private:${clerk}`, `/complaint ${mistyped} 短斤缺两`)
    expect(answer!.text).toContain(`名录库里没有“${mistyped}”`)
    expect(answer!.text).toContain(known!.code)
    expect(answer!.buttons.flat().map(({ send }) => send)).toContain(`/credit ${known!.code}`)
    expect(await tell(office, leader, '/complaint')).toBe(complaint.none)
  })

  it('are shown in private alone, and changed by clerks and leaders alone', async () => {
    const people = await oneOfEach(office)
    for (const role of ['inspector', 'supervisor'] as const) {
      expect(await tell(office, people[role], `/credit ${firm.code}`), role).toContain('【信用档案】')
      expect(await tell(office, people[role], `/credit 添加 ${firm.code} 处罚 文号=9`), role).toBe(
        credit.notYours,
      )
      expect(await tell(office, people[role], `/complaint ${firm.code} 坏`), role).not.toContain('已登记')
    }
    expect(await tell(office, people.admin, `/credit ${firm.code}`)).not.toContain('【信用档案】')
    const [answer] = await office.say(clerk, 'dept:SCQ-GS', `/credit ${firm.code}`)
    expect(answer!.text).not.toContain('【信用档案】')
  })
})
