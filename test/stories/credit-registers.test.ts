/** Credit classes beside the registers: what files and an upper platform say of a firm is what the rules start from. */
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROPOSED_TABLE } from '../../commands/rules/credit/read-table.js'
import { importText } from './import-text.js'
import { type Office, openOffice } from './office.js'
import { tell } from './steps.js'

const SECRET = 'a-secret-of-the-route-with-32-characters'
const FILE = readFileSync('sample/firms.csv', 'utf8')
const ADDED = {
  ...{ code: '91350100M000100Y43', name: '示例食品有限公司', type: '企业', trade: '餐饮业' },
  ...{ district: '城关镇', address: '解放路1号', status: '存续', creditClass: 'B' },
}

describe('firms whose class the rules have made', () => {
  let office: Office
  /** Of class C in the file, and by its rating. */
  let code: string

  beforeAll(async () => {
    office = await openOffice({ env: { REGISTRY_WEBHOOK_SECRET: SECRET } })
    code = FILE.split('\n')
      .find((row) => row.includes(',存续,C,'))!
      .slice(0, 18)
    const clerk = await office.who('office', 'SCQ-FZ')
    await tell(office, clerk, `/credit 规则\n${PROPOSED_TABLE}`)
    await tell(office, await office.who('leader', 'SCQ-FZ'), '/credit 规则 批准 1')
    await tell(office, clerk, `/credit 添加 ${code} 处罚 文号=1 日期=2026-03-01`)
  })
  afterAll(() => office.close())

  const firmOf = async (one = code) => (await office.store.read((view) => view.firms.get(one)))!
  const last = async (kind: string) => {
    const entries = await office.store.read((view) => view.ledger.entries(1, 100_000))
    return entries.filter((one) => one.kind === kind).at(-1)!
  }
  async function push(id: string, op: string, record: object): Promise<unknown> {
    const body = JSON.stringify({ id, kind: 'firm', op, record })
    const at = String(Math.floor(Date.now() / 1000))
    const signature = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex')
    const headers = { 'x-ssj-timestamp': at, 'x-ssj-signature': signature }
    const answer = await office.request('/webhooks/registry', { method: 'POST', body, headers })
    return ((await answer.json()) as { change: unknown }).change
  }

  it('are not changed by a file that says what it said before', async () => {
    expect(await firmOf()).toMatchObject({ creditClass: 'D', weight: 8 })
    const { n } = await office.store.read((view) => view.ledger.head())
    const report = await importText(office.store, 'firms', FILE)
    expect(report).toMatchObject({ added: 0, changed: 0, unchanged: 3000 })
    expect((await office.store.read((view) => view.ledger.head())).n).toBe(n)
  })

  it('keep their class while another field changes, and /history says that field alone', async () => {
    const row = FILE.split('\n').find((one) => one.startsWith(code))!
    const [header] = FILE.split('\n')
    const moved = row.split(',').map((cell, i) => (header!.split(',')[i] === '住所' ? '新街9号' : cell))
    const report = await importText(office.store, 'firms', `${header}\n${moved.join(',')}\n`)
    expect(report.changed).toBe(1)
    expect(await firmOf()).toMatchObject({ address: '新街9号', creditClass: 'D', weight: 8 })
    const [version] = await office.store.read((view) => view.versions.of('firms', code))
    expect(version!.record).toEqual({
      ...(await firmOf()),
      address: (version!.record as { address: string }).address,
    })
    expect(await importText(office.store, 'credit', `统一社会信用代码,信用等级\n${code},C\n`)).toMatchObject({
      ...{ changed: 0, unchanged: 1 },
    })
  })

  it('follow another class that a platform pushes, at once and in the ledger', async () => {
    expect(await push('e1', 'close', { code, status: '停业' })).toBe('changed')
    expect(await firmOf()).toMatchObject({ status: '停业', creditClass: 'D', weight: 8 })
    const { phone: _, ...record } = await office.store.read(async (view) => (await view.firms.get(code))!)
    expect(await push('e2', 'upsert', { ...record, creditClass: 'A', weight: 1 })).toBe('changed')
    expect(await firmOf()).toMatchObject({ creditClass: 'B', weight: 2 })
    expect((await last('credit.rated')).body).toMatchObject({ firm: code, before: 'D', class: 'B' })
  })

  it('are rated as soon as they are pushed for the first time', async () => {
    expect(await push('e3', 'upsert', ADDED)).toBe('added')
    expect(await firmOf(ADDED.code)).toMatchObject({ creditClass: 'B', weight: 2 })
  })
})
