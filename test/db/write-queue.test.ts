import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, openConnection } from '../../db/sqlite/connection.js'
import { migrate } from '../../db/sqlite/migrate.js'
import { createTx } from '../../db/sqlite/nouns.js'
import { createWriteQueue } from '../../db/sqlite/write-queue.js'

describe('writes that wait together', () => {
  let folder: string
  let connection: Connection
  let other: Connection
  let queue: ReturnType<typeof createWriteQueue>

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ssj-queue-'))
    connection = openConnection(join(folder, 'ssj.db'), { readonly: false })
    migrate(connection)
    queue = createWriteQueue(connection, createTx(connection), Number.POSITIVE_INFINITY)
    other = openConnection(join(folder, 'ssj.db'), { readonly: true })
  })
  afterEach(async () => {
    await queue.drained()
    connection.raw.close()
    other.raw.close()
    rmSync(folder, { recursive: true })
  })

  const set = (key: string) => queue.write((tx) => tx.settings.set(key, 'x'))
  const kept = (from = other) =>
    from.raw
      .prepare<[], { key: string }>('SELECT key FROM settings ORDER BY key')
      .all()
      .map((row) => row.key)

  it('share one commit, in the order in which they were asked for', async () => {
    const seen: string[][] = []
    const look = () => queue.write(async () => void seen.push(kept(), kept(connection)))
    await Promise.all([set('a'), set('b'), look()])
    // From outside nothing is there before the commit; inside, each sees those before it.
    expect(seen).toEqual([[], ['a', 'b']])
    expect(kept()).toEqual(['a', 'b'])
  })

  it('are undone one by one', async () => {
    const failed = queue.write(async (tx) => {
      await tx.settings.set('b', 'x')
      throw new Error('not this one')
    })
    const results = await Promise.allSettled([set('a'), failed, set('c')])
    expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(kept()).toEqual(['a', 'c'])
  })

  it('all fail when their commit does, and the queue goes on', async () => {
    const breaking = queue.write(async () => {
      connection.raw.exec('PRAGMA defer_foreign_keys = ON')
      connection.raw.exec("INSERT INTO witnesses VALUES (99, 'nobody', 'text', 'line', 'at')")
    })
    const results = await Promise.allSettled([set('a'), breaking, set('c')])
    expect(results.map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(kept()).toEqual([])
    await set('d')
    expect(kept()).toEqual(['d'])
  })

  it('fail together when the engine gives the transaction up', async () => {
    const fatal = () =>
      queue.write(async () => {
        connection.raw.exec('ROLLBACK')
        throw new Error('database or disk is full')
      })
    const results = await Promise.allSettled([set('a'), fatal(), set('c')])
    expect(results.map((one) => one.status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect(kept()).toEqual(['c'])
  })
})
