import { describe, expect, it } from 'vitest'
import type { Limits } from '../../bot/chat.js'
import { createPace } from '../../bot/pace.js'

const LIMITS: Limits = {
  ...{ text: 4096, measure: 'utf16', perSecond: 3, perChatPerSecond: 1, perGroupPerMinute: 4 },
}

describe('pace', () => {
  it('lets so many messages go in a second, over all chats', () => {
    const pace = createPace(LIMITS)
    expect(['a', 'b', 'c'].map((chat) => pace.take(chat, false, 0))).toEqual([0, 0, 0])
    expect(pace.take('d', false, 400)).toBe(600)
    expect(pace.take('d', false, 1000)).toBe(0)
  })

  it('lets one a second go to a chat', () => {
    const pace = createPace(LIMITS)
    expect(pace.take('a', false, 0)).toBe(0)
    expect(pace.take('a', false, 250)).toBe(750)
    expect(pace.take('b', false, 250)).toBe(0)
    expect(pace.take('a', false, 1000)).toBe(0)
  })

  it('lets so many a minute go to a group, and any number to a person', () => {
    const pace = createPace(LIMITS)
    for (let i = 0; i < 4; i++) {
      expect(pace.take('group', true, i * 1000)).toBe(0)
      expect(pace.take('person', false, i * 1000)).toBe(0)
    }
    expect(pace.take('group', true, 4000)).toBe(56_000)
    expect(pace.take('person', false, 4000)).toBe(0)
    expect(pace.take('group', true, 60_000)).toBe(0)
    expect(pace.take('group', true, 60_500)).toBe(500)
  })

  it('lets so many a minute go to a person as well where the platform says so', () => {
    const pace = createPace({ ...LIMITS, perPrivatePerMinute: 2 })
    expect([0, 1000, 2000].map((now) => pace.take('person', false, now))).toEqual([0, 0, 58_000])
  })

  it('takes no place while one has to wait', () => {
    const pace = createPace(LIMITS)
    pace.take('a', false, 0)
    for (let i = 0; i < 100; i++) expect(pace.take('a', false, 500)).toBe(500)
    expect(pace.take('a', false, 1000)).toBe(0)
  })

  it('never goes beyond its limits, however it is asked', () => {
    const pace = createPace(LIMITS)
    const taken: [number, string][] = []
    for (let now = 0; now < 130_000; now += 137) {
      for (const chat of ['x', 'y', 'z', 'v']) if (pace.take(chat, true, now) === 0) taken.push([now, chat])
    }
    for (const [at, chat] of taken) {
      const since = (span: number) => taken.filter(([other]) => other > at - span && other <= at)
      expect(since(1000).length).toBeLessThanOrEqual(3)
      expect(since(1000).filter(([, other]) => other === chat).length).toBe(1)
      expect(since(60_000).filter(([, other]) => other === chat).length).toBeLessThanOrEqual(4)
    }
    expect(taken.length).toBeGreaterThanOrEqual(32)
  })

  it('knows no limits where a platform has none', () => {
    const none = Number.POSITIVE_INFINITY
    const pace = createPace({ ...LIMITS, perSecond: none, perChatPerSecond: none, perGroupPerMinute: none })
    for (let i = 0; i < 1000; i++) expect(pace.take('a', true, 0)).toBe(0)
  })
})
