import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { messages } from '../../../commands/messages.js'
import { type ImportKind, tables } from '../../../commands/registries/kinds/kinds.js'
import { openStore } from '../../../db/open.js'
import type { Store } from '../../../db/store.js'
import { writeTemplate } from '../../../server/documents/template.js'
import { importFile } from '../../../server/import/import-file.js'
import { openSource } from '../../../server/import/open-source.js'

const kinds = Object.keys(tables) as ImportKind[]
let folder: string
let store: Store

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'template-'))
  store = await openStore(join(folder, 'test.db'))
})

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

async function readTemplate(kind: ImportKind): Promise<{ names: (string | null)[]; rows: string[][][] }> {
  const path = join(folder, `${kind}.xlsx`)
  writeFileSync(path, await writeTemplate(kind))
  const source = await openSource(path)
  const rows: string[][][] = []
  for (const sheet of source.sheets) {
    const found: string[][] = []
    for await (const { cells } of sheet.rows()) found.push(cells)
    rows.push(found)
  }
  source.close()
  return { names: source.sheets.map(({ name }) => name), rows }
}

function bring(kind: ImportKind, path: string) {
  const now = new Date('2026-03-10T01:00:00Z')
  return importFile(store, kind, path, now, 'system', { dryRun: false, stagingDir: folder })
}

/** The examples of people and roll name one person, who is recused from the firm of the examples. */
async function addColleagues(): Promise<void> {
  await store.write(async (tx) => {
    const person = (await tx.people.get('P0007'))!
    const inspector = (await tx.inspectors.get('豫F-GS-0001'))!
    for (const n of [2, 3]) {
      await tx.people.put({ ...person, id: `P${n}`, name: `李${n}` })
      await tx.inspectors.put({ ...inspector, id: `豫F-GS-000${n}`, person: `P${n}` })
    }
  })
}

describe('a template', () => {
  // In the order in which an empty store takes them.
  it.each(kinds)('for %s comes in without a fault once it is filled with its own examples', async (kind) => {
    const { names, rows } = await readTemplate(kind)
    expect(names).toEqual([tables[kind].title, '填写说明'])
    const [header = []] = rows[0] ?? []
    const [, ...explained] = rows[1] ?? []
    expect(explained.map(([column]) => column)).toEqual(header)
    const path = join(folder, `${kind}-filled.xlsx`)
    const cells = (words: string[]) => words.map((value) => ({ value, type: String }))
    await writeExcelFile([cells(header), cells(explained.map((note) => note[3] ?? ''))]).toFile(path)
    if (kind === 'platform-draw') await addColleagues()
    const report = await bring(kind, path)
    const notes = kind === 'platform-draw' ? [messages.platform.joined(1, 1)] : []
    expect(report).toMatchObject({ faults: [], notes })
    expect(report.added + report.changed + report.unchanged).toBe(1)
  })

  it('that nobody has filled in says so', async () => {
    await readTemplate('holidays')
    const reading = bring('holidays', join(folder, 'holidays.xlsx'))
    await expect(reading).rejects.toThrow(messages.importing.noRows(1))
  })
})
