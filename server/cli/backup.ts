/** `ssj backup`: a complete copy of the data while the bot goes on. */
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import type { BackupFile } from '../backup/manifest.js'
import { Failure } from './failure.js'
import { stamp } from './stamp.js'

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('备份数据库和全部文件（机器人运行时也可以）')
    .option('--to <dir>', '备份到哪个新目录（默认 DATA_DIR/backups/manual-时间）')
    .addHelpText('after', '\n备份含个人信息，请加密保管，并复制一份到别的机器。.env 不在备份里，请另外保存。')
    .action(backup)
}

async function backup(options: { to?: string }): Promise<void> {
  const { readSettings } = await import('./settings.js')
  const { openPresent } = await import('./open-present.js')
  const { backupDir, filesDir } = await import('../places.js')
  const { writeBackup } = await import('../backup/write-backup.js')
  const config = readSettings()
  const now = new Date()
  const to = options.to ?? join(backupDir(config), `manual-${stamp(now, config.TZ_OFFICE)}`)
  if (existsSync(to)) throw new Failure(`${to} 已经存在：请换一个新目录。`)
  const store = await openPresent(config, { readonly: true })
  const { files } = await writeBackup({ store, filesDir: filesDir(config), to, now }).finally(() =>
    store.close(),
  )
  const size = files.reduce((sum, file) => sum + file.size, 0)
  console.log(`备份完成：${to}（${files.length} 个文件，${(size / 1024 / 1024).toFixed(1)} MB）`)
  tellDamaged(files)
}

/** A kept file is named by its hash. */
function tellDamaged(files: BackupFile[]): void {
  const damaged = files.filter(({ path, sha256 }) => path.startsWith('files/') && basename(path) !== sha256)
  for (const { path } of damaged)
    console.error(`！原文件已损坏，备份里的也是坏的：${path}。请从较早的备份取回。`)
  if (damaged.length > 0) process.exitCode = 1
}
