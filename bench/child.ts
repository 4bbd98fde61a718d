/** Child processes that serve: started, waited for, weighed and stopped. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from './listen.js'

export interface Child {
  address: string
  /** Milliseconds from the start of the process until it answered. */
  readyAfter: number
  /** Resident memory in megabytes. */
  memory(): number
  stop(): Promise<void>
}

const PATIENCE = 60_000

/**
 * Starts a compiled program of this package with PORT set and waits until `path` answers 200.
 * @param program relative to the compiled package, such as 'server/cli.js'
 */
export async function startChild(
  program: string,
  args: string[],
  env: Record<string, string>,
  path: string,
): Promise<Child> {
  const port = await freePort()
  const file = fileURLToPath(new URL(`../${program}`, import.meta.url))
  const started = performance.now()
  const child = spawn(process.execPath, [file, ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const address = `http://127.0.0.1:${port}`
  await untilOk(`${address}${path}`, child)
  return {
    address,
    readyAfter: performance.now() - started,
    memory: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)])) / 1024,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function untilOk(url: string, child: ChildProcess): Promise<void> {
  for (const started = performance.now(); performance.now() - started < PATIENCE; await sleep(5)) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode} before it served`)
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return
  }
  child.kill()
  throw new Error(`${url} did not answer 200 within ${PATIENCE} ms`)
}
