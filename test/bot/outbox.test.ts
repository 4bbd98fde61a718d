import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOutbox } from '../../bot/outbox.js'
import { OUTBOX_HELD } from '../../bot/outbox-held.js'
import type { OutboxDraft, Store } from '../../db/store.js'
import { createListeningChat, NOW, openSmallOffice, type SmallOffice } from './small-office.js'

describe('the outbox', () => {
  let office: SmallOffice
  const chat = createListeningChat('telegram')

  beforeEach(async () => {
    office = await openSmallOffice()
    chat.sent.length = 0
    await office.store.write((tx) => tx.outbox.add(draft('a-P2', '检查任务'), NOW.toISOString()))
  })
  afterEach(() => office.close())

  function draft(to: string, text: string): OutboxDraft {
    return {
      ...({ platform: 'telegram', chat: to, person: 'P2', text, buttons: [], file: null } as const),
      ...({ ref: text, replyTo: null, quiet: false, onDoubt: 'resend' } as const),
      notBefore: NOW.toISOString(),
    }
  }

  function open(store: Store) {
    return createOutbox({
      ...{ store, platforms: new Map([['telegram' as const, chat]]), now: () => NOW, zone: 'Asia/Shanghai' },
      ...{ readFile: async () => Buffer.of(), log: () => {} },
    })
  }

  it('writes down what was sent as soon as the disk takes it again, and sends it once', async () => {
    let failures = 0
    const full: Store = {
      ...office.store,
      write: (work) => {
        // Marking it as being sent succeeds; the outcome finds the disk full once.
        if (chat.sent.length === 1 && failures++ === 0) return Promise.reject(new Error('disk is full'))
        return office.store.write(work)
      },
    }
    const outbox = open(full)
    outbox.wake()
    await outbox.idle()
    expect(failures).toBeGreaterThan(1)
    expect(chat.sent.map((one) => one.text)).toEqual(['检查任务'])
    expect((await office.outbox())[0]).toMatchObject({ state: 'sent', doubtful: false })
    await outbox.stop()
  })

  it('sends nothing while it is held', async () => {
    await office.store.write((tx) => tx.settings.set(OUTBOX_HELD, 'restore'))
    const outbox = open(office.store)
    outbox.wake()
    await outbox.idle()
    expect(chat.sent).toEqual([])
    await office.store.write((tx) => tx.settings.set(OUTBOX_HELD, ''))
    outbox.wake()
    await vi.waitFor(() => expect(chat.sent).toHaveLength(1))
    await outbox.stop()
  })

  it('leaves a database that fails alone for longer and longer, and sends once it is back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let writes = 0
      let broken = true
      const failing: Store = {
        ...office.store,
        write: (work) => {
          writes += 1
          return broken ? Promise.reject(new Error('disk I/O error')) : office.store.write(work)
        },
      }
      const outbox = open(failing)
      outbox.wake()
      await outbox.idle()
      const after: number[] = []
      for (let second = 0; second < 16; second++) {
        await vi.advanceTimersByTimeAsync(1000)
        await outbox.idle()
        after.push(writes)
      }
      // At 0, 1, 3, 7 and 15 seconds.
      expect(after).toEqual([2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5])
      broken = false
      await vi.advanceTimersByTimeAsync(16_000)
      await outbox.idle()
      expect(chat.sent).toHaveLength(1)
      await outbox.stop()
    } finally {
      vi.useRealTimers()
    }
  })
})
