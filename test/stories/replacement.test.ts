import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { LEAVE_REASONS } from '../../commands/rules/leave-reasons.js'
import { evidenceHash } from '../../commands/seats/enter-leaving.js'
import type { Assignment, Person, Visit } from '../../db/store.js'
import { checkProof } from './check-proof.js'
import { type Office, openOffice } from './office.js'
import { decisionsOf, inGroup, openSeat, personOf, visitOf } from './replacement-steps.js'
import { businessOf, drawPlan, seatsOf, tell } from './steps.js'

const NO = 'CQ2026-001'

async function kindsOf(office: Office, from: number): Promise<string[]> {
  return office.store.read(async (view) => {
    const { n } = await view.ledger.head()
    return (await view.ledger.entries(from, n)).map((entry) => entry.kind)
  })
}

describe('somebody who is drawn and may not or cannot go', () => {
  let office: Office
  let clerk: string
  let leader: string
  let witness: string
  let seat: Assignment
  let colleague: Assignment
  let person: Person
  let visit: Visit

  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
    leader = await office.who('leader', 'SCQ-GS')
    witness = await office.who('leader', 'SCQ-SY')
    const seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    seat = seats[0]!
    colleague = seats[1]!
    person = await personOf(office, seat.person)
    visit = await visitOf(office, seat.visit)
  })
  afterAll(() => office.close())

  const holderOf = async () => (await office.store.read((view) => view.visits.assignments(visit.no)))[0]!

  it('asks to leave, and is refused where it cannot be', async () => {
    const seats = await seatsOf(office, NO)
    const theirs = seats.find((one) => !seats.some((o) => o.visit === one.visit && o.person === person.id))!
    const before = await businessOf(office)
    expect(await tell(office, person.id, `/recuse ${theirs.visit} 原因=亲属`)).toBe(
      messages.record.notYours(theirs.visit),
    )
    expect(await tell(office, person.id, `/replace ${visit.no} ${person.name} 原因=生病`)).toContain('只有')
    expect(await businessOf(office)).toBe(before)
  })

  it('is asked about once, and confirmed by a leader who is neither the asker nor inspects there', async () => {
    const line = `/recuse ${visit.no} 原因=利害关系 说明=曾在该单位任职`
    const leaderName = (await personOf(office, leader)).name
    const upload = await office.request('/room/files?name=离职证明.pdf', {
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body: 'not really a certificate',
    })
    const [asked] = await office.say(person.id, `private:${person.id}`, line, [await upload.json()])
    expect(await office.last(`private:${leader}`)).toContain(`${person.name}申请退出 ${visit.no}（`)
    expect(asked?.text).toBe(messages.replace.asked(visit.no, null, leaderName))
    const sent = (await office.read(`private:${leader}`)).flatMap((one) => one.files)
    expect(sent.map((file) => file.name)).toContain('离职证明.pdf')
    const [kept] = await office.store.read((view) => view.replacements.ofDraw(NO))
    expect(kept?.evidence).toBe(evidenceHash(kept!.evidenceSalt, '曾在该单位任职', kept!.files))
    expect(kept?.files).toHaveLength(1)
    expect(await tell(office, person.id, line)).toBe(messages.replace.waiting(visit.no, person.name))
    expect(await tell(office, clerk, `/replace ${visit.no} ${person.name} 原因=请假`)).toBe(
      messages.replace.waiting(visit.no, person.name),
    )
    const [grant] = await decisionsOf(office, leader)
    const before = await businessOf(office)
    // He would be a leader as well, and his colleague too: neither may confirm it.
    await office.store.write(async (tx) => {
      for (const id of [person.id, colleague.person]) {
        const one = (await tx.people.get(id))!
        await tx.people.put({ ...one, roles: [...one.roles, 'leader', 'supervisor'] })
      }
    })
    expect(await tell(office, person.id, grant)).toBe(messages.replace.notDecider)
    expect(await tell(office, colleague.person, grant)).toBe(messages.replace.notDecider)
    expect(await tell(office, witness, grant)).toBe(messages.replace.notDecider)
    await office.store.write(async (tx) => {
      for (const id of [person.id, colleague.person]) {
        await tx.people.put({ ...(await tx.people.get(id))!, roles: ['inspector'] })
      }
    })
    expect(await businessOf(office)).toBe(before)
    expect(await tell(office, leader, grant)).toBe(messages.replace.granted(visit.no, person.name))
    expect(await tell(office, leader, grant)).toBe(messages.replace.decided)
  })

  it('is recused for later draws, and cannot record while the group is asked for a witness', async () => {
    const asked = await office.last('office')
    expect(asked).toContain(`【换人 ${NO}】`)
    expect(asked).toContain(`${visit.no}　${person.name}`)
    expect(asked).not.toContain('利害')
    expect(asked).toMatch(/登记值 [0-9a-f]{64}\n/)
    const recused = await office.store.read((view) => view.recusals.ofInspectors([seat.inspector]))
    expect(recused.find((one) => one.firm === visit.firm)?.reason).toBe('利害关系')
    expect(await tell(office, person.id, `/record ${visit.no} 结果=未发现问题 签字=是`)).toBe(
      messages.replace.youLeave(visit.no),
    )
  })

  it('has a witness who is not the starter, an administrator, nor himself', async () => {
    const before = await businessOf(office)
    expect(await inGroup(office, clerk, '/witness 一')).toBe(messages.replace.isStarter)
    expect(await inGroup(office, await office.who('admin'), '/witness 二')).toBe(messages.witness.isAdmin)
    expect(await inGroup(office, person.id, '/witness 三')).toBe(messages.replace.isLeaver(visit.no))
    expect(await inGroup(office, witness, `/witness ${'长'.repeat(501)}`)).toContain(messages.witness.usage)
    const elsewhere = await office.say(witness, 'dept:SCQ-SY', '/witness 四')
    expect(elsewhere[0]?.text).toBe(messages.witness.none)
    expect(await businessOf(office)).toBe(before)
    const proof = await checkProof(office, NO)
    expect(proof.replacements).toEqual([])
    const secret = (await office.store.read((view) => view.replacements.ofDraw(NO)))[0]!.secret!
    expect(JSON.stringify(proof)).not.toContain(secret)
  })

  it('is replaced by lot, and everybody concerned is told', async () => {
    const { n } = await office.store.read((view) => view.ledger.head())
    const said = await office.say(witness, 'office', '/witness  换人 🌤 ')
    expect(said[0]?.text).toBe(messages.replace.witnessed(NO, 1))
    expect(await kindsOf(office, n + 1)).toEqual(['draw.witnessed', 'visit.replaced'])
    const holder = await holderOf()
    expect(holder.person).not.toBe(person.id)
    const successor = await personOf(office, holder.person)
    expect(said[1]?.text).toContain(`${person.name}（工商分局） → ${successor.name}（工商分局）`)
    const card = (await office.read(`private:${successor.id}`)).at(-1)!
    expect(card.text).toContain(messages.replace.newcomer(NO))
    expect(card.text).toContain(visit.no)
    expect(card.buttons.flat().map((one) => one.send)).toEqual([`/ack ${NO}`, `/record ${visit.no}`])
    expect(await office.last(`private:${person.id}`)).toContain('您不再是以下任务的检查人员')
    for (const one of [colleague.person, leader]) {
      expect(await office.last(`private:${one}`)).toContain(successor.name)
    }
    expect(await tell(office, person.id, `/ack ${visit.no}`)).toBe(messages.record.notYours(visit.no))
    expect(await tell(office, successor.id, `/ack ${visit.no}`)).toBe(messages.ack.done([visit.no]))
    expect(await inGroup(office, witness, '/witness 再来')).toBe(messages.witness.none)
    const trail = await tell(office, await office.who('supervisor'), `/audit ${visit.no}`)
    expect(trail).toContain(`更换检查人员：由 ${successor.name}（工商分局） 接替`)
    const proof = await checkProof(office, NO)
    expect(proof.replacements).toMatchObject([
      { visit: 0, seat: 0, leaver: seat.inspector, inspector: holder.inspector },
    ])
    expect(proof.replacements[0]!.witness.text).toBe('换人 🌤 ')
  })

  it('is replaced at a clerk’s request, refused where it is wrong', async () => {
    const successor = await personOf(office, (await holderOf()).person)
    const outsider = await personOf(office, await office.who('inspector', 'SCQ-SY'))
    const before = await businessOf(office)
    const names = await office.store.read(async (view) => {
      const seats = await view.visits.assignments(visit.no)
      return Promise.all(seats.map(async (one) => (await view.people.get(one.person))!.name))
    })
    const refusals: [string, string][] = [
      ['/replace', messages.replace.needsVisit],
      ['/replace 张三 原因=生病', messages.replace.needsVisit],
      [`/replace ${visit.no} 原因=生病`, messages.replace.needsPerson(visit.no)],
      [`/replace ${visit.no} ${successor.name}`, messages.replace.needsReason(LEAVE_REASONS)],
      [`/replace ${visit.no} ${successor.name} 原因=太忙`, messages.replace.badReason('太忙', LEAVE_REASONS)],
      [`/replace ${visit.no} 查无此人 原因=生病`, messages.find.noPerson('查无此人')],
      [
        `/replace ${visit.no} ${outsider.id} 原因=生病`,
        messages.replace.notSeated(outsider.name, visit.no, names),
      ],
      [`/replace ${NO} ${successor.name} 原因=生病`, messages.replace.onePersonOneVisit],
      [`/replace ${visit.no}`, messages.replace.noVacancy(visit.no)],
      [`/replace ${NO}`, messages.replace.noVacancy(NO)],
      ['/replace CQ2026-099', messages.replace.unknownDraw('CQ2026-099')],
      ['/replace RW2026-001-99 张三 原因=生病', messages.replace.unknownVisit('RW2026-001-99')],
      ['/replace 同意 99', messages.replace.unknown],
    ]
    for (const [text, refusal] of refusals) expect(await tell(office, clerk, text), text).toContain(refusal)
    const strangers = await office.who('office', 'SCQ-SY')
    const line = `/replace ${visit.no} ${successor.name} 原因=生病`
    expect(await tell(office, strangers, line)).toBe(messages.replace.notYours)
    expect(await tell(office, strangers, `/replace ${NO}`)).toBe(messages.replace.onlyOffice)
    expect(await tell(office, witness, line)).toBe(messages.replace.notYours)
    expect(await businessOf(office)).toBe(before)
  })

  it('stays when the leader says no, and leaves when one who did not ask says yes', async () => {
    const holder = await holderOf()
    const successor = await personOf(office, holder.person)
    const line = `/替换 ${visit.no} ${successor.id} 原因：生病 说明：住院`
    expect(await tell(office, clerk, line)).toContain(`确认：${visit.no} 换下${successor.name}`)
    expect(await office.last(`private:${successor.id}`)).toContain('原因：生病、请假或公出')
    const [, refuse] = await decisionsOf(office, leader)
    expect(await tell(office, leader, refuse)).toBe(messages.replace.declined(visit.no, successor.name))
    const by = (await personOf(office, leader)).name
    const told = messages.replace.tellDeclined
    expect(await office.last(`private:${clerk}`)).toBe(told(visit.no, successor.name, by))
    expect(await office.last(`private:${successor.id}`)).toBe(told(visit.no, null, by))
    expect(await inGroup(office, witness, '/witness 五')).toBe(messages.witness.none)
    // A leader may ask as well; then another one confirms it, here a supervisor, who may do so for everybody.
    expect(await tell(office, leader, line)).toContain(`确认：${visit.no} 换下${successor.name}`)
    const leading = await office.who('leader', 'SCQ-FZ')
    const [grant] = await decisionsOf(office, leading)
    expect(await tell(office, leader, grant)).toBe(messages.replace.notDecider)
    const supervisor = await office.who('supervisor')
    expect(await tell(office, supervisor, grant)).toBe(messages.replace.granted(visit.no, successor.name))
    expect(await inGroup(office, leader, '/witness 六')).toBe(messages.replace.isAsker(visit.no))
    const seats = await office.store.read((view) => view.visits.assignments(visit.no))
    const colleague = seats.find(({ person }) => person !== successor.id)!
    expect(await inGroup(office, colleague.person, '/witness 我来选')).toBe(
      messages.replace.isColleague(visit.no),
    )
    expect(await inGroup(office, witness, '/witness 七')).toBe(messages.replace.witnessed(NO, 1))
    expect((await holderOf()).person).not.toBe(successor.id)
    expect((await checkProof(office, NO)).replacements).toHaveLength(2)
    const recused = await office.store.read((view) => view.recusals.ofInspectors([holder.inspector]))
    expect(recused.map((one) => one.firm)).not.toContain(visit.firm)
  })

  it('is not replaced once the visit is recorded, and what waited then ends openly', async () => {
    const holder = await holderOf()
    await openSeat(office, { clerk, leader }, { visit: visit.no, person: holder.person })
    const secret = (await office.store.read((view) => view.replacements.inStates(['leaving'])))[0]!.secret!
    const line = `/record ${visit.no} 结果=未发现问题 签字=是`
    expect(await tell(office, colleague.person, line)).toContain('填报成功')
    expect(await office.last('office')).toBe(
      messages.replace.ended(visit.no, messages.replace.causeRecorded, secret),
    )
    expect(await inGroup(office, witness, '/witness 八')).toBe(messages.witness.none)
    expect(await tell(office, clerk, `/replace ${visit.no} ${holder.person} 原因=请假`)).toBe(
      messages.replace.recorded(visit.no),
    )
    expect((await checkProof(office, NO)).replacements).toHaveLength(2)
  })
})

