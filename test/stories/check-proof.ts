/** Has the proof that the product serves checked twice, in TypeScript and in Python. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Proof } from '../../server/verify/proof-shape.js'
import { verifyProof } from '../../server/verify/verify-proof.js'
import type { Office } from './office.js'

/** @returns the proof, which both found to match */
export async function checkProof(office: Office, no: string): Promise<Proof> {
  const text = await (await office.request(`/draws/${no}/proof.json`)).text()
  expect(verifyProof(Buffer.from(text))).toMatchObject({ result: 'match' })
  expect(checkInPython(text)).toMatchObject({ result: 'match' })
  return JSON.parse(text) as Proof
}

function checkInPython(text: string): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'ssj-proof-'))
  try {
    const file = join(folder, 'proof.json')
    writeFileSync(file, text)
    const ran = spawnSync('python3', ['docs/verify/ssj_verify.py', '--json', file], { encoding: 'utf8' })
    if (ran.error) throw new Error('python3 is needed to run this check', { cause: ran.error })
    return JSON.parse(ran.stdout)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
