import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { createFileStore } from '../../db/files.js'
import type { FileRef, ImportRequest, RoomMessage } from '../../db/store.js'
import { importFile } from '../../server/import/import-file.js'
import { textRows, workbook } from '../server/import/workbook-parts.js'
import { type Office, openOffice } from './office.js'
import { tell } from './steps.js'

const { imports, importing, template } = messages
const [HEADER = '', ...ROWS] = readFileSync('sample/firms.csv', 'utf8').trim().split('\n')
const CODES = ROWS.map((row) => row.slice(0, 18))
const NEW = `91410603MA4000000Q,山城区新来的店,个体工商户,餐饮服务,红旗街道,红旗街1号,,存续,B,,1`

/** Made before anything listens, since it takes long. */
const BOMB = workbook({ 部门: textRows([['x']]) }, { 'xl/sharedStrings.xml': ' '.repeat(300 << 20) })

let office: Office
/** A clerk and a leader of the leading department, and a clerk of another one. */
let keeper: string
let leader: string
let clerk: string

async function keep(name: string, bytes: string | Buffer): Promise<FileRef> {
  const upload = await office.request(`/room/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(Buffer.from(bytes)),
  })
  return (await upload.json()) as FileRef
}

/** Sends a file with words in private; answers what the bot said there. */
async function send(person: string, words: string, bytes: string | Buffer, name = '名录.csv') {
  return office.say(person, `private:${person}`, words, [await keep(name, bytes)])
}

function csv(rows: string[]): string {
  return `${[HEADER, ...rows].join('\n')}\n`
}

/** The buttons under the newest message that has any. */
function buttonsOf(said: RoomMessage[]): string[] {
  return said.flatMap(({ buttons }) => buttons.flat().map(({ send }) => send))
}

async function newest(): Promise<ImportRequest> {
  for (let id = 1, last: ImportRequest | undefined; ; id++) {
    const found = await office.store.read((view) => view.importRequests.get(id))
    if (!found) return last!
    last = found
  }
}

const firmOf = (code: string) => office.store.read((view) => view.firms.get(code))
const fixture = (name: string) => readFileSync(join('test/fixtures', name))

/** The bodies of what the ledger says about imports since the sample was brought in. */
async function entries(): Promise<Record<string, unknown>[]> {
  const all = await office.store.read((view) => view.ledger.entries(1, 1000))
  return all
    .filter(({ kind, actor }) => kind === 'registry.imported' && actor !== 'system')
    .map((entry) => ({ ...entry.body, actor: entry.actor }))
}

describe('imports in a private chat', () => {
  beforeAll(async () => {
    office = await openOffice()
    keeper = await office.who('office', 'SCQ-FZ')
    leader = await office.who('leader', 'SCQ-FZ')
    clerk = await office.who('office', 'SCQ-GS')
  })
  afterAll(() => office.close())

  it('begin with a template, which is chosen from the kinds', async () => {
    const [asked] = await office.say(clerk, `private:${clerk}`, '/template')
    expect(asked?.text).toBe(template.choose)
    expect(asked?.buttons.flat()).toHaveLength(13)
    const [sent] = await office.say(clerk, `private:${clerk}`, '/template 市场主体')
    expect(sent?.text).toBe(template.sent('市场主体'))
    expect(sent?.files.map(({ name }) => name)).toEqual(['市场主体模板.xlsx'])
    const bytes = await office.request(`/room/files/${sent?.files[0]?.hash}?name=a.xlsx`)
    expect(
      Buffer.from(await bytes.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    for (const word of ['企业', '主体', 'firms'])
      expect((await office.say(clerk, `private:${clerk}`, `/template ${word}`))[0]?.text, word).toBe(
        sent?.text,
      )
    expect(await tell(office, clerk, '模板 企业名单')).toContain('没有“企业名单”这种名录')
  })

  it('show what a file would change, and change it once the leading department has approved', async () => {
    const changed = ROWS[0]!.replace(',存续,A,', ',停业,C,')
    const rows = [changed, ...ROWS.slice(1, 10), NEW, '坏代码,某店,类型,行业,辖区,住所,,存续,B,,1']
    const said = await send(clerk, '/import 市场主体', csv(rows))
    const { id } = await newest()
    expect(said[0]?.text).toBe(imports.checking('市场主体', '名录.csv'))
    expect(said[1]?.text).toContain(`【导入 ${id}】市场主体（名录.csv）\n新增 1、修改 1、未变 9、问题 1`)
    expect(said[1]?.text).toContain('新增：\n· 山城区新来的店（91410603MA4000000Q）')
    expect(said[1]?.text).toContain('登记状态 存续 → 停业；信用等级 A → C')
    expect(buttonsOf(said)).toEqual([`/import 放弃 ${id}`])
    expect(said.flatMap(({ files }) => files.map(({ name }) => name))).toEqual(['市场主体 有问题的行.xlsx'])
    expect(await firmOf('91410603MA4000000Q')).toBeUndefined()
    expect(await tell(office, clerk, `/import 应用 ${id}`)).toBe(imports.notDecider)
    const shown = (await office.read(`private:${leader}`)).slice(-1)
    expect(buttonsOf(shown)).toEqual([`/import 应用 ${id}`, `/import 放弃 ${id}`])
    const told = await tell(office, leader, `/import 应用 ${id}`)
    const done = imports.applied(await newest(), '市场主体')
    expect(told).toBe(`${imports.applying(id)}\n${done}`)
    expect(await office.last(`private:${clerk}`)).toBe(done)
    expect(await firmOf('91410603MA4000000Q')).toMatchObject({ name: '山城区新来的店' })
    expect(await firmOf(CODES[0]!)).toMatchObject({ status: '停业', creditClass: 'C' })
    const { plan, file } = await newest()
    expect(await entries()).toEqual([
      {
        ...{ kind: 'firms', file: file.hash, added: 1, changed: 1, gone: 0, changes: plan?.changes },
        ...{ actor: leader, askedBy: clerk },
      },
    ])
    expect(await tell(office, leader, `/import 应用 ${id}`)).toBe(imports.isNow(id, 'applied'))
    expect(await entries()).toHaveLength(1)
  })

  it('give nobody rights by his own word alone', async () => {
    const [head = '', ...rows] = readFileSync('sample/people.csv', 'utf8').trim().split('\n')
    const own = rows.find((row) => row.startsWith(`${keeper},`))!
    const risen = own.replace(',经办,', ',经办、领导,')
    expect(risen).not.toBe(own)
    const said = await send(keeper, '/import 人员', `${head}\n${risen}\n`)
    const { id } = await newest()
    expect(buttonsOf(said)).toEqual([`/import 放弃 ${id}`])
    expect(await tell(office, keeper, `/import 应用 ${id}`)).toBe(imports.ownRights)
    const shown = (await office.read(`private:${leader}`)).slice(-1)
    expect(buttonsOf(shown)).toEqual([`/import 应用 ${id}`, `/import 放弃 ${id}`])
    expect(await tell(office, leader, `/import 放弃 ${id}`)).toBe(imports.dropped(id))
  })

  it('never approve a plan in the name of a leader, who is asked himself', async () => {
    const [head = '', row = ''] = readFileSync('sample/plans.csv', 'utf8').trim().split('\n')
    const forged = row.replace('JH2026-01', 'JH2026-09')
    const said = await send(keeper, '/import 抽查计划', `${head}\n${forged}\n`)
    expect(said[1]?.text).toContain('新增 0、修改 0、未变 0、问题 1')
    expect(said[1]?.text).toContain(`「批准人」“P0001”：${imports.approvalInFile}`)
    const cells = forged.split(',')
    const bare = [...cells.slice(0, -3), '', '', ''].join(',')
    const asked = await send(keeper, '/import 抽查计划', `${head}\n${row}\n${bare}\n`)
    expect(asked[1]?.text).toContain('新增 1、修改 0、未变 1、问题 0')
    await tell(office, keeper, `/import 应用 ${(await newest()).id}`)
    expect(await office.store.read((view) => view.plans.get('JH2026-09'))).toMatchObject({ approvedBy: null })
    expect(await office.store.read((view) => view.plans.get('JH2026-01'))).toMatchObject({
      approvedBy: 'P0001',
    })
  })

  it('take the refused rows back as they were sent', async () => {
    const sent = (await office.read(`private:${clerk}`)).flatMap(({ files }) => files)
    const file = sent.find(({ name }) => name === '市场主体 有问题的行.xlsx')!
    const said = await office.say(clerk, `private:${clerk}`, '/import 市场主体', [file])
    expect(said[1]?.text).toContain('新增 0、修改 0、未变 0、问题 1')
    expect(said[1]?.text).toContain('没有要写入的内容')
    expect((await newest()).state).toBe('refused')
  })

  it('ask for the kind and for the file where they are missing, and are applied by a clerk who keeps the registers', async () => {
    expect(await tell(office, keeper, '/import')).toBe(imports.chooseKind)
    expect(await tell(office, keeper, '执法人员')).toBe(imports.askFile('执法人员'))
    const rows = readFileSync('sample/inspectors.csv', 'utf8').trim().split('\n')
    const gone = rows.at(-1)!.split(',')[0]!
    const said = await send(keeper, '', `${rows.slice(0, -1).join('\n')}\n`, '执法人员.csv')
    expect(said.at(-1)?.text).toContain('没有要写入的内容')
    expect(await tell(office, keeper, '/import 执法人员 全量')).toBe(imports.askFile('执法人员'))
    const full = await send(keeper, '', `${rows.slice(0, -1).join('\n')}\n`, '执法人员.csv')
    expect(full.at(-1)?.text).toContain('移出 1、问题 0')
    const { id } = await newest()
    expect(buttonsOf(full)).toEqual([`/import 应用 ${id}`, `/import 放弃 ${id}`])
    await tell(office, keeper, `/import 应用 ${id}`)
    expect(await office.store.read((view) => view.inspectors.get(gone))).toMatchObject({ active: false })
    expect((await entries()).at(-1)).toMatchObject({ kind: 'inspectors', gone: 1, actor: keeper })
  })

  it('of a whole register close who is not named, and are refused where that is a fifth unless it is said twice', async () => {
    const few = csv(ROWS.slice(0, 1000))
    const refused = await send(keeper, '/import 市场主体 全量', few)
    expect(refused.at(-1)?.text).toContain('超过 20%')
    expect(refused.at(-1)?.text).toContain(imports.canForce('市场主体'))
    expect((await newest()).state).toBe('refused')
    const forced = await send(keeper, '/import 市场主体 全量 确认', few)
    const { id } = await newest()
    expect(forced.at(-1)?.text).toMatch(/移出 \d{4}、问题 0/)
    expect(await tell(office, clerk, `/import 放弃 ${id}`)).toBe(imports.notYours)
    expect(await tell(office, leader, `/import 放弃 ${id}`)).toBe(imports.dropped(id))
    expect(await tell(office, keeper, `/import 应用 ${id}`)).toBe(imports.isNow(id, 'dropped'))
    await send(keeper, '/import 市场主体 全量', csv(ROWS.slice(1)))
    await tell(office, keeper, `/import 应用 ${(await newest()).id}`)
    expect(await firmOf(CODES[0]!)).toMatchObject({ status: '移出名录' })
    expect((await firmOf(CODES[1]!))?.status).not.toBe('移出名录')
    expect(await tell(office, keeper, '/import 抽查事项 全量')).toBe(imports.noFull('抽查事项'))
  })

  it('are shown again where the registry has changed since', async () => {
    const said = await send(keeper, '/import 市场主体', csv([ROWS[5]!.replace('个体工商户', '小作坊')]))
    expect(said.at(-1)?.text).toContain('修改 1')
    const { id } = await newest()
    const before = (await firmOf(CODES[5]!))!
    await office.store.write((tx) => tx.firms.put({ ...before, weight: 9 }))
    const again = await tell(office, keeper, `/import 应用 ${id}`)
    expect(again).toContain('名录在此期间有了变化')
    expect(await firmOf(CODES[5]!)).toEqual({ ...before, weight: 9 })
    expect((await newest()).state).toBe('waiting')
    await tell(office, keeper, `/import 应用 ${id}`)
    expect(await firmOf(CODES[5]!)).toMatchObject({ type: '小作坊', weight: 1 })
  })

  it.each([
    ['an encrypted workbook', () => fixture('encrypted.xlsx'), importing.encrypted],
    ['a Word file', () => fixture('text.docx'), importing.wordFile],
    ['another kind', () => fixture('departments.xlsx'), importing.otherKind('市场主体', '部门')],
    ['a bomb', () => BOMB, importing.tooDense],
    ['half a workbook', () => fixture('departments.xlsx').subarray(0, 3000), importing.broken],
  ])('refuse %s, and nothing is changed', async (_, bytes, why) => {
    const before = await entries()
    const said = await send(keeper, '/import 市场主体', bytes(), '名录.xlsx')
    const request = await newest()
    expect(said.at(-1)?.text).toBe(imports.refused(request, '市场主体', why))
    expect(request.state).toBe('refused')
    expect(await tell(office, keeper, `/import 应用 ${request.id}`)).toBe(
      imports.isNow(request.id, 'refused'),
    )
    expect(await entries()).toEqual(before)
  })

  it('refuse what is too large, two files at once, people who do not keep registers, and groups', async () => {
    const file = await keep('名录.csv', csv(ROWS.slice(0, 3)))
    const say = async (person: string, words: string, files: FileRef[], chat = `private:${person}`) =>
      (await office.say(person, chat, words, files)).map(({ text }) => text).join('\n')
    const bytes = Buffer.alloc(21 * 1024 * 1024)
    const large = { ...file, hash: await createFileStore(office.filesDir).put(bytes), size: bytes.length }
    const { id } = await newest()
    expect(await say(keeper, '/import 市场主体', [large])).toBe(imports.tooLarge(20))
    expect(await say(keeper, '/import 市场主体', [file, file])).toBe(imports.onlyOne)
    expect(await say(leader, '/import 市场主体', [file])).toBe(imports.onlyOffice)
    const inspector = await office.who('inspector')
    expect(await say(inspector, '/import 市场主体', [file])).toContain('经办人员')
    expect(await say(keeper, '/import 市场主体', [file], 'office')).toContain('私聊')
    expect(await tell(office, keeper, '/import 应用')).toContain(imports.needsNumber)
    expect(await tell(office, keeper, '/import 应用 9999')).toBe(imports.unknown(9999))
    expect((await newest()).id).toBe(id)
  })

  it('let no draw freeze while they are applied, and go on after a crash to one entry in the ledger', async () => {
    const rows = ROWS.map((row) => row.replace('个体工商户', '个体户'))
    await send(clerk, '/import 市场主体', csv(rows))
    const { id, version, file, plan } = await newest()
    // As far as a power cut let it come.
    await office.store.write((tx) =>
      tx.importRequests.advance(id, version, { state: 'applying', decidedBy: leader }),
    )
    const path = join(office.filesDir, 'handed-in')
    writeFileSync(path, csv(rows))
    const cut = importFile(office.store, 'firms', path, new Date(), leader, {
      ...{ dryRun: false, stagingDir: office.filesDir },
      onProgress() {
        throw new Error('power cut')
      },
    })
    await expect(cut).rejects.toThrow('power cut')
    const [refused] = await office.say(keeper, 'office', '/draw JH2026-01')
    const answers = [refused?.text, await office.last('office')].join('\n')
    expect(answers).toContain(messages.draw.importing('市场主体', 'firms'))
    await office.store.write((tx) => tx.jobs.add('import-apply', String(id), null, new Date().toISOString()))
    await office.restart()
    await office.system.settle()
    expect((await newest()).state).toBe('applied')
    expect((await entries()).at(-1)).toMatchObject({ ...plan, file: file.hash, actor: leader })
    expect(await office.last(`private:${clerk}`)).toBe(imports.applied(await newest(), '市场主体'))
    const [drawn] = await office.say(keeper, 'office', '/draw JH2026-01')
    expect(drawn?.text).not.toContain('没有导入完')
  })

  it('say of a changed plan what changes in its columns, and that its approval ends', async () => {
    const [head = '', first = ''] = readFileSync('sample/plans.csv', 'utf8').split('\n')
    const cells = first.replace(',2%,', ',1%,').split(',')
    const changed = [...cells.slice(0, -3), '', '', ''].join(',')
    const said = await send(keeper, '/import 抽查计划', `${head}\n${changed}\n`, '计划.csv')
    const words = said.map(({ text }) => text).join('\n')
    expect(words).toContain(`A级比例 2/100 → 1/100；${imports.approvalLapses}`)
    expect(words).not.toMatch(/importedBy|approvalLapsed|approvedAt|\dZ/)
    await tell(office, keeper, `/import 应用 ${(await newest()).id}`)
    const plan = await office.store.read((view) => view.plans.get('JH2026-01'))
    expect(plan).toMatchObject({ approvedBy: null, approvedAt: null, filingNo: null })
  })

  it('lapse after seven days', async () => {
    await send(clerk, '/import 市场主体', csv([ROWS[7]!.replace('存续', '停业').replace('个体户', '作坊')]))
    const { id, shownAt, state } = await newest()
    expect(state).toBe('waiting')
    await office.moveTo(new Date(Date.parse(shownAt!) + 7 * 24 * 60 * 60_000 + 60_000).toISOString())
    expect((await newest()).state).toBe('lapsed')
    expect(await tell(office, leader, `/import 应用 ${id}`)).toBe(imports.isNow(id, 'lapsed'))
    expect((await office.read(`private:${clerk}`)).map(({ text }) => text)).toContain(imports.lapsed(id))
  })
})
