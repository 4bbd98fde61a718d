/** `ssj ledger`: writes the ledger as lines of JSON, or checks such a file without any settings or data. */
import { createWriteStream, existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { officeDay } from '../../commands/rules/office-time.js'
import type { ExportVerdict } from '../ledger/check-export.js'
import { Failure, forgiveClosedPipe, WrongUsage } from './failure.js'

export function addLedger(program: Command): void {
  program
    .command('ledger')
    .description('导出留痕账本，或核对导出的文件')
    .option('--out <file>', '写到这个新文件（默认写到屏幕）')
    .option('--check <file>', '核对导出的文件，不用本机的数据库')
    .addHelpText(
      'after',
      '\n每行一条：n 序号、at 时刻、kind 种类、actor 何人、body 内容的指纹、prev 前一条的指纹、hash 本条的指纹；\n公开的内容另写在 content 里。证明还没有公开的抽取和不公开的事项只有指纹。\n核对时的退出码：0 相符，1 不符（写明在哪一行），2 无法读取。',
    )
    .action(ledger)
}

async function ledger(options: { out?: string; check?: string }): Promise<void> {
  if (options.check !== undefined && options.out !== undefined)
    throw new WrongUsage('--out 和 --check 不能同时用。')
  return options.check === undefined ? exportAll(options.out) : check(options.check)
}

async function exportAll(out: string | undefined): Promise<void> {
  const { readSettings } = await import('./settings.js')
  const { openPresent } = await import('./open-present.js')
  const { exportLedger } = await import('../ledger/export-ledger.js')
  if (out !== undefined && existsSync(out)) throw new Failure(`${out} 已经存在：请换一个新文件。`)
  const config = readSettings()
  const store = await openPresent(config, { readonly: true })
  try {
    const pieces = exportLedger(store, officeDay(new Date(), config.TZ_OFFICE))
    const target = out === undefined ? process.stdout : createWriteStream(out, { flags: 'wx' })
    await pipeline(pieces, target, { end: out !== undefined }).catch(forgiveClosedPipe)
  } finally {
    await store.close()
  }
  if (out !== undefined) console.log(`已导出：${out}`)
}

async function check(path: string): Promise<void> {
  const found = await checkFile(path)
  if (found.result === 'match') {
    console.log(`相符：共 ${found.n} 条，最后一条的校验值：\n${found.hash}\n请与日报里的留痕账本校验值对照。`)
    return
  }
  const where = found.line === 0 ? '' : `第 ${found.line} 行：`
  console.log(`${found.result === 'mismatch' ? '不符' : '无法读取'}：${where}${found.fault}。`)
  process.exitCode = found.result === 'mismatch' ? 1 : 2
}

async function checkFile(path: string): Promise<ExportVerdict> {
  const { checkExport } = await import('../ledger/check-export.js')
  try {
    const file = await open(path)
    try {
      return await checkExport(file.readLines({ encoding: 'utf8' }))
    } finally {
      await file.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (!code) throw error
    const fault = code === 'ENOENT' ? `找不到 ${path}` : `打不开 ${path}（${code}）`
    return { result: 'unreadable', line: 0, fault }
  }
}
