/** The leaders' digest: its words go out at once, its picture follows, and nothing is lost where none can be drawn. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, openOffice } from './office.js'
import { drawPlan, sayAll, seatsOf, tell } from './steps.js'

describe.sequential('the digest', () => {
  let office: Office
  let total: number

  beforeAll(async () => {
    office = await openOffice()
    // Before the first task there is nothing to be seen.
    const early = await office.who('leader', 'SCQ-SY')
    await tell(office, early, '/digest')
    expect(await pictures(`private:${early}`)).toEqual([])
    const [seat, ...others] = await seatsOf(office, await drawPlan(office, 'JH2026-01'))
    total = new Set([seat!, ...others].map(({ visit }) => visit)).size
    await tell(office, seat!.person, `/record ${seat!.visit} 结果=未发现问题 签字=是`)
  })
  afterAll(() => office.close())

  const pictures = async (chat: string) =>
    (await office.read(chat)).filter(({ files }) => files.some(({ name }) => name.startsWith('双随机进度')))

  it('is followed by a picture of a phone’s width, whose words tell the same', async () => {
    await office.moveTo('2026-03-10T09:31:00.000Z')
    const said = await office.read('leaders')
    const [text, picture] = said.slice(-2)
    expect(text?.text).toContain('【双随机日报】3月10日（周二）')
    expect(text?.text).toContain(`检查任务 ${total} 个，已填报 1 个`)
    expect(picture?.text).toBe(
      `【进度图】3月10日（周二）：本年任务 ${total} 个，已填报 1 个，超期未检查 0 个；公示期限已过的结果 0 份，已公示 0 份；现在未公示的逾期 0 份。`,
    )
    const [file] = picture!.files
    expect(file?.name).toBe('双随机进度 2026-03-10.png')
    const png = readFileSync(join(office.filesDir, file!.hash.slice(0, 2), file!.hash))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(1080)
  })

  it('comes once a day, picture and all', async () => {
    const before = (await office.read('leaders')).length
    await office.moveTo('2026-03-10T10:31:00.000Z')
    await office.restart()
    await office.system.settle()
    expect(await office.read('leaders')).toHaveLength(before)
  })

  it('that somebody asks for has its picture where he asked', async () => {
    const leader = await office.who('leader', 'SCQ-GS')
    await tell(office, leader, '/digest')
    expect(await pictures(`private:${leader}`)).toHaveLength(1)
    // Who asks again and again meanwhile is not sent as many.
    const many = await sayAll(office, leader, `private:${leader}`, Array(20).fill('/digest'))
    expect(many.filter((text) => text.startsWith('【双随机日报】'))).toHaveLength(20)
    expect((await pictures(`private:${leader}`)).length).toBeLessThan(12)
    const clerk = await office.who('office', 'SCQ-FZ')
    await office.say(clerk, 'office', '/digest')
    expect(await pictures('leaders')).toHaveLength(1)
    expect(await pictures('office')).toHaveLength(1)
  })
})
