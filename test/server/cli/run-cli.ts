/** Runs the compiled command line as a child process in a directory of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../../dist/server/cli.js', import.meta.url))

export const sample = (name: string) => fileURLToPath(new URL(`../../../sample/${name}`, import.meta.url))

export interface Ended {
  code: number | null
  out: string
  err: string
}

export interface Running {
  child: ChildProcess
  /** Resolves once the output holds the words. @throws when the process ends without them */
  says(words: string): Promise<void>
  ended: Promise<Ended>
}

/** An installation in a temporary directory, with DATA_DIR at its default. */
export class Installation {
  readonly dir = mkdtempSync(join(tmpdir(), 'ssj-cli-'))
  readonly data = join(this.dir, 'data')
  private readonly running: Running[] = []

  constructor(private readonly env: Record<string, string> = {}) {}

  run(...args: string[]): Promise<Ended> {
    return this.start(args).ended
  }

  start(args: string[], env: Record<string, string> = {}): Running {
    const base = { PATH: process.env.PATH ?? '', TZ: 'UTC', PORT: '0', LOG_LEVEL: 'info' }
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: this.dir,
      env: { ...base, ...this.env, ...env },
    })
    const running = watch(child)
    this.running.push(running)
    return running
  }

  async remove(): Promise<void> {
    for (const { child, ended } of this.running) {
      child.kill('SIGKILL')
      await ended
    }
    rmSync(this.dir, { recursive: true })
  }
}

function watch(child: ChildProcess): Running {
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    err += text
  })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, out, err }))
  })
  return {
    child,
    ended,
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = () => out.includes(words) && resolve()
        child.stdout?.on('data', look)
        void ended.then(() => reject(new Error(`ended without “${words}”: ${out}${err}`)))
        look()
      }),
  }
}
