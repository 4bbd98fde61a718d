/** Runs write transactions one after another on the one connection that writes. */

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

export function createWriteQueue({ raw }: Connection, tx: Tx): WriteQueue {
  const inside = new AsyncLocalStorage<{ open: boolean }>()
  const statement = { begin: raw.prepare('BEGIN IMMEDIATE'), commit: raw.prepare('COMMIT') }
  let last: Promise<unknown> = Promise.resolve()

  async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    // A long queue must not keep the event loop from the platforms' sockets.
    await nextTurn()
    statement.begin.run()
    const loan = lend(tx, 'write transaction')
    const scope = { open: true }
    try {
      const result = await inside.run(scope, () => settleAtOnce(() => work(loan.lent)))
      loan.end()
      statement.commit.run()
      return result
    } catch (error) {
      // Some errors, a full disk among them, make SQLite roll back by itself.
      if (raw.inTransaction) raw.exec('ROLLBACK')
      throw error
    } finally {
      loan.end()
      scope.open = false
    }
  }

  function assertOutside() {
    if (inside.getStore()?.open) throw new Error('inside a write transaction only its tx may be used')
  }

  return {
    async write(work) {
      assertOutside()
      const result = last.then(() => transact(work))
      last = result.catch(() => undefined)
      return result
    },
    assertOutside,
    async drained() {
      await last
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
