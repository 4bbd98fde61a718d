/** The route for pushed changes, over real HTTP with the whole bot behind it. */
import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../../commands/messages.js'
import { hashOf } from '../../../commands/rules/draw/hash.js'
import type { Firm, ImportState } from '../../../db/store.js'
import { importUnderWay } from '../../../server/import/under-way.js'
import { type Office, openOffice } from '../../stories/office.js'

const SECRET = 'a-secret-of-the-route-with-32-characters'
const CODE = '91350100M000100Y43'
const FIRM = {
  ...{ code: CODE, name: '示例食品有限公司', type: '企业', trade: '餐饮业', district: '城关镇' },
  ...{ address: '解放路1号', status: '存续', creditClass: 'B' },
}

let office: Office
let events = 0

const nextId = () => `e-${++events}`
const seconds = () => String(Math.floor(Date.now() / 1000))
const sign = (body: string | Buffer, timestamp: string, secret = SECRET) =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')

async function send(body: string | Buffer, headers: Record<string, string>) {
  const response = await office.request('/webhooks/registry', { method: 'POST', body, headers })
  const answer = (await response.json()) as Record<string, unknown>
  return { status: response.status, answer, retryAfter: response.headers.get('retry-after') }
}

function push(event: unknown, timestamp = seconds()) {
  const body = typeof event === 'string' ? event : JSON.stringify(event)
  return send(body, { 'x-ssj-timestamp': timestamp, 'x-ssj-signature': sign(body, timestamp) })
}

