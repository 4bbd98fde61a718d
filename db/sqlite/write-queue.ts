/** Runs write transactions one after another on the one connection that writes; those that wait together share a commit. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Tx } from '../store.js'
import type { Connection } from './connection.js'
import { lend } from './lend.js'

interface WriteQueue {
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Throws inside a write's callback: whatever it is, it would answer from outside the transaction. */
  assertOutside(): void
  /** Resolves when every transaction asked for so far has ended. */
  drained(): Promise<void>
}

interface Waiting {
  work: (tx: Tx) => Promise<unknown>
  resolve: (result: unknown) => void
  reject: (error: unknown) => void
}

/** @param collect how long one commit may collect writes, in milliseconds: the sockets wait meanwhile. */
export function createWriteQueue({ raw }: Connection, tx: Tx, collect = 5): WriteQueue {
  const inside = new AsyncLocalStorage<{ open: boolean }>()
  const run = (sql: string) => {
    const statement = raw.prepare(sql)
    return () => void statement.run()
  }
  const begin = run('BEGIN IMMEDIATE')
  const commit = run('COMMIT')
  const save = run('SAVEPOINT one')
  const release = run('RELEASE one')
  const undo = run('ROLLBACK TO one')
  const waiting: Waiting[] = []
  let draining: Promise<void> | undefined

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // A long queue must not keep the event loop from the platforms' sockets.
      await nextTurn()
      await commitTogether()
    }
    draining = undefined
  }

  /** Each write is undone by itself when it throws; nobody hears of success before the commit. */
  async function commitTogether(): Promise<void> {
    const taken: Waiting[] = []
    const succeeded: (() => void)[] = []
    try {
      begin()
      for (const until = performance.now() + collect; waiting.length > 0 && performance.now() < until; ) {
        const one = waiting.shift()!
        taken.push(one)
        const outcome = await attempt(one)
        if (outcome) succeeded.push(() => one.resolve(outcome.result))
      }
      commit()
    } catch (error) {
      // Some errors, a full disk among them, make SQLite roll back by itself.
      if (raw.inTransaction) raw.exec('ROLLBACK')
      if (taken.length === 0) waiting.shift()?.reject(error)
      for (const one of taken) one.reject(error)
      return
    }
    for (const resolve of succeeded) resolve()
  }

  /** Undefined when the write failed by itself. @throws when the whole transaction is lost with it. */
  async function attempt(one: Waiting): Promise<{ result: unknown } | undefined> {
    const loan = lend(tx, 'write transaction')
    const scope = { open: true }
    save()
    try {
      const result = await inside.run(scope, () => settleAtOnce(() => one.work(loan.lent)))
      release()
      return { result }
    } catch (error) {
      one.reject(error)
      if (!raw.inTransaction) throw error
      undo()
      release()
      return undefined
    } finally {
      loan.end()
      scope.open = false
    }
  }

  function assertOutside() {
    if (inside.getStore()?.open) throw new Error('inside a write transaction only its tx may be used')
  }

  return {
    async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      assertOutside()
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (result: unknown) => void, reject })
        draining ??= drain()
      })
    },
    assertOutside,
    async drained() {
      await draining
    },
  }
}

/**
 * The driver is synchronous, so work that awaits nothing but `tx` settles before the microtask queue runs dry. Node
 * calls `nextTick` exactly then, provided that it is armed from within a microtask, as here: work that is still going
 * waits for a timer, a file or the network, and would hold every other writer up.
 */
function settleAtOnce<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    process.nextTick(() =>
      reject(new Error('a write transaction awaited something other than its tx and was rolled back')),
    )
    work().then(resolve, reject)
  })
}
