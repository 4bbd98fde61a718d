/** The ledger's hashes and chain (dr1 §8). */

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bodyHash, entryHash, GENESIS, nextEntry, verifyChain } from '../../db/ledger.js'
import type { LedgerEntry } from '../../db/store.js'

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

function chain(length: number): LedgerEntry[] {
  const entries: LedgerEntry[] = []
  for (let n = 1; n <= length; n++) {
    const entry = { kind: 'test', actor: 'p1', body: { n, list: [n, null, true] }, at: at(n) }
    entries.push(nextEntry(entries.at(-1) ?? GENESIS, entry))
  }
  return entries
}

const at = (n: number) => `2026-03-02T01:00:00.00${n}Z`

describe('hashes', () => {
  it('are SHA-256 of the labelled canonical text', () => {
    const body = { z: '商行', a: [1, null, true], b: { d: 1, c: 2 } }
    expect(bodyHash(body)).toBe(sha('["ssj/body",{"a":[1,null,true],"b":{"c":2,"d":1},"z":"商行"}]'))
    const entry = nextEntry(GENESIS, { kind: 'draw.committed', actor: 'p1', body, at: at(1) })
    const text = `{"actor":"p1","at":"${at(1)}","body":"${bodyHash(body)}","kind":"draw.committed","n":1,"prev":"${'0'.repeat(64)}"}`
    expect(entry.hash).toBe(sha(`["ssj/ledger",${text}]`))
    expect(entry).toMatchObject({ n: 1, prev: '0'.repeat(64), body })
    expect(entryHash(entry)).toBe(entry.hash)
  })

  it.each([
    ['a fraction', { a: 0.5 }],
    ['a number too large', { a: 2 ** 53 }],
    ['not a number', { a: Number.NaN }],
    ['undefined', { a: [undefined] }],
    ['a lone surrogate', { a: '\ud800' }],
    ['a key that is not ASCII', { 名: 1 }],
    ['a date', { a: new Date(0) }],
    ['a big integer', { a: 1n }],
  ])('refuse %s', (_, body) => {
    expect(() => bodyHash(body)).toThrow(TypeError)
  })
})

describe('verifyChain', () => {
  it('accepts a whole chain, an empty one, and a piece after its head', () => {
    const entries = chain(4)
    expect(verifyChain(entries)).toBeUndefined()
    expect(verifyChain([])).toBeUndefined()
    expect(verifyChain(entries.slice(2), entries[1])).toBeUndefined()
  })

  it.each<[string, (entries: LedgerEntry[]) => unknown, number, string]>([
    ['a missing entry', (e) => e.splice(1, 1), 3, 'number'],
    ['a missing start', (e) => e.shift(), 2, 'number'],
    ['another body', (e) => change(e, { body: { n: 9 } }), 2, 'body'],
    ['another actor', (e) => change(e, { actor: 'p2' }), 2, 'hash'],
    ['another instant', (e) => change(e, { at: at(9) }), 2, 'hash'],
    ['another body with its hash', (e) => change(e, { body: {}, bodyHash: bodyHash({}) }), 2, 'hash'],
  ])('names %s', (_, spoil, n, fault) => {
    const entries = chain(4)
    spoil(entries)
    expect(verifyChain(entries)).toEqual({ n, fault })
  })

  it('names the entry after one that was forged with all its hashes', () => {
    const entries = chain(4)
    const [first] = entries
    entries[1] = nextEntry(first as LedgerEntry, { kind: 'test', actor: 'p9', body: {}, at: at(2) })
    expect(verifyChain(entries)).toEqual({ n: 3, fault: 'prev' })
  })
})

function change(entries: LedgerEntry[], part: Partial<LedgerEntry>): void {
  entries[1] = { ...(entries[1] as LedgerEntry), ...part }
}
