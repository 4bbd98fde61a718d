import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createJobRunner } from '../../../server/jobs/run-jobs.js'
import type { StartWorker } from '../../../server/jobs/worker-thread.js'
import { AT, addDrawn, PLAN } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

const stuck = (to: string) => expect.stringMatching(new RegExp(`^${to}.*J-1-`))
const NOTHING = { papers: [], pictures: { result: [], qr: null } }

describe('the announcement of a result', () => {
  let office: DueOffice
  /** What the worker was asked for. */
  let asked: string[]

  beforeEach(async () => {
    office = await openDueOffice()
    asked = []
    await office.store.write(async (tx) => {
      await addDrawn(tx, 'CQ1', AT, [[1, 3], [2]])
      const draw = (await tx.draws.byNo('CQ1'))!
      await tx.draws.advance(draw.id, draw.version, { frozenPlan: PLAN, due: '2026-04-10' })
      await tx.jobs.add('announce', String(draw.id), null, AT)
      await tx.jobs.add('replace', String(draw.id), null, AT)
    })
  })
  afterEach(() => office.close())

  /** One life of the process: a restart tries at once what has failed before. */
  async function live(work: (input: { pictures?: boolean }) => unknown): Promise<void> {
    const startWorker = (async (task: string, input: { pictures?: boolean }) => {
      asked.push(task)
      return work(input)
    }) as unknown as StartWorker
    const now = () => at('03-05', '10:00')
    const own = { stagingDir: tmpdir(), takes: () => true, findProof: async () => null, wake: () => {} }
    const jobs = createJobRunner({ ...office.work, ...own, now, startWorker })
    jobs.wake()
    await jobs.idle()
    await jobs.stop()
  }
  const announced = async () =>
    (await office.said()).filter((one) => one.startsWith('office: ') && one.includes(PLAN.name))

  it('is found again after a crash, comes once, and goes out without pictures where they fail', async () => {
    const work = ({ pictures }: { pictures?: boolean }) => {
      if (pictures !== false) throw new Error('no pictures here')
      return NOTHING
    }
    await live(work)
    await live(work)
    expect(await announced()).toEqual([])
    await live(work)
    expect(await announced()).toHaveLength(1)
    await live(work)
    expect(await announced()).toEqual([])
  })

  it('comes before whatever is next in the same draw, and is never given up', async () => {
    const fail = () => {
      throw new Error('out of order')
    }
    for (let life = 0; life < 4; life++) await live(fail)
    expect(asked).toEqual(['announce', 'announce', 'announce', 'announce'])
    expect(await office.said()).toEqual(['p9: ', 'office: '].map(stuck))
    await live(() => NOTHING)
    expect(await announced()).toHaveLength(1)
    expect(asked.slice(4)).toEqual(['announce', 'replace'])
  })
})
