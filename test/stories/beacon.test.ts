import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OUTBOX_HELD } from '../../bot/outbox-held.js'
import { messages } from '../../commands/messages.js'
import type { Draw, Plan } from '../../db/store.js'
import { verifyProof } from '../../server/verify/verify-proof.js'
import {
  type DrandRelay,
  openDrandRelay,
  QUICKNET_HASH,
  ROUND_1000,
  ROUND_1000_AT,
} from '../peers/drand-relay.js'
import { type Office, openOffice } from './office.js'
import { setApart, tell } from './steps.js'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const NO = 'CQ2023-001'

const iso = (ms: number) => new Date(ms).toISOString()

async function changePlan(office: Office, no: string, change: Partial<Plan>): Promise<void> {
  await office.store.write(async (tx) => tx.plans.put({ ...(await tx.plans.get(no))!, ...change }))
}

async function drawOf(office: Office, no: string): Promise<Draw> {
  return (await office.store.read((view) => view.draws.byNo(no)))!
}

async function textsIn(office: Office, chat: string): Promise<string[]> {
  return (await office.read(chat)).filter(({ from }) => from === 'bot').map(({ text }) => text)
}

/** Says something in the office's group and answers the bot's first words there. */
async function sayInOffice(office: Office, person: string, text: string): Promise<string> {
  return (await office.say(person, 'office', text))[0]?.text ?? ''
}

