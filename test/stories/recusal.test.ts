import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { RECUSAL_REASONS, reasonOf } from '../../commands/rules/leave-reasons.js'
import type { Inspector, Person } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { decisionsOf, inGroup, personOf, visitOf } from './replacement-steps.js'
import { businessOf, seatsOf, tell } from './steps.js'

const NO = 'CQ2026-001'

describe('a recusal before the draw', () => {
  let office: Office
  let person: Person
  let inspector: Inspector
  let leader: string
  let clerk: string
  let firm: { code: string; name: string }
  let other: { code: string; name: string }

  beforeAll(async () => {
    office = await openOffice()
    person = await personOf(office, await office.who('inspector', 'SCQ-GS'))
    inspector = (await office.store.read((view) => view.inspectors.ofPerson(person.id)))!
    leader = await office.who('leader', 'SCQ-GS')
    clerk = await office.who('office', 'SCQ-FZ')
    const firms = await office.store.read((view) => view.firms.search(['有限公司'], 20, 0))
    ;[firm, other] = [firms[0]!, firms[1]!]
  })
  afterAll(() => office.close())

  const recusals = async () =>
    (await office.store.read((view) => view.recusals.ofInspectors([inspector.id]))).map((one) => one.firm)

  it('is refused with what to do next', async () => {
    const before = await businessOf(office)
    const refusals: [string, string][] = [
      ['/recuse', messages.recuse.needsSubject],
      ['/recuse 原因=近亲属关系', messages.recuse.needsSubject],
      [`/recuse ${firm.code}`, messages.recuse.needsReason(RECUSAL_REASONS)],
      [`/recuse ${firm.code} 原因=`, messages.recuse.needsReason(RECUSAL_REASONS)],
      [`/recuse ${firm.code} 原因=不想去`, messages.recuse.badReason('不想去', RECUSAL_REASONS)],
      [`/recuse ${firm.code} 原因=生病`, messages.recuse.badReason('生病', RECUSAL_REASONS)],
      [`/recuse ${firm.code} 理由=近亲属关系`, messages.recuse.unknownKey('理由')],
      ['/recuse 没有这家公司的 原因=近亲属关系', messages.recuse.noFirm('没有这家公司的')],
      ['/recuse RW2026-001-99 原因=近亲属关系', messages.record.unknownVisit('RW2026-001-99')],
      ['/recuse RW一号 原因=近亲属关系', messages.record.badNumber('RW一号')],
      ['/recuse 同意 99', messages.recuse.unknown],
      [`/recuse ${firm.code} 原因=亲属 说明=${'长'.repeat(501)}`, messages.recuse.longExplanation],
      [`/recuse ${firm.code} 原因=亲属 说明=${'长'.repeat(9000)}`, messages.recuse.longExplanation],
    ]
    for (const [text, refusal] of refusals) {
      expect(await tell(office, person.id, text), text.slice(0, 60)).toContain(refusal)
    }
    expect(await tell(office, person.id, '/recuse 有限公司 原因=近亲属关系')).toContain(firm.code)
    expect(await tell(office, leader, `/recuse ${firm.code} 原因=近亲属关系`)).toBe(
      messages.recuse.onlyInspector,
    )
    for (const why of ['原因=近亲属关系', '我得了肺炎']) {
      const told = await inGroup(office, person.id, `/recuse ${firm.code} ${why}`)
      expect(told).toBe(messages.recuse.inGroup)
      expect(told).toMatch(/私聊.*撤回/)
    }
    expect(await inGroup(office, person.id, `/recuse ${firm.code}`)).toContain('私聊')
    expect(await businessOf(office)).toBe(before)
  })

  it('offers the reasons as buttons, which do what they say', async () => {
    const [asked] = await office.say(person.id, `private:${person.id}`, `/recuse ${other.code}`)
    const sends = asked!.buttons.flat().map((button) => button.send)
    expect(sends).toHaveLength(3)
    for (const send of sends) expect(Buffer.byteLength(send)).toBeLessThanOrEqual(64)
    expect(await tell(office, person.id, sends[2]!)).toContain(other.name)
    const [, refuse] = await decisionsOf(office, leader)
    expect(await tell(office, leader, refuse)).toBe(messages.recuse.refused(person.name, other.name))
    const by = (await personOf(office, leader)).name
    expect(await office.last(`private:${person.id}`)).toBe(messages.recuse.tellRefused(other.name, by))
    expect(await recusals()).not.toContain(other.code)
  })

  it('goes to the leader, who alone decides it, once', async () => {
    await inGroup(office, clerk, '/draw JH2026-01')
    const head = await office.store.read((view) => view.ledger.head())
    const line = `/回避 ${firm.name} 原因：近亲属 说明：妻子在该单位任会计`
    const answer = await tell(office, person.id, line)
    const name = (await personOf(office, leader)).name
    expect(answer).toBe(`${messages.recuse.asked(firm.name, name)}\n${messages.recuse.frozen([NO])}`)
    expect(await tell(office, person.id, line)).toBe(messages.recuse.waiting(firm.name))
    expect(await office.last(`private:${leader}`)).toBe(
      messages.recuse.request(person.name, firm.name, reasonOf('kin'), '妻子在该单位任会计'),
    )
    const [grant] = await decisionsOf(office, leader)
    const elsewhere = await office.who('leader', 'SCQ-SY')
    expect(await tell(office, elsewhere, grant)).toBe(messages.recuse.notDecider)
    expect(await tell(office, person.id, grant)).toBe(messages.recuse.notDecider)
    expect(await tell(office, leader, grant)).toBe(messages.recuse.granted(person.name, firm.name))
    expect(await tell(office, leader, grant)).toBe(messages.recuse.decided)
    expect(await recusals()).toContain(firm.code)
    expect(await office.last(`private:${person.id}`)).toContain(messages.recuse.frozen([NO]))
    expect(await tell(office, person.id, line)).toBe(messages.recuse.already(firm.name))
    await office.store.read(async (view) => {
      const entries = await view.ledger.entries(head.n + 1, head.n + 99)
      expect(entries.map((entry) => entry.kind)).toEqual(['recusal.asked', 'recusal.decided'])
      const text = JSON.stringify(entries)
      expect(text).not.toContain(firm.code)
      expect(text).not.toContain('会计')
    })
  })

  it('is not asked for a visit that is drawn already: the seat is', async () => {
    await inGroup(office, leader, '/witness 晴')
    const [seat] = await seatsOf(office, NO)
    const visit = await visitOf(office, seat!.visit)
    const answer = await tell(office, seat!.person, `/recuse ${visit.firm} 原因=近亲属关系`)
    expect(answer).toContain(`/recuse ${visit.no}`)
  })
})
