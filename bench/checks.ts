/** How long the checks of a large proof take from the command line, in TypeScript and in Python. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageRoot } from '../server/package-root.js'
import { makeBigProof } from './big-proof.js'
import type { Line } from './table.js'

const SIZE = { firms: 100_000, visits: 300, inspectors: 160 }

export function measureChecks(dir: string): Line[] {
  mkdirSync(dir, { recursive: true })
  const file = join(dir, 'proof.json')
  writeFileSync(file, makeBigProof(SIZE))
  const what = 'a proof with 100,000 rows, 300 visits, 160 inspectors'
  const cli = fileURLToPath(new URL('dist/server/cli.js', packageRoot))
  const python = fileURLToPath(new URL('docs/verify/ssj_verify.py', packageRoot))
  return [
    {
      what: `ssj verify: ${what}`,
      value: time(process.execPath, [cli, 'verify', file]),
      unit: 's',
      atMost: 15,
    },
    { what: `ssj_verify.py: ${what}`, value: time('python3', [python, file]), unit: 's', atMost: 15 },
  ]
}

/** Seconds, with the program's start. @throws unless it says that the proof matches */
function time(program: string, args: string[]): number {
  const started = performance.now()
  const { status, stdout, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${error ?? stdout}`)
  return (performance.now() - started) / 1000
}
