/** `ssj template`: the workbook to fill in for one kind of import. */
import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { findKind, listKinds, TEMPLATES } from './kinds.js'

export function addTemplate(program: Command): void {
  program
    .command('template')
    .description('写出一种名录的导入模板（.xlsx）')
    .argument('<kind>', '名录种类，中英文都可以')
    .option('--out <file>', '写到这个文件（默认：种类的中文名加“模板.xlsx”）')
    .addHelpText(
      'after',
      `\n种类：\n${listKinds(TEMPLATES)}\n\n第二张工作表「填写说明」逐列说明填法，附有示例。`,
    )
    .action(templateCommand)
}

async function templateCommand(word: string, { out }: { out?: string }): Promise<void> {
  const kind = findKind(word, TEMPLATES)
  const { writeTemplate } = await import('../documents/template.js')
  const path = out ?? `${TEMPLATES[kind]}模板.xlsx`
  // What somebody has filled in already must not be lost.
  await writeFile(path, await writeTemplate(kind), { flag: out === undefined ? 'wx' : 'w' })
  console.log(`已写入 ${path}`)
}
