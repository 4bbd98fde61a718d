/** The bot as a process of its own that can be killed at any moment and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { BotApi } from '../peers/bot-api-server.js'

const PROGRAM = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url))

export interface Mortal {
  /** Resolves when the bot has begun to work: an update is confirmed, or asked for. */
  start(): Promise<void>
  /** Resolves when it is dead. */
  kill(): Promise<void>
  errors(): string
}

export function createMortal(peer: BotApi, settings: NodeJS.ProcessEnv): Mortal {
  let output = ''
  let child: ChildProcess | undefined

  async function kill(): Promise<void> {
    const victim = child
    child = undefined
    if (!victim) return
    if (victim.kill('SIGKILL')) await once(victim, 'close')
    const { exitCode, signalCode } = victim
    expect({ exitCode, signalCode, output }).toMatchObject({ exitCode: null, signalCode: 'SIGKILL' })
  }

  return {
    async start() {
      const { confirmed, counters } = peer
      const before = [confirmed.length, counters.getUpdates]
      child = spawn(process.execPath, [PROGRAM, 'start'], { env: settings, cwd: settings.DATA_DIR })
      child.stdout?.on('data', (text) => (output += text))
      child.stderr?.on('data', (text) => (output += text))
      await until(
        () => peer.confirmed.length !== before[0] || peer.counters.getUpdates !== before[1],
        () => `the bot did not begin to work: ${output}`,
      )
    },
    kill,
    errors: () => output,
  }
}

export async function settingsFor(way: 'webhook' | 'polling', dir: string, peer: BotApi) {
  const port = await freePort()
  const webhook = {
    TELEGRAM_WEBHOOK_SECRET: randomBytes(16).toString('hex'),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  }
  return {
    DATA_DIR: dir,
    PORT: String(port),
    LOG_LEVEL: 'error',
    TELEGRAM_BOT_TOKEN: peer.token,
    TELEGRAM_API_ROOT: peer.root,
    ...(way === 'webhook' ? webhook : {}),
  }
}

/** A port to which every new life can return, as Telegram keeps calling it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function until(holds: () => boolean, fault: () => string): Promise<void> {
  for (const from = Date.now(); !holds(); await wait(2))
    if (Date.now() > from + 20_000) throw new Error(fault())
}
