/** How long a start takes until `/readyz` answers 200, and the memory held after it. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild } from './child.js'
import { median } from './median.js'
import { seedOffice } from './seed-office.js'
import type { StubBotApi } from './stub-bot-api.js'
import type { Line } from './table.js'
import { telegramEnv } from './telegram-env.js'

const ROUNDS = 5
/** Time for what a start leaves to be done after it is ready, in milliseconds. */
const SETTLE = 500

export async function measureStartUp(dir: string, api: StubBotApi): Promise<Line[]> {
  await seedOffice(join(dir, 'shuangsuiji.db'))
  const start = await repeat(['start'], { ...telegramEnv(api), DATA_DIR: dir })
  const demoEnv = { DATA_DIR: dir, LOG_LEVEL: 'error' }
  await (await startChild('server/cli.js', ['demo'], demoEnv, '/readyz')).stop()
  const demo = await repeat(['demo'], demoEnv)
  return [...linesFor('start, Telegram by webhook', start), ...linesFor('demo, seeded before', demo)]
}

interface Measured {
  readyAfter: number
  memory: number
}

async function repeat(args: string[], env: Record<string, string>): Promise<Measured> {
  const times: number[] = []
  const weights: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const child = await startChild('server/cli.js', args, env, '/readyz')
    await sleep(SETTLE)
    times.push(child.readyAfter)
    weights.push(child.memory())
    await child.stop()
  }
  return { readyAfter: median(times), memory: median(weights) }
}

function linesFor(what: string, { readyAfter, memory }: Measured): Line[] {
  return [
    { what: `${what}: ready after`, value: readyAfter, unit: 'ms', atMost: 1500 },
    { what: `${what}: resident memory`, value: memory, unit: 'MB', atMost: 150 },
  ]
}
