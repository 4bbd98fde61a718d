/** Sends what is queued: in order within a chat, within each platform's limits, with retries, and never twice unmarked. */
import { setTimeout as sleep } from 'node:timers/promises'
import { messages } from '../commands/messages.js'
import { isQuiet, quietEnds } from '../commands/rules/office-time.js'
import type { OutboxRow, PlatformName, Store, Tx, View } from '../db/store.js'
import { type ChatPlatform, type OutgoingMessage, SendError } from './chat.js'
import type { Platforms } from './delivery.js'
import { createLoop } from './loop.js'
import { OUTBOX_HELD } from './outbox-held.js'
import { createPace } from './pace.js'
import { settleFailure } from './settle-failure.js'

export interface OutboxOptions {
  store: Store
  platforms: Platforms
  now: () => Date
  zone: string
  readFile: (hash: string) => Promise<Buffer>
  log: (level: 'info' | 'warn' | 'error', message: string, detail?: Record<string, unknown>) => void
}

export interface Outbox {
  /** Something may be due. */
  wake(): void
  /** Resolves when nothing is due any more. */
  idle(): Promise<void>
  stop(): Promise<void>
}

const BATCH = 16
/** Pause before an outcome that could not be written is written again, in milliseconds. */
const WRITE_AGAIN = 1000
/** The longest wait before the queue is looked at again, in milliseconds. */
const LONGEST_WAIT = 30_000
/** The longest wait after the database failed again and again, in milliseconds; the first is WRITE_AGAIN. */
const LONGEST_BACKOFF = 60_000

export function createOutbox(options: OutboxOptions): Outbox {
  const senders = [...options.platforms.values()].map((platform) => createSender(platform, options))
  return {
    wake() {
      for (const sender of senders) sender.wake()
    },
    idle: async () => void (await Promise.all(senders.map((sender) => sender.idle()))),
    stop: async () => void (await Promise.all(senders.map((sender) => sender.stop()))),
  }
}

function createSender(platform: ChatPlatform, options: OutboxOptions): Outbox {
  const { store, now } = options
  const pace = createPace(platform.limits)
  let timer: NodeJS.Timeout | undefined
  /** Drains that failed since the last one that did not. */
  let failures = 0
  const loop = createLoop(round, () => void sleepUntilNext())

  async function round(): Promise<void> {
    clearTimeout(timer)
    try {
      await drain()
      failures = 0
    } catch (error) {
      failures += 1
      options.log('error', 'outbox stopped', { platform: platform.name, error: String(error) })
    }
  }

  /** Milliseconds for which the platform takes nothing at all: nothing need be looked up meanwhile. */
  const pause = () => pace.pause(now().getTime())

  async function sleepUntilNext(): Promise<void> {
    const wait = backoff() || pause() || (await untilNext())
    if (loop.stopped || loop.busy) return
    clearTimeout(timer)
    timer = setTimeout(loop.wake, Math.max(wait, 20))
    timer.unref()
  }

  /** Milliseconds to leave the database alone after it failed. */
  const backoff = () => failures && Math.min(WRITE_AGAIN * 2 ** (failures - 1), LONGEST_BACKOFF)

  async function untilNext(): Promise<number> {
    const at = await store.read(nextMoment).catch(() => undefined)
    return at === undefined ? LONGEST_WAIT : Math.min(Date.parse(at) - now().getTime(), LONGEST_WAIT)
  }

  async function nextMoment(view: View): Promise<string | undefined> {
    return (await isHeld(view)) ? undefined : view.outbox.nextAt(platform.name)
  }

  async function findDue(view: View): Promise<OutboxRow[]> {
    return (await isHeld(view)) ? [] : view.outbox.due(platform.name, now().toISOString(), BATCH)
  }

  async function drain(): Promise<void> {
    while (!loop.stopped && pause() === 0) {
      const rows = await store.read(findDue)
      if (rows.length === 0) return
      const ready: OutboxRow[] = []
      for (const row of rows) if (pause() === 0 && !(await postponed(row))) ready.push(row)
      if (ready.length > 0) await sendAll(ready)
    }
  }

  /** Quiet hours and the limits of a chat move a message's time; it stays queued. */
  async function postponed(row: OutboxRow): Promise<boolean> {
    const quiet = row.quiet && isQuiet(now(), options.zone)
    const wait = quiet ? 0 : pace.take(row.chat, row.person === null, now().getTime())
    if (!quiet && wait === 0) return false
    const until = quiet ? quietEnds(now(), options.zone) : new Date(now().getTime() + wait)
    await store.write((tx) => tx.outbox.retry(row.id, row.error ?? '', until.toISOString(), row.doubtful))
    return true
  }

  async function sendAll(rows: OutboxRow[]): Promise<void> {
    await store.write(async (tx) => {
      for (const row of rows) await tx.outbox.sending(row.id)
    })
    await Promise.all(rows.map(sendOne))
  }

  async function sendOne(row: OutboxRow): Promise<void> {
    const change = await attempt(row)
    // What has happened outside must be written down: on a full disk the chat waits, it is not sent twice.
    while (!loop.stopped) {
      try {
        return await store.write(change)
      } catch (error) {
        options.log('error', 'outcome not written', { outbox: row.id, error: String(error) })
        await sleep(WRITE_AGAIN)
      }
    }
  }

  /** Sends, and answers what is to be written about it. */
  async function attempt(row: OutboxRow): Promise<(tx: Tx) => Promise<void>> {
    try {
      const { messageId } = await platform.send(await toMessage(row))
      return (tx) => tx.outbox.sent(row.id, messageId, now().toISOString())
    } catch (error) {
      const fault =
        error instanceof SendError
          ? error
          : new SendError('rejected', String(error), 0, null, { cause: error })
      options.log('warn', 'send failed', { outbox: row.id, platform: platform.name, fault: fault.fault })
      return (tx) => settleFailure(tx, options.platforms, row, fault, now())
    }
  }

  async function toMessage(row: OutboxRow): Promise<OutgoingMessage> {
    const { chat, ref, buttons, replyTo } = row
    const text = row.doubtful ? messages.delivery.maybeTwice(row.text) : row.text
    const file = row.file && {
      name: row.file.name,
      mime: row.file.mime,
      bytes: await options.readFile(row.file.hash),
    }
    return { chat, ref, text, buttons, file, replyTo }
  }

  return {
    wake: loop.wake,
    idle: loop.idle,
    async stop() {
      await loop.stop()
      clearTimeout(timer)
    },
  }
}

async function isHeld(view: View): Promise<boolean> {
  return Boolean(await view.settings.get(OUTBOX_HELD))
}

/** What was being sent when the process died is in doubt, save where a second send is harmless. */
export async function recoverOutbox(store: Store, platforms: Platforms): Promise<number> {
  const harmless: PlatformName[] = [...platforms.values()].filter((p) => p.idempotent).map((p) => p.name)
  return store.write((tx) => tx.outbox.recover(harmless))
}
