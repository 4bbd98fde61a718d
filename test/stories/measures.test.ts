/** The policy's own timetable: loaded, reported on, reminded of, confirmed, and in the digest where it is late. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import { importText } from './import-text.js'
import { type Office, openOffice } from './office.js'
import { tell } from './steps.js'

const { measure } = messages
const GROUP = 'dept:SCQ-GS'

describe('/measure', () => {
  let office: Office
  let clerk: string
  let leading: string
  let leader: string

  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-GS')
    leading = await office.who('office', 'SCQ-FZ')
    leader = await office.who('leader', 'SCQ-FZ')
    expect(await tell(office, clerk, '/measure')).toBe(measure.none(0))
    // The timetable of the policy, ten years later so that it lies ahead.
    const table = readFileSync('sample/annex-2.csv', 'utf8')
      .replaceAll('2016年10月10日前', '2026年3月20日前')
      .replaceAll('2016年12月底前', '2026年12月底前')
    await importText(office.store, 'measures', table)
  })
  afterAll(() => office.close())

  it('reads whose the measures are and by when from the table’s own words', async () => {
    const all = await office.store.read((view) => view.measures.all())
    expect(all.map(({ no, due }) => [no, due])).toEqual([
      ...['1', '2', '3'].map((no) => [no, '2026-03-20']),
      ...['4', '5', '6'].map((no) => [no, '2026-12-31']),
    ])
    const own = await tell(office, await office.who('office', 'SCQ-FZ'), '/measure 2')
    expect(own).toContain('▪ 法制办　未报告')
    expect(own).not.toContain('工商')
    expect(await tell(office, clerk, '/measure 6')).toContain('工商分局')
    const departments = await office.store.read((view) => view.departments.all())
    expect((await tell(office, clerk, '/measure 1')).match(/未报告/g)).toHaveLength(departments.length)
    expect(await tell(office, clerk, '/measure')).not.toContain('行政执法人员名录库')
    expect(await tell(office, clerk, '/measure 全部')).toContain('行政执法人员名录库')
  })

  it('takes reports of the responsible departments alone', async () => {
    const wrong: [string, string, string][] = [
      [clerk, '/measure 2 进展 50% 在做', measure.notYours('2')],
      [clerk, '/measure 9', measure.unknown('9')],
      [clerk, '/measure 3 进展 一半', measure.needsPercent('3')],
      [clerk, '/measure 3 进展 101%', measure.needsPercent('3')],
      [clerk, '/measure constructor', measure.unknown('constructor')],
      [clerk, '/measure 办结 3 工商分局', measure.notLeading],
      [leading, '/measure 办结 3 工商分局', measure.notReported('3', '工商分局')],
      [leading, '/measure 办结 2 工商分局', measure.notResponsible('2', '工商分局')],
      [leading, '/measure 办结 3', measure.needsDepartment],
    ]
    for (const [person, text, words] of wrong) expect(await tell(office, person, text), text).toContain(words)
    expect((await office.say(clerk, GROUP, '/measure ３ 进展 60％ 已报送名录'))[0]!.text).toBe(
      measure.thanks('3', 60),
    )
    expect(await office.last('office')).toContain('3　工商分局：60%')
  })

  it('reminds the departments before the last day, and goes on after it', async () => {
    const reminders = async () =>
      (await office.read(GROUP)).filter(({ text }) => text.includes('【工作任务提醒】'))
    await office.moveTo('2026-03-12T02:00:00.000Z')
    expect(await reminders()).toEqual([])
    await office.moveTo('2026-03-13T02:00:00.000Z')
    expect((await reminders()).map(({ text }) => text)).toEqual([
      expect.stringContaining('还有 5 个工作日，报告进展 60%'),
    ])
    expect((await reminders())[0]!.text).toContain('▪ 1　')
    await office.restart()
    await office.moveTo('2026-03-13T05:00:00.000Z')
    expect(await reminders()).toHaveLength(1)
    // The stages of 17 and 19 March are passed over while nothing runs; that of the 20th is told.
    await office.moveTo('2026-03-20T02:00:00.000Z')
    expect((await reminders()).at(-1)!.text).toContain('今天到期')
    await office.moveTo('2026-03-23T02:00:00.000Z')
    expect((await reminders()).at(-1)!.text).toContain('已超期 1 个工作日')
    const said = (await reminders()).length
    await office.moveTo('2026-03-27T02:00:00.000Z')
    expect(await reminders()).toHaveLength(said)
    await office.moveTo('2026-03-30T02:00:00.000Z')
    expect(await reminders()).toHaveLength(said + 1)
    expect(await tell(office, leader, '/digest')).toContain('工作任务超期 3 项')
  })

  it('is done once somebody else of the leading office has confirmed it', async () => {
    await tell(office, clerk, '/measure 3 进展 100% 名录已公布')
    const [button] = (await office.read('office')).at(-1)!.buttons.flat()
    expect(button!.send).toBe('/measure 办结 3 SCQ-GS')
    expect((await office.say(leading, 'office', button!.send))[0]!.text).toBe(
      measure.confirmed('3', '工商分局'),
    )
    expect(await office.last(GROUP)).toBe(measure.confirmed('3', '工商分局'))
    expect(await tell(office, leading, button!.send)).toBe(measure.doneAlready('3'))
    expect(await tell(office, clerk, '/measure 3 进展 50%')).toBe(measure.doneAlready('3'))
    await tell(office, leading, '/measure 2 进展 100%')
    expect(await tell(office, leading, '/measure 办结 2 法制办')).toBe(measure.ownReport)
    expect(await tell(office, leader, '/measure 办结 2 法制办')).toBe(measure.confirmed('2', '法制办'))
    expect(await tell(office, leader, '/digest')).toContain('工作任务超期 2 项')
    const entries = await office.store.read((view) => view.ledger.entries(1, 10_000))
    expect(entries.filter(({ kind }) => kind === 'measure.confirmed')).toHaveLength(2)
    expect(JSON.stringify(entries)).not.toContain('名录已公布')
  })
})
