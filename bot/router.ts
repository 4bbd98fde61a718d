/** One lane per chat: takes stored events in order and carries each out in one transaction. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Content, Refusal } from '../commands/command.js'
import { messages } from '../commands/messages.js'
import type { FileRef, InboxRow, Store, Tx } from '../db/store.js'
import { answerEvent, replyTo, wantsFiles } from './answer-event.js'
import type { IncomingEvent, IncomingMessage } from './chat.js'
import { type Platforms, tellAdmins } from './delivery.js'
import type { Desk } from './desk.js'
import { fetchFile, isPassing } from './fetch-file.js'

export interface RouterOptions {
  store: Store
  platforms: Platforms
  desk: Desk
  now: () => Date
  keepFile: (bytes: Buffer) => Promise<string>
  /** Called after a commit that may have queued messages or work. */
  wake: () => void
  log: (level: 'info' | 'warn' | 'error', message: string, detail?: Record<string, unknown>) => void
  /** Pause before a failed message is tried again, in milliseconds. */
  retryPause: number
}

export interface Router {
  /** Something new lies in a lane. */
  wake(lane: string): void
  /** Takes up everything that was pending at the last stop. */
  resume(): Promise<void>
  /** Resolves when no lane is being worked on. */
  idle(): Promise<void>
  stop(): Promise<void>
}

const ATTEMPTS = 3

export function createRouter(options: RouterOptions): Router {
  const { store, log } = options
  const running = new Map<string, Promise<void>>()
  const again = new Set<string>()
  const stopping = new AbortController()

  function wake(lane: string): void {
    if (stopping.signal.aborted) return
    if (running.has(lane)) {
      again.add(lane)
      return
    }
    const work = drain(lane).finally(() => {
      running.delete(lane)
      if (again.delete(lane)) wake(lane)
    })
    running.set(lane, work)
  }

  async function drain(lane: string): Promise<void> {
    try {
      let row = await store.read((view) => view.inbox.nextInLane(lane))
      while (row && !stopping.signal.aborted) {
        row = await handle(row)
        options.wake()
      }
    } catch (error) {
      // The database itself failed: the rows stay pending and are taken up again later.
      log('error', 'lane stopped', { lane, error: String(error) })
      await sleep(options.retryPause)
      if (!stopping.signal.aborted) again.add(lane)
    }
  }

  /** Answers what then comes next in the lane. */
  async function handle(row: InboxRow): Promise<InboxRow | undefined> {
    const event = row.event as IncomingEvent
    try {
      return await carryOut(row, event)
    } catch (error) {
      // What the stop cut short is taken up again at the next start.
      if (stopping.signal.aborted && isPassing(error)) return undefined
      return setBack(row, event, error)
    }
  }

  async function carryOut(row: InboxRow, event: IncomingEvent): Promise<InboxRow | undefined> {
    try {
      const files = event.kind === 'message' ? await fetchFiles(row, event) : []
      const now = options.now()
      return await store.write(async (tx) => {
        await answerEvent(tx, { row, event, files, now, platforms: options.platforms, desk: options.desk })
        return finish(tx, row)
      })
    } catch (error) {
      if (!(error instanceof Refusal) || event.kind !== 'message') throw error
      // The command's own changes are undone; what the caller reads is a transaction of its own.
      return store.write(async (tx) => {
        await reply(tx, row, event, { text: error.message, buttons: error.buttons })
        return finish(tx, row)
      })
    }
  }

  async function finish(tx: Tx, row: InboxRow): Promise<InboxRow | undefined> {
    await tx.inbox.done(row.id)
    return tx.inbox.nextInLane(row.lane)
  }

  async function reply(tx: Tx, row: InboxRow, event: IncomingMessage, content: Content): Promise<void> {
    await replyTo(tx, options.platforms, row, event, content, options.now())
  }

  async function fetchFiles(row: InboxRow, event: IncomingMessage): Promise<FileRef[]> {
    if (event.files.length === 0) return []
    if (!(await store.read((view) => wantsFiles(view, options.desk, row, event)))) return []
    const platform = options.platforms.get(row.platform)
    if (!platform) throw new Error(`platform ${row.platform} is not running`)
    const files: FileRef[] = []
    for (const file of event.files) {
      const { bytes, name = file.name } = await fetchFile(platform, file, options.retryPause, stopping.signal)
      const { mime } = file
      files.push({ hash: await options.keepFile(bytes), name, mime, size: bytes.length })
    }
    return files
  }

  /** A failure that is not the caller's: tried again, and after the third time set aside and told. */
  async function setBack(row: InboxRow, event: IncomingEvent, error: unknown): Promise<InboxRow | undefined> {
    const dead = row.attempts + 1 >= ATTEMPTS
    const reference = `E-${row.id}-${randomBytes(2).toString('hex')}`
    log('error', 'message failed', { reference, inbox: row.id, dead, error: describe(error) })
    const next = await store.write(async (tx) => {
      await tx.inbox.failed(row.id, `${reference} ${String(error)}`, dead)
      if (dead) await tellDead(tx, row, event, reference)
      return tx.inbox.nextInLane(row.lane)
    })
    if (!dead) await sleep(options.retryPause)
    return next
  }

  async function tellDead(tx: Tx, row: InboxRow, event: IncomingEvent, reference: string): Promise<void> {
    if (event.kind === 'message') {
      await reply(tx, row, event, { text: messages.delivery.deadLetter(reference) })
    }
    await tellAdmins(tx, options.platforms, messages.delivery.deadLetterForAdmin(reference), options.now())
  }

  return {
    wake,
    async resume() {
      for (const lane of await store.read((view) => view.inbox.pendingLanes())) wake(lane)
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values())
    },
    async stop() {
      stopping.abort()
      await Promise.all(running.values())
    },
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
