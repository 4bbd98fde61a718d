import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IncomingEvent } from '../../bot/chat.js'
import { createIntake, laneOf } from '../../bot/intake.js'
import type { Store } from '../../db/store.js'
import { NOW, openSmallOffice, type SmallOffice, said } from './small-office.js'

describe('the intake', () => {
  let office: SmallOffice
  let woken: string[]
  let commits: number

  beforeEach(async () => {
    office = await openSmallOffice()
    woken = []
    commits = 0
  })
  afterEach(() => office.close())

  /** The real store, with its commits counted. */
  function open() {
    const store: Store = {
      ...office.store,
      write: async (work) => {
        const result = await office.store.write(work)
        commits += 1
        return result
      },
    }
    return createIntake(
      store,
      () => NOW,
      (lane) => woken.push(lane),
    )
  }

  const pending = () => office.store.read((view) => view.inbox.count('pending'))
  /** The database refuses an event without a key. */
  const poison = { ...said('P1', ''), key: null } as unknown as IncomingEvent

  it('keeps everything that arrives together in one commit, and wakes each lane once', async () => {
    const intake = open()
    const texts = Array.from({ length: 20 }, (_, i) => said(i % 2 ? 'P1' : 'P2', `第 ${i} 条`))
    await Promise.all(texts.map((one) => intake('telegram', [one])))
    expect(await pending()).toBe(20)
    expect(commits).toBe(1)
    expect(woken.sort()).toEqual(['telegram:a-P1', 'telegram:a-P2'])
  })

  it('acknowledges after the commit, in the order of arrival', async () => {
    const intake = open()
    await intake('telegram', [said('P1', '一'), said('P1', '二')])
    const first = await office.store.read((view) => view.inbox.nextInLane('telegram:a-P1'))
    const kept = { state: 'pending', attempts: 0, receivedAt: NOW.toISOString(), event: { text: '一' } }
    expect(first).toMatchObject(kept)
  })

  it('takes what arrives during a commit with the next one', async () => {
    const intake = open()
    const first = intake('telegram', [said('P1', '一')])
    await new Promise((resolve) => setImmediate(resolve))
    await Promise.all([first, intake('telegram', [said('P1', '二')]), intake('telegram', [said('P2', '三')])])
    expect(await pending()).toBe(3)
    expect(commits).toBeLessThanOrEqual(2)
  })

  it('keeps an event once, however often it comes, and wakes nobody for the second', async () => {
    const intake = open()
    const event = said('P1', '一')
    await Promise.all([intake('telegram', [event]), intake('telegram', [event, event])])
    await intake('telegram', [event])
    expect(await pending()).toBe(1)
    expect(woken).toEqual(['telegram:a-P1'])
    await intake('room', [event])
    expect(await pending()).toBe(2)
  })

  it('acknowledges nothing of a commit that failed, and goes on', async () => {
    const intake = open()
    const results = await Promise.allSettled([
      intake('telegram', [said('P1', '一')]),
      intake('telegram', [said('P2', '二'), poison]),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await pending()).toBe(0)
    expect(woken).toEqual([])
    await intake('telegram', [said('P1', '三')])
    expect(await pending()).toBe(1)
  })

  it('acknowledges nothing when the database is gone', async () => {
    const other = await openSmallOffice()
    const intake = createIntake(
      other.store,
      () => NOW,
      (lane) => woken.push(lane),
    )
    await other.close()
    await expect(intake('telegram', [said('P1', '一')])).rejects.toThrow()
    expect(woken).toEqual([])
  })

  it('puts each chat in a lane of its own, on each platform', () => {
    const group = said('P1', '一', { chat: { id: 'g1', kind: 'group', title: '' } })
    expect(laneOf('telegram', group)).toBe('telegram:g1')
    expect(laneOf('wechat', group)).toBe('wechat:g1')
    expect(laneOf('telegram', { kind: 'blocked', key: 'k', chat: 'a-P1' })).toBe('telegram:a-P1')
    expect(laneOf('wechat', { kind: 'login-ended', key: 'k' })).toBe('wechat:')
  })
})
