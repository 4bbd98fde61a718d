/** What is public as a file: in the chat, on the command line and among the open data in the same words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { FileRef } from '../../db/store.js'
import { type Office, openOffice } from './office.js'
import { drawPlan, seatsOf, tell } from './steps.js'

const GROUP = 'dept:SCQ-GS'

describe('/publish 导出', () => {
  let office: Office
  let clerk: string
  let visits: string[]

  beforeAll(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-GS')
    const leader = await office.who('leader', 'SCQ-GS')
    const seats = new Map(
      (await seatsOf(office, await drawPlan(office, 'JH2026-01'))).map((seat) => [seat.visit, seat.person]),
    )
    visits = [...seats.keys()].slice(0, 2)
    for (const [i, visit] of visits.entries()) {
      const day = `日期=2026-03-1${i}`
      await office.moveTo(`2026-03-1${i}T02:00:00.000Z`)
      await tell(office, seats.get(visit)!, `/record ${visit} 结果=未发现问题 签字=是 ${day}`)
      await tell(office, leader, `/review 通过 ${visit} 1`)
      await tell(office, clerk, `/publish ${visit}`)
      const [send] = (await office.read(`private:${clerk}`)).at(-1)!.buttons.flat()
      await tell(office, clerk, send!.send)
    }
  })
  afterAll(() => office.close())

  async function exported(words: string, chat = GROUP): Promise<string> {
    const [answer] = await office.say(clerk, chat, `/publish 导出 ${words}`)
    const [file] = answer!.files as [FileRef]
    const response = await office.request(`/room/files/${file.hash}?name=${encodeURIComponent(file.name)}`)
    return response.text()
  }
  const rowsOf = (csv: string) =>
    csv
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','))

  it('has the fields of the national system, the same as the open data', async () => {
    const csv = await exported('全部')
    expect(await (await office.request('/open-data/results.csv')).text()).toBe(csv)
    const [heading, row] = rowsOf(csv)
    const cell = (name: string) => row![heading!.indexOf(name)]
    expect(cell('抽查计划编号')).toBe('JH2026-01')
    expect(cell('抽查任务编号')).toBe('CQ2026-001')
    expect(cell('抽查任务名称')).toBe('2026年度企业公示信息抽查（第 1 次抽取）')
    expect(cell('抽查类型')).toBe('定向抽查')
    expect(cell('抽查完成日期')).toBe('2026-03-11')
    expect(cell('检查结果')).toBe('未发现问题')
    expect(rowsOf(csv)).toHaveLength(5)
  })

  it('is narrowed to days, to the own department, and written as JSON', async () => {
    const dates = (csv: string) => [
      ...new Set(
        rowsOf(csv)
          .slice(1)
          .map((row) => row[8]),
      ),
    ]
    expect(dates(await exported('2026-03-11'))).toEqual(['2026-03-11'])
    expect(dates(await exported('3月1日 3月10日'))).toEqual(['2026-03-10'])
    const json = JSON.parse(await exported('２０２６-０３-１０ 今天 json')) as { visit: string }[]
    expect([...new Set(json.map(({ visit }) => visit))].sort()).toEqual([...visits].sort())
    const others = await office.who('office', 'SCQ-SY')
    const [answer] = await office.say(others, `private:${others}`, '/publish 导出')
    const response = await office.request(`/room/files/${(answer!.files as [FileRef])[0].hash}`)
    expect(rowsOf(await response.text())).toHaveLength(1)
  })

  it('says what it does not understand', async () => {
    const said = async (words: string) => (await office.say(clerk, GROUP, `/publish 导出 ${words}`))[0]!.text
    expect(await said('昨晚')).toContain(messages.publish.badExport('昨晚'))
    expect(await said('2026-03-01 2026-03-02 2026-03-03')).toContain('看不懂“2026-03-03”')
    expect(await said('2026-03-11 2026-03-10')).toContain('请核对')
  })
})
