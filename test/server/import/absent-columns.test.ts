import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportKind, tables } from '../../../commands/registries/kinds/kinds.js'
import type { Columns } from '../../../commands/registries/kinds/table.js'
import { openStore } from '../../../db/open.js'
import type { Store } from '../../../db/store.js'
import { importFile } from '../../../server/import/import-file.js'

/** Where the template's example is what an empty cell means anyway. */
const OTHER: Record<string, string> = {
  ...{ weight: '7', inspectorsPerVisit: '3', frequency: '2', yearlyCap: '3', witnesses: '2' },
  ...{ unannounced: '是', capSetBy: '省局', others: 'SCQ-FZ' },
}

/** What a chat or a paper has approved, or a leave, is never taken back by an empty cell. */
const STANDING = ['approvedBy', 'approvedAt', 'filingNo', 'leaveFrom', 'leaveTo']

/** Columns that are filled in together. */
const PAIRS = [
  ['leaveFrom', 'leaveTo'],
  ['approvedBy', 'approvedAt'],
]

const kinds = (Object.keys(tables) as ImportKind[]).filter((kind) => kind !== 'platform-draw')
let folder: string
let store: Store

function bring(kind: ImportKind, cells: Record<string, string>) {
  const path = join(folder, 'file.csv')
  const columns: Columns = tables[kind].columns
  const head = Object.keys(cells).map((name) => columns[name]!.header)
  writeFileSync(path, `${head.join(',')}\n${Object.values(cells).join(',')}\n`)
  const now = new Date('2026-03-10T01:00:00Z')
  return importFile(store, kind, path, now, 'system', { dryRun: false, stagingDir: folder })
}

function rowOf(kind: ImportKind): Record<string, string> {
  const columns = Object.entries(tables[kind].columns)
  const cells = Object.fromEntries(columns.map(([name, { example }]) => [name, OTHER[name] ?? example]))
  return kind === 'people' || kind === 'inspectors' ? { ...cells, active: '否' } : cells
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'absent-'))
  store = await openStore(join(folder, 'test.db'))
  await bring('departments', { ...rowOf('departments'), code: 'SCQ-FZ', leading: '否' })
  for (const kind of kinds) expect(await bring(kind, rowOf(kind)), kind).toMatchObject({ faults: [] })
})

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const optional = kinds.flatMap((kind) =>
  Object.entries(tables[kind].columns as Columns)
    .filter(([, { empty }]) => empty !== undefined)
    .map(([name, { header }]) => ({ kind, name, header })),
)

describe('a column that a file does not have', () => {
  it.each(optional)(
    'says nothing about 「$header」 of $kind, where an empty cell does',
    async ({ kind, name }) => {
      const both = PAIRS.find((pair) => pair.includes(name)) ?? [name]
      const cells = Object.entries(rowOf(kind))
      const others = Object.fromEntries(cells.filter(([column]) => !both.includes(column)))
      expect(await bring(kind, others)).toMatchObject({ added: 0, changed: 0, unchanged: 1, faults: [] })
      // A record of a credit file stands as it came in first.
      if (STANDING.includes(name) || kind === 'credit' || kind === 'credit-records') return
      const emptied = Object.fromEntries(
        cells.map(([column, cell]) => [column, both.includes(column) ? '' : cell]),
      )
      expect(await bring(kind, emptied)).toMatchObject({ changed: 1, faults: [] })
      expect(await bring(kind, rowOf(kind))).toMatchObject({ changed: 1, faults: [] })
    },
  )

  it('keeps a leave where its cells stand empty, until another one comes', async () => {
    const row = rowOf('inspectors')
    const entry = () => store.read((view) => view.inspectors.get(row.id!))
    const held = await entry()
    expect(held?.leaveFrom).not.toBeNull()
    const emptied = { ...row, leaveFrom: '', leaveTo: '', certifiedUntil: '2031-01-01' }
    expect(await bring('inspectors', emptied)).toMatchObject({ changed: 1, faults: [] })
    expect(await entry()).toEqual({ ...held, certifiedUntil: '2031-01-01' })
    const later = { ...row, leaveFrom: '2027-01-04', leaveTo: '2027-01-05' }
    expect(await bring('inspectors', later)).toMatchObject({ changed: 1, faults: [] })
    expect(await entry()).toMatchObject({ leaveFrom: '2027-01-04' })
    // An older roll knows of the leave before.
    expect(await bring('inspectors', row)).toMatchObject({ changed: 0, unchanged: 1, faults: [] })
    expect(await entry()).toMatchObject({ leaveFrom: '2027-01-04' })
  })

  it('is refused where it is half of a pair, and nothing is lost', async () => {
    const { leaveTo: _, ...others } = rowOf('inspectors')
    expect((await bring('inspectors', others)).faults).toMatchObject([{ row: 2, column: '请假结束' }])
    expect(await bring('inspectors', rowOf('inspectors'))).toMatchObject({ unchanged: 1 })
  })
})
