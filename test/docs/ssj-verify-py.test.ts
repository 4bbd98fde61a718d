import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jcs } from '../../commands/rules/draw/hash.js'
import { type Office, openOffice } from '../stories/office.js'
import { drawPlan } from '../stories/steps.js'

interface Proof {
  commit: { draw: string; due: string }
  files: { sheet: string }
  witnesses: { text: string }[]
  secret: string
  seed: string
  selected: [string, number, number, string][]
  openings: [string, string, string[]][]
  roster: [string, string, string][]
}

/** The check in Python, written from the protocol alone, on a proof that the product serves. */
describe('docs/verify/ssj_verify.py', () => {
  let office: Office
  let folder: string
  let proof: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ssj-verify-'))
    office = await openOffice()
    const no = await drawPlan(office, 'JH2026-04')
    proof = await (await office.request(`/draws/${no}/proof.json`)).text()
  })
  afterAll(async () => {
    await office.close()
    rmSync(folder, { recursive: true })
  })

  function check(text: string): { code: number | null; verdict: Record<string, string> } {
    const file = join(folder, 'proof.json')
    writeFileSync(file, text)
    const ran = spawnSync('python3', ['docs/verify/ssj_verify.py', '--json', file], { encoding: 'utf8' })
    if (ran.error) throw new Error('python3 is needed to run this check', { cause: ran.error })
    return { code: ran.status, verdict: JSON.parse(ran.stdout) as Record<string, string> }
  }

  function tampered(change: (proof: Proof) => void): string {
    const copy = JSON.parse(proof) as Proof
    change(copy)
    return `${jcs(copy)}\n`
  }

  it('says that an honest proof matches', () => {
    expect(check(proof)).toMatchObject({ code: 0, verdict: { result: 'match' } })
  })

  it.each<[string, (proof: Proof) => void]>([
    ['files', (p) => (p.files.sheet = p.files.sheet.replace('"A"', '"B"'))],
    ['witnesses', (p) => (p.witnesses[0]!.text = '另一句话')],
    ['witnesses', (p) => (p.commit.due = '2026-04-09')],
    ['seed', (p) => (p.seed = p.seed.replace(/^./, (c) => (c === '0' ? '1' : '0')))],
    ['ledger', (p) => p.selected.reverse()],
    ['ledger', (p) => (p.roster[0]![2] = p.roster.find(([, , id]) => id !== p.roster[0]![2])![2])],
    ['openings', (p) => p.openings[0]![2].push('nobody')],
  ])('finds what was changed, first in %s', (section, change) => {
    const { code, verdict } = check(tampered(change))
    expect([code, verdict.result]).toEqual([1, 'mismatch'])
    expect(verdict.section).toBe(section)
  })

  it('tells an unreadable file from a wrong one', () => {
    expect(check(proof.slice(0, 1000)).code).toBe(2)
    expect(check('{}').code).toBe(1)
  })

  it('finds the proof behind the address of a draw’s page', async () => {
    const { commit } = JSON.parse(proof) as Proof
    const page = `${office.system.address}/draws/${commit.draw}`
    // Not spawnSync: the page is served by this process.
    const said = await new Promise<string>((resolve, reject) => {
      const line = ['docs/verify/ssj_verify.py', '--json', page]
      execFile('python3', line, (error, stdout) => (error ? reject(error) : resolve(stdout)))
    })
    expect(JSON.parse(said)).toEqual({ result: 'match', section: null, reason: null })
  })

  it('reads no file of more than 500 MB', () => {
    const huge = join(folder, 'huge.json')
    writeFileSync(huge, '')
    truncateSync(huge, 500 * 2 ** 20 + 1)
    const { status, stdout } = spawnSync('python3', ['docs/verify/ssj_verify.py', huge], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([2, expect.stringContaining('超过 500 MB')])
  })

  it('does not call a proof wrong when it is stopped itself', () => {
    const large = join(folder, 'large.json')
    writeFileSync(large, '')
    truncateSync(large, 400 * 2 ** 20)
    const starved = 'ulimit -v 200000 && exec python3 docs/verify/ssj_verify.py "$0"'
    const { status, stderr } = spawnSync('sh', ['-c', starved, large], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([2, expect.stringContaining('核验没有完成')])
  })
})
