import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createJobRunner } from '../../../server/jobs/run-jobs.js'
import { sendDigest } from '../../../server/jobs/send-digest.js'
import type { StartWorker } from '../../../server/jobs/worker-thread.js'
import { AT } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('a picture that cannot be drawn', () => {
  let office: DueOffice
  beforeEach(async () => {
    office = await openDueOffice()
    await office.store.write((tx) =>
      tx.groups.put({
        ...({ platform: 'room', chat: 'leaders', kind: 'leaders', department: null } as const),
        ...{ title: '领导小组群', boundBy: 'p9', boundAt: AT },
      }),
    )
  })
  afterEach(() => office.close())

  it('costs nobody the digest, is tried again, and then left', async () => {
    await sendDigest(office.work, at('03-10', '17:31'))
    expect(await office.said()).toEqual([expect.stringMatching(/^leaders: 【双随机日报】/)])
    let tries = 0
    const startWorker: StartWorker = () => {
      tries += 1
      return Promise.reject(new Error('no font'))
    }
    const own = { stagingDir: tmpdir(), takes: () => true, findProof: async () => null, wake: () => {} }
    // A new runner tries at once, like a restart.
    for (let n = 0; n < 4; n++) {
      const jobs = createJobRunner({ ...office.work, ...own, now: () => at('03-10', '17:31'), startWorker })
      jobs.wake()
      await jobs.idle()
      await jobs.stop()
    }
    expect(tries).toBe(3)
    expect(await office.said()).toEqual([])
    expect(await office.store.read((view) => view.jobs.queued())).toEqual([])
  })
})
