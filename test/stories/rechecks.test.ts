/** Orders to put something right: every check is kept, a failed one leads somewhere, and what is missing is asked for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { formatDay } from '../../commands/rules/office-time.js'
import type { Decision, FileRef, Recheck } from '../../db/store.js'
import { at, type Circle, GROUP, openCircle, PROBLEM } from './open-circle.js'
import { tell } from './steps.js'

const { decide, recheck } = messages
const FIRST = 'SCQ-GS'
/** As the bot writes it, with its weekday. */
const day = (one: string) => formatDay(`2026-${one}`)

const decisionsOf = ({ office }: Circle, visit: string): Promise<Decision[]> =>
  office.store.read((view) => view.decisions.of(visit, FIRST))
const checksOf = ({ office }: Circle, id: number): Promise<Recheck[]> =>
  office.store.read((view) => view.rechecks.of(id))

async function upload({ office }: Circle, name: string): Promise<FileRef> {
  const response = await office.request(`/room/files?name=${encodeURIComponent(name)}`, {
    ...{ method: 'POST', headers: { 'content-type': 'image/jpeg' }, body: name },
  })
  return (await response.json()) as FileRef
}

/** The bot's messages in the department's group that begin so. */
async function heard({ office }: Circle, title: string): Promise<string[]> {
  return (await office.read(GROUP)).filter(({ text }) => text.startsWith(title)).map(({ text }) => text)
}

