/** Files kept under their hash. */

import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFileStore, type FileStore } from '../../db/files.js'

const BYTES = Buffer.from('照片')
const HASH = createHash('sha256').update(BYTES).digest('hex')

describe('the file store', () => {
  let dir: string
  let files: FileStore

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ssj-files-'))
    files = createFileStore(join(dir, 'new', 'files'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  it('gives back what was put, under its SHA-256 in a folder of two characters', async () => {
    expect(await files.put(BYTES)).toBe(HASH)
    expect(await files.get(HASH)).toEqual(BYTES)
    expect(files.path(HASH)).toBe(join(dir, 'new', 'files', HASH.slice(0, 2), HASH))
  })

  it('keeps equal bytes once and leaves nothing else behind', async () => {
    await Promise.all([files.put(BYTES), files.put(BYTES), files.put(Buffer.from(BYTES))])
    expect(readdirSync(join(files.path(HASH), '..'))).toEqual([HASH])
  })

  it('keeps what comes in parts under the hash of all of it', async () => {
    const parts = async function* () {
      for (const part of ['照', '', '片']) yield Buffer.from(part)
    }
    expect(await files.putParts(parts())).toEqual({ hash: HASH, size: BYTES.length })
    expect(await files.get(HASH)).toEqual(BYTES)
  })

  it('leaves nothing behind when the parts break off', async () => {
    const parts = async function* () {
      yield BYTES
      throw new Error('the source is gone')
    }
    await expect(files.putParts(parts())).rejects.toThrow('the source is gone')
    expect(readdirSync(files.dir)).toEqual([])
  })

  it('refuses a damaged file and heals it when the bytes come again', async () => {
    await files.put(BYTES)
    writeFileSync(files.path(HASH), '照')
    await expect(files.get(HASH)).rejects.toThrow('damaged')
    await files.put(BYTES)
    expect(await files.get(HASH)).toEqual(BYTES)
  })

  it('removes drafts that a crash left, but none that is still being written', async () => {
    await files.put(BYTES)
    const [old, young] = ['old', 'young'].map((name) => `${files.path(HASH)}.${name}.tmp`) as [string, string]
    for (const path of [old, young]) writeFileSync(path, '照')
    const twoHoursAgo = Date.now() / 1000 - 7200
    for (const path of [old, files.path(HASH)]) utimesSync(path, twoHoursAgo, twoHoursAgo)
    const fresh = createFileStore(join(dir, 'new', 'files'))
    await vi.waitFor(() => expect(existsSync(old)).toBe(false))
    expect(existsSync(young)).toBe(true)
    expect(await fresh.get(HASH)).toEqual(BYTES)
  })

  it('refuses what is no hash or not there', async () => {
    for (const word of ['../../etc/passwd', HASH.toUpperCase(), '', `${HASH}0`]) {
      expect(() => files.path(word)).toThrow('not a file hash')
      await expect(files.get(word)).rejects.toThrow('not a file hash')
    }
    await expect(files.get(HASH)).rejects.toThrow('ENOENT')
  })
})
