/** The bulletin's draft: what it says of whom, by which rule, and when it comes by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { FileRef } from '../../db/store.js'
import { openPackage, unescapeXml } from '../server/documents/open-package.js'
import { enterAs } from './board-visitor.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, seatsOf, tell } from './steps.js'

const { bulletin } = messages
const SOUND = '结果=未发现问题 签字=是'

describe('/bulletin', () => {
  let office: Office
  let leading: string
  let clerk: string
  let visits: [string, string][]
  let firms: string[]

  beforeAll(async () => {
    office = await openOffice()
    leading = await office.who('office', 'SCQ-FZ')
    clerk = await office.who('office', 'SCQ-GS')
    const leader = await office.who('leader', 'SCQ-GS')
    visits = [
      ...new Map(
        (await seatsOf(office, await drawPlan(office, 'JH2026-01'))).map((seat) => [seat.visit, seat.person]),
      ),
    ]
    // All but one are inspected in time, and two of those made public.
    for (const [visit, person] of visits.slice(1)) await tell(office, person, `/record ${visit} ${SOUND}`)
    for (const [visit] of visits.slice(1)) await tell(office, leader, `/review 通过 ${visit} 1`)
    for (const [visit] of visits.slice(1, 3)) {
      await tell(office, clerk, `/publish ${visit}`)
      const [send] = (await office.read(`private:${clerk}`)).at(-1)!.buttons.flat()
      await tell(office, clerk, send!.send)
    }
    firms = await office.store.read(async (view) => {
      const names: string[] = []
      for (const [visit] of visits)
        names.push((await view.firms.get((await view.visits.get(visit))!.firm))!.name)
      return names
    })
  })
  afterAll(() => office.close())

  async function textOf(file: FileRef): Promise<string> {
    const response = await office.request(`/room/files/${file.hash}?name=${encodeURIComponent(file.name)}`)
    const parts = openPackage(Buffer.from(await response.arrayBuffer()))
    return unescapeXml(parts['word/document.xml']!.replace(/<\/w:p>/g, '\n').replace(/<[^>]*>/g, ''))
  }

  it('is for the leading office, and of a time that is over', async () => {
    const wrong: [string, string, string][] = [
      [clerk, '/bulletin 周', bulletin.notLeading],
      [leading, '/bulletin', bulletin.needsPeriod],
      [leading, '/bulletin 年', bulletin.needsPeriod],
      [leading, '/bulletin 月 2026-13', bulletin.needsPeriod],
      [leading, '/bulletin 周 constructor', bulletin.needsPeriod],
      [leading, '/bulletin 周 2026-03-10', bulletin.notOver('2026-03-09', '2026-03-15')],
      [leading, '/bulletin 月 2026-03', bulletin.notOver('2026-03-01', '2026-03-31')],
    ]
    for (const [person, text, words] of wrong) expect(await tell(office, person, text), text).toContain(words)
  })

  it('says openly that there is nothing to say', async () => {
    const [answer] = await office.say(leading, 'office', '/通报 周')
    expect(answer!.text).toBe(bulletin.sent('week', '2026-03-02', '2026-03-08', 0, 0))
    const text = await textOf((answer!.files as [FileRef])[0])
    for (const words of [
      bulletin.title,
      bulletin.draft,
      bulletin.nobodyPraised,
      bulletin.nobodyCriticised,
      ...bulletin.rule,
    ])
      expect(text).toContain(words)
  })

  it('comes by itself on the first working day of week and month, once', async () => {
    const drafts = async () =>
      (await office.read('office')).filter(({ text }) => text.startsWith('【通报草稿】'))
    const before = (await drafts()).length
    await office.moveTo('2026-03-16T02:00:00.000Z')
    expect((await drafts()).slice(before).map(({ text }) => text)).toEqual([
      bulletin.sent('week', '2026-03-09', '2026-03-15', 0, 0),
    ])
    await office.restart()
    await office.moveTo('2026-03-16T06:00:00.000Z')
    expect(await drafts()).toHaveLength(before + 1)
    await office.moveTo('2026-04-01T02:00:00.000Z')
    expect((await drafts()).at(-1)!.text).toContain('2026-03-01 至 2026-03-31（月）')
  })

  it('criticises who owes something, with the numbers, and names no firm that the public does not read of', async () => {
    // The visits' last day was 8 April, the results' 8 April too: twenty working days after the 10th of March.
    // One that is public already has to be corrected, and nobody has done so.
    const [mended, person] = visits[1]!
    await tell(office, person, `/record ${mended} 结果=未按规定公示年度报告 签字=是 更正=结果填错`)
    await tell(office, await office.who('leader', 'SCQ-GS'), `/review 通过 ${mended} 2`)
    await tell(office, clerk, `/decide ${mended} 列入经营异常名录 日期=今天`)
    await office.moveTo('2026-05-06T02:00:00.000Z')
    const [answer] = await office.say(leading, 'office', '/bulletin 月 2026-04')
    expect(answer!.text).toBe(bulletin.sent('month', '2026-04-01', '2026-04-30', 0, 1))
    const text = await textOf((answer!.files as [FileRef])[0])
    expect(text).toContain(bulletin.opening('2026-04-01', '2026-04-30'))
    expect(text).toContain('2026年4月1日至4月30日')
    const owed = visits.length - 2
    expect(text).toContain(`工商分局：超期未检查 1 个任务，逾期未公示 ${owed} 份结果；完成率`)
    expect(text).toContain(`期末仍欠\n1 个任务超期未检查，${owed} 份结果逾期未公示`)
    const annex = text.slice(text.indexOf(bulletin.annexes.visits))
    expect(annex).toContain(visits[0]![0])
    expect(annex).toContain(`${mended}\n${firms[1]}\n工商分局`)
    expect(annex).toContain(`${visits[3]![0]}\n${bulletin.notPublic}\n工商分局`)
    for (const firm of firms.filter((_, n) => n !== 1)) expect(text).not.toContain(firm)
    const people = await office.store.read((view) => view.people.all())
    for (const { name } of people) expect(text).not.toContain(name)
    // The same, one by one, on the board.
    const visitor = await enterAs(office, await office.who('leader', 'SCQ-FZ'))
    const board = await visitor.read('/board?period=last-month')
    expect(board).toContain('按期末统计，与通报一致')
    expect(board).toContain(`逾期未公示（${owed}）`)
    const list = await visitor.read('/board/list?figure=resultsOverdue&period=last-month')
    for (const [visit] of [visits[1]!, ...visits.slice(3)]) expect(list).toContain(visit)
  })

  it('praises who did everything in time', async () => {
    const leader = await office.who('leader', 'SCQ-GS')
    await tell(office, visits[0]![1], `/record ${visits[0]![0]} ${SOUND}`)
    await tell(office, leader, `/review 通过 ${visits[0]![0]} 1`)
    // Another department's, all of it in time.
    const seats = new Map(
      (await seatsOf(office, await drawPlan(office, 'JH2026-02'))).map((seat) => [seat.visit, seat.person]),
    )
    for (const [visit, person] of seats) await tell(office, person, `/record ${visit} ${SOUND}`)
    await office.moveTo('2026-06-02T02:00:00.000Z')
    const [answer] = await office.say(leading, 'office', '/bulletin 月 2026-05')
    const text = await textOf((answer!.files as [FileRef])[0])
    expect(text).toMatch(/食药监分局：期限已到的 \d+ 项全部按时完成/)
    expect(answer!.text).toContain('表扬 1 个部门，批评 1 个部门')
  })
})
