/** Reads a backup into a place beside the present data and proves it sound before anything is replaced. */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { checkDatabase } from '../../db/check.js'
import { openStore } from '../../db/open.js'
import { copyFile } from './copy-file.js'
import { DATABASE, MANIFEST, type Manifest, manifestSchema } from './manifest.js'
import { verifyLedger } from './verify-ledger.js'

/** The backup cannot be trusted; one line for each thing found, for the person who restores. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
  constructor(readonly lines: string[]) {
    super(lines.join('\n'))
  }
}

/** @throws BackupError */
async function readManifest(dir: string): Promise<Manifest> {
  const text = await readFile(join(dir, MANIFEST), 'utf8').catch(() => null)
  if (text === null) throw new BackupError([`${dir} 不是备份：里面没有 ${MANIFEST}`])
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    throw new BackupError([`${MANIFEST} 读不懂：备份不完整、被改过，或来自更新的版本`])
  }
}

/**
 * Copies the backup's database to `database` and its files into `files`, both new, and checks every hash, the database
 * and the ledger's chain. What was copied is removed again when anything is wrong.
 * @throws BackupError
 */
export async function stageBackup(dir: string, to: { database: string; files: string }): Promise<Manifest> {
  const manifest = await readManifest(dir)
  await dropStage(to)
  await mkdir(to.files, { recursive: true, mode: 0o700 })
  try {
    const faults = await copyAll(dir, manifest, to)
    if (faults.length === 0)
      faults.push(...checkDatabase(to.database, 'full').map((line) => `数据库已损坏：${line}`))
    if (faults.length === 0) faults.push(...(await checkLedger(to.database, manifest)))
    if (faults.length > 0) throw new BackupError(faults)
    return manifest
  } catch (error) {
    await dropStage(to)
    throw error
  }
}

async function copyAll(
  dir: string,
  { files }: Manifest,
  to: { database: string; files: string },
): Promise<string[]> {
  const faults: string[] = []
  for (const { path, sha256, size } of files) {
    const target = path === DATABASE ? to.database : join(to.files, path.slice('files/'.length))
    const copied = await copyFile(join(dir, path), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (!copied) faults.push(`缺少文件 ${path}`)
    else if (copied.sha256 !== sha256 || copied.size !== size)
      faults.push(`文件 ${path} 与清单不符（已损坏或被改过）`)
  }
  return faults
}

async function checkLedger(database: string, { ledger }: Manifest): Promise<string[]> {
  const store = await openStore(database, { readonly: true })
  const found = await verifyLedger(store).finally(() => store.close())
  if (found.broken !== null) return [`留痕账本从第 ${found.broken} 条起对不上`]
  if (found.n !== ledger.n || found.hash !== ledger.hash) return ['留痕账本的末条与清单不符']
  return []
}

async function dropStage({ database, files }: { database: string; files: string }): Promise<void> {
  for (const path of [database, `${database}-wal`, `${database}-shm`, files])
    await rm(path, { recursive: true, force: true })
}
