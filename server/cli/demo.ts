/** `ssj demo`: the sample district in the built-in room, for trying things out. */
import { join } from 'node:path'
import type { Command } from 'commander'
import { Failure } from './failure.js'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('启动演示：样例数据和网页聊天室，不用任何聊天账号')
    .addHelpText('after', '\n演示只在本机打开，数据在 DATA_DIR/demo；删掉这个目录就重新开始。')
    .action(demo)
}

async function demo(): Promise<void> {
  const { readSettings } = await import('./settings.js')
  const config = readSettings()
  if (!LOOPBACK.test(config.HOST))
    throw new Failure(
      `演示里人人都能代任何人发言，只能在本机打开：请把 HOST 设为 127.0.0.1（现在是 ${config.HOST}）。`,
    )
  const { alone } = await import('./alone.js')
  await alone(join(config.DATA_DIR, 'demo'), '演示已经在运行。', async () => {
    const [{ startDemo }, { createLog }, { runUntilSignal }] = await Promise.all([
      import('../demo.js'),
      import('../log.js'),
      import('./run-until-signal.js'),
    ])
    // Lines of JSON would hide the address from a newcomer.
    const log = createLog(process.env.LOG_LEVEL ? config.LOG_LEVEL : 'warn')
    await runUntilSignal(async () => {
      const system = await startDemo(config, log)
      console.log(`演示已启动：${system.address}/room\n用浏览器打开上面的地址；按 Ctrl+C 停止。`)
      return system
    })
  })
}
