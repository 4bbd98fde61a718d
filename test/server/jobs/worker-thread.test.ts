import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { makeBigProof } from '../../../bench/big-proof.js'
import { createFileStore } from '../../../db/files.js'
import { openStore } from '../../../db/open.js'
import { createWorkerThread, TookTooLong } from '../../../server/jobs/worker-thread.js'

it('a task that comes while a thread is being ended gets a new one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'thread-'))
  const databaseUrl = join(folder, 'test.db')
  await (await openStore(databaseUrl)).close()
  const thread = createWorkerThread({ databaseUrl, filesDir: folder }, { keptIdle: 0 })
  for (const pause of [0, 1, 2, 3, 4, 5]) {
    expect((await thread.startWorker('template', { kind: 'departments' })).name).toBe('部门模板.xlsx')
    await wait(pause)
  }
  await thread.stop()
  rmSync(folder, { recursive: true })
})

it('a task that outlasts its patience ends its thread; the next one gets a new one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'thread-'))
  const databaseUrl = join(folder, 'test.db')
  await (await openStore(databaseUrl)).close()
  const thread = createWorkerThread({ databaseUrl, filesDir: folder })
  const proof = makeBigProof({ firms: 20_000, visits: 300, inspectors: 160 })
  const file = await createFileStore(folder).put(Buffer.from(proof))
  await expect(thread.startWorker('verify', { file }, 100)).rejects.toThrow(TookTooLong)
  expect(await thread.startWorker('verify', { file }, 60_000)).toMatchObject({ result: 'match' })
  await thread.stop()
  rmSync(folder, { recursive: true })
})
