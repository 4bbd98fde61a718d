import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { opensLater } from '../../commands/draws/proven-draw.js'
import { messages } from '../../commands/messages.js'
import { createFileStore } from '../../db/files.js'
import type { FileRef, ImportRequest } from '../../db/store.js'
import { readRows } from '../server/import/read-rows.js'
import { type Office, openOffice } from './office.js'
import { tell } from './steps.js'

const { imports, platform } = messages

const HEADER =
  '上级平台抽查任务派发表,,,,,,,,\n任务编号,任务名称,计划编号,抽取时间,抽查机关,统一社会信用代码,企业名称,检查人员,检查期限'
const TASK = 'HNSJ-2026-000123'
const FIRST = '91410603YX0002230A,鹤壁市鑫盛商贸有限公司'
const SECOND = '91410603YX000640X9,鹤壁市兴林农业开发有限公司'

function rowOf(
  firm: string,
  inspectors: string,
  over: { task?: string; due?: string; department?: string } = {},
) {
  const { task = TASK, due = '2026-03-02至2026-03-31', department = '工商分局' } = over
  return `${task},2026年企业公示信息抽查（省）,JH2026-01,2026/3/9 15:00,${department},${firm},${inspectors},${due}`
}

const ROWS = [
  rowOf(FIRST, '唐雨亮、豫F-GS-0002'),
  rowOf(SECOND, '吕泽勇，豫F-GS-0012', { due: '2026年3月20日' }),
]

const csv = (rows: string[]) => `${[HEADER, ...rows].join('\n')}\n`

let office: Office
let clerk: string
let keeper: string

async function keep(bytes: string): Promise<FileRef> {
  const upload = await office.request('/room/files?name=%E7%BB%93%E6%9E%9C.csv', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(Buffer.from(bytes)),
  })
  return (await upload.json()) as FileRef
}

async function send(person: string, rows: string[]) {
  return office.say(person, `private:${person}`, '/import 上级抽取结果', [await keep(csv(rows))])
}

async function newest(): Promise<ImportRequest> {
  for (let id = 1, last: ImportRequest | undefined; ; id++) {
    const found = await office.store.read((view) => view.importRequests.get(id))
    if (!found) return last!
    last = found
  }
}

/** What the refused rows are told, by firm. */
async function refusals(rows: string[]): Promise<string[]> {
  const said = await send(keeper, rows)
  const file = said.flatMap(({ files }) => files).at(-1)!
  const [, ...refused] = await readRows(createFileStore(office.filesDir).path(file.hash))
  return refused.map((cells) => `${cells[5]}: ${cells.at(-1)}`)
}

const drawOf = (task: string) => office.store.read((view) => view.draws.ofTask(task))

