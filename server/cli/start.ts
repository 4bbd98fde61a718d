/** `ssj start`: the bot in the foreground. */
import type { Command } from 'commander'
import { Failure } from './failure.js'

export function addStart(program: Command): void {
  program
    .command('start')
    .description('启动机器人（在前台运行，按 Ctrl+C 停止）')
    .addHelpText(
      'after',
      '\n要先在 .env 里设置聊天平台（企业微信、Telegram 或微信，见 .env.example）；只想试用请运行 ssj demo。',
    )
    .action(start)
}

async function start(): Promise<void> {
  const { readSettings } = await import('./settings.js')
  const config = readSettings()
  const { hasPlatform, PLATFORM_SETTINGS } = await import('../config.js')
  if (!hasPlatform(config))
    throw new Failure(`还没有设置聊天平台：请在 .env 里写上 ${PLATFORM_SETTINGS}；只想试用请运行 ssj demo。`)
  const { checkWechat } = await import('./checks/wechat.js')
  const missing = (await checkWechat(config)).find((one) => one.mark === '✗')
  if (missing) throw new Failure(`${missing.text}：${missing.next}，或删去 .env 里的 WECHATY_PUPPET。`)
  const { alone } = await import('./alone.js')
  const busy = `已有一个机器人（或导入、恢复命令）正在使用 ${config.DATA_DIR}，不能再启动一个。`
  await alone(config.DATA_DIR, busy, async () => {
    const [{ startSystem }, { runUntilSignal }] = await Promise.all([
      import('../main.js'),
      import('./run-until-signal.js'),
    ])
    await runUntilSignal(() => startSystem({ config }))
  })
}