describe('from a problem over a failed check and a second decision to the public', () => {
  let circle: Circle
  let visit: string
  let order: number
  const NOTE = '招牌仍未更换，店主姓赵'

  beforeAll(async () => {
    circle = await openCircle()
    visit = circle.visits[0]![0]
    await circle.record(circle.visits[0]!, PROBLEM)
    await circle.say(`/decide ${visit} 责令改正 复查=3月13日`)
    order = (await decisionsOf(circle, visit))[0]!.id
    await circle.publish(visit)
  })
  afterAll(() => circle.office.close())

  it('waits in the department’s list for its check', async () => {
    const said = await circle.say('/decide')
    expect(said).toContain(`决定 ${order}，复查期限 ${day('03-13')}`)
    expect(said).toContain(visit)
    expect(await circle.say('/decide', await circle.office.who('office', 'SCQ-SY'), 'dept:SCQ-SY')).toBe(
      decide.none,
    )
  })

  it('cannot be put off before it was checked', async () => {
    const [decision] = await decisionsOf(circle, visit)
    expect(await circle.say(`/decide 复查 ${visit} ${order} 改期 复查=3月20日`)).toBe(
      recheck.notChecked(visit, decision!),
    )
  })

  it('keeps a failed check with its note and files, and asks for the next step', async () => {
    const { office, clerk, sends } = circle
    await office.moveTo(at('03-13'))
    const line = `/decide 复查 ${visit} ${order} 未改正 日期=今天 备注=${NOTE}`
    const [said] = await office.say(clerk, GROUP, line, [await upload(circle, '现场.jpg')])
    expect(said!.text).toContain(`决定 ${order}责令改正：${day('03-13')}复查未改正，附件 1 个`)
    const buttons = await sends(GROUP)
    expect(buttons[0]).toBe(`/decide 复查 ${visit} ${order} 改期`)
    expect(buttons).toContain(`/decide ${visit} 行政处罚`)
    for (const send of buttons) expect(Buffer.byteLength(send)).toBeLessThanOrEqual(64)
    const [kept] = await checksOf(circle, order)
    expect(kept).toMatchObject({ on: '2026-03-13', done: false, note: NOTE, by: clerk })
    expect(kept!.files.map(({ name }) => name)).toEqual(['现场.jpg'])
  })

  it('takes a line that was sent twice for one check', async () => {
    const line = `/decide 复查 ${visit} ${order} 未改正 备注=${NOTE}`
    expect(await circle.say(line)).toBe(recheck.checkedSame(visit, order, '2026-03-13'))
    expect(await checksOf(circle, order)).toHaveLength(1)
  })

  it('is public again with the day and the outcome alone', async () => {
    const { publish, versions } = circle
    expect(await publish(visit)).toContain(`${day('03-13')}复查：未改正`)
    const [, second] = await versions(visit)
    expect(second!.content.decisions[0]).toMatchObject({ recheck: { on: '2026-03-13', done: false } })
    expect(JSON.stringify(await versions(visit))).not.toMatch(/招牌|姓赵|现场/)
  })

  it('is told as news of its handling, not as the correction of an error', async () => {
    const { office, versions } = circle
    const textOf = async (path: string) => (await office.request(path)).text()
    const { content } = (await versions(visit))[1]!
    expect(await circle.result(visit)).toMatchObject({ state: 'disclosed', disclosures: 2 })
    const [page, firm] = [`/results/${visit}/${FIRST}`, `/firms/${content.firm.code}`]
    for (const path of [page, firm, '/results', '/', '/feed.atom', '/corrections']) {
      const text = await textOf(path)
      for (const word of ['已更正', '，已被更正<', '（已被更正）', '更正原因', '更正：'])
        expect(text.includes(word), `${word} at ${path}`).toBe(false)
    }
    for (const path of [page, firm, '/results', '/']) expect(await textOf(path), path).toContain('有更新')
    for (const path of [page, '/feed.atom']) expect(await textOf(path), path).toContain('处理情况更新')
    for (const path of [page, firm]) expect(await textOf(path), path).toContain('以前的版本')
    expect(await textOf('/corrections')).toContain('还没有更正')
    expect(JSON.parse(await textOf('/open-data/corrections.json'))).toEqual([])
    expect(await textOf('/')).toContain(page)
    for (const path of ['/', '/feed.atom']) expect((await textOf(path)).split(page).length - 1, path).toBe(1)
  })

  it('is no correction by a reason which says that nothing was wrong', async () => {
    const line = `/correct ${visit} 原因=${messages.publish.decidedAnew}`
    expect(await circle.say(line)).toContain('更正要写明原因')
  })

  it('is reminded until the next step is taken', async () => {
    const { office, say } = circle
    await office.moveTo(at('03-20'))
    expect(await heard(circle, '【未改正】')).toEqual([expect.stringContaining(`决定 ${order}`)])
    expect(await say('/decide')).toContain(`${day('03-13')}复查未改正，还没有下一步`)
  })

  it('asks for the day of the next check, refuses a wrong one, and sets it once', async () => {
    const { say, sends } = circle
    expect(await say(`/decide 复查 ${visit} ${order} 改期`)).toBe(decide.ask(visit, '复查', 'next'))
    expect(await say('3月9日以前')).toBe(decide.badRecheck('3月9日以前', '2026-03-20'))
    expect(await say('３月２７日')).toContain(`${day('03-27')}前再次复查`)
    expect((await decisionsOf(circle, visit))[0]).toMatchObject({ nextCheckOn: '2026-03-27' })
    expect(await say(`/decide 复查 ${visit} ${order} 改期 4月20日`)).toContain(
      `已定 ${day('03-27')}前再次复查`,
    )
    expect(await sends(GROUP)).toEqual([])
    // A day that was set is no news for the public.
    expect((await circle.result(visit)).state).toBe('disclosed')
  })

  it('is checked by that day, reminded as by the first', async () => {
    const { office, say } = circle
    const before = (await heard(circle, '【复查提醒】')).length
    await office.moveTo(at('03-26'))
    expect((await heard(circle, '【复查提醒】')).slice(before).at(-1)).toContain('还有 1 个工作日')
    expect(await say('/decide')).toContain(`复查期限 ${day('03-27')}`)
    expect(await heard(circle, '【未改正】')).toHaveLength(1)
  })

  it('takes another failed check by questions, with a photo, and a decision by questions after it', async () => {
    const { office, clerk, say } = circle
    expect(await say(`/decide 复查 ${visit} ${order}`)).toBe(decide.ask(visit, '结论', 'check'))
    expect(await say('也许')).toBe(decide.badChoice(['已改正', '未改正']))
    expect(await say('2')).toBe(decide.ask(visit, '日期', 'check'))
    // Checks follow one another.
    expect(await say('3月12日')).toBe(decide.badDay('3月12日', '2026-03-13', '2026-03-26'))
    expect(await say('今天')).toBe(decide.ask(visit, '备注', 'check'))
    await office.say(clerk, GROUP, '', [await upload(circle, '复查.jpg')])
    expect(await say('换了一半')).toBe(decide.ask(visit, '复查', 'check'))
    expect(await say('以后再定')).toContain('附件 1 个')
    expect(await checksOf(circle, order)).toHaveLength(1)
    expect(await say('登记')).toContain('请继续处理')
    expect((await checksOf(circle, order))[1]).toMatchObject({
      ...{ on: '2026-03-26', done: false, note: '换了一半' },
      files: [expect.objectContaining({ name: '复查.jpg' })],
    })
    expect((await decisionsOf(circle, visit))[0]!.nextCheckOn).toBeNull()

    expect(await say(`/decide ${visit} 行政处罚`)).toBe(decide.ask(visit, '文号', 'decision'))
    expect(await say('山市监处罚〔2026〕9号')).toBe(decide.ask(visit, '金额', 'decision'))
    expect(await say('很多')).toBe(decide.badAmount('很多'))
    expect(await say('5000')).toBe(decide.ask(visit, '日期', 'decision'))
    expect(await say('1')).toContain(`行政处罚，山市监处罚〔2026〕9号，5000 元，${day('03-26')}作出`)
    expect(await decisionsOf(circle, visit)).toHaveLength(1)
    expect(await say('1')).toContain('【处理决定】')
    expect(await decisionsOf(circle, visit)).toHaveLength(2)
  })

  it('is no longer reminded of, unless that decision is taken back', async () => {
    const { office, say } = circle
    await office.moveTo(at('04-03'))
    expect(await heard(circle, '【未改正】')).toHaveLength(1)
    expect(await say('/decide')).toBe(decide.none)
    const [, second] = await decisionsOf(circle, visit)
    await say(`/decide 撤销 ${visit} ${second!.id} 理由=文号填错`)
    expect(await say('/decide')).toContain('还没有下一步')
    await office.moveTo(at('04-14'))
    expect(await heard(circle, '【未改正】')).toHaveLength(2)
    await say(`/decide ${visit} 行政处罚 文号=山市监处罚〔2026〕10号 金额=5000`)
    await say(`/decide 复查 ${visit} ${order} 已改正`)
    await office.moveTo(at('04-24'))
    expect(await heard(circle, '【未改正】')).toHaveLength(2)
  })

  it('shows every check in the card, its notes where only the department reads', async () => {
    const { office, leader, say } = circle
    const { name } = (await office.store.read((view) => view.people.get(circle.clerk)))!
    const inGroup = await say(`/decide ${visit}`)
    for (const part of [
      `第 1 次　${day('03-13')}复查：未改正（登记：${name}，附件 1 个）　${NOTE}`,
      `第 2 次　${day('03-26')}复查：未改正`,
      `第 3 次　${day('04-14')}复查：已改正`,
    ])
      expect(inGroup).toContain(part)
    const elsewhere = await say(`/decide ${visit}`, leader, 'leaders')
    expect(elsewhere).toContain(`第 1 次　${day('03-13')}复查：未改正`)
    expect(elsewhere).not.toContain('招牌')
    expect(JSON.stringify(await office.read('leaders'))).not.toContain('现场.jpg')
    const own = await office.say(leader, `private:${leader}`, `/decide ${visit}`)
    expect(own[0]!.text).toContain(NOTE)
    expect(JSON.stringify(own)).toContain('现场.jpg')
  })

  it('ends in a version that holds every check and both decisions, and nothing that is private', async () => {
    const { publish, versions, office } = circle
    expect(await publish(visit)).toContain(
      `${day('03-13')}复查：未改正，${day('03-26')}复查：未改正，${day('04-14')}复查：已改正`,
    )
    const last = (await versions(visit)).at(-1)!
    expect(last.content.decisions).toMatchObject([
      {
        kind: 'rectify',
        recheck: { on: '2026-04-14', done: true },
        earlierRechecks: [
          { on: '2026-03-13', done: false },
          { on: '2026-03-26', done: false },
        ],
      },
      { kind: 'penalty', documentNo: '山市监处罚〔2026〕10号' },
    ])
    const page = await (await office.request(`/results/${visit}/${FIRST}`)).text()
    expect(page).toContain('2026-03-13 复查：未改正，2026-03-26 复查：未改正，2026-04-14 复查：已改正')
    const csv = await (await office.request('/open-data/decisions.csv')).text()
    expect(csv).toContain('2026-03-13 复查：未改正；2026-03-26 复查：未改正')
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    expect(page + csv + JSON.stringify([await versions(visit), entries])).not.toMatch(/招牌|姓赵|换了一半/)
  })

  it('is told by the ledger, check by check', async () => {
    const { office } = circle
    const said = await tell(office, await office.who('supervisor'), `/audit ${visit}`)
    for (const part of [
      `决定 ${order} 2026-03-13 复查：未改正，附件 1 个`,
      `决定 ${order} 没有改正，定 2026-03-27 前再次复查`,
      `决定 ${order} 2026-04-14 复查：已改正`,
    ])
      expect(said).toContain(part)
  })
})

