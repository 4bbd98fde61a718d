/** What the supervisor finds in the ledger, and that nobody else does. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENTRY_SENTENCES } from '../../commands/messages/auditing.js'
import { messages } from '../../commands/messages.js'
import type { Role } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan, seatsOf, tell } from './steps.js'

describe('/audit', () => {
  let office: Office
  let supervisor: string
  let inspector: string
  let visit: string
  let draw: string

  beforeAll(async () => {
    office = await openOffice()
    const [found] = await office.store.read((view) => view.people.withRole('supervisor'))
    supervisor = found!.id
    draw = await drawPlan(office, 'JH2026-01')
    const [seat] = await seatsOf(office, draw)
    visit = seat!.visit
    inspector = seat!.person
    await tell(office, inspector, `/record ${visit} 结果=未发现问题 签字=是`)
  })
  afterAll(() => office.close())

  const ask = (word: string) => tell(office, supervisor, `/audit ${word}`)

  it('says who did what to a visit and when, newest first, with names for ids', async () => {
    const said = await ask(visit)
    const { name } = (await office.store.read((view) => view.people.get(inspector)))!
    expect(said).toContain(`填报 ${visit} 第 1 版`)
    expect(said).toMatch(new RegExp(`2026年3月10日[^\\n]*${name}（`))
    expect(said).not.toContain(inspector)
  })

  it('tells a draw from its commit to its result, also through its plan', async () => {
    const said = await ask(draw)
    for (const part of ['产生结果', `见证 ${draw}`, '冻结名单']) expect(said).toContain(part)
    expect(said.indexOf('产生结果')).toBeLessThan(said.indexOf('冻结名单'))
    expect(await ask('JH2026-01')).toContain('产生结果')
  })

  it('finds a firm by its visits, a person by name and number, and a department', async () => {
    const { firm } = (await office.store.read((view) => view.visits.get(visit)))!
    expect(await ask(firm)).toContain(`填报 ${visit}`)
    expect(await ask(inspector)).toContain(`填报 ${visit}`)
    expect(await ask('SCQ-GS')).toContain('【留痕】')
  })

  it('asks which of several is meant, and knows what it does not know', async () => {
    expect(await ask('公司')).toContain('请选一个')
    const buttons = (await office.read(`private:${supervisor}`)).at(-1)!.buttons.flat()
    expect(await tell(office, supervisor, buttons[0]!.send)).toMatch(/【留痕】|没有（更早的）/)
    expect(await ask('不存在的某某')).toContain('没有找到')
    expect(await tell(office, supervisor, '/audit')).toContain(messages.audit.needsWord)
  })

  it('goes back page by page', async () => {
    const { name } = (await office.store.read((view) => view.people.get(inspector)))!
    for (let i = 2; i <= 18; i++) {
      await tell(office, inspector, `/record ${visit} 结果=未发现问题 签字=是 备注=第${i}次 更正=补充`)
    }
    const first = await ask(visit)
    expect(first.match(/▪/g)).toHaveLength(15)
    const earlier = (await office.read(`private:${supervisor}`)).at(-1)!.buttons.flat()[0]!.send
    const second = await tell(office, supervisor, earlier)
    expect(second).toContain(`填报 ${visit} 第 1 版`)
    expect(second).toContain(name)
  })

  it.each(['office', 'inspector', 'leader', 'admin'] as Role[])('is not for the role %s', async (role) => {
    const people = await office.store.read((view) => view.people.withRole(role))
    const one = people.find(({ roles }) => !roles.includes('supervisor'))!
    const before = await businessOf(office)
    expect(await tell(office, one.id, `/audit ${visit}`)).toContain('监察人员')
    expect(await businessOf(office)).toBe(before)
  })

  it('does not speak in a group', async () => {
    const said = await office.say(supervisor, 'office', `/audit ${visit}`)
    expect(said.map(({ text }) => text).join('')).not.toContain('填报')
  })
})

it('every kind of entry that is ever made has a sentence', () => {
  const sources = ['bot', 'commands', 'server'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  )
  const ENTERED = /(?:append\(\s*|keepLeave\([^)]*, )'([a-z]+\.[a-z-]+)'/g
  const made = new Set(sources.flatMap((source) => [...source.matchAll(ENTERED)].map(([, kind]) => kind!)))
  expect(made.size).toBeGreaterThan(30)
  expect([...made].filter((kind) => !Object.hasOwn(ENTRY_SENTENCES, kind))).toEqual([])
})
