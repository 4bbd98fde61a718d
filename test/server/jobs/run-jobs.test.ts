import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draw, JobKind } from '../../../db/store.js'
import { createJobRunner } from '../../../server/jobs/run-jobs.js'
import type { StartWorker } from '../../../server/jobs/worker-thread.js'
import type { Log } from '../../../server/log.js'
import { AT, addDrawn, PLAN } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

const stuck = (to: string) => expect.stringMatching(new RegExp(`^${to}.*J-1-`))
const NOTHING = { papers: [], pictures: { result: [], qr: null } }

describe('work on a draw that changes meanwhile', () => {
  let office: DueOffice
  let id: number

  beforeEach(async () => {
    office = await openDueOffice()
    id = await office.store.write(async (tx) => {
      const chat = { platform: 'room', chat: 'office' } as const
      const asked = { nth: 1, reason: null, publicNumber: null, startedBy: 'p1', chat, requestedAt: AT }
      const draw = await tx.draws.request({ plan: PLAN.no, ...asked })
      await tx.jobs.add('freeze', String(draw), null, AT)
      return draw
    })
  })
  afterEach(() => office.close())

  /** Lets the freeze be worked out, while the draw changes. */
  async function freeze(change: Partial<Draw>): Promise<{ said: string[]; logged: unknown[] }> {
    const logged: unknown[] = []
    const startWorker = (async () => {
      await office.store.write((tx) => tx.draws.advance(id, 1, change))
      return { refused: 'nothing to draw' }
    }) as unknown as StartWorker
    const log = { ...office.work.log, warn: (fields: unknown) => logged.push(fields) } as Log
    const own = { stagingDir: tmpdir(), takes: () => true, findProof: async () => null, wake: () => {} }
    const now = () => at('03-05', '10:00')
    const jobs = createJobRunner({ ...office.work, ...own, log, now, startWorker })
    jobs.wake()
    await jobs.idle()
    await jobs.stop()
    return { said: await office.said(), logged }
  }
  const stateOf = async () => (await office.store.read((view) => view.draws.get(id)))!.state

  it('tells the group that waits for it when the draw has ended', async () => {
    const { said } = await freeze({ state: 'refused', cause: '计划已撤回' })
    expect(said).toEqual([
      `office: 计划 ${PLAN.no} 的名单冻结没有产生任何效果：在此期间，它已变为“未通过检查”。\n原因：计划已撤回`,
    ])
    expect(await stateOf()).toBe('refused')
  })

  it('is only logged when the draw went on without it', async () => {
    const { said, logged } = await freeze({ state: 'committed', no: 'CQ1', committedAt: AT })
    expect(said).toEqual([])
    expect(logged).toEqual([{ job: 1, kind: 'freeze', draw: id, state: 'committed' }])
    expect(await office.store.read((view) => view.jobs.queued())).toEqual([])
  })

  it('is done again when the draw still waits for it', async () => {
    await freeze({ remindedAt: AT })
    expect(await stateOf()).toBe('requested')
    expect(await office.store.read((view) => view.jobs.queued())).toHaveLength(1)
  })
})

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
  async function live(
    work: (input: { pictures?: boolean }) => unknown,
    takes: (kind: JobKind) => boolean = () => true,
  ): Promise<void> {
    const startWorker = (async (task: string, input: { pictures?: boolean }) => {
      asked.push(task)
      return work(input)
    }) as unknown as StartWorker
    const now = () => at('03-05', '10:00')
    const own = { stagingDir: tmpdir(), takes, findProof: async () => null, wake: () => {} }
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

  it('waits for no rating of firms by rules whose version has the draw’s number', async () => {
    await office.store.write(async (tx) => {
      const queued = await tx.jobs.queued()
      for (const { id } of queued) await tx.jobs.end(id, 'failed')
      await tx.jobs.add('credit', queued[0]!.subject, null, AT)
      await tx.jobs.add('announce', queued[0]!.subject, null, AT)
    })
    await live(
      () => NOTHING,
      (kind) => kind !== 'credit',
    )
    expect(await announced()).toHaveLength(1)
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