describe('an order that was not followed', () => {
  it('is followed by another, or the department is reminded until it is', async () => {
    const circle = await openCircle()
    const { office, visits, say, record } = circle
    try {
      const [visit] = visits[0]!
      await record(visits[0]!, PROBLEM)
      await say(`/decide ${visit} 责令改正 复查=3月13日`)
      const [{ id } = { id: 0 }] = await decisionsOf(circle, visit)
      for (const word of ['constructor', '__proto__', 'toString', '好了'])
        expect(await say(`/decide 复查 ${visit} ${id} ${word}`)).toContain(recheck.needsOutcome(visit, id))
      await office.moveTo(at('03-13'))
      expect(await say(`/decide 复查 ${visit} ${id} 未改正`)).toContain('请继续处理')
      await office.moveTo(at('03-19'))
      expect(await heard(circle, '【未改正】')).toEqual([])
      await office.moveTo(at('03-20'))
      expect(await heard(circle, '【未改正】')).toEqual([
        expect.stringContaining(`/decide 复查 ${visit} ${id} 已改正`),
      ])
      expect(await say(`/decide ${visit} 责令改正 复查=3月30日`)).toContain('【处理决定】')
      expect(await say(`/decide ${visit} 责令改正 复查=3月31日`)).toContain('已有同样的处理决定')
      await office.moveTo(at('03-28'))
      expect(await heard(circle, '【未改正】')).toHaveLength(1)
      const [, second] = await decisionsOf(circle, visit)
      await say(`/decide 复查 ${visit} ${second!.id} 已改正`)
      expect((await decisionsOf(circle, visit)).map((one) => one.recheck?.done)).toEqual([false, true])
    } finally {
      await office.close()
    }
  })

  it('may name the next day with the check itself', async () => {
    const circle = await openCircle()
    const { office, visits, say, record } = circle
    try {
      const [visit] = visits[0]!
      await record(visits[0]!, PROBLEM)
      await say(`/decide ${visit} 责令改正 复查=3月13日`)
      const [{ id } = { id: 0 }] = await decisionsOf(circle, visit)
      await office.moveTo(at('03-13'))
      expect(await say(`/decide 复查 ${visit} ${id} 已改正 复查=3月20日`)).toBe(recheck.needlessNext)
      expect(await say(`/decide 复查 ${visit} ${id} 未改正 金额=5`)).toBe(recheck.needlessInCheck('金额'))
      expect(await say(`/decide 复查 ${visit} ${id} 未改正 复查=3月20日`)).toContain(
        `${day('03-20')}前再次复查`,
      )
      await office.moveTo(at('03-19'))
      expect((await heard(circle, '【复查提醒】')).at(-1)).toContain(
        `复查期限 ${day('03-20')}，还有 1 个工作日`,
      )
      await office.moveTo(at('03-23'))
      expect((await heard(circle, '【复查提醒】')).at(-1)).toContain('已超期 1 个工作日')
      expect(await heard(circle, '【未改正】')).toEqual([])
    } finally {
      await office.close()
    }
  })
})

