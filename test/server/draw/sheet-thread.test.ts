/** The thread that seals and packs a sheet, with real files. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSheetWriter, type SheetRow } from '../../../commands/rules/draw/write-sheet.js'
import { createFileStore, type FileStore } from '../../../db/files.js'
import { readText } from '../../../server/draw/frozen-files.js'
import { openSheetThread } from '../../../server/draw/sheet-thread.js'

const KEYS = { drawNo: 'CQ2026-0001', saltKey: 'ab'.repeat(32) }
const row = (i: number): SheetRow => ({
  firm: `F${String(i).padStart(6, '0')}`,
  stratum: 'A',
  weight: 1 + i,
  recused: i === 7 ? ['P1', 'P2'] : [],
})
const parts = Array.from({ length: 40 }, (_, n) => Array.from({ length: 500 }, (_, i) => row(n * 500 + i)))

let files: FileStore

beforeEach(() => {
  files = createFileStore(mkdtempSync(join(tmpdir(), 'ssj-sheet-')))
})
afterEach(() => rmSync(files.dir, { recursive: true }))

it('keeps the same text as the rows written one after another, recusals sealed', async () => {
  const thread = openSheetThread({ filesDir: files.dir, ...KEYS })
  for (const part of parts) await thread.take(part)
  const kept = await thread.end()
  await thread.stop()
  const write = createSheetWriter(KEYS.drawNo, KEYS.saltKey)
  expect(await readText(files, kept.key)).toBe(parts.map((part) => write(part)).join(''))
})

it('throws in the reader’s turn what cannot be written, and leaves nothing behind', async () => {
  const thread = openSheetThread({ filesDir: files.dir, ...KEYS })
  await thread.take(parts[1]!)
  await thread.take(parts[0]!)
  await expect(thread.end()).rejects.toThrow('F000000 is out of order')
  await thread.stop()
  expect(readdirSync(files.dir)).toEqual([])
})

it('leaves nothing behind when it is stopped before the end', async () => {
  const thread = openSheetThread({ filesDir: files.dir, ...KEYS })
  for (const part of parts) await thread.take(part)
  await thread.stop()
  expect(readdirSync(files.dir)).toEqual([])
})
