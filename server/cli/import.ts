/** `ssj import`: a registry's CSV file into the database, with a report of every fault. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Fault } from '../../commands/registry/table.js'
import type { Config } from '../config.js'
import type { ImportReport } from '../import/import-file.js'
import type { ImportKind } from '../import/registries.js'
import { Failure, WrongUsage } from './failure.js'
import { createProgress } from './progress.js'

/** In the order in which an empty database takes them; said here too, so that help needs no registry to be loaded. */
const KINDS: Record<ImportKind, string> = {
  departments: '部门',
  people: '人员',
  inspectors: '执法人员',
  firms: '市场主体',
  items: '抽查事项',
  plans: '抽查计划',
  recusals: '回避',
  holidays: '节假日安排',
}

const SHOWN = 50

interface Options {
  dryRun?: boolean
  faults?: string
}

export function addImport(program: Command): void {
  const kinds = Object.entries(KINDS).map(([kind, title]) => `  ${kind.padEnd(12)} ${title}`)
  program
    .command('import')
    .description('导入名录文件（CSV）')
    .argument('<kind>', '名录种类，中英文都可以')
    .argument('<file>', 'CSV 文件')
    .option('--dry-run', '只检查，不写入')
    .option('--faults <file>', '把全部问题写进一个 CSV 文件')
    .addHelpText(
      'after',
      `\n种类（首次按这个顺序导入）：\n${kinds.join('\n')}\n\n没有问题的行都会导入，有问题的行列出来，改好后重新导入即可。有问题时退出码是 1。`,
    )
    .action(importCommand)
}

async function importCommand(kindWord: string, path: string, options: Options): Promise<void> {
  const kind = findKind(kindWord)
  const { readSettings } = await import('./settings.js')
  const config = readSettings()
  const bytes = await readFile(path)
  const report = await bring(config, kind, bytes, options.dryRun ?? false)
  await tellReport(report, `${KINDS[kind]}（${path}）`, options)
  if (report.faults.length > 0) process.exitCode = 1
}

function findKind(word: string): ImportKind {
  const found = Object.entries(KINDS).find((names) => names.includes(word))
  if (!found)
    throw new WrongUsage(`没有“${word}”这种名录。可以写：${Object.entries(KINDS).flat().join('、')}`)
  return found[0] as ImportKind
}

/** A check reads only, so it may run beside the bot; an import is the only writer while it lasts. */
async function bring(
  config: Config,
  kind: ImportKind,
  bytes: Buffer,
  dryRun: boolean,
): Promise<ImportReport> {
  const { databasePath } = await import('../../db/open.js')
  const { databaseUrl } = await import('../places.js')
  if (dryRun && existsSync(databasePath(databaseUrl(config)))) return importInto(config, kind, bytes, true)
  const { alone } = await import('./alone.js')
  const busy = '机器人正在运行：请先停止机器人再导入（systemctl stop shuangsuiji），导入完再启动。'
  let report: ImportReport | undefined
  await alone(config.DATA_DIR, busy, async () => {
    report = await importInto(config, kind, bytes, dryRun)
  })
  return report!
}

async function importInto(
  config: Config,
  kind: ImportKind,
  bytes: Buffer,
  dryRun: boolean,
): Promise<ImportReport> {
  const { openStore } = await import('../../db/open.js')
  const { databaseUrl } = await import('../places.js')
  const { importFile } = await import('../import/import-file.js')
  const { ImportError } = await import('../import/read-csv.js')
  const progress = createProgress(process.stderr)
  const store = await openStore(databaseUrl(config))
  try {
    return await importFile(store, kind, bytes, new Date(), 'system', { dryRun, onProgress: progress.show })
  } catch (error) {
    throw error instanceof ImportError ? new Failure(`${error.message}。`) : error
  } finally {
    progress.clear()
    await store.close()
  }
}

async function tellReport(report: ImportReport, what: string, options: Options): Promise<void> {
  const { added, changed, unchanged, faults } = report
  const verb = options.dryRun ? '检查（没有写入）' : '导入'
  console.log(`${verb}${what}：新增 ${added}，修改 ${changed}，未变 ${unchanged}，问题 ${faults.length}`)
  for (const fault of faults.slice(0, SHOWN)) console.log(tellFault(fault))
  if (options.faults) {
    await writeFile(options.faults, faultTable(faults))
    console.log(`全部问题已写入 ${options.faults}`)
  } else if (faults.length > SHOWN) {
    console.log(`还有 ${faults.length - SHOWN} 处没有列出：加上 --faults 文件.csv 可以全部写进文件`)
  }
}

function tellFault({ row, column, value, reason }: Fault): string {
  const place = column === '' ? `第 ${row} 行` : `第 ${row} 行「${column}」`
  return value === '' ? `${place}：${reason}` : `${place}“${value}”：${reason}`
}

/** With a byte-order mark, without which spreadsheets take Chinese for something else. */
function faultTable(faults: Fault[]): string {
  const cell = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`
  const rows = faults.map(({ row, column, value, reason }) => [row, column, value, reason])
  return `\ufeff${[['行', '列', '内容', '问题'], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
