/** `ssj export`: the public results as a file, with the fields of the national publicity system. */
import { createWriteStream, existsSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import type { DataFilter } from '../pages/dataset.js'
import { Failure, forgiveClosedPipe, WrongUsage } from './failure.js'

interface Options {
  from?: string
  to?: string
  department?: string
  format: string
  out?: string
}

export function addExport(program: Command): void {
  program
    .command('export')
    .description('导出已公示的抽查结果（每个检查事项一行），机器人运行时也可以')
    .option('--from <day>', '检查日期从这一天起，例如 2026-03-01')
    .option('--to <day>', '检查日期到这一天止')
    .option('--department <code>', '只要这个部门的（部门代码、名称或简称）')
    .option('--format <format>', 'csv 或 json', 'csv')
    .option('--out <file>', '写到这个新文件（默认写到屏幕）')
    .addHelpText(
      'after',
      '\n字段与网站“开放数据”的 results 相同：抽查计划编号、抽查计划名称、抽查任务编号、抽查任务名称、抽查类型、\n抽查机关、抽查完成日期、检查事项、检查结果等。更正过的只有最新一版。',
    )
    .action(exportCommand)
}

async function exportCommand(options: Options): Promise<void> {
  const { DATA_FORMS, writeDataset } = await import('../pages/write-dataset.js')
  const { results } = await import('../pages/datasets.js')
  const form = DATA_FORMS.find((one) => one === options.format.toLowerCase())
  if (!form) throw new WrongUsage(`--format 只能写 csv 或 json，不能写“${options.format}”`)
  const { out } = options
  if (out !== undefined && existsSync(out)) throw new Failure(`${out} 已经存在：请换一个新文件。`)
  const { readSettings } = await import('./settings.js')
  const { openPresent } = await import('./open-present.js')
  const store = await openPresent(readSettings(), { readonly: true })
  try {
    const filter = await readFilter(options, await store.read((view) => view.departments.all()))
    const target = out === undefined ? process.stdout : createWriteStream(out, { flags: 'wx' })
    await pipeline(writeDataset(results, form, store, filter), target, { end: out !== undefined }).catch(
      forgiveClosedPipe,
    )
  } finally {
    await store.close()
  }
  if (out !== undefined) console.log(`已导出：${out}`)
}

/** @throws WrongUsage */
async function readFilter(
  { from, to, department }: Options,
  departments: { code: string; name: string; shortName: string }[],
): Promise<DataFilter> {
  const filter: DataFilter = {}
  if (from !== undefined) filter.from = await readDay('--from', from)
  if (to !== undefined) filter.to = await readDay('--to', to)
  if (filter.from && filter.to && filter.from > filter.to)
    throw new WrongUsage(`--from ${filter.from} 在 --to ${filter.to} 之后`)
  if (department !== undefined) {
    const found = departments.find(({ code, name, shortName }) =>
      [code, name, shortName].includes(department),
    )
    if (!found) throw new WrongUsage(`没有部门“${department}”，可以写部门代码、名称或简称`)
    filter.department = found.code
  }
  return filter
}

async function readDay(option: string, text: string): Promise<string> {
  const { readFullDay } = await import('../../commands/rules/read-day.js')
  const day = readFullDay(text)
  if (day === null) throw new WrongUsage(`${option} 要写成 2026-03-01 这样的日期，不能写“${text}”`)
  return day
}
