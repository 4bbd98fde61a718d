/** A word in confidence about a colleague: who reads it, who does not, and what the ledger knows of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { FileRef, Role } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { oneOfEach, tell } from './steps.js'

const { report } = messages
const SECRET = '检查时收受企业礼品'

describe('/report', () => {
  let office: Office
  let people: Record<Role, string>
  let supervisors: string[]
  let about: string

  beforeAll(async () => {
    office = await openOffice()
    people = await oneOfEach(office)
    supervisors = (await office.store.read((view) => view.people.withRole('supervisor'))).map(({ id }) => id)
    about = people.inspector
    // Two of them, so that what is about one goes to the other.
    if (supervisors.length < 2) {
      const other = await office.who('leader', 'SCQ-JC')
      await office.store.write(async (tx) => {
        const person = (await tx.people.get(other))!
        await tx.people.put({ ...person, roles: [...person.roles, 'supervisor'] })
      })
      supervisors = [...supervisors, other]
    }
  })
  afterAll(() => office.close())

  const everywhere = async () => {
    const chats = (await (await office.request('/room/chats')).json()) as { id: string }[]
    const said: string[] = []
    for (const { id } of chats) for (const { text } of await office.read(id)) said.push(text)
    return said.join('\n')
  }
  const countOf = async () => (await office.store.read((view) => view.conduct.all(99))).length

  it('reaches the supervisors in private, with its files, and nobody else', async () => {
    const upload = await office.request(`/room/files?name=${encodeURIComponent('照片.jpg')}`, {
      ...{ method: 'POST', headers: { 'content-type': 'image/jpeg' }, body: 'photo' },
    })
    const files = [(await upload.json()) as FileRef]
    const [reply] = await office.say(
      people.office,
      `private:${people.office}`,
      `/report ${about} ${SECRET}`,
      files,
    )
    expect(reply!.text).toBe(report.taken(1, false))
    for (const one of supervisors) {
      expect(await office.last(`private:${one}`)).toBe(report.told(1))
      const [card] = await office.say(one, `private:${one}`, '/report 查看 1')
      expect(card!.text).toContain(SECRET)
      expect(card!.text).toContain(people.office)
    }
    const shown = (await office.read(`private:${supervisors[0]}`)).flatMap(({ files: some }) => some)
    expect(shown.map(({ name }) => name)).toContain('照片.jpg')
    expect(await everywhere()).not.toContain(SECRET)
  })

  it('is refused to every other role, as if it did not exist', async () => {
    for (const role of ['office', 'leader', 'admin', 'inspector'] as const) {
      expect(await tell(office, people[role], '/report 查看 1'), role).toBe(report.unknown(1))
      expect(await tell(office, people[role], '/report 答复 1 没事'), role).toBe(report.unknown(1))
    }
    expect(await tell(office, people.leader, '/report')).toBe(report.none)
    expect(await tell(office, supervisors[0]!, '/report 查看 99')).toBe(report.unknown(99))
  })

  it('stands in the ledger without content, names or who brought it', async () => {
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    const own = entries.filter(({ kind }) => kind.startsWith('conduct.'))
    expect(own).toMatchObject([
      { actor: 'system', body: { report: 1, content: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    ])
    expect(Object.keys(own[0]!.body).sort()).toEqual(['content', 'report'])
    const trail = await tell(office, supervisors[0]!, `/audit ${people.office}`)
    expect(trail).not.toContain('举报')
  })

  it('is answered in private, once', async () => {
    const [first, second] = supervisors as [string, string]
    expect(await tell(office, first, '/report 答复 1 已谈话提醒')).toBe(report.sent(1))
    expect(await office.last(`private:${people.office}`)).toBe(report.tellAnswer(1, '已谈话提醒'))
    expect(await tell(office, second, '/report 答复 1 再答')).toBe(report.answered(1))
    expect(await tell(office, people.office, '/report')).toContain('已谈话提醒')
    expect(await everywhere()).not.toContain('谈话提醒')
  })

  it('hides who brought it where that is wished, even from the supervisors', async () => {
    expect(await tell(office, people.leader, `/report 匿名 ${about} 态度粗暴`)).toBe(report.taken(2, true))
    const card = await tell(office, supervisors[0]!, '/report 查看 2')
    expect(card).toContain('反映人：匿名')
    expect(card).not.toContain(people.leader)
    expect(await tell(office, supervisors[0]!, '/report 答复 2 已了解')).toBe(report.sent(2))
    expect(await office.last(`private:${people.leader}`)).toBe(report.tellAnswer(2, '已了解'))
  })

  it('about a supervisor goes to the others alone', async () => {
    const [first, second] = supervisors as [string, string]
    await tell(office, people.office, `/report ${first} 泄露名单`)
    expect(await office.last(`private:${second}`)).toBe(report.told(3))
    expect(await tell(office, first, '/report 查看 3')).toBe(report.unknown(3))
    expect(await tell(office, first, '/report')).not.toContain('▪ 3')
  })

  it('says what is wrong with it, and keeps nothing then', async () => {
    const before = await countOf()
    const wrong: [string, string][] = [
      ['/report 张三', report.needsText],
      ['/report 查看', report.needsId],
      ['/report 查看 一号', report.needsId],
      [`/report ${about} ${'长'.repeat(2001)}`, report.tooLong(2000)],
      [`/report ${people.office} 我自己`, report.self],
      ['/report 没有这个人 说了什么', '没有'],
      ['/report constructor x', '没有'],
    ]
    for (const [text, words] of wrong)
      expect(await tell(office, people.office, text), text.slice(0, 30)).toContain(words)
    const [answer] = await office.say(people.office, 'office', `/report ${about} 不该在群里说`)
    expect(answer!.text).toBe(report.misplaced)
    expect(await countOf()).toBe(before)
  })

  it('is taken five times a day from one person', async () => {
    for (const n of [1, 2, 3])
      expect(await tell(office, people.office, `/report ${about} 第 ${n} 次`)).toContain('已交给')
    expect(await tell(office, people.office, `/report ${about} 再来`)).toBe(report.tooMany(5))
    await office.moveTo('2026-03-11T01:00:00.000Z')
    expect(await tell(office, people.office, `/report ${about} 又一天`)).toContain('已交给')
  })
})
