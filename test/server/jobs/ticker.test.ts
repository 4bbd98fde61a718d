import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTicker } from '../../../server/jobs/ticker.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('the ticker', () => {
  let office: DueOffice
  beforeEach(async () => {
    office = await openDueOffice()
  })
  afterEach(() => office.close())

  it('lets no deadline wait for a long job, nor for one that fails', async () => {
    const done: string[] = []
    let finish = () => {}
    const long = new Promise<void>((resolve) => {
      finish = resolve
    })
    const ticker = createTicker(
      [
        {
          fails: () => Promise.reject(new Error('no')),
          remind: async () => void done.push('remind'),
        },
        { backUp: () => long.then(() => void done.push('backUp')) },
      ],
      office.work,
      () => at('03-10', '03:00'),
      () => done.push('wake'),
    )
    const ticked = ticker.tick()
    await expect.poll(() => done).toEqual(['remind', 'wake'])
    finish()
    await ticked
    expect(done).toEqual(['remind', 'wake', 'backUp', 'wake'])
    await ticker.stop()
  })
})
