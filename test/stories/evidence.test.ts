import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, type Seat, seatsOf, tell } from './steps.js'

const text = messages.record

describe('photos and files', () => {
  let office: Office
  /** Of one person who holds at least three visits. */
  let person: string
  let visits: string[]

  beforeAll(async () => {
    office = await openOffice()
    const seats: Seat[] = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    person = seats.find((one) => seats.filter((other) => other.person === one.person).length >= 3)!.person
    visits = seats.filter((one) => one.person === person).map((one) => one.visit)
  })
  afterAll(() => office.close())

  async function send(name: string, words = '', chat = `private:${person}`): Promise<string> {
    const upload = await office.request(`/room/files?name=${name}.jpg`, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      body: `not really a photo of ${name}`,
    })
    return (await office.say(person, chat, words, [await upload.json()])).map((one) => one.text).join('\n')
  }

  async function filesOf(visit: string): Promise<string[]> {
    const kept = await office.store.read((view) => view.records.attachments(visit))
    return kept.map(({ file }) => file.name)
  }

  const receiptOf = async (visit: string) =>
    (await office.store.read((view) => view.records.ofVisit(visit))).at(-1)!.receipt

  it('of one firm never go to the record of another: they wait for the questions’ end', async () => {
    const [a, b] = visits as [string, string]
    await tell(office, person, `/record ${a} 结果=未发现问题 签字=是`)
    const [asked] = await office.say(person, `private:${person}`, `/record ${b}`)
    expect(await send('b1')).toBe(text.filesKept(1, b))
    expect(await send('b2')).toBe(text.filesKept(2, b))
    expect(await filesOf(a)).toEqual([])
    // The question still waits, its buttons hold.
    expect(await tell(office, person, asked!.buttons[0]![0]!.send)).toBe(text.askSigned)
    expect(await send('b3', '也许')).toBe(`${text.filesKept(3, b)}\n${text.badChoice(2)}`)
    expect(await send('b4', '是')).toBe(`${text.filesKept(4, b)}\n${text.askDay}`)
    expect(await tell(office, person, '今天')).toBe(text.askNote)
    await tell(office, person, '无')
    expect(await send('b5', '提交')).toContain('附件 5 个')
    expect(await filesOf(b)).toEqual(['b1.jpg', 'b2.jpg', 'b3.jpg', 'b4.jpg', 'b5.jpg'])
    expect(await filesOf(a)).toEqual([])
    expect(await send('b6')).toBe(text.attached(await receiptOf(b), 1, 6))
  })

  it('come with the line that overtakes the questions, and stay with their own visit', async () => {
    const [a, b, c] = visits as [string, string, string]
    await tell(office, person, `/record ${c}`)
    await send('c1')
    expect(await tell(office, person, `/record ${b} 结果=停业 签字=是 更正=写错了`)).toContain('第 2 版')
    expect(await send('c2')).toBe(text.filesKept(2, c))
    await tell(office, person, `/record ${c}`)
    expect(await send('c3')).toBe(text.filesKept(3, c))
    expect(await send('c4', `/record ${c} 结果=未发现问题 签字=是`)).toContain('附件 4 个')
    expect(await filesOf(c)).toEqual(['c1.jpg', 'c2.jpg', 'c3.jpg', 'c4.jpg'])
    expect(await filesOf(a)).toEqual([])
    expect(await tell(office, person, '1')).toBe(messages.router.privateTalk)
  })

  it('that come with the same record again are attached, and the same photo once only', async () => {
    const [a] = visits as [string]
    const line = `/record ${a} 结果=未发现问题 签字=是`
    const receipt = await receiptOf(a)
    expect(await send('a1', line)).toBe(text.same(receipt, 1))
    expect(text.same(receipt, 1)).toContain('1 个文件已附')
    expect(await send('a1', line)).toBe(text.same(receipt, 0))
    expect(await send('a1', `/record ${a} 附件`)).toBe(text.attached(receipt, 0, 1))
    expect(await filesOf(a)).toEqual(['a1.jpg'])
  })

  it('of questions that are left stay in the draft of their visit', async () => {
    const [a, b] = visits as [string, string]
    await tell(office, person, `/record ${a}`)
    await send('kept')
    expect(await tell(office, person, `/record ${b}`)).toContain('请写明更正的理由')
    await send('kept too')
    for (const answer of ['漏写', '1', '1', '1', '1']) await tell(office, person, answer)
    expect(await tell(office, person, '不提交')).toBe(text.left(b))
    expect(await filesOf(a)).toEqual(['a1.jpg'])
    expect(await tell(office, person, '/record 草稿')).toContain(`${a}　3月10日`)
    await tell(office, person, `/record ${a} 结果=未发现问题 签字=是 更正=补附件`)
    expect(await filesOf(a)).toEqual(['a1.jpg', 'kept.jpg'])
    expect(await tell(office, person, `/record ${b}`)).toContain('文件 1 个')
    await tell(office, person, '接着填')
    await tell(office, person, '提交')
    expect((await filesOf(b)).at(-1)).toBe('kept too.jpg')
    expect(await tell(office, person, '/record 草稿')).toBe(text.noDrafts)
  })

  it('are asked for in private after a record in a group, where photos get silence', async () => {
    const [a] = visits as [string]
    const chat = 'dept:SCQ-GS'
    const [answer] = await office.say(person, chat, `/record ${a} 结果=停业 签字=是 更正=再改`)
    expect(answer?.text).toContain('请私聊机器人发送照片和文件')
    expect(answer?.text).not.toContain('接下来')
    expect(await send('group', '', chat)).toBe('')
    expect(await send('private')).toBe(text.attached(await receiptOf(a), 1, 1))
  })
})
