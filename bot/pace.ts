/** A platform's limits as a pace: when the next message may go to a chat. */
import type { Limits } from './chat.js'

export interface Pace {
  /** How many milliseconds to wait until the platform as a whole takes one more message, at `now` in milliseconds. */
  pause(now: number): number
  /**
   * Takes a place for one message now, or says how many milliseconds to wait (then nothing is taken).
   * @param now milliseconds
   */
  take(chat: string, isGroup: boolean, now: number): number
}

/** Sliding windows over the moments of the last messages, in memory: a restart forgets at most a minute. */
export function createPace(limits: Limits): Pace {
  const all: number[] = []
  const byChat = new Map<string, number[]>()

  function waitFor(times: number[], count: number, span: number, now: number): number {
    if (!Number.isFinite(count) || times.length < count) return 0
    return Math.max(0, times[times.length - count]! + span - now)
  }

  function forget(now: number): void {
    while (all[0] !== undefined && all[0] <= now - 1000) all.shift()
    for (const [chat, times] of byChat) {
      while (times[0] !== undefined && times[0] <= now - 60_000) times.shift()
      if (times.length === 0) byChat.delete(chat)
    }
  }

  const perMinute = (isGroup: boolean) =>
    (isGroup ? limits.perGroupPerMinute : limits.perPrivatePerMinute) ?? Number.POSITIVE_INFINITY

  const pause = (now: number) => waitFor(all, limits.perSecond, 1000, now)

  return {
    pause,
    take(chat, isGroup, now) {
      forget(now)
      const times = byChat.get(chat) ?? []
      const wait = Math.max(
        pause(now),
        waitFor(times, 1, 1000 / limits.perChatPerSecond, now),
        waitFor(times, perMinute(isGroup), 60_000, now),
      )
      if (wait > 0) return wait
      all.push(now)
      times.push(now)
      byChat.set(chat, times)
      return 0
    },
  }
}
