/** An office whose draw is done, and the steps from a record to its publication that several stories take. */
import { expect } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Disclosure, Result } from '../../db/store.js'
import { openOffice } from './office.js'
import { drawPlan, seatsOf, tell } from './steps.js'

export const GROUP = 'dept:SCQ-GS'
export const at = (day: string) => `2026-${day}T01:01:00.000Z`

/** An office with a drawn plan, its visits each with one of their inspectors, and steps that the stories share. */
export async function openCircle() {
  const office = await openOffice()
  const draw = await drawPlan(office, 'JH2026-01')
  const visits = [...new Map((await seatsOf(office, draw)).map((seat) => [seat.visit, seat.person]))]
  const leader = await office.who('leader', 'SCQ-GS')
  const clerk = await office.who('office', 'SCQ-GS')
  const result = async (visit: string, department = 'SCQ-GS'): Promise<Result> =>
    (await office.store.read((view) => view.results.get(visit, department)))!
  const versions = (visit: string, department = 'SCQ-GS'): Promise<Disclosure[]> =>
    office.store.read((view) => view.disclosures.of(visit, department))
  const say = async (text: string, person = clerk, chat = GROUP) =>
    (await office.say(person, chat, text)).map((one) => one.text).join('\n')
  const sends = async (chat: string) =>
    (await office.read(chat))
      .filter(({ from }) => from === 'bot')
      .at(-1)!
      .buttons.flat()
      .map(({ send }) => send)

  /** Records the visit and has it accepted. */
  async function record([visit, person]: [string, string], fields: string, version = 1): Promise<void> {
    await tell(office, person, `/record ${visit} ${fields}`)
    expect(await tell(office, leader, `/review 通过 ${visit} ${version}`)).toBe(
      messages.review.accepted(visit),
    )
  }

  /** Looks at what will be public and taps 公示; answers what the preview said. */
  async function publish(visit: string): Promise<string> {
    const preview = await say(`/publish ${visit}`)
    const [send] = await sends(GROUP)
    expect(Buffer.byteLength(send!)).toBeLessThanOrEqual(64)
    await say(send!)
    return preview
  }
  return { office, draw, visits, leader, clerk, result, versions, say, sends, record, publish }
}

export type Circle = Awaited<ReturnType<typeof openCircle>>
export const PROBLEM = '结果=未按规定公示年度报告 签字=否 未签原因=负责人拒绝签字'
export const SOUND = '结果=未发现问题 签字=是'