describe('several that wait in one chat', () => {
  let office: Office
  let who: { clerk: string; leader: string }
  let witness: string
  let seats: Assignment[]

  beforeAll(async () => {
    office = await openOffice()
    who = { clerk: await office.who('office', 'SCQ-GS'), leader: await office.who('leader', 'SCQ-GS') }
    witness = await office.who('leader', 'SCQ-SY')
    seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
  })
  afterAll(() => office.close())

  it('are served by one utterance, in the order in which they were opened', async () => {
    for (const seat of [seats[3]!, seats[0]!, seats[2]!]) await openSeat(office, who, seat)
    expect(await inGroup(office, witness, '/witness 一句话')).toBe(messages.replace.witnessed(NO, 3))
    const { replacements, ledger } = await checkProof(office, NO)
    expect(replacements.map(({ visit, seat }) => [visit, seat])).toEqual([
      [1, 1],
      [0, 0],
      [1, 0],
    ])
    const kinds = ledger.entries.filter(({ n }) => ledger.bodies[n]).map(({ kind }) => kind)
    expect(kinds.slice(-9)).toEqual([
      ...['visit.leaving', 'visit.leaving', 'visit.leaving'],
      ...['draw.witnessed', 'draw.witnessed', 'draw.witnessed'],
      ...['visit.replaced', 'visit.replaced', 'visit.replaced'],
    ])
  })

  it('need the number where a draw waits as well, and each has its own rules', async () => {
    await openSeat(office, who, seats[4]!)
    const starter = await office.who('office', 'SCQ-FZ')
    await inGroup(office, starter, '/draw JH2026-02')
    expect(await inGroup(office, witness, '/witness 哪一个')).toBe(
      messages.witness.several(['CQ2026-002', NO]),
    )
    expect(await inGroup(office, who.clerk, `/witness ${NO} 我申请的`)).toBe(
      messages.replace.isAsker(seats[4]!.visit),
    )
    expect(await inGroup(office, witness, `/witness ${NO} 换人`)).toBe(messages.replace.witnessed(NO, 1))
    expect(await inGroup(office, who.clerk, '/witness 抽取')).toBe(messages.witness.thanks('CQ2026-002', 0))
    const { replacements } = await checkProof(office, NO)
    expect(replacements.at(-1)?.witness.text).toBe('换人')
    expect((await checkProof(office, 'CQ2026-002')).replacements).toEqual([])
  })

  it('are asked for without telling the group why, which is told to keep such words private', async () => {
    const { visit, person } = seats[7]!
    const refused = await inGroup(office, who.clerk, `/replace ${visit} ${person} 原因=胃出血`)
    const asked = await inGroup(office, who.clerk, `/replace ${visit} ${person} 原因=生病 说明=胃出血住院`)
    for (const said of [refused, asked]) {
      expect(said).toContain(messages.replace.keepPrivate)
      expect(said).not.toContain('胃出血')
    }
    const [, refuse] = await decisionsOf(office, who.leader)
    await tell(office, who.leader, refuse)
    const bare = await inGroup(office, who.clerk, `/replace ${visit} ${person} 原因=请假`)
    expect(bare).toContain('申请已送给')
    expect(bare).not.toContain(messages.replace.keepPrivate)
    await tell(office, who.leader, (await decisionsOf(office, who.leader))[1])
  })

  it('are remembered after ten minutes and then daily, to the group or to the leader', async () => {
    await openSeat(office, who, seats[5]!)
    const { visit, person } = seats[6]!
    await tell(office, who.clerk, `/replace ${visit} ${person} 原因=请假`)
    const reminder = messages.replace.reminder(NO, [seats[5]!.visit], null)
    const count = async (chat: string, text: string) =>
      (await office.read(chat)).filter((one) => one.text.includes(text)).length
    const later = async (minutes: number) => {
      await office.moveTo(new Date(Date.parse(await office.now()) + minutes * 60_000).toISOString())
      return [await count('office', reminder), await count(`private:${who.leader}`, '请尽快处理')]
    }
    expect(await later(8)).toEqual([0, 0])
    expect(await later(3)).toEqual([1, 0])
    expect(await later(600)).toEqual([1, 0])
    expect(await later(850)).toEqual([2, 1])
    expect(await later(1440)).toEqual([3, 2])
    const [grant] = await decisionsOf(office, who.leader)
    await tell(office, who.leader, grant)
    expect(await later(11)).toEqual([3, 2])
    expect(await count('office', messages.replace.reminder(NO, [visit], null))).toBe(1)
    expect(await inGroup(office, witness, '/witness 都换')).toBe(messages.replace.witnessed(NO, 2))
    await checkProof(office, NO)
  })
})
