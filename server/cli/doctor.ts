/** `ssj doctor`: looks at everything an installation needs, one line each with what to do next. */
import type { Command } from 'commander'
import { type Config, hasPlatform, PLATFORM_SETTINGS } from '../config.js'
import type { Finding } from './checks/finding.js'

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('检查设置、数据、时钟和聊天平台，逐项说明怎么办')
    .addHelpText(
      'after',
      '\n✓ 正常，！ 请留意，✗ 必须处理（有 ✗ 时退出码是 1）。只读不改，机器人运行时也可以检查。',
    )
    .action(doctor)
}

async function doctor(): Promise<void> {
  const { readSettings } = await import('./settings.js')
  const config = readSettings()
  tell([checkPlatforms(config)])
  for (const check of await loadChecks()) tell(await check(config))
}

function checkPlatforms(config: Config): Finding {
  if (hasPlatform(config)) return { mark: '✓', text: '设置能读懂' }
  const next = `请在 .env 里写上 ${PLATFORM_SETTINGS}`
  return { mark: '✗', text: '设置能读懂，但没有聊天平台，机器人启动不了', next }
}

async function loadChecks(): Promise<((config: Config) => Promise<Finding[]>)[]> {
  const [
    { checkMachine },
    { checkData },
    { checkBeacon },
    { checkTelegram },
    { checkWechat },
    { checkWecom },
  ] = await Promise.all([
    import('./checks/machine.js'),
    import('./checks/data.js'),
    import('./checks/beacon.js'),
    import('./checks/telegram.js'),
    import('./checks/wechat.js'),
    import('./checks/wecom.js'),
  ])
  return [checkMachine, checkData, checkBeacon, checkTelegram, checkWechat, checkWecom]
}

function tell(findings: Finding[]): void {
  for (const { mark, text, next } of findings) {
    console.log(`${mark} ${text}${next ? `。${next}` : ''}`)
    if (mark === '✗') process.exitCode = 1
  }
}
