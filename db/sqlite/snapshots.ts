/** Gives each read a connection and a snapshot of its own. */

import type { View } from '../store.js'
import type { Connection } from './connection.js'
import { lend } from './lend.js'
import { createView } from './nouns.js'

interface Snapshots {
  read<T>(work: (view: View) => Promise<T>): Promise<T>
  close(): void
}

/** Connections that read at the same time; further reads wait for one, which is a matter of microseconds. */
const READERS = 4

interface Reader {
  connection: Connection
  view: View
  begin(): void
  commit(): void
}

export function createSnapshots(open: () => Connection): Snapshots {
  const idle: Reader[] = []
  const waiting: ((reader: Reader) => void)[] = []
  let opened = 0
  let closed = false

  async function takeReader(): Promise<Reader> {
    if (closed) throw new Error('the store is closed')
    const kept = idle.pop()
    if (kept) return kept
    if (opened === READERS) return new Promise((resolve) => waiting.push(resolve))
    const connection = open()
    opened += 1
    return createReader(connection)
  }

  function giveBack(reader: Reader): void {
    const { raw } = reader.connection
    if (raw.inTransaction) reader.commit()
    const next = waiting.shift()
    if (next) next(reader)
    else if (closed) raw.close()
    else idle.push(reader)
  }

  return {
    async read(work) {
      const reader = await takeReader()
      const loan = lend(reader.view, 'read')
      try {
        reader.begin()
        return await work(loan.lent)
      } finally {
        loan.end()
        giveBack(reader)
      }
    },
    close() {
      closed = true
      for (const reader of idle.splice(0)) reader.connection.raw.close()
    },
  }
}

function createReader(connection: Connection): Reader {
  const { raw } = connection
  const [begin, look, commit] = [
    raw.prepare('BEGIN'),
    raw.prepare('SELECT 1 FROM sqlite_schema'),
    raw.prepare('COMMIT'),
  ]
  return {
    connection,
    view: createView(connection),
    begin() {
      begin.run()
      // SQLite takes the snapshot at the first row, not at BEGIN.
      look.get()
    },
    commit: () => void commit.run(),
  }
}
