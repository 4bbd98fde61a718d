/** What must not be drawn is refused with a sentence that says why, and leaves nothing half done. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../commands/messages.js'
import type { Plan } from '../../db/store.js'
import { importText } from './import-text.js'
import { type Office, openOffice } from './office.js'
import { businessOf, drawPlan } from './steps.js'

const PLAN = 'JH2026-01'
const NOWHERE = { trades: ['没有的行业'], types: [], districts: [], tags: [], classes: [] }

describe('a draw that cannot lawfully be', () => {
  let office: Office
  let clerk: string

  beforeEach(async () => {
    office = await openOffice()
    clerk = await office.who('office', 'SCQ-FZ')
  })
  afterEach(() => office.close())

  async function changePlan(change: Partial<Plan>): Promise<void> {
    await office.store.write(async (tx) => tx.plans.put({ ...(await tx.plans.get(PLAN))!, ...change }))
  }

  /** Refused with this cause: no number, no entry, no commit, and the plan can be drawn once it is put right. */
  async function refuses(cause: string): Promise<void> {
    const before = (await office.store.read((view) => view.ledger.head())).n
    const answers = await office.say(clerk, 'office', `/draw ${PLAN}`)
    expect(answers.map(({ text }) => text)).toEqual([messages.draw.refused(PLAN, cause)])
    const draws = await office.store.read((view) => view.draws.ofPlan(PLAN))
    expect(draws).toMatchObject([{ state: 'refused', no: null, commit: null, secret: null, files: null }])
    expect((await office.store.read((view) => view.ledger.head())).n).toBe(before)
    expect(await office.store.read((view) => view.jobs.queued())).toEqual([])
  }

  it('has no firm in its scope', async () => {
    await changePlan({ scope: NOWHERE })
    await refuses(messages.draw.noFirms(0))
  })

  it('has a stratum without a rule', async () => {
    const { A, B } = (await office.store.read((view) => view.plans.get(PLAN)))!.rules
    await changePlan({ rules: { ...(A && { A }), ...(B && { B }) } })
    await refuses(messages.draw.missingRule(['C', 'D']))
  })

  it('draws nobody by its rules', async () => {
    const none = { count: 0 }
    await changePlan({ rules: { A: none, B: none, C: none, D: none } })
    await refuses(messages.draw.noneDrawn)
  })

  it('has weights that no computer multiplies exactly', async () => {
    const rule = { count: 20, weighted: true as const }
    await changePlan({ rules: { A: rule, B: rule, C: rule, D: rule } })
    await office.store.write(async (tx) => {
      const [firm] = (await tx.firms.search(['建筑'], 100, 0)).filter(
        ({ creditClass, status }) => creditClass === 'A' && status === '存续',
      )
      await tx.firms.put({ ...firm!, weight: 2 ** 52 })
    })
    await refuses(messages.draw.weights('A'))
  })

  it('has no inspector whose certificate is valid', async () => {
    await office.store.write(async (tx) => {
      for (const one of await tx.inspectors.ofDepartments(['SCQ-GS'])) {
        await tx.inspectors.put({ ...one, certifiedUntil: '2026-03-01' })
      }
    })
    const [answer, ...more] = await office.say(clerk, 'office', `/draw ${PLAN}`)
    expect(more).toEqual([])
    expect(answer?.text).toMatch(/^计划 JH2026-01 没有抽取：\n以下检查对象凑不齐合格的检查组.*缺区工商分局/)
    expect(await office.store.read((view) => view.draws.numbered(9))).toEqual([])
  })

  it('takes no weight from an import but 1 to 1,000,000', async () => {
    const [head, row] = readFileSync('sample/firms.csv', 'utf8').split('\n')
    const before = await businessOf(office)
    for (const weight of ['0', '-1', '1000001', '1.5', 'NaN', '1e3']) {
      const table = `${head}\n${row?.replace(/,1$/, `,${weight}`)}\n`
      const { faults } = await importText(office.store, 'firms', table)
      expect(faults, weight).toMatchObject([{ row: 2, column: '权重' }])
    }
    expect(await businessOf(office)).toBe(before)
  })

  it('takes no witness once it is closed', async () => {
    await drawPlan(office, PLAN)
    const before = await businessOf(office)
    const late = await office.who('leader', 'SCQ-SY')
    const answers = await office.say(late, 'office', '/witness 我也来')
    expect(answers.map(({ text }) => text)).toEqual([messages.witness.none])
    expect(await businessOf(office)).toBe(before)
  })
})
