/** Writes the sample district; always the same files: `node dist/sample/generate.js [folder]`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { departmentRows } from './source/departments.js'
import { createFirms, firmRows } from './source/firms.js'
import { itemRows } from './source/items.js'
import { measureRows } from './source/measures.js'
import { createStaff } from './source/people.js'
import { planRows, recusalRows } from './source/plans.js'

/** 2026-03-10, a Tuesday and working day, 9:00 at the office's place. */
const clock = '2026-03-10T01:00:00.000Z'

/** Writes every generated file into the folder. Holidays are left out: the calendar package knows the sample's year. */
export function generateSample(folder: string): void {
  const staff = createStaff()
  const firms = createFirms()
  const tables = {
    departments: departmentRows(),
    people: staff.people,
    inspectors: staff.inspectors,
    firms: firmRows(firms),
    items: itemRows(),
    plans: planRows(staff),
    recusals: recusalRows(staff, firms),
    // By its own name, since the demo does not take in what has been due for years.
    'annex-2': measureRows(),
  }
  mkdirSync(folder, { recursive: true })
  for (const [name, rows] of Object.entries(tables)) writeFileSync(join(folder, `${name}.csv`), toCsv(rows))
  writeFileSync(join(folder, 'demo.json'), `${JSON.stringify({ clock }, null, 2)}\n`)
}

function toCsv(rows: string[][]): string {
  const quote = (cell: string) => (/[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return rows.map((cells) => `${cells.map(quote).join(',')}\n`).join('')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) generateSample(process.argv[2] ?? 'sample')
