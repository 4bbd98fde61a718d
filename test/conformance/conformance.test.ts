import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { jcs } from '../../commands/rules/draw/hash.js'
import { editFile, type FileEdit } from './kit/broken-files.js'
import { HONEST, KIT_FOLDER } from './kit/kit.js'
import type { Honest } from './kit/lies.js'
import { applyPatch, type Json, type Operation } from './kit/patch.js'
import { browser } from './runners/browser.js'
import { drawing } from './runners/drawing.js'
import type { Runner, UnitKind } from './runners/runner.js'
import { typescript } from './runners/typescript.js'

/** A fourth implementation is added here. */
const RUNNERS: Runner[] = [drawing, typescript, browser]

interface Proving {
  about: string
  of: Honest
  section: string | null
  patch: Operation[]
}

const read = (name: string) => readFileSync(join(KIT_FOLDER, name))
const load = <T>(kind: string) => (JSON.parse(read(`${kind}.json`).toString()) as { vectors: T[] }).vectors
const bytesOf = (name: Honest) => read(`${name}.proof.json`)
const patched = ({ of, patch }: Proving) =>
  Buffer.from(`${jcs(applyPatch(JSON.parse(bytesOf(of).toString()) as Json, patch))}\n`)

const PROVING = ['variant', 'tampered', 'lie']
const kinds = readdirSync(KIT_FOLDER).flatMap((name) => /^([a-z]+)\.json$/.exec(name)?.[1] ?? [])

describe.each(RUNNERS)('the kit, run by $name', ({ units, verify }) => {
  it.each(Object.keys(units) as UnitKind[])('%s', (kind) => {
    const vectors = load<{ about: string; given: never; expected: unknown }>(kind)
    expect(vectors.length).toBeGreaterThan(2)
    const found = vectors.map(({ about, given }) => ({ about, found: units[kind]!(given) }))
    expect(found).toEqual(vectors.map(({ about, expected }) => ({ about, found: expected })))
  })

  if (!verify) return

  it('offers every part that the kit has vectors of', () => {
    const parts = kinds.filter((kind) => ![...PROVING, 'file'].includes(kind))
    expect(Object.keys(units).sort()).toEqual(parts.sort())
  })

  it('finds that the honest proofs match', async () => {
    for (const name of HONEST) expect([name, await verify(bytesOf(name))]).toEqual([name, null])
  })

  it.each(PROVING)('%s: names the section', async (kind) => {
    const vectors = load<Proving>(kind)
    expect(vectors.length).toBeGreaterThan(5)
    const found: { about: string; section: string | null }[] = []
    for (const vector of vectors) found.push({ about: vector.about, section: await verify(patched(vector)) })
    const expected = vectors.map(({ about, section }) => ({ about, section }))
    expect(found).toEqual(expected)
  })

  it('file: names the section, or that there is no proof', async () => {
    for (const { about, section, edit } of load<{ about: string; section: string; edit: FileEdit }>('file')) {
      const bytes = editFile(bytesOf('small'), edit)
      expect(bytes.equals(bytesOf('small'))).toBe(false)
      expect([about, await verify(bytes)]).toEqual([about, section])
    }
  })
})

describe('the kit, run by docs/verify/ssj_verify.py', () => {
  it('passes whole', () => {
    const ran = spawnSync('python3', ['test/conformance/run_kit.py', KIT_FOLDER], { encoding: 'utf8' })
    if (ran.error) throw new Error('python3 is needed to run this check', { cause: ran.error })
    expect(ran.stderr).toBe('')
    const report = JSON.parse(ran.stdout) as { ran: Record<string, number>; failures: unknown[] }
    expect(report.failures).toEqual([])
    expect(ran.status).toBe(0)
    const counts = kinds.map((kind) => [kind, load(kind).length])
    expect(report.ran).toEqual({ proof: HONEST.length, ...Object.fromEntries(counts) })
  })
})
