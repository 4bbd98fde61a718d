import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../../commands/messages.js'
import type { ImportKind } from '../../../commands/registries/kinds/kinds.js'
import { createFileStore } from '../../../db/files.js'
import { openStore } from '../../../db/open.js'
import type { Store } from '../../../db/store.js'
import { previewPlan } from '../../../server/draw/freeze.js'
import { type ImportOptions, type ImportReport, importFile } from '../../../server/import/import-file.js'
import { findImportUnderWay, importUnderWay } from '../../../server/import/under-way.js'

const now = new Date('2026-03-10T01:00:00.000Z')
let folder: string
let store: Store

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
  store = await openStore(join(folder, 'test.db'))
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

function bring(kind: ImportKind, text: string, options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  const path = join(folder, 'handed-in')
  writeFileSync(path, text)
  return importFile(store, kind, path, now, 'system', { dryRun: false, stagingDir: folder, ...options })
}

const departments =
  '部门代码,部门名称,部门简称,领导小组办公室\nFZ,区政府法制办,法制办,是\nGS,区工商分局,工商分局,否\n'
const people =
  '人员编号,姓名,部门代码,角色\nP1,某甲,FZ,领导\nP2,某乙,GS,执法人员\nP3,某丙,GS,经办\nP4,某丁,GS,执法人员\n'

/** A departments file of any length. */
function manyDepartments(count: number, name = '单位'): string {
  const rows = Array.from({ length: count }, (_, i) => `D${i},${name}${i},单位${i}\n`)
  return `部门代码,部门名称,部门简称\n${rows.join('')}`
}

const ledger = () => store.read((view) => view.ledger.entries(1, 100))

