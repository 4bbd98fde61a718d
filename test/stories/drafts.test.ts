/** A record that is begun and not submitted: kept for its author alone, gone on with, and what it must show in the end. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { FileRef } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, seatsOf, tell } from './steps.js'

const { record } = messages

describe('an unfinished record', () => {
  let office: Office
  let visit: string
  let author: string
  let colleague: string

  beforeAll(async () => {
    office = await openOffice()
    const seats = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    visit = seats[0]!.visit
    author = seats[0]!.person
    colleague = seats.find((one) => one.visit === visit && one.person !== author)!.person
  })
  afterAll(() => office.close())

  const draftOf = (person: string) => office.store.read((view) => view.drafts.get(visit, person))
  const records = () => office.store.read((view) => view.records.ofVisit(visit))

  it('outlives its questions, and goes on where it stood', async () => {
    await tell(office, author, `/record ${visit}`)
    expect(await draftOf(author)).toBeUndefined()
    await tell(office, author, '1')
    await tell(office, author, '否')
    await office.moveTo('2026-03-10T04:00:00.000Z')
    expect(await tell(office, author, '老板不在')).toBe(messages.router.privateTalk)
    const asked = await tell(office, author, `/record ${visit}`)
    expect(asked).toContain('签字：否')
    expect(await tell(office, author, '接着填')).toBe(record.askReason)
    expect(await tell(office, author, '老板不在')).toBe(record.askWitness)
    await tell(office, author, '/cancel')
  })

  it('is nobody else’s, counts as no record, and stands in no ledger', async () => {
    expect(await tell(office, author, '/tasks')).toContain(messages.tasks.drafts([visit]))
    expect(await tell(office, colleague, '/tasks')).not.toContain('草稿')
    expect(await tell(office, colleague, '/record 草稿')).toBe(record.noDrafts)
    expect(await tell(office, colleague, `/record ${visit}`)).not.toContain('老板不在')
    await tell(office, colleague, '/cancel')
    const leader = await office.who('leader', 'SCQ-GS')
    expect(await tell(office, leader, '/review')).toBe(messages.review.none)
    expect(await records()).toEqual([])
    expect(JSON.stringify(await office.store.read((view) => view.ledger.entries(1, 10_000)))).not.toContain(
      '老板',
    )
  })

  it('takes a line more, and says which word it does not know', async () => {
    expect(await tell(office, author, `/record 草稿 ${visit} 地点=仓库`)).toContain('不认识“地点”')
    const said = await tell(office, author, `/record 草稿 ${visit} 备注=仓库另有入口 见证人=赵六`)
    expect(said).toContain('备注：仓库另有入口')
    expect(said).toContain('未签原因：老板不在')
    expect(await tell(office, author, '/record 草稿')).toContain(`${visit}　3月10日`)
    await office.restart()
    expect(await tell(office, author, `/record ${visit}`)).toContain('见证人：赵六')
    expect(await tell(office, author, '1')).toBe(record.askDay)
    expect(await tell(office, author, '今天')).toBe(`${record.soFar('仓库另有入口')}\n${record.askNote}`)
    expect(await tell(office, author, '无')).not.toContain('备注')
    await tell(office, author, '不提交')
    await tell(office, author, `/record 草稿 ${visit} 备注=仓库另有入口 日期=`)
    await tell(office, author, `/record ${visit}`)
    await tell(office, author, '接着填')
    await tell(office, author, '今天')
    await tell(office, author, record.unchanged)
    expect(await tell(office, author, '提交')).toContain('填报成功')
    expect(await records()).toMatchObject([
      { signed: false, unsignedReason: '老板不在', onSiteWitness: '赵六', note: '仓库另有入口' },
    ])
    expect(await draftOf(author)).toBeUndefined()
  })

  it('can be thrown away, and is forgotten after half a year', async () => {
    await tell(office, author, `/record 草稿 ${visit} 更正=再看 结果=1`)
    expect(await tell(office, author, `/record ${visit}`)).toContain('更正原因：再看')
    expect(await tell(office, author, '删除草稿，重新填')).toContain('请写明更正的理由')
    expect(await draftOf(author)).toBeUndefined()
    await tell(office, author, '/cancel')
    await tell(office, author, `/record 草稿 ${visit} 更正=再看`)
    await office.moveTo('2026-09-01T04:00:00.000Z')
    expect(await draftOf(author)).toEqual(expect.objectContaining({ person: author }))
    await office.moveTo('2026-09-10T04:00:00.000Z')
    expect(await draftOf(author)).toBeUndefined()
  })
})

describe('a record that leans on others’ work', () => {
  let office: Office
  let seats: Map<string, string>
  let visits: string[]

  beforeAll(async () => {
    office = await openOffice()
    seats = new Map(
      (await seatsOf(office, await drawPlan(office, 'JH2026-01'))).map((seat) => [seat.visit, seat.person]),
    )
    visits = [...seats.keys()]
  })
  afterAll(() => office.close())

  const line = (visit: string, more: string) => `/record ${visit} 结果=未发现问题 签字=是 ${more}`

  it('is not taken without the conclusion of whoever was commissioned, which may follow at once', async () => {
    const [visit] = visits as [string]
    const person = seats.get(visit)!
    const asked = await tell(office, person, line(visit, '专家=县质检所'))
    expect(asked).toContain(record.expertNeedsFile)
    expect(await tell(office, person, '提交')).toBe(record.expertNeedsFile)
    const upload = await office.request(`/room/files?name=${encodeURIComponent('报告.pdf')}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/pdf' }, body: 'conclusion' },
    })
    await office.say(person, `private:${person}`, '', [(await upload.json()) as FileRef])
    expect(await tell(office, person, '提交')).toContain('附件 1 个')
    const [attached, ...more] = await office.store.read((view) => view.records.attachments(visit))
    expect(more).toEqual([])
    expect(attached!.file).toMatchObject({ name: '报告.pdf', hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(attached!.at).toMatch(/^2026-03-10T/)
  })

  it('takes over only a reviewed result of the same firm that is not too old', async () => {
    const [first, other] = visits as [string, string]
    const person = seats.get(other)!
    for (const no of [first, 'RW2026-009-01', other])
      expect(await tell(office, person, line(other, `采用=${no}`)), no).toBe(record.adoptedUnknown(no))
    expect(await tell(office, person, line(other, '采用=上次的结果'))).toContain(record.adoptedNeedsFile)
    await tell(office, person, '/cancel')
    // A visit to the same firm by the inspectors of the first one, recorded and reviewed.
    const { firm } = (await office.store.read((view) => view.visits.get(other)))!
    const earlier = 'RW2026-001-99'
    const seat = (await seatsOf(office, 'CQ2026-001')).find((one) => one.visit === first)!
    await office.store.write(async (tx) => {
      const { visit: _, ...assigned } = seat
      await tx.visits.add(
        { ...(await tx.visits.get(first))!, no: earlier, index: 998, firm, state: 'pending' },
        [assigned],
      )
    })
    expect(await tell(office, seat.person, line(earlier, ''))).toContain('填报成功')
    expect(await tell(office, person, line(other, `采用=${earlier}`))).toBe(record.adoptedUnknown(earlier))
    const leader = await office.who('leader', 'SCQ-GS')
    expect(await tell(office, leader, `/review 通过 ${earlier} 1`)).toBe(messages.review.accepted(earlier))
    expect(await tell(office, person, line(other, `采用=食药局 ${earlier} 的结果`))).toContain('填报成功')
    const [kept] = await office.store.read((view) => view.records.ofVisit(other))
    expect(kept!.adopted).toBe(`食药局 ${earlier} 的结果`)
    await office.moveTo('2026-12-30T04:00:00.000Z')
    const again = await tell(office, seats.get(other)!, line(other, `采用=${earlier} 更正=再看`))
    expect(again).toBe(record.adoptedOld(earlier, '2026-03-10', 180))
  })
})
