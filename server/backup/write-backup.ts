/** Writes a backup while the bot goes on: the database, the kept files, and a manifest with the hash of each. */
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openStore } from '../../db/open.js'
import type { Store } from '../../db/store.js'
import { copyFile, measureFile, syncFolder } from './copy-file.js'
import { type BackupFile, DATABASE, KEPT_FILE, MANIFEST, type Manifest } from './manifest.js'

export interface BackupOrder {
  store: Store
  filesDir: string
  /** The backup's folder; an earlier backup of that name is replaced, anything else is left alone. */
  to: string
  now: Date
}

/** The folder appears under its name only when it is complete and on the disk. @throws when `to` is no backup */
export async function writeBackup({
  store,
  filesDir,
  to,
  now,
}: BackupOrder): Promise<{ files: BackupFile[] }> {
  if (existsSync(to) && !existsSync(join(to, MANIFEST))) throw new Error(`${to} is there and is no backup`)
  const draft = `${to}.part`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  try {
    const { database, ledger } = await copyDatabase(store, draft)
    // Files come second: what the copied database speaks of was kept before it was spoken of.
    const files = [database, ...(await copyFiles(filesDir, draft))]
    const manifest: Manifest = { version: 1, at: now.toISOString(), files, ledger }
    await writeSynced(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`)
    await syncFolder(draft)
    await replace(to, draft)
    return { files }
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

/** The earlier backup is moved away whole: a crash while it is deleted must not leave half of it under its name. */
async function replace(to: string, draft: string): Promise<void> {
  const earlier = `${to}.old`
  await rm(earlier, { recursive: true, force: true })
  if (existsSync(to)) await rename(to, earlier)
  await rename(draft, to)
  await syncFolder(dirname(to))
  await rm(earlier, { recursive: true, force: true })
}

async function copyDatabase(store: Store, draft: string) {
  const path = join(draft, DATABASE)
  await store.copyTo(path)
  // The ledger may have grown during the copy, so its head is read from the copy.
  const copy = await openStore(path)
  const ledger = await copy.read((view) => view.ledger.head()).finally(() => copy.close())
  const file = await open(path, 'r+')
  await file.chmod(0o600)
  await file.sync().finally(() => file.close())
  return { database: { path: DATABASE, ...(await measureFile(path)) }, ledger }
}

async function copyFiles(filesDir: string, draft: string): Promise<BackupFile[]> {
  const files: BackupFile[] = []
  if (!existsSync(filesDir)) return files
  for (const name of (await readdir(filesDir, { recursive: true })).sort()) {
    const path = `files/${name}`
    if (KEPT_FILE.test(path))
      files.push({ path, ...(await copyFile(join(filesDir, name), join(draft, path))) })
  }
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) await syncFolder(join(draft, folder))
  return files
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  await file.writeFile(text)
  await file.sync().finally(() => file.close())
}