/** What both independent checks say of the proof that is served. */
async function checkProof(office: Office, no: string): Promise<void> {
  const response = await office.request(`/draws/${no}/proof.json`)
  const text = await response.text()
  expect(verifyProof(Buffer.from(text))).toEqual({ result: 'match', about: expect.anything() })
  const folder = mkdtempSync(join(tmpdir(), 'beacon-'))
  const file = join(folder, 'proof.json')
  writeFileSync(file, text)
  const ran = spawnSync('python3', ['docs/verify/ssj_verify.py', '--json', file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(JSON.parse(ran.stdout)).toEqual({ result: 'match', section: null, reason: null })
}

/** An office in August 2023, whose plan waits for drand; the relay knows round 1000 only. */
async function openIn2023(
  relay: DrandRelay,
  dead = '',
): Promise<{ office: Office; clerk: string; witness: string }> {
  const office = await openOffice({
    start: new Date(ROUND_1000_AT - 10 * MINUTE),
    env: { DRAND_RELAYS: `${dead}${relay.address}/`, LOG_LEVEL: 'silent' },
  })
  await changePlan(office, 'JH2026-01', { beacon: 'drand', from: '2023-01-01', to: '2023-12-31' })
  await office.store.write(async (tx) => {
    for (const item of await tx.items.all()) await tx.items.put({ ...item, publishedOn: '2023-01-01' })
  })
  const clerk = await office.who('office', 'SCQ-FZ')
  const witness = await office.who('leader', 'SCQ-GS')
  return { office, clerk, witness }
}

/** Closes the draw so that round 1000 is the first a minute after. */
async function closeBefore1000(office: Office, clerk: string, witness: string): Promise<string[]> {
  const committed = await sayInOffice(office, clerk, '/draw JH2026-01')
  await office.moveTo(iso(ROUND_1000_AT - 60_000 - 2900))
  return [committed, await sayInOffice(office, witness, '/witness 处暑')]
}

describe('a draw that waits for drand', () => {
  let relay: DrandRelay
  let office: Office
  let clerk: string
  let witness: string

  beforeAll(async () => {
    relay = await openDrandRelay()
    ;({ office, clerk, witness } = await openIn2023(relay, 'http://127.0.0.1:9,'))
  })
  afterAll(async () => {
    await office.close()
    await relay.close()
  })

  it('says what it will wait for, and waits once its witness has spoken', async () => {
    const [committed, thanks] = await closeBefore1000(office, clerk, witness)
    expect(committed).toContain(messages.beacon.announcedDrand(60))
    expect(thanks).toContain('drand 第 1000 轮')
    expect(await drawOf(office, NO)).toMatchObject({
      state: 'closed',
      beacon: null,
      commit: { beacon: { kind: 'drand', chain: QUICKNET_HASH, delay: 60 }, opens: null },
    })
    const page = await (await office.request(`/draws/${NO}`)).text()
    expect(page).toContain('见证截止 60 秒之后的第一轮')
    expect(page).toContain('还没有取得')
    expect(relay.asked).toEqual([])
  })

  it('runs when the round is there, though one relay is down, and both checks agree', async () => {
    await office.moveTo(iso(ROUND_1000_AT))
    expect(relay.asked).toEqual([`/${QUICKNET_HASH}/public/1000`])
    const draw = await drawOf(office, NO)
    expect(draw).toMatchObject({
      state: 'drawn',
      beacon: {
        ...{ kind: 'drand', chain: QUICKNET_HASH, round: 1000 },
        ...{ value: ROUND_1000.randomness, signature: ROUND_1000.signature },
      },
    })
    expect((await textsIn(office, 'office')).join('\n')).toContain(`【抽取结果 ${NO}】`)
    const entries = await office.store.read((view) => view.ledger.entries(1, 1000))
    const arrival = entries.find(({ kind }) => kind === 'draw.beacon')
    expect(arrival).toMatchObject({
      actor: 'system',
      body: { draw: NO, value: ROUND_1000.randomness, confirmedBy: null },
    })
    await checkProof(office, NO)
    expect(await (await office.request(`/draws/${NO}`)).text()).toContain('公开随机值')
  })
})

describe('a draw whose drand round cannot be had', () => {
  let relay: DrandRelay
  let office: Office
  let clerk: string
  let witness: string
  let supervisor: string
  let admin: string

  beforeAll(async () => {
    relay = await openDrandRelay(503)
    ;({ office, clerk, witness } = await openIn2023(relay))
    supervisor = await office.who('supervisor')
    admin = await office.who('admin')
    await closeBefore1000(office, clerk, witness)
  })
  afterAll(async () => {
    await office.close()
    await relay.close()
  })

  const unreachable = async (chat: string) =>
    (await textsIn(office, chat)).filter((text) => text.includes('还取不到公开随机信标'))

  it('is asked for again and again, and told once after five minutes', async () => {
    await office.moveTo(iso(ROUND_1000_AT + MINUTE))
    expect(await unreachable('office')).toEqual([])
    await office.moveTo(iso(ROUND_1000_AT + 6 * MINUTE))
    await office.restart()
    await office.moveTo(iso(ROUND_1000_AT + 9 * MINUTE))
    expect(await unreachable('office')).toEqual([
      messages.beacon.unreachable(NO, 1000, '8月24日（周四）23:59'),
    ])
    expect(await textsIn(office, `private:${admin}`)).toContain(messages.beacon.unreachableForAdmin(NO))
    expect(relay.asked.length).toBeGreaterThan(2)
  })

  it.each([
    ['a forged signature', { ...ROUND_1000, signature: ROUND_1000.signature.replace(/9$/, '8') }],
    ['no point of the curve', { ...ROUND_1000, signature: 'ab'.repeat(48) }],
    ['another round', { ...ROUND_1000, round: 1001 }],
    ['a word', 'sorry'],
  ])('is not taken in by %s', async (_, answer) => {
    const before = relay.asked.length
    relay.answer = answer
    await office.moveTo(iso(Date.parse(await office.now()) + 2 * MINUTE))
    expect(relay.asked.length).toBeGreaterThan(before)
    expect(await drawOf(office, NO)).toMatchObject({ state: 'closed', beacon: null })
  })

  it('fails openly after a day, with its secret for everybody to see', async () => {
    relay.answer = 503
    await office.moveTo(iso(ROUND_1000_AT + DAY - MINUTE))
    expect((await drawOf(office, NO)).state).toBe('closed')
    await office.moveTo(iso(ROUND_1000_AT + DAY))
    relay.answer = ROUND_1000
    await office.moveTo(iso(ROUND_1000_AT + DAY + 2 * MINUTE))
    const draw = await drawOf(office, NO)
    expect(draw).toMatchObject({ state: 'failed', cause: messages.beacon.drandCause(1000), beacon: null })
    const told = messages.void.failed(NO, messages.beacon.drandCause(1000), draw.secret!)
    for (const chat of ['office', `private:${supervisor}`]) {
      expect((await textsIn(office, chat)).filter((text) => text.startsWith(told))).toHaveLength(1)
    }
    const entries = await office.store.read((view) => view.ledger.entries(1, 1000))
    expect(entries.find(({ kind }) => kind === 'draw.failed')?.body).toMatchObject({ secret: draw.secret })
    const page = (await (await office.request(`/draws/${NO}`)).text()).replace(/<[^>]*>/g, '')
    expect(page).toContain(draw.secret)
    expect(page).toContain('24 小时内没有取到')
  })
})

describe('a draw that waits for a public number', () => {
  const NAME = '双色球第2026027期'
  const FULL = `/draw JH2026-01 信标=${NAME} 位数=7 公布=2026-03-10 21:30`
  const EXPECTED = Date.parse('2026-03-10T21:30:00+08:00')
  const AT = '3月10日（周二）21:30'
  const UNTIL = '3月11日（周三）21:30'
  const waiting = { draw: 'CQ2026-001', name: NAME, digits: 7 }
  let office: Office
  let clerk: string
  let stranger: string
  let witness: string
  let supervisor: string
  let other: string

  beforeAll(async () => {
    office = await openOffice()
    await changePlan(office, 'JH2026-01', { beacon: 'number' })
    clerk = await office.who('office', 'SCQ-GS')
    stranger = await office.who('office', 'SCQ-ZJ')
    witness = await office.who('leader', 'SCQ-GS')
    supervisor = await office.who('supervisor')
    other = await office.who('supervisor', undefined, 1)
  })
  afterAll(() => office.close())

  const request = (rest: string) => sayInOffice(office, clerk, `/draw JH2026-01${rest}`)

  it.each([
    ['missing', ''],
    ['missing', ' 信标=双色球 位数=7'],
    ['name', ` 信标=${'长'.repeat(65)} 位数=7 公布=2026-03-11 21:30`],
    ['name', ' 信标=双\u200b色球 位数=7 公布=2026-03-11 21:30'],
    ['digits', ' 信标=双色球 位数=3 公布=2026-03-11 21:30'],
    ['digits', ' 信标=双色球 位数=七 公布=2026-03-11 21:30'],
    ['moment', ' 信标=双色球 位数=7 公布=2026-02-30 21:30'],
    ['moment', ' 信标=双色球 位数=7 公布=明天'],
    ['past', ' 信标=双色球 位数=7 公布=今天 08:30'],
    ['far', ' 信标=双色球 位数=7 公布=2026-04-10 21:30'],
  ] as const)('is not begun where the number is at fault: %s', async (fault, rest) => {
    const example = '/draw JH2026-01 信标=双色球第2026130期 位数=7 公布=2026-03-11 21:30'
    expect(await request(rest)).toBe(messages.beacon.badNumber(fault, example))
  })

  it('is not begun with words that mean nothing, here or for a plan that waits for none', async () => {
    expect(await request(' 马上开始')).toContain('不用写“马上开始”，这次没有抽取')
    expect(await request(' 理由=重来')).toContain('不用写“重来”，这次没有抽取')
    expect(await request(' 位数=7 位数=8')).toContain('位数写了两次')
    const plain = await sayInOffice(office, clerk, '/draw JH2026-02 信标=双色球 位数=7 公布=明天 21:30')
    const elsewhere = await office.who('office', 'SCQ-FZ')
    expect(plain).toContain('JH2026-02')
    expect(await sayInOffice(office, elsewhere, '/draw JH2026-02 信标=双色球 位数=7')).toBe(
      messages.beacon.noNumberWanted('JH2026-02', '/draw JH2026-02'),
    )
    expect(await office.store.read((view) => view.draws.inStates(['requested', 'committed']))).toEqual([])
  })

  it('is not begun for a number that leaves no day for the visits', async () => {
    expect(await request(' 信标=双色球 位数=7 公布=2026-04-08 08:00')).toBe(
      messages.draw.refused('JH2026-01', messages.beacon.numberAfterDue('双色球', '2026-04-08')),
    )
  })

  it('announces which number, and until when its witnesses may speak', async () => {
    const committed = await sayInOffice(office, clerk, FULL.replace('位数=7', '位数＝７位，'))
    expect(committed).toContain(
      messages.beacon.announcedNumber({ ...waiting, expected: iso(EXPECTED) }, AT, UNTIL),
    )
    const thanks = await sayInOffice(office, witness, '/witness 一句话')
    expect(thanks).toBe(messages.beacon.closedNumber('CQ2026-001', NAME, AT))
    expect(await drawOf(office, 'CQ2026-001')).toMatchObject({ state: 'closed', beacon: null })
  })

  it('takes the number only after it was published, from a clerk who may draw, with all its digits', async () => {
    expect(await tell(office, clerk, '/beacon 1234567')).toBe(
      messages.beacon.tooEarly('CQ2026-001', NAME, AT),
    )
    await office.moveTo(iso(EXPECTED + MINUTE))
    expect(await textsIn(office, 'office')).toContain(messages.beacon.reminder(waiting, UNTIL))
    expect(await tell(office, stranger, '/beacon 1234567')).toBe(messages.beacon.notYours('CQ2026-001'))
    expect(await tell(office, supervisor, '/beacon 1234567')).toBe(messages.beacon.onlyOffice)
    for (const typed of ['123456', '12345678', '12a4567', 'CQ2026-001 123456']) {
      expect(await tell(office, clerk, `/beacon ${typed}`)).toBe(messages.beacon.wrongDigits(waiting))
    }
    expect(await tell(office, clerk, '/beacon CQ2026-009 1234567')).toBe(
      messages.beacon.notWaiting('CQ2026-009'),
    )
    expect(await tell(office, clerk, '/beacon')).toContain(messages.beacon.usage)
    expect(await tell(office, supervisor, '/beacon 确认')).toBe(messages.beacon.nothingEntered('CQ2026-001'))
    expect((await drawOf(office, 'CQ2026-001')).beacon).toBeNull()
  })

  it('forgets a number that a supervisor finds wrong, and tells clerk and group', async () => {
    const entered = messages.beacon.entered('CQ2026-001', '7654321')
    expect(await tell(office, clerk, '/信标 ７６５ ４３２１')).toBe(entered)
    expect(await tell(office, clerk, '/beacon 1234567')).toBe(
      messages.beacon.alreadyEntered('CQ2026-001', '7654321'),
    )
    const asked = (await office.read(`private:${supervisor}`)).at(-1)!
    expect(asked.text).toContain('7654321')
    expect(await tell(office, clerk, asked.buttons[0]![0]!.send)).toBe(messages.beacon.onlySupervisor)
    const declined = messages.beacon.declined('CQ2026-001', '7654321')
    expect(await tell(office, supervisor, asked.buttons[0]![1]!.send)).toBe(declined)
    expect(await office.last('office')).toBe(declined)
    expect(await office.last(`private:${clerk}`)).toBe(declined)
    await tell(office, clerk, '/beacon cq2026-1 1234567')
    expect(await tell(office, supervisor, asked.buttons[0]![0]!.send)).toBe(
      messages.beacon.otherValue('CQ2026-001', '1234567'),
    )
    expect(await drawOf(office, 'CQ2026-001')).toMatchObject({ state: 'closed' })
  })

  it('is not confirmed by whoever entered the number, though he is a supervisor as well', async () => {
    await office.store.write(async (tx) => {
      const person = (await tx.people.get(clerk))!
      await tx.people.put({ ...person, roles: ['office', 'supervisor'] })
    })
    expect(await tell(office, clerk, '/beacon 确认 CQ2026-001')).toBe(messages.beacon.selfConfirm)
  })

  it('runs once another supervisor has confirmed, and both checks agree', async () => {
    const confirmed = messages.beacon.confirmed('CQ2026-001', NAME, '1234567')
    expect(await tell(office, other, '/beacon 确认 CQ2026-001')).toBe(confirmed)
    expect(await textsIn(office, 'office')).toContain(confirmed)
    expect(await drawOf(office, 'CQ2026-001')).toMatchObject({
      state: 'drawn',
      beacon: { kind: 'number', name: NAME, value: '1234567', enteredBy: clerk, confirmedBy: other },
    })
    const entries = await office.store.read((view) => view.ledger.entries(1, 1000))
    expect(entries.find(({ kind }) => kind === 'draw.beacon')).toMatchObject({
      actor: clerk,
      body: { value: '1234567', confirmedBy: other },
    })
    expect(await tell(office, other, '/beacon 确认 CQ2026-001')).toBe(messages.beacon.none)
    await checkProof(office, 'CQ2026-001')
  })

  it('keeps its number through the supervisor’s decision on a second draw, unless it has been published', async () => {
    const again = ' 理由=首次有误，信标=福彩3D 位数=4 公布=明天 20:15'
    const answer = await request(again)
    const draws = await office.store.read((view) => view.draws.ofPlan('JH2026-01'))
    expect(answer).toBe(messages.draw.awaitsConfirmation(draws.at(-1)!.id, 'JH2026-01', 2))
    const asked = (await office.read(`private:${supervisor}`)).at(-1)!
    expect(asked.text).toContain('理由：首次有误\n')
    expect(asked.text).toContain('福彩3D，4 位，3月11日（周三）20:15 公布')
    await office.moveTo('2026-03-11T12:16:00Z')
    await tell(office, supervisor, asked.buttons[0]![0]!.send)
    expect(await office.last('office')).toBe(
      messages.draw.refused('JH2026-01', messages.beacon.numberPassed('福彩3D')),
    )
  })
})

describe('a public number that comes too soon or never', () => {
  let office: Office
  let clerk: string
  let witness: string

  beforeAll(async () => {
    office = await openOffice()
    await setApart(office, ['JH2026-01', 'JH2026-02', 'JH2026-03'])
    for (const no of ['JH2026-01', 'JH2026-02', 'JH2026-03']) {
      await changePlan(office, no, { beacon: 'number', witnesses: no === 'JH2026-02' ? 2 : 1 })
    }
    // The three share no firm, so that they may wait side by side.
    const { scope } = (await office.store.read((view) => view.plans.get('JH2026-01')))!
    await changePlan(office, 'JH2026-01', { scope: { ...scope, trades: ['道路运输'] } })
    clerk = await office.who('office', 'SCQ-FZ')
    witness = await office.who('leader', 'SCQ-GS')
    for (const no of ['JH2026-01', 'JH2026-02', 'JH2026-03']) {
      await office.say(clerk, 'office', `/draw ${no} 信标=快乐8 位数=8 公布=3月10日 21:30`)
    }
  })
  afterAll(() => office.close())

  const stateOf = async (no: string) => (await drawOf(office, no)).state

  it('names the draws where several wait', async () => {
    for (const no of ['CQ2026-002', 'CQ2026-003']) await sayInOffice(office, witness, `/witness ${no} 一句话`)
    expect(await stateOf('CQ2026-003')).toBe('closed')
    expect(await tell(office, clerk, '/beacon 12345678')).toContain('预定 3月10日（周二）21:30 公布')
  })

  it('ends what had not closed by then: void without a witness, failed with too few', async () => {
    // What is entered now carries the moment at which the number is expected.
    await office.store.write((tx) => tx.ledger.append('code.made', 'system', {}, '2026-03-10T13:30:00.000Z'))
    expect(await sayInOffice(office, witness, '/witness CQ2026-001 迟到的话')).toBe(
      messages.beacon.witnessTooLate('CQ2026-001', '快乐8'),
    )
    await office.moveTo('2026-03-10T13:30:00Z')
    expect(await drawOf(office, 'CQ2026-001')).toMatchObject({
      ...{ state: 'void', cause: messages.beacon.expiredReason },
    })
    const failed = await drawOf(office, 'CQ2026-002')
    expect(failed).toMatchObject({ state: 'failed', cause: messages.beacon.tooFewCause })
    expect(await textsIn(office, 'office')).toContain(
      messages.void.failed('CQ2026-002', messages.beacon.tooFewCause, failed.secret!),
    )
    expect(await stateOf('CQ2026-003')).toBe('closed')
  })

  it('fails openly when nobody has confirmed a day later, though somebody has entered it', async () => {
    await tell(office, clerk, '/beacon 12345678')
    await office.moveTo('2026-03-11T13:30:00Z')
    const failed = await drawOf(office, 'CQ2026-003')
    expect(failed).toMatchObject({ state: 'failed', cause: messages.beacon.numberCause('快乐8') })
    expect(await textsIn(office, 'office')).toContain(
      messages.void.failed('CQ2026-003', messages.beacon.numberCause('快乐8'), failed.secret!),
    )
    const supervisor = await office.who('supervisor')
    expect(await tell(office, supervisor, '/beacon 确认 CQ2026-003')).toBe(messages.beacon.none)
  })
})

describe('an unannounced plan', () => {
  it('shows its proof and its seed from the day after the visits’ last one', async () => {
    const office = await openOffice()
    try {
      await changePlan(office, 'JH2026-01', { unannounced: true })
      const clerk = await office.who('office', 'SCQ-FZ')
      const committed = await sayInOffice(office, clerk, '/draw JH2026-01')
      expect(committed).toContain(messages.beacon.opens('2026-04-09'))
      const early = await office.request('/draws/CQ2026-001/proof.json')
      expect([early.status, await early.json()]).toEqual([
        404,
        { error: messages.proof.notDrawn(await drawOf(office, 'CQ2026-001')) },
      ])
      await office.say(await office.who('leader', 'SCQ-GS'), 'office', '/witness 春天来了')
      const { seed, due } = await drawOf(office, 'CQ2026-001')
      expect(due).toBe('2026-04-08')
      const page = async () =>
        (await (await office.request('/draws/CQ2026-001')).text()).replace(/<[^>]*>/g, '')
      for (const moment of ['2026-03-10T09:00:00Z', '2026-04-08T15:59:30Z']) {
        await office.moveTo(moment)
        const closed = await office.request('/draws/CQ2026-001/proof.json')
        expect(closed.status).toBe(403)
        expect(await closed.json()).toEqual({
          error: expect.stringContaining('2026-04-09'),
          opens: '2026-04-09',
        })
        expect(await page()).toContain('2026-04-09 公布')
        expect(await page()).not.toContain(seed)
      }
      await office.moveTo('2026-04-08T16:00:00Z')
      expect(await page()).toContain(seed)
      await checkProof(office, 'CQ2026-001')
    } finally {
      await office.close()
    }
  })
})

describe('a witness', () => {
  it('is refused until C has been delivered to the group', async () => {
    const office = await openOffice()
    try {
      const clerk = await office.who('office', 'SCQ-FZ')
      const witness = await office.who('leader', 'SCQ-GS')
      const hold = (value: string) => office.store.write((tx) => tx.settings.set(OUTBOX_HELD, value))
      await hold('test')
      await office.say(clerk, 'office', '/draw JH2026-01')
      await office.say(witness, 'office', '/witness 太早了')
      expect(await textsIn(office, 'office')).toEqual([])
      await hold('')
      await office.system.settle()
      expect(await office.last('office')).toBe(messages.beacon.notDelivered('CQ2026-001'))
      expect(await drawOf(office, 'CQ2026-001')).toMatchObject({ state: 'committed' })
      expect(await sayInOffice(office, witness, '/witness 现在可以了')).toBe(
        messages.witness.thanks('CQ2026-001', 0),
      )
    } finally {
      await office.close()
    }
  })

  it('is refused for good where C can never be delivered, and the draw can still be voided', async () => {
    const office = await openOffice()
    try {
      const clerk = await office.who('office', 'SCQ-FZ')
      const witness = await office.who('leader', 'SCQ-GS')
      const hold = (value: string) => office.store.write((tx) => tx.settings.set(OUTBOX_HELD, value))
      await hold('test')
      await office.say(clerk, 'office', '/draw JH2026-01')
      await office.store.write(async (tx) => {
        for (const row of await tx.outbox.inState('queued', 1000)) {
          if (row.chat === 'office') await tx.outbox.end(row.id, 'dead', 'chat not found')
        }
      })
      await hold('')
      await office.system.settle()
      expect(await sayInOffice(office, witness, '/witness 没看到公告')).toBe(
        messages.witness.lost('CQ2026-001'),
      )
      expect(await sayInOffice(office, clerk, '/void CQ2026-001 承诺值没有送达')).toContain('CQ2026-001')
      expect(await drawOf(office, 'CQ2026-001')).toMatchObject({ state: 'void' })
    } finally {
      await office.close()
    }
  })
})
