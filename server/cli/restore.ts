/** `ssj restore`: a backup in the place of the data, and later the release of the messages that it holds back. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Config } from '../config.js'
import { Failure, WrongUsage } from './failure.js'
import { stamp } from './stamp.js'

interface Options {
  force?: boolean
  confirm?: boolean
}

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('恢复备份；恢复后先不发消息，确认后才发')
    .argument('[dir]', '备份目录')
    .option('--force', '已有数据时也恢复（现有数据移到 before-restore-时间 目录）')
    .option('--confirm', '恢复并核对之后：放开消息发送')
    .addHelpText('after', '\n恢复前请先停止机器人。先核对备份是否完整，有一处不对就什么都不动。')
    .action(restore)
}

async function restore(dir: string | undefined, options: Options): Promise<void> {
  if ((dir === undefined) !== (options.confirm ?? false) || (options.confirm && options.force))
    throw new WrongUsage('请写备份目录（ssj restore 目录），或者只写 ssj restore --confirm。')
  const { readSettings } = await import('./settings.js')
  const config = readSettings()
  if (dir === undefined) return confirm(config)
  const { alone } = await import('./alone.js')
  const busy = '机器人正在运行：请先停止机器人再恢复（systemctl stop shuangsuiji）。'
  await alone(config.DATA_DIR, busy, () => restoreFrom(resolve(dir), config, options.force ?? false))
}

async function restoreFrom(dir: string, config: Config, force: boolean): Promise<void> {
  const { hasData, restoreBackup } = await import('../backup/restore-backup.js')
  const { BackupError } = await import('../backup/read-backup.js')
  const present = hasData(config)
  if (present && !force)
    throw new Failure(
      '已经有数据：确实要换成备份，请加 --force（现有数据会移到 before-restore-时间 目录，不会删除）。',
    )
  const now = new Date()
  const aside = `before-restore-${stamp(now, config.TZ_OFFICE)}`
  const { manifest, waiting } = await restoreBackup(dir, config, aside, now).catch((error) => {
    if (!(error instanceof BackupError)) throw error
    throw new Failure(`备份不能用，现有数据没有动：\n${error.lines.join('\n')}`)
  })
  console.log(
    `已恢复 ${manifest.at} 的备份：${manifest.files.length} 个文件核对无误，留痕账本 ${manifest.ledger.n} 条连续。`,
  )
  if (present) console.log(`原有数据在 ${aside}，确认不再需要后请自行删除。`)
  console.log('备份之后的抽取、登记和绑定都不在里面，请对照群里的消息补做。')
  console.log(
    `消息发送已暂停：有 ${waiting} 条消息在等待，其中有些可能在备份之后已经发过，直接发会重复（会标明“可能重复”）。`,
  )
  console.log('请启动机器人核对，然后运行 ssj restore --confirm 放开发送。')
}

/** One short transaction, which is safe beside a running bot: SQLite lets one writer in at a time. */
async function confirm(config: Config): Promise<void> {
  const { OUTBOX_HELD } = await import('../../bot/outbox-held.js')
  const { countWaiting } = await import('../backup/restore-backup.js')
  const { openPresent } = await import('./open-present.js')
  const store = await openPresent(config)
  try {
    if (!(await store.read((view) => view.settings.get(OUTBOX_HELD)))) {
      console.log('消息发送没有暂停，不用确认。')
      return
    }
    const waiting = await countWaiting(store)
    await store.write((tx) => tx.settings.set(OUTBOX_HELD, ''))
    console.log(`已放开消息发送，${waiting} 条等待的消息将陆续发出。`)
  } finally {
    await store.close()
  }
}