describe('importing a file', () => {
  it('adds, changes and leaves alone, and tells the ledger once with counts and the hash only', async () => {
    expect(await bring('departments', departments)).toEqual({
      added: 2,
      changed: 0,
      gone: 0,
      unchanged: 0,
      faults: [],
      notes: [],
    })
    const again = await bring('departments', departments.replace('GS,区工商分局', 'GS,区市场监管局'))
    expect(again).toEqual({ added: 0, changed: 1, gone: 0, unchanged: 1, faults: [], notes: [] })
    expect((await store.read((view) => view.departments.get('GS')))?.name).toBe('区市场监管局')
    const entries = await ledger()
    expect(entries.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['registry.imported', 'system'],
      ['registry.imported', 'system'],
    ])
    expect(entries[0]?.body).toEqual({
      kind: 'departments',
      file: expect.stringMatching(/^[0-9a-f]{64}$/),
      added: 2,
      changed: 0,
      gone: 0,
      changes: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const receipt = await store.read((view) =>
      view.imports.seen('departments', String(entries[0]?.body.file)),
    )
    expect(receipt).toMatchObject({ rows: 2, added: 2, changed: 0, at: now.toISOString() })
  })

  it('keeps what each changed record was, and nothing of one that is new or the same', async () => {
    await bring('departments', departments)
    await bring('people', people)
    await bring('people', people)
    expect(await store.read((view) => view.versions.of('people', 'P2'))).toEqual([])
    for (const name of ['某庚', '某辛']) await bring('people', people.replace('某乙', name))
    const [newer, older, ...others] = await store.read((view) => view.versions.of('people', 'P2'))
    expect(others).toEqual([])
    expect(newer).toMatchObject({ n: 2, record: { id: 'P2', name: '某庚' } })
    const through = { import: expect.stringMatching(/^[0-9a-f]{64}$/) }
    expect(older).toEqual({
      ...{ kind: 'people', key: 'P2', n: 1, replacedAt: now.toISOString(), by: 'system', through },
      record: { id: 'P2', name: '某乙', department: 'GS', roles: ['inspector'], phone: null, active: true },
    })
    expect(await store.read((view) => view.versions.of('people', 'P1'))).toEqual([])
  })

  it('changes nothing the second time, not even the ledger or the receipt', async () => {
    await bring('departments', departments)
    const before = await ledger()
    expect(await bring('departments', departments)).toEqual({
      added: 0,
      changed: 0,
      gone: 0,
      unchanged: 2,
      faults: [],
      notes: [],
    })
    expect(await ledger()).toEqual(before)
    const file = String(before[0]?.body.file)
    expect((await store.read((view) => view.imports.seen('departments', file)))?.added).toBe(2)
  })

  it('reports the same in a dry run and writes nothing', async () => {
    const text = `${departments}坏 代码,某局,某局,否\n`
    const report = await bring('departments', text, { dryRun: true })
    expect(report).toMatchObject({ added: 2, faults: [{ row: 4, column: '部门代码' }] })
    expect(await store.read((view) => view.departments.all())).toEqual([])
    expect(await ledger()).toEqual([])
  })

  it('brings in the sound rows and names the others', async () => {
    const report = await bring(
      'departments',
      `${departments},没有代码,无,否\nSY,区食药监分局,食药监分局,否\n`,
    )
    expect(report).toMatchObject({ added: 3, faults: [{ row: 4, column: '部门代码', reason: '不能为空' }] })
  })
})

describe('what an import leaves behind', () => {
  it('is nothing of the file, whether it went in or not', async () => {
    await bring('departments', departments)
    await expect(bring('departments', '编号,内容\n1,2\n')).rejects.toThrow('找不到部门的表头')
    expect(readdirSync(folder).filter((name) => name.startsWith('ssj-import-'))).toEqual([])
  })
})

describe('what a crash left behind', () => {
  const left = () => readdirSync(folder).filter((name) => name.startsWith('ssj-import-'))
  function leave(name: string, hours = 0): void {
    mkdirSync(join(folder, name))
    const then = new Date(Date.now() - hours * 3_600_000)
    utimesSync(join(folder, name), then, then)
  }

  it('is taken away by the next import, and what another process is at work in stays', async () => {
    const dead = spawnSync('true').pid
    leave(`ssj-import-${dead}-a`)
    leave(`ssj-import-${process.pid}-b`)
    leave(`ssj-import-${process.ppid}-c`)
    leave(`ssj-import-${process.ppid}-d`, 7)
    await bring('departments', departments)
    expect(left()).toEqual([`ssj-import-${process.ppid}-c`])
  })
})

describe('all or nothing', () => {
  it('changes nothing for one fault, and the report names only the faults', async () => {
    const report = await bring('departments', `${departments},没有代码,无,否\n`, { allOrNothing: true })
    expect(report).toMatchObject({ added: 0, unchanged: 0, faults: [{ row: 4 }] })
    expect(await store.read((view) => view.departments.all())).toEqual([])
  })

  it('sees what only the store can tell, and brings in a file without a fault', async () => {
    await bring('departments', departments)
    const stranger = `${people}P5,某戊,XX,经办\n`
    const refused = await bring('people', stranger, { allOrNothing: true })
    expect(refused).toMatchObject({ added: 0, faults: [{ row: 6, value: 'XX' }] })
    expect(await store.read((view) => view.people.all())).toEqual([])
    expect((await bring('people', people, { allOrNothing: true })).added).toBe(4)
  })
})

describe('credit classes', () => {
  it('change class and weight of known firms and nothing else', async () => {
    const firm = '92410603YX0001828R'
    await bring(
      'firms',
      `信用代码,名称,类型,行业,辖区,住所,状态,信用等级\n${firm},某店,个体工商户,餐饮服务,红旗街道,红旗街1号,存续,B\n`,
    )
    const before = await store.read((view) => view.firms.get(firm))
    const report = await bring('credit', `信用代码,信用等级,权重\n${firm},C,\n92410603YX0466764Q,A,5\n`)
    expect(report).toMatchObject({ changed: 1, faults: [{ row: 3, column: '统一社会信用代码' }] })
    expect(await store.read((view) => view.firms.get(firm))).toEqual({ ...before, creditClass: 'C' })
    expect(await bring('credit', `信用代码,信用等级,权重\n${firm},C,7\n`)).toMatchObject({ changed: 1 })
    expect(await bring('credit', `信用代码,信用等级,权重\n${firm},C,7\n`)).toMatchObject({ unchanged: 1 })
    const versions = await store.read((view) => view.versions.of('firms', firm))
    expect(versions.map(({ record }) => record)).toEqual([{ ...before, creditClass: 'C' }, before])
    expect(await store.read((view) => view.firms.get(firm))).toEqual({
      ...before,
      creditClass: 'C',
      weight: 7,
    })
  })
})

describe('a whole register', () => {
  const firms = [
    '92410603YX0001828R',
    '91410603YX0002230A',
    '92410603YX0004287G',
    '92410603YX0005909D',
    '91410603YX000093XD',
  ]
  const header = '信用代码,名称,类型,行业,辖区,住所,状态,信用等级\n'
  const row = (code: string, status = '存续') =>
    `${code},某店,个体工商户,餐饮服务,红旗街道,红旗街1号,${status},B\n`
  const registry = (codes: string[]) => `${header}${codes.map((code) => row(code)).join('')}`
  const statusOf = async (code: string) => (await store.read((view) => view.firms.get(code)))?.status

  beforeEach(() => bring('firms', registry(firms)))

  it('closes the firm that it does not name, keeps it, and opens it again when it is back', async () => {
    const [first = '', ...rest] = firms
    expect(await bring('firms', registry(rest))).toMatchObject({ gone: 0, unchanged: 4 })
    const report = await bring('firms', registry(rest), { fullness: 'full' })
    expect(report).toMatchObject({ added: 0, changed: 0, gone: 1, unchanged: 4 })
    expect(await statusOf(first)).toBe('移出名录')
    expect((await ledger()).at(-1)?.body).toMatchObject({ added: 0, changed: 0, gone: 1 })
    expect(await bring('firms', registry(rest), { fullness: 'full' })).toMatchObject({ gone: 0 })
    expect(await bring('firms', registry(firms), { fullness: 'full' })).toMatchObject({ changed: 1, gone: 0 })
    expect(await statusOf(first)).toBe('存续')
  })

  it('never closes a firm whose row was refused', async () => {
    const [first = '', ...rest] = firms
    const report = await bring('firms', `${registry(rest)}${row(first, '不明')}`, { fullness: 'full' })
    expect(report).toMatchObject({ gone: 0, unchanged: 4, faults: [{ row: 6, column: '登记状态' }] })
    expect(await statusOf(first)).toBe('存续')
  })

  it('is refused where it would close more than a fifth, or a row that names nobody may be the one', async () => {
    const { importing } = messages
    const few = registry(firms.slice(2))
    await expect(bring('firms', few, { fullness: 'full' })).rejects.toThrow(importing.tooManyGone(2, 5))
    const doubtful = `${registry(firms.slice(1))}${row('9241')}`
    await expect(bring('firms', doubtful, { fullness: 'full' })).rejects.toThrow(importing.unnamedRows(1, 1))
    await expect(bring('departments', departments, { fullness: 'full' })).rejects.toThrow(
      importing.noFull('部门'),
    )
    expect(await bring('firms', few, { fullness: 'forced' })).toMatchObject({ gone: 2 })
    expect(await statusOf(firms[2]!)).toBe('存续')
  })

  it('takes an inspector off the roll, and his new certificate in the same file', async () => {
    await bring('departments', departments)
    await bring('people', people)
    const roll = (ids: string) => `证号,工号,部门代码,有效期\n${ids}X4,P4,GS,2027-12-31\n`
    await bring('inspectors', roll('X2,P2,GS,2027-12-31\n'))
    const report = await bring('inspectors', roll('X9,P2,GS,2029-12-31\n'), { fullness: 'forced' })
    expect(report).toMatchObject({ added: 1, gone: 1, unchanged: 1, faults: [] })
    expect(await store.read((view) => view.inspectors.get('X2'))).toMatchObject({ active: false })
    expect(await store.read((view) => view.inspectors.ofPerson('P2'))).toMatchObject({ id: 'X9' })
  })
})

describe('a long import', () => {
  const rows = 2000
  const long = manyDepartments(rows)

  /** Stops the import after its first step; answers how many rows that brought in. */
  async function crash(): Promise<number> {
    let first = 0
    const stop = (done: number) => {
      first = done
      throw new Error('power cut')
    }
    await expect(bring('departments', long, { onProgress: stop })).rejects.toThrow('power cut')
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThan(rows)
    return first
  }

  it('goes in several writes, tells its progress and enters one sum in the ledger', async () => {
    const progress: number[] = []
    const report = await bring('departments', long, {
      onProgress: (done, total) => progress.push(done / total),
    })
    expect(report.added).toBe(rows)
    expect(progress.length).toBeGreaterThan(1)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(1)
    expect((await ledger()).map(({ body }) => body.added)).toEqual([rows])
    expect(await store.read((view) => view.settings.get(importUnderWay))).toBe('')
  })

  it('lets other writes in between', async () => {
    let others = 0
    let done = false
    const work = bring('departments', long).finally(() => {
      done = true
    })
    for (; !done; others++) {
      await store.write((tx) => tx.settings.set('other', String(others)))
      await nextTurn()
    }
    expect((await work).added).toBe(rows)
    expect(others).toBeGreaterThan(2)
  })

  it('says that it is under way, and after a crash counts on from where it stopped', async () => {
    const first = await crash()
    expect(await store.read((view) => view.settings.get(importUnderWay))).toContain(`"added":${first}`)
    expect(await ledger()).toEqual([])
    const span = { plan: 'JH2026-01', today: '2026-03-10', due: '2026-04-08', dueEstimated: false }
    expect(await previewPlan(store, createFileStore(folder), span)).toEqual({
      refused: messages.draw.importing('部门', 'departments'),
    })
    expect(await bring('departments', long)).toMatchObject({ added: rows - first, unchanged: first })
    expect(await store.read(findImportUnderWay)).toBeUndefined()
    expect((await ledger()).map(({ body }) => body.added)).toEqual([rows])
  })

  it('has the same hash of its changes whether it went in at once or was cut in two', async () => {
    const hashOf = async () => (await ledger()).at(-1)?.body.changes
    await bring('departments', long)
    const whole = await hashOf()
    await store.close()
    store = await openStore(join(folder, 'other.db'))
    await crash()
    await bring('departments', long)
    expect(await hashOf()).toBe(whole)
  })

  it('is entered with what it did when another file follows instead', async () => {
    const first = await crash()
    await bring('departments', departments)
    expect((await ledger()).map(({ body }) => body.added)).toEqual([first, 2])
    expect(await store.read((view) => view.settings.get(importUnderWay))).toBe('')
  })
})

describe('references between registries', () => {
  it('are checked for people and inspectors', async () => {
    const early = await bring('people', people)
    expect(early.faults.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, '部门代码', 'FZ'],
      [3, '部门代码', 'GS'],
      [4, '部门代码', 'GS'],
      [5, '部门代码', 'GS'],
    ])
    await bring('departments', departments)
    expect((await bring('people', people)).added).toBe(4)
    const report = await bring(
      'inspectors',
      '执法证号,人员编号,部门代码,有效期,在岗\nX1,P2,GS,2027-12-31,\nX2,P3,GS,2027-12-31,\nX3,P9,GS,2027-12-31,\nX4,P4,XX,2027-12-31,\nX5,P2,GS,2020-12-31,否\n',
    )
    expect(report.added).toBe(2)
    expect(report.faults.map(({ row, value }) => [row, value])).toEqual([
      [3, 'P3'],
      [4, 'P9'],
      [5, 'XX'],
    ])
    const second = await bring('inspectors', '执法证号,人员编号,部门代码,有效期\nX6,P2,GS,2027-12-31\n')
    expect(second.faults[0]?.reason).toContain('X1')
    const swapped = '执法证号,人员编号,部门代码,有效期,在岗\nX6,P2,GS,2029-12-31,是\nX1,P2,GS,2027-12-31,否\n'
    expect(await bring('inspectors', swapped)).toMatchObject({ added: 1, changed: 1, faults: [] })
  })

  it('allow one leading office only', async () => {
    await bring('departments', departments)
    const second = await bring('departments', '代码,名称,简称,领导小组办公室\nGS,区工商分局,工商分局,是\n')
    expect(second.faults[0]?.reason).toContain('区政府法制办')
    const moved = departments.replace('法制办,是', '法制办,否').replace('工商分局,否', '工商分局,是')
    expect(await bring('departments', moved)).toMatchObject({ changed: 2, faults: [] })
  })

  it('are checked for items, plans, firms and recusals', async () => {
    await bring('departments', departments)
    await bring('people', people)
    const items =
      '事项编码,事项名称,抽查依据,抽查主体,抽查内容,抽查方式,抽查比例上限,年度频次上限,类别\nGS-1,登记检查,《条例》,GS,登记,实地检查,5%,1,一般\nFZ-1,某检查,《条例》,FZ,登记,实地检查,5%,1,一般\nXX-1,某检查,《条例》,XX,登记,实地检查,5%,1,一般\n'
    expect((await bring('items', items)).faults.map(({ row }) => row)).toEqual([4])
    const header =
      '计划编号,计划名称,年度,牵头部门,抽查事项,A级比例,每人任务上限,开始日期,结束日期,办理工作日,批准人,批准时间\n'
    const row = (no: string, lead: string, item: string, by: string) =>
      `${no},某计划,2026,${lead},${item},5%,5,2026-01-01,2026-12-31,15,${by},2026-01-20\n`
    const plans = [
      row('J1', 'GS', 'GS-1', 'P1'),
      row('J2', 'XX', 'GS-1', 'P1'),
      row('J3', 'GS', 'GS-9', 'P1'),
      row('J4', 'GS', 'FZ-1', 'P1'),
      row('J5', 'GS', 'GS-1', 'P3'),
    ]
    const report = await bring('plans', header + plans.join(''))
    expect(report.added).toBe(1)
    expect(report.faults.map((fault) => [fault.row, fault.column])).toEqual([
      [3, '牵头部门'],
      [4, '抽查事项'],
      [5, '抽查事项'],
      [6, '批准人'],
    ])
    await bring('people', `${people}P8,某戊,GS,领导\n`)
    expect((await bring('plans', header + row('J6', 'GS', 'GS-1', 'P8'))).faults).toMatchObject([
      { row: 2, column: '批准人', value: 'P8', reason: messages.imports.otherApprover },
    ])
    await bring('inspectors', '执法证号,人员编号,部门代码,有效期\nX1,P2,GS,2027-12-31\n')
    const firm = '92410603YX0001828R'
    const recusals = `执法证号,信用代码,原因\nX1,${firm},近亲属\nX9,${firm},近亲属\n`
    expect((await bring('recusals', recusals)).faults.map(({ column }) => column)).toEqual([
      '统一社会信用代码',
      '执法证号',
    ])
    await bring(
      'firms',
      `信用代码,名称,类型,行业,辖区,住所,状态,信用等级\n${firm},某店,个体工商户,餐饮服务,红旗街道,红旗街1号,存续,B\n`,
    )
    expect((await bring('recusals', recusals)).added).toBe(1)
    expect((await bring('recusals', recusals)).unchanged).toBe(1)
  })

  it('are none for holidays', async () => {
    expect((await bring('holidays', '日期,安排\n2027-02-06,放假\n')).added).toBe(1)
    expect(await bring('holidays', '日期,安排\n2027-02-06,上班\n')).toMatchObject({
      changed: 1,
      unchanged: 0,
    })
  })
})
