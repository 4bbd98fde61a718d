import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCalendarSource } from '../../../bot/calendar-source.js'
import { createFileStore, type FileStore } from '../../../db/files.js'
import { openStore } from '../../../db/open.js'
import type { Job, Store } from '../../../db/store.js'
import { importSample, readDemoStart } from '../../../server/demo.js'
import { openRivalLists } from '../../../server/draw/rival-lists.js'
import { doJob, type JobOptions } from '../../../server/jobs/do-job.js'
import { workerTasks } from '../../../server/jobs/worker-tasks.js'
import type { StartWorker } from '../../../server/jobs/worker-thread.js'
import { createLog } from '../../../server/log.js'
import { createListeningChat } from '../../bot/small-office.js'

const now = readDemoStart()
const at = now.toISOString()

describe('lists that wait', () => {
  let dir: string
  let store: Store
  let files: FileStore

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'rivals-'))
    store = await openStore(join(dir, 'ssj.db'))
    files = createFileStore(join(dir, 'files'))
    await importSample(store, now)
  })
  afterEach(async () => {
    await store.close()
    rmSync(dir, { recursive: true })
  })

  async function ask(plan: string): Promise<Job> {
    return store.write(async (tx) => {
      const [clerk] = await tx.people.withRole('office', 'SCQ-FZ')
      const chat = { platform: 'room', chat: 'office' } as const
      const first = { nth: 1, reason: null, publicNumber: null }
      const id = await tx.draws.request({ plan, ...first, startedBy: clerk!.id, chat, requestedAt: at })
      return (await tx.jobs.get(await tx.jobs.add('freeze', String(id), null, at)))!
    })
  }

  /** @param meanwhile happens between the worker's answer and the transaction that enters it */
  function options(meanwhile: () => Promise<void> = async () => {}): JobOptions {
    const startWorker = (async (_: string, input: Parameters<typeof workerTasks.freeze>[2]) => {
      const found = await workerTasks.freeze(store, files, input)
      await meanwhile()
      return found
    }) as unknown as StartWorker
    return {
      ...{ store, startWorker, now: () => now, calendar: createCalendarSource(), log: createLog('silent') },
      platforms: new Map([['room', createListeningChat('room')]]),
      office: {
        zone: 'Asia/Shanghai',
        publicUrl: null,
        vocabulary: { version: '1', results: [], methods: [] },
      },
      ...{ stagingDir: dir, takes: () => true, findProof: async () => null, wake: () => {} },
    }
  }

  const drawOf = (job: Job) => store.read(async (view) => (await view.draws.get(Number(job.subject)))!)

  it('are looked at again where another draw committed while this one was gathered', async () => {
    const first = await ask('JH2026-01')
    const second = await ask('JH2026-02')
    const overtaken = doJob(
      second,
      options(() => doJob(first, options())),
    )
    await expect(overtaken).rejects.toThrow('CQ2026-001 is no longer the next number')
    expect((await drawOf(first)).no).toBe('CQ2026-001')
    expect((await drawOf(second)).state).toBe('requested')
    await doJob(second, options())
    const { state, cause } = await drawOf(second)
    expect([state, cause]).toEqual([
      'refused',
      expect.stringContaining('抽取 CQ2026-001（计划 JH2026-01，待见证）'),
    ])
  })

  it('are compared wherever the parts that are read of them end', async () => {
    const job = await ask('JH2026-01')
    await doJob(job, options())
    const draw = await drawOf(job)
    const frozen: string[] = []
    await store.read(async (view) => {
      const { scope } = (await view.plans.get('JH2026-01'))!
      await view.firms.eachInScope([scope], (some) => {
        frozen.push(...some.filter(({ status }) => status === '存续').map(({ code }) => code))
      })
    })
    const count = async (parts: string[][]) =>
      store.read(async (view) => {
        const lists = await openRivalLists(view, files)
        for (const part of parts) await lists.take(part.map((firm) => ({ firm })))
        return lists.shared()[0]?.firms ?? 0
      })
    const known = Object.values(draw.summary!.strata).reduce((sum, { firms }) => sum + firms, 0)
    expect(await count([frozen])).toBe(known)
    expect(await count(frozen.map((code) => [code]))).toBe(known)
    expect(await count([[], ['0', frozen[0]!, `${frozen[0]}-`], [frozen.at(-1)!, 'Z']])).toBe(2)
    expect(await count([['0', 'Z']])).toBe(0)
  })
})
