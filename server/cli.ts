#!/usr/bin/env node
/** The command line: `ssj COMMAND`. Ends with 0 when all is well, 1 when something is wrong, 2 after wrong usage. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addBackup } from './cli/backup.js'
import { addBindCode } from './cli/bind-code.js'
import { addDemo } from './cli/demo.js'
import { addDoctor } from './cli/doctor.js'
import { addExport } from './cli/export.js'
import { tellFailure } from './cli/failure.js'
import { addImport } from './cli/import.js'
import { addLedger } from './cli/ledger.js'
import { addRestore } from './cli/restore.js'
import { speakChinese } from './cli/speak-chinese.js'
import { addStart } from './cli/start.js'
import { addTemplate } from './cli/template.js'
import { addVerify } from './cli/verify.js'
import { packageRoot } from './package-root.js'

function createProgram(): Command {
  const program = speakChinese(new Command('ssj'))
  const { version } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
    version: string
  }
  program
    .description('双随机、一公开：在群里随机抽取检查对象和执法人员')
    .version(version, '-V, --version', '显示版本')
    .addHelpText(
      'after',
      '\n设置写在当前目录的 .env 里（见 .env.example），已有的环境变量优先。\n退出码：0 正常，1 有问题，2 用法不对。',
    )
  for (const add of [
    addStart,
    addDemo,
    addImport,
    addTemplate,
    addExport,
    addBindCode,
    addBackup,
    addRestore,
    addDoctor,
    addVerify,
    addLedger,
  ])
    add(program)
  return program
}

async function run(argv: string[]): Promise<number> {
  try {
    await createProgram().parseAsync(argv)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    return tellFailure(error)
  }
}

// What a stopped bot left behind, such as a puppet's timers, must not keep the process.
process.exit(await run(process.argv))