describe('a draw that was made on the upper platform', () => {
  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-GS')
    keeper = await office.who('office', 'SCQ-FZ')
  })
  afterAll(() => office.close())

  it('has a template like every other file', async () => {
    const [sent] = await office.say(clerk, `private:${clerk}`, '/template 上级抽取结果')
    expect(sent?.files.map(({ name }) => name)).toEqual(['上级抽取结果模板.xlsx'])
  })

  it('is shown first, and comes in once the leading department has approved', async () => {
    const said = await send(clerk, ROWS)
    expect(said.at(-1)?.text).toContain('新增 1、修改 0、未变 0、问题 0')
    expect(said.at(-1)?.text).toContain(platform.joined(1, 2))
    expect(said.at(-1)?.text).toContain(`2026年企业公示信息抽查（省）（${TASK}）`)
    expect(await drawOf(TASK)).toBeUndefined()
    const { id } = await newest()
    expect(await tell(office, clerk, `/import 应用 ${id}`)).toBe(imports.notDecider)
    await tell(office, keeper, `/import 应用 ${id}`)
    const draw = await drawOf(TASK)
    expect(draw).toMatchObject({ no: 'CQ2026-001', state: 'drawn', commit: null, due: '2026-03-31' })
  })

  it('stands in the ledger with its task, its file and numbers, and nobody’s name', async () => {
    const all = await office.store.read((view) => view.ledger.entries(1, 1000))
    const { file } = await newest()
    const [entry] = all.filter(({ kind }) => kind === 'platform.drawn')
    expect(entry?.body).toEqual({
      ...{ draw: 'CQ2026-001', plan: 'JH2026-01', task: TASK, file: file.hash },
      ...{ visits: 2, inspectors: 4 },
    })
    expect(entry?.actor).toBe(keeper)
  })

  it('is told to the groups and to its inspectors, and everywhere as drawn elsewhere', async () => {
    const { elsewhere } = (await drawOf(TASK))!
    const openly = platform.noProof(elsewhere!)
    const inOffice = await office.last('office')
    expect(inOffice).toContain('【上级平台抽取结果 CQ2026-001】JH2026-01')
    expect(inOffice).toContain('RW2026-001-01 鹤壁市鑫盛商贸有限公司：唐雨亮、胡光亮（工商分局）')
    expect(inOffice).toContain(openly)
    expect(await office.last('dept:SCQ-SY')).toContain('【上级平台抽取公告 CQ2026-001】')
    expect(await office.last('dept:SCQ-SY')).not.toContain('鑫盛')
    expect(await office.last('dept:SCQ-SY')).toContain(openly)
    const told = await office.last('private:P0007')
    expect(told).toContain('RW2026-001-01')
    expect(told).toContain('鑫盛')
    expect(told).toContain('在上级平台办理')
    for (const words of ['/proof CQ2026-001', '/verify CQ2026-001'])
      expect(await tell(office, clerk, words)).toContain(openly)
    expect(await tell(office, clerk, '/verify')).toBe(messages.proof.none)
    const page = await (await office.request('/draws/CQ2026-001')).text()
    expect(page).toContain(TASK)
    expect(page).toContain('没有本系统的抽取证明')
    expect(page).not.toContain('鑫盛')
    expect(page).not.toContain('唐雨亮')
    expect(await (await office.request('/draws/CQ2026-001?firm=91410603YX0002230A')).text()).toBe(page)
    expect(await (await office.request('/draws')).text()).toContain(`上级平台抽取（任务编号 ${TASK}）`)
    const proof = await office.request('/draws/CQ2026-001/proof.json')
    expect([proof.status, await proof.json()]).toEqual([404, { error: openly }])
  })

  it('keeps the firms of an unannounced plan in until their last day is over', async () => {
    const draw = (await drawOf(TASK))!
    expect(opensLater(draw, '2026-03-10')).toBeNull()
    const unannounced = { ...draw, frozenPlan: { ...draw.frozenPlan!, unannounced: true } }
    expect(opensLater(unannounced, '2026-03-31')).toBe('2026-04-01')
    expect(opensLater(unannounced, '2026-04-01')).toBeNull()
  })

  it('is worked off like any other', async () => {
    expect(await tell(office, 'P0007', '/tasks')).toContain('RW2026-001-01')
    expect(await tell(office, 'P0007', '/ack CQ2026-001')).toContain('RW2026-001-01')
    expect(await tell(office, clerk, '/replace RW2026-001-02 吕泽勇 原因=请假')).toBe(
      platform.noReplacement('CQ2026-001'),
    )
    expect(await tell(office, 'P0009', '/recuse RW2026-001-02 原因=近亲属 说明=表兄')).toBe(
      platform.noReplacement('CQ2026-001'),
    )
    await office.moveTo('2026-03-17T01:00:00Z')
    expect(await office.last('private:P0018')).toContain('RW2026-001-02')
    const recorded = await tell(office, 'P0007', '/record RW2026-001-01 结果=未发现问题 签字=是')
    expect(recorded).toMatch(/HZ\d{8}-\d{4}/)
    expect(await tell(office, clerk, '/progress CQ2026-001')).toContain('RW2026-001-02')
    await office.moveTo('2026-03-23T10:00:00Z')
    const overdue = (await office.read('private:P0018')).map(({ text }) => text).join('\n')
    expect(overdue).toContain('超期')
  })

  it('comes in once: the same task changes nothing, another content is refused', async () => {
    expect((await send(keeper, ['', ...ROWS])).at(-1)?.text).toContain('新增 0、修改 0、未变 1、问题 0')
    const other = await refusals([ROWS[0]!, rowOf(SECOND, '豫F-GS-0012、豫F-GS-0001')])
    expect(other).toHaveLength(2)
    expect(other[0]).toContain(platform.otherContent('CQ2026-001'))
  })

  it('comes in whole or not at all, each faulty row with its reason', async () => {
    const task = 'HNSJ-2026-000124'
    const row = (firm: string, inspectors: string, over = {}) => rowOf(firm, inspectors, { task, ...over })
    const sound = row(FIRST, '豫F-GS-0001、豫F-GS-0002')
    const reasons: [string, string][] = [
      [row('91410603MA4000000Q,新来的', '豫F-GS-0001、豫F-GS-0002'), platform.unknownFirm],
      [row('91410603YX000640X9,别的公司', '豫F-GS-0001、豫F-GS-0002'), '名录库里这个代码是'],
      [row('92410603YX0001828R,', '豫F-GS-0001、豫F-GS-0002'), platform.outOfScope],
      [row(SECOND, '豫F-GS-0001'), platform.fewInspectors],
      [row(SECOND, '豫F-GS-0001、查无此人'), platform.unknownInspector],
      [row(SECOND, '豫F-GS-0001、豫F-GS-0004'), platform.certificate('2025-09-30')],
      [row(SECOND, '豫F-GS-0001、豫F-SY-0001'), platform.otherDepartment],
      [
        row(SECOND, '豫F-GS-0001、豫F-GS-0002', { department: '食药监分局' }),
        platform.foreignDepartment(['区工商分局']),
      ],
      [
        row(SECOND, '豫F-GS-0001、豫F-GS-0002', { due: '2027-01-31' }),
        platform.outside('2026-01-01', '2026-12-31'),
      ],
      [row(SECOND, '豫F-GS-0001、豫F-GS-0002', { due: '三月底' }), '日期请写成'],
    ]
    for (const [faulty, reason] of reasons) {
      const told = await refusals([sound, faulty])
      expect(
        told.map((line) => line.includes(reason)),
        reason,
      ).toEqual([false, true])
      expect(told[0], reason).toContain(platform.sameTask)
    }
    expect(await drawOf(task)).toBeUndefined()
  })

  it('lets the sound tasks of a file in, beside a faulty one', async () => {
    const [good, bad] = ['HNSJ-2026-000125', 'HNSJ-2026-000126']
    await send(keeper, [
      rowOf(FIRST, '豫F-GS-0001、豫F-GS-0002', { task: good }),
      rowOf(SECOND, '豫F-GS-0001', { task: bad }),
    ])
    await tell(office, keeper, `/import 应用 ${(await newest()).id}`)
    expect(await drawOf(good)).toMatchObject({ no: 'CQ2026-002', nth: 2 })
    expect(await drawOf(bad)).toBeUndefined()
  })

  it('does not come in under a plan that nobody has approved', async () => {
    await office.store.write(async (tx) => {
      const plan = (await tx.plans.get('JH2026-01'))!
      await tx.plans.put({ ...plan, approvedBy: null, approvedAt: null, filingNo: null })
    })
    const [told] = await refusals([rowOf(FIRST, '豫F-GS-0001、豫F-GS-0002', { task: 'HNSJ-2026-000127' })])
    expect(told).toContain(platform.notApproved)
  })

  it('leaves the numbers and the chain of our own draws as they are', async () => {
    const { nextDrawNo } = await import('../../server/draw/commit.js')
    expect(await office.store.read((view) => nextDrawNo(view, '2026-03-23'))).toBe('CQ2026-003')
    expect(await office.store.read((view) => view.draws.lastCommitted())).toBeUndefined()
  })
})