/** A request that does not even say how long its body is; answers the status. */
function withoutBody(): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${office.system.address}/webhooks/registry`, { method: 'POST' }, (response) => {
      resolve(response.resume().statusCode)
    })
    asked.removeHeader('content-length')
    asked.removeHeader('transfer-encoding')
    asked.on('error', reject).end()
  })
}

const upsert = (record: Record<string, unknown>, id = nextId(), kind = 'firm') =>
  push({ id, kind, op: 'upsert', record })
const close = (record: Record<string, unknown>, kind = 'firm') =>
  push({ id: nextId(), kind, op: 'close', record })
const stored = () => office.store.read((view) => view.firms.get(CODE))
const head = async () => (await office.store.read((view) => view.ledger.head())).n

/** What a refused request must leave as it was. */
async function everything() {
  const firms = await office.store.read((view) => view.firms.count())
  return JSON.stringify([await head(), firms, await stored()])
}

beforeAll(async () => {
  office = await openOffice({ env: { REGISTRY_WEBHOOK_SECRET: SECRET } })
})
afterAll(() => office.close())

describe('who may push', () => {
  const body = JSON.stringify({ id: 'x', kind: 'firm', op: 'upsert', record: FIRM })

  it('is whoever signs with the secret, and nobody else', async () => {
    const before = await everything()
    const at = seconds()
    const good = sign(body, at)
    const flipped = good.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
    for (const [timestamp, signature] of [
      ...[
        ['', good],
        [at, ''],
        [at, 'x'.repeat(64)],
        [at, flipped],
        [at, `${good}00`],
      ],
      ...[
        [at, sign(body, at, `${SECRET}x`)],
        [at, sign(`${body} `, at)],
        [at, sign(body, String(Number(at) - 1))],
        [`${at}.0`, sign(body, `${at}.0`)],
      ],
    ] as [string, string][]) {
      const { status, answer } = await send(body, {
        ...{ 'x-ssj-timestamp': timestamp, 'x-ssj-signature': signature },
      })
      expect([status, answer], signature).toEqual([
        ...[401, { error: 'bad-signature', message: messages.push.badSignature }],
      ])
    }
    expect((await send(body, {})).status).toBe(401)
    expect((await send('', {})).status).toBe(401)
    expect(await withoutBody()).toBe(401)
    expect(await everything()).toBe(before)
  })

  it('must have signed within five minutes', async () => {
    const before = await everything()
    for (const apart of [-310, 310]) {
      const { status, answer } = await push(body, String(Number(seconds()) + apart))
      expect([status, answer.error]).toEqual([401, 'stale-timestamp'])
    }
    expect(await everything()).toBe(before)
    expect((await push({ id: nextId(), kind: 'x' }, String(Number(seconds()) - 290))).status).toBe(400)
  })

  it('is nobody where no secret is set', async () => {
    const closed = await openOffice()
    const response = await closed.request('/webhooks/registry', { method: 'POST', body })
    expect(response.status).toBe(404)
    await closed.close()
  })
})

describe('a request that is wrong', () => {
  it.each([
    ['', 400, 'bad-event'],
    ['{', 400, 'bad-json'],
    ['"x"', 400, 'bad-json'],
    ['[]', 400, 'bad-event'],
    ['{}', 400, 'bad-event'],
    [{ id: 'a b', kind: 'firm', op: 'upsert', record: FIRM }, 400, 'bad-event'],
    [{ id: 'a', kind: 'plan', op: 'upsert', record: FIRM }, 400, 'bad-event'],
    [{ id: 'a', kind: 'firm', op: 'delete', record: FIRM }, 400, 'bad-event'],
    [{ id: 'a', kind: 'firm', op: 'upsert', record: FIRM, more: 1 }, 400, 'bad-event'],
    [{ id: 'a', kind: 'firm', op: 'upsert', record: [FIRM] }, 400, 'bad-event'],
    [{ id: 'a', kind: 'firm', op: 'upsert', record: {} }, 400, 'bad-record'],
    [{ id: 'a', kind: 'firm', op: 'upsert', record: { code: null } }, 400, 'bad-record'],
    [{ id: 'a', kind: 'firm', op: 'upsert', record: { ...FIRM, code: '1' } }, 400, 'bad-record'],
    [{ id: 'a', kind: 'firm', op: 'upsert', record: { ...FIRM, 名称: '又一个' } }, 400, 'bad-record'],
    [{ id: 'a', kind: 'firm', op: 'upsert', record: { ...FIRM, colour: '红' } }, 400, 'bad-record'],
    [
      { id: 'a', kind: 'firm', op: 'upsert', record: { ...FIRM, name: { zh: '店' }, weight: 0 } },
      400,
      'bad-record',
    ],
    [{ id: 'a', kind: 'firm', op: 'close', record: FIRM }, 400, 'bad-record'],
    [{ id: 'a', kind: 'firm', op: 'close', record: { code: CODE, status: '存续' } }, 400, 'bad-record'],
    [{ id: 'a', kind: 'firm', op: 'close', record: { code: '91410603MA0000000X' } }, 400, 'bad-record'],
    ['x'.repeat(70_000), 413, 'too-large'],
  ])('is told what is wrong and changes nothing: %j', async (event, status, error) => {
    const before = await everything()
    const found = await push(event)
    expect([found.status, found.answer.error]).toEqual([status, error])
    expect(found.answer.message).toMatch(/\p{Script=Han}/u)
    expect(await everything()).toBe(before)
  })

  it('names every field that is wrong', async () => {
    const { code: _, ...rest } = FIRM
    const { answer } = await upsert({ ...rest, phone: 'x', creditClass: 'E' })
    expect(answer.faults).toEqual([
      { column: '统一社会信用代码', value: '', reason: '缺少「统一社会信用代码」列' },
    ])
    const { answer: other } = await upsert({ ...FIRM, phone: 'x', creditClass: 'E' })
    expect((other.faults as { column: string }[]).map(({ column }) => column)).toEqual(['电话', '信用等级'])
  })

  it('is not read when it is compressed or no UTF-8', async () => {
    const at = seconds()
    const headers = { 'x-ssj-timestamp': at, 'x-ssj-signature': sign('{}', at) }
    expect((await send('{}', { ...headers, 'content-encoding': 'gzip' })).answer.error).toBe('bad-json')
    const bytes = Buffer.from(
      JSON.stringify({ id: nextId(), kind: 'firm', op: 'upsert', record: { ...FIRM, name: '?' } }),
    )
    bytes[bytes.indexOf('?')] = 0xff
    const found = await send(bytes, { 'x-ssj-timestamp': at, 'x-ssj-signature': sign(bytes, at) })
    expect([found.status, found.answer.error]).toEqual([400, 'bad-record'])
  })
})

describe('a change', () => {
  it('adds a firm, changes it, closes it and keeps each earlier version, with an entry each', async () => {
    const before = await head()
    const [first, second, third] = ['up-1', 'up-2', 'up-3']
    expect(
      await upsert({ ...FIRM, phone: '0392-100001', tags: ['食品', '校园'], weight: 2 }, first),
    ).toMatchObject({
      ...{ status: 200, answer: { event: first, kind: 'firm', key: CODE, change: 'added' } },
    })
    const added = (await stored())!
    expect(added).toEqual({ ...FIRM, phone: '0392-100001', tags: ['食品', '校园'], weight: 2 })

    const named = { 统一社会信用代码: CODE, 企业名称: '改名食品有限公司', 类型: '企业', 行业: '餐饮业' }
    const rest = { 辖区: '城关镇', 住所: '解放路1号', 状态: '存续', 信用等级: 'C级', 电话: null }
    expect((await upsert({ ...named, ...rest }, second)).answer.change).toBe('changed')
    // What may be left out and was stays; what is said to be empty is emptied.
    const changed: Firm = { ...added, name: '改名食品有限公司', creditClass: 'C', phone: null }
    expect(await stored()).toEqual(changed)
    expect((await upsert({ ...named, ...rest })).answer.change).toBe('unchanged')

    const closing = await push({ id: third, kind: 'firm', op: 'close', record: { code: CODE } })
    expect(closing.answer).toEqual({ event: third, kind: 'firm', key: CODE, change: 'changed' })
    expect(await stored()).toEqual({ ...changed, status: '注销' })

    const versions = await office.store.read((view) => view.versions.of('firms', CODE))
    expect(versions.map(({ n, by, through, record }) => ({ n, by, through, record }))).toEqual([
      { n: 2, by: 'webhook', through: { webhook: third }, record: changed },
      { n: 1, by: 'webhook', through: { webhook: second }, record: added },
    ])
    const entries = await office.store.read((view) => view.ledger.entries(before + 1, before + 9))
    const salt = (await office.store.read((view) => view.registryEvents.get(first)))!.salt
    const common = { kind: 'firms', key: CODE, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }
    expect(entries.map(({ kind, actor, body }) => [kind, actor, body])).toEqual([
      [
        'registry.changed',
        'webhook',
        { ...common, event: first, hash: hashOf(['ssj/registry', salt, added]) },
      ],
      ['registry.changed', 'webhook', { ...common, event: second }],
      ['registry.changed', 'webhook', { ...common, event: third }],
    ])
  })

  it('is taken once, also when it is signed again', async () => {
    const id = nextId()
    await upsert({ ...FIRM, name: '第一次' }, id)
    const before = await everything()
    const { status, answer } = await upsert({ ...FIRM, name: '第二次' }, id)
    expect([status, answer.error, answer.appliedAt]).toEqual([
      409,
      'replayed',
      expect.stringMatching(/^2026-/),
    ])
    expect(await everything()).toBe(before)
    const both = nextId()
    const raced = await Promise.all([upsert(FIRM, both), upsert(FIRM, both)])
    expect(raced.map((one) => one.status).sort()).toEqual([200, 409])
  })

  it('does not use up its id when it is refused', async () => {
    const id = nextId()
    expect((await upsert({ ...FIRM, creditClass: 'E' }, id)).status).toBe(400)
    expect((await upsert({ ...FIRM, creditClass: 'D' }, id)).status).toBe(200)
  })

  it('of an inspector keeps his leave, refers to known people, and takes him off the roll', async () => {
    const entry = await office.store.write(async (tx) => {
      const [one] = (await tx.inspectors.ofDepartments(['SCQ-GS'])).filter(({ active }) => active)
      await tx.inspectors.put({ ...one!, leaveFrom: '2026-03-12', leaveTo: '2026-03-16' })
      return (await tx.inspectors.get(one!.id))!
    })
    const { id, person, department } = entry
    const renewed = { id, person, department, certifiedUntil: '2031-12-31' }
    expect((await upsert(renewed, nextId(), 'inspector')).answer.change).toBe('changed')
    const read = () => office.store.read((view) => view.inspectors.get(id))
    expect(await read()).toEqual({ ...entry, certifiedUntil: '2031-12-31' })

    const nobody = await upsert({ ...renewed, person: 'P9999' }, nextId(), 'inspector')
    expect([nobody.status, nobody.answer.error]).toEqual([409, 'refers-to-nothing'])
    expect(nobody.answer.faults).toEqual([
      { column: '人员编号', value: 'P9999', reason: '没有这个人员编号，请先导入人员' },
    ])
    expect((await close({ 执法证号: id }, 'inspector')).answer.change).toBe('changed')
    expect(await read()).toEqual({ ...entry, certifiedUntil: '2031-12-31', active: false })
    const unknown = await close({ id: 'nobody' }, 'inspector')
    expect([unknown.status, unknown.answer.error]).toEqual([409, 'unknown-record'])
  })

  it('waits while an import is under way', async () => {
    const set = (value: string) => office.store.write((tx) => tx.settings.set(importUnderWay, value))
    await set('{"kind":"firms","file":"x","added":1,"changed":0}')
    const before = await everything()
    const id = nextId()
    const { status, answer, retryAfter } = await upsert({ ...FIRM, name: '导入中' }, id)
    expect([status, answer.error, retryAfter]).toEqual([503, 'import-under-way', '60'])
    expect(await everything()).toBe(before)
    await set('')
    expect((await upsert({ ...FIRM, name: '导入中' }, id)).status).toBe(200)
  })

  it('waits while an approved import is compared with the register once more', async () => {
    const move = (state: ImportState) =>
      office.store.write(async (tx) =>
        tx.importRequests.advance(1, (await tx.importRequests.get(1))!.version, { state }),
      )
    await office.store.write((tx) =>
      tx.importRequests.ask({
        ...{ kind: 'firms', fullness: 'no', askedBy: 'P0001', askedAt: '2026-03-10T01:00:00.000Z' },
        file: { hash: 'a'.repeat(64), name: '名录.csv', mime: 'text/csv', size: 1 },
      }),
    )
    const statuses: number[] = []
    for (const state of ['waiting', 'approved', 'applying', 'applied'] as const) {
      await move(state)
      statuses.push((await upsert({ ...FIRM, name: `导入${state}` }, nextId())).status)
    }
    expect(statuses).toEqual([200, 503, 503, 200])
  })
})
