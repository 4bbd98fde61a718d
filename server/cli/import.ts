/** `ssj import`: an office's file into the database, with a report of every fault. */
import { existsSync } from 'node:fs'
import { realpath, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ImportKind } from '../../commands/registries/kinds/kinds.js'
import type { Fullness } from '../../db/store.js'
import type { Config } from '../config.js'
import type { ImportReport } from '../import/import-file.js'
import { Failure, WrongUsage } from './failure.js'
import { findKind, KINDS, listKinds } from './kinds.js'
import { createProgress } from './progress.js'

const SHOWN = 50

interface Options {
  dryRun?: boolean
  allOrNothing?: boolean
  full?: string | true
  faults?: string
}

export function addImport(program: Command): void {
  program
    .command('import')
    .description('导入名录文件（.xlsx 或 .csv）')
    .argument('<kind>', '名录种类，中英文都可以')
    .argument('<file>', '.xlsx 或 .csv 文件')
    .option('--dry-run', '只检查，不写入')
    .option('--all-or-nothing', '有一处问题就整个文件都不导入')
    .option(
      '--full [force]',
      '文件是全部名录（市场主体、执法人员）：文件里没有的移出名录；超过 20% 时要写 --full=force',
    )
    .option('--faults <file>', '把有问题的行连同原因写进 .csv 或 .xlsx 文件，改好后可以直接导入')
    .addHelpText(
      'after',
      `\n种类（首次按这个顺序导入）：\n${listKinds()}\n\n没有问题的行都会导入，有问题的行列出来，改好后重新导入即可。有问题时退出码是 1。`,
    )
    .action(importCommand)
}

async function importCommand(kindWord: string, path: string, options: Options): Promise<void> {
  const kind = findKind(kindWord, KINDS)
  await refuseSameFile(path, options.faults)
  const { readSettings } = await import('./settings.js')
  const config = readSettings()
  const report = await bring(config, kind, path, options)
  await tellReport(report, kind, path, options)
  if (report.faults.length > 0) process.exitCode = 1
}

/** The rows that went in would be lost, and the refused ones are read again while they are written. @throws WrongUsage */
async function refuseSameFile(path: string, faults: string | undefined): Promise<void> {
  if (faults === undefined) return
  const place = (file: string) => realpath(file).catch(() => resolve(file))
  if ((await place(path)) === (await place(faults)))
    throw new WrongUsage('--faults 要写另一个文件名：写进正在导入的文件会丢失里面的内容')
}

/** A check reads only, so it may run beside the bot; an import is the only writer while it lasts. */
async function bring(
  config: Config,
  kind: ImportKind,
  path: string,
  options: Options,
): Promise<ImportReport> {
  const { databasePath } = await import('../../db/open.js')
  const { databaseUrl } = await import('../places.js')
  if (options.dryRun && existsSync(databasePath(databaseUrl(config))))
    return importInto(config, kind, path, options)
  const { alone } = await import('./alone.js')
  const busy = '机器人正在运行：请先停止机器人再导入（systemctl stop shuangsuiji），导入完再启动。'
  const fresh = !existsSync(config.DATA_DIR)
  let report: ImportReport | undefined
  try {
    await alone(config.DATA_DIR, busy, async () => {
      report = await importInto(config, kind, path, options)
    })
  } finally {
    // An empty installation left behind would look like one that somebody has set up.
    if (fresh && (options.dryRun || !report?.added))
      await rm(config.DATA_DIR, { recursive: true, force: true })
  }
  return report!
}

async function importInto(
  config: Config,
  kind: ImportKind,
  path: string,
  { dryRun = false, allOrNothing = false, full }: Options,
): Promise<ImportReport> {
  const { openStore } = await import('../../db/open.js')
  const { databaseUrl } = await import('../places.js')
  const { importFile } = await import('../import/import-file.js')
  const progress = createProgress(process.stderr)
  const store = await openStore(databaseUrl(config))
  try {
    return await importFile(store, kind, path, new Date(), 'system', {
      dryRun,
      allOrNothing,
      fullness: readFullness(full),
      stagingDir: config.DATA_DIR,
      onProgress: progress.show,
    })
  } catch (error) {
    throw await asFailure(error)
  } finally {
    progress.clear()
    await store.close()
  }
}

/** @throws WrongUsage */
function readFullness(full: Options['full']): Fullness {
  if (full === undefined) return 'no'
  if (full === true) return 'full'
  if (full === 'force') return 'forced'
  throw new WrongUsage(`--full 后面只能写 force，不能写“${full}”`)
}

async function asFailure(error: unknown): Promise<unknown> {
  const { ImportError } = await import('../import/import-error.js')
  if (!(error instanceof ImportError)) return error
  const force = error.forceable ? '核对无误、确实要移出的，加上 --full=force。' : ''
  return new Failure(`${error.message}。${force}`)
}

async function tellReport(
  report: ImportReport,
  kind: ImportKind,
  path: string,
  options: Options,
): Promise<void> {
  const { messages } = await import('../../commands/messages.js')
  const { added, changed, gone, unchanged, faults, notes } = report
  const closed = options.full === undefined ? '' : `，移出 ${gone}`
  const verb = options.dryRun ? '检查（没有写入）' : '导入'
  console.log(
    `${verb}${KINDS[kind]}（${path}）：新增 ${added}，修改 ${changed}，未变 ${unchanged}${closed}，问题 ${faults.length}`,
  )
  for (const note of notes) console.log(note)
  if (options.allOrNothing && faults.length > 0) console.log('有问题，整个文件都没有导入')
  for (const fault of faults.slice(0, SHOWN)) console.log(messages.importing.fault(fault))
  if (options.faults && faults.length > 0) {
    await keepFaults(options.faults, kind, path, report)
    console.log(`有问题的行已写入 ${options.faults}，改好后可以直接导入这个文件`)
  } else if (faults.length > SHOWN) {
    console.log(`还有 ${faults.length - SHOWN} 处没有列出：加上 --faults 文件.csv 可以全部写进文件`)
  }
}

async function keepFaults(
  out: string,
  kind: ImportKind,
  path: string,
  { faults }: ImportReport,
): Promise<void> {
  const { listRefused } = await import('../import/list-refused.js')
  const { writeRefused } = await import('../import/write-refused.js')
  try {
    await writeRefused(out, listRefused(path, kind, faults))
  } catch (error) {
    throw await asFailure(error)
  }
}