describe('a decision by questions', () => {
  let circle: Circle
  let visit: string

  beforeAll(async () => {
    circle = await openCircle()
    visit = circle.visits[0]![0]
    await circle.record(circle.visits[0]!, PROBLEM)
  })
  afterAll(() => circle.office.close())

  it('asks only for what a line left out', async () => {
    const { say } = circle
    expect(await say(`/decide ${visit} 行政处罚 文号=一号 日期=今天`)).toBe(
      decide.ask(visit, '金额', 'decision'),
    )
    expect(await say('１.２万')).toContain(`行政处罚，一号，12000 元，${day('03-10')}作出`)
    expect(await say('先不登记')).toBe(decide.left(visit))
    expect(await decisionsOf(circle, visit)).toEqual([])
    // The question is over: in a group what is said now is ordinary talk.
    expect(await say('登记')).toBe('')
  })

  it('refuses what is wrong at once, and asks again', async () => {
    const { office, clerk, say } = circle
    await say(`/decide ${visit} 责令改正`)
    for (const [answer, refusal] of [
      ['下周', decide.badRecheck('下周', '2026-03-10')],
      ['2026-03-09', decide.badRecheck('2026-03-09', '2026-03-10')],
      ['__proto__', decide.badRecheck('__proto__', '2026-03-10')],
      ['长'.repeat(201), decide.tooLong(200)],
    ] as const)
      expect(await say(answer)).toBe(refusal)
    const [withFile] = await office.say(clerk, GROUP, '3月20日', [await upload(circle, '照片.jpg')])
    expect(withFile!.text).toBe(decide.noFiles)
    expect(await say('3月20日')).toBe(decide.ask(visit, '日期', 'decision'))
    expect(await say('3月1日')).toBe(decide.badDay('3月1日', '2026-03-10', '2026-03-10'))
    expect(await say('/cancel')).toBe(messages.cancel.done)
    expect(await say('今天')).toBe('')
    expect(await decisionsOf(circle, visit)).toEqual([])
  })

  it('is answered by nobody but who was asked', async () => {
    const { leader, say } = circle
    await say(`/decide ${visit} 责令改正`)
    expect(await say('3月20日', leader)).toBe('')
    expect(await say('/cancel')).toBe(messages.cancel.done)
  })

  it('is not asked for where nothing may be decided', async () => {
    const { office, say, visits } = circle
    const stranger = await office.who('office', 'SCQ-SY')
    expect(await tell(office, stranger, `/decide ${visit} 行政处罚`)).toContain('各自处理和公示本部门的事项')
    expect(await tell(office, stranger, `/decide 复查 ${visit} 1`)).toContain('各自处理和公示本部门的事项')
    const inspector = visits[0]![1]
    expect(await tell(office, inspector, `/decide 复查 ${visit} 1`)).toContain('经办人员')
    expect(await say(`/decide 复查 ${visit} 1`)).toBe(decide.noSuch(visit, 1))
    await say(`/decide ${visit} 无需后续处置`)
    const [none] = await decisionsOf(circle, visit)
    expect(await say(`/decide ${visit} 行政处罚`)).toBe(decide.clash(visit, none!))
    await say(`/decide 撤销 ${visit} ${none!.id} 理由=填错`)
  })

  it('counts only if the result may still be decided about when it is confirmed', async () => {
    const { office, say, visits, leader, result } = circle
    await say(`/decide ${visit} 责令改正 日期=今天`)
    expect(await say('3月20日')).toContain('请核对')
    await tell(office, visits[0]![1], `/record ${visit} 结果=弄虚作假 签字=是 更正=结果填错`)
    expect(await say('登记')).toBe(decide.notReviewed(await result(visit)))
    expect((await decisionsOf(circle, visit)).filter(({ revoked }) => revoked === null)).toEqual([])
    await tell(office, leader, `/review 通过 ${visit} 2`)
    await say('/cancel')
  })

  it('survives a restart between two questions', async () => {
    const { office, say, visits, record } = circle
    const [other] = visits[1]!
    await record(visits[1]!, PROBLEM)
    await say(`/decide ${other} 行政处罚`)
    await say('山市监处罚〔2026〕11号')
    await office.restart()
    expect(await say('300')).toBe(decide.ask(other, '日期', 'decision'))
    await say('今天')
    expect(await say('登记')).toContain('300 元')
    expect(await decisionsOf(circle, other)).toHaveLength(1)
  })
})
