import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { checkProof } from './check-proof.js'
import { type Office, openOffice } from './office.js'
import { inGroup, openSeat } from './replacement-steps.js'
import { makeSmall } from './small-plan.js'
import { drawPlan, seatsOf, tell } from './steps.js'

const NO = 'CQ2026-001'
const FIRST = 'RW2026-001-01'
const SECOND = 'RW2026-001-02'

describe('seats that are empty', () => {
  let office: Office
  let clerk: string
  let who: { clerk: string; leader: string }
  let witness: string

  beforeEach(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
    who = { clerk, leader: await office.who('leader', 'SCQ-GS') }
    witness = await office.who('leader', 'SCQ-SY')
  })
  afterEach(() => office.close())

  const holders = async () =>
    (await seatsOf(office, NO)).map(({ visit, seat, inspector }) => [visit, seat, inspector])

  it('of a draw without a lawful roster are filled one by one, as far as the roll allows', async () => {
    // Four who may hold one visit each, two of them recused from every firm: four seats, room for two.
    const roll = await makeSmall(office, { inspectors: 4, firms: 4, drawn: 2, maxVisits: 1, recused: 2 })
    const free = roll.slice(2).map((one) => one.id)
    await drawPlan(office, 'JH2026-01')
    expect(await office.last('office')).toContain(`/replace ${NO}`)
    expect((await checkProof(office, NO)).roster).toBeNull()
    expect(await inGroup(office, clerk, `/replace ${NO}`)).toBe(messages.replace.filling(4))
    expect(await inGroup(office, clerk, `/replace ${NO}`)).toBe(messages.replace.noVacancy(NO))
    expect(await inGroup(office, clerk, `/replace ${FIRST}`)).toBe(messages.replace.noVacancy(FIRST))
    expect(await inGroup(office, witness, '/witness 补派')).toBe(messages.replace.witnessed(NO, 4))
    const held = await holders()
    expect(held.map(([visit, seat]) => [visit, seat])).toEqual([
      [FIRST, 0],
      [FIRST, 1],
    ])
    expect(held.map(([, , inspector]) => inspector).sort()).toEqual(free)
    const proof = await checkProof(office, NO)
    expect(proof.replacements.map((one) => one.inspector === null)).toEqual([false, false, true, true])
    expect(proof.replacements.every((one) => one.leaver === null)).toBe(true)
    const supervisor = await office.who('supervisor')
    for (const chat of ['office', `private:${supervisor}`]) {
      const said = (await office.read(chat)).find((one) => one.text.includes(`【席位空缺 ${NO}】`))
      expect(said?.text).toContain(SECOND)
    }
    const cards = await office.read(`private:${(await seatsOf(office, NO))[0]!.person}`)
    expect(cards.at(-1)?.text).toContain(FIRST)
    // What is left can be tried again, by its own number too.
    expect(await tell(office, clerk, `/replace ${SECOND}`)).toBe(messages.replace.filling(2))
    expect(await inGroup(office, witness, '/witness 再试')).toBe(messages.replace.witnessed(NO, 2))
    expect((await checkProof(office, NO)).replacements).toHaveLength(6)
    expect(await holders()).toHaveLength(2)
  })

  it('are told to the office while they last, beside the inspectors who are there', async () => {
    await makeSmall(office, { inspectors: 2, firms: 3, drawn: 1, maxVisits: 3 })
    await drawPlan(office, 'JH2026-01')
    const [left, stays] = await seatsOf(office, NO)
    await openSeat(office, who, left!)
    await inGroup(office, witness, '/witness 换人')
    expect(await holders()).toEqual([[FIRST, 1, stays!.inspector]])
    const { due } = (await office.store.read((view) => view.visits.get(FIRST)))!
    const before = (await office.read('office')).length
    await office.moveTo(`${due}T01:30:00.000Z`)
    const since = (await office.read('office')).slice(before)
    expect(since.filter((one) => one.text.includes('【缺员】'))).toHaveLength(1)
    expect((await office.read('office')).some((one) => one.text.includes('空缺 1 人'))).toBe(true)
    expect(await office.last(`private:${stays!.person}`)).toContain('【今天到期】')
    expect(await office.last(`private:${left!.person}`)).not.toContain('【今天到期】')
    await checkProof(office, NO)
  })

  it('can be left and taken again: an earlier leaver may come back', async () => {
    await makeSmall(office, { inspectors: 3, firms: 3, drawn: 1, maxVisits: 3 })
    await drawPlan(office, 'JH2026-01')
    const [first] = await seatsOf(office, NO)
    for (const word of ['一', '二']) {
      await openSeat(office, who, (await seatsOf(office, NO))[0]!)
      expect(await inGroup(office, witness, `/witness ${word}`)).toBe(messages.replace.witnessed(NO, 1))
    }
    expect((await seatsOf(office, NO))[0]?.inspector).toBe(first!.inspector)
    expect((await checkProof(office, NO)).replacements).toHaveLength(2)
  })
})
