/** Puts a backup in the place of the present data, which is kept aside. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { OUTBOX_HELD } from '../../bot/outbox-held.js'
import { awaitsBeacon, expectedAt } from '../../commands/draws/draw-beacon.js'
import { messages } from '../../commands/messages.js'
import { endReplacement } from '../../commands/seats/end-replacement.js'
import { databasePath, openStore } from '../../db/open.js'
import type { ChatRef, Draw, Store, Tx } from '../../db/store.js'
import type { Config } from '../config.js'
import { endDraw, groupsToTell } from '../draw/end-draw.js'
import { databaseUrl, filesDir } from '../places.js'
import { syncFolder } from './copy-file.js'
import type { Manifest } from './manifest.js'
import { stageBackup } from './read-backup.js'

export interface Restored {
  manifest: Manifest
  /** Messages that wait to be sent. */
  waiting: number
}

type Places = Pick<Config, 'DATA_DIR' | 'DATABASE_URL'>

export function hasData(places: Places): boolean {
  return existsSync(databasePath(databaseUrl(places))) || existsSync(filesDir(places))
}

/**
 * Nothing is touched before the backup has been proved sound. No other process may work on the data.
 * @param aside name of the folder, beside what it keeps, for the present data.
 * @throws BackupError
 */
export async function restoreBackup(
  dir: string,
  places: Places,
  aside: string,
  now: Date,
): Promise<Restored> {
  const database = databasePath(databaseUrl(places))
  const files = filesDir(places)
  const staged = { database: `${database}.restoring`, files: `${files}.restoring` }
  await mkdir(dirname(database), { recursive: true })
  const manifest = await stageBackup(dir, staged)
  const waiting = await holdOutbox(staged.database, manifest, now)
  // A log left beside a database that it does not belong to would be written into it: it moves first.
  for (const path of [`${database}-wal`, `${database}-shm`, database]) await moveAside(path, aside)
  await rename(staged.database, database)
  await moveAside(files, aside)
  await rename(staged.files, files)
  for (const folder of new Set([dirname(database), dirname(files)])) await syncFolder(folder)
  return { manifest, waiting }
}

async function moveAside(path: string, name: string): Promise<void> {
  if (!existsSync(path)) return
  const folder = join(dirname(path), name)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await rename(path, join(folder, basename(path)))
}

/** Messages that were sent after the backup still wait in it: an operator decides when they go. */
async function holdOutbox(database: string, { at, ledger }: Manifest, now: Date): Promise<number> {
  const store = await openStore(database)
  try {
    await store.write(async (tx) => {
      await markWaiting(tx)
      await endOpenDraws(tx, now)
      await endOpenReplacements(tx, now)
      await tx.settings.set(OUTBOX_HELD, 'restore')
      await tx.ledger.append(
        'backup.restored',
        'system',
        { at, entry: ledger.n, hash: ledger.hash },
        now.toISOString(),
      )
    })
    return await countWaiting(store)
  } finally {
    await store.close()
  }
}

/** Nobody knows whether they were sent, so they are treated as what was being sent at a crash. */
async function markWaiting(tx: Tx): Promise<void> {
  for (const row of await tx.outbox.inState('queued', Number.MAX_SAFE_INTEGER)) {
    if (row.onDoubt === 'drop') await tx.outbox.end(row.id, 'dropped', 'restored from a backup')
    else await tx.outbox.retry(row.id, row.error ?? '', row.notBefore, true)
  }
}

/** What closed is fixed, a drand round's value too; a number, however, is still to be typed by somebody. */
const isOpenToChoice = (draw: Draw): boolean =>
  draw.state !== 'closed' || (awaitsBeacon(draw) && expectedAt(draw) !== null)

/** Such a draw may have been drawn since, its secret published: going on with it, anybody could choose the outcome. */
async function endOpenDraws(tx: Tx, now: Date): Promise<void> {
  const cause = { void: messages.void.restored, failed: messages.void.restored }
  for (const draw of await tx.draws.inStates(['committed', 'witnessed', 'closed'])) {
    if (!isOpenToChoice(draw)) continue
    const { text } = await endDraw(tx, draw, cause, now)
    for (const chat of await groupsToTell(tx, draw)) await announce(tx, chat, text, now)
  }
}

/** The same holds for a seat that waits for its witness; once he has spoken, only one inspector can come out. */
async function endOpenReplacements(tx: Tx, now: Date): Promise<void> {
  for (const one of await tx.replacements.inStates(['leaving'])) {
    const { content } = await endReplacement(tx, one, messages.replace.causeRestored, now)
    await announce(tx, (await tx.draws.byNo(one.draw))!.chat, content.text, now)
  }
}

async function announce(tx: Tx, chat: ChatRef, text: string, now: Date): Promise<void> {
  const at = now.toISOString()
  const row = { ...chat, ref: randomUUID(), person: null, text, buttons: [], file: null, replyTo: null }
  await tx.outbox.add({ ...row, quiet: false, onDoubt: 'resend', notBefore: at }, at)
}

export function countWaiting(store: Store): Promise<number> {
  return store.read(
    async (view) => (await view.outbox.count('queued')) + (await view.outbox.count('sending')),
  )
}
