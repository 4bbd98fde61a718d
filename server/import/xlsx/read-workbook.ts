/** The list of a workbook's sheets, where they lie, and from which year its dates count. */
import { posix } from 'node:path'
import type { WorkbookPackage } from './open-package.js'
import { parseWhole } from './parse-xml.js'

interface Workbook {
  /** Those that people see; all of them where none is to be seen. */
  sheets: { name: string; part: string }[]
  since1904: boolean
}

export async function readWorkbook(opened: WorkbookPackage): Promise<Workbook> {
  const targets = await readTargets(opened)
  const found: { name: string; part: string; hidden: boolean }[] = []
  let since1904 = false
  await parseWhole(opened.open('xl/workbook.xml'), {
    open(element, attributes) {
      if (element === 'workbookPr') since1904 = /^(1|true)$/u.test(attributes.date1904 ?? '')
      if (element !== 'sheet') return
      const { name = '', state = 'visible' } = attributes
      // The prefix is the writing program's choice.
      const id = Object.keys(attributes).find((key) => key.endsWith(':id')) ?? ''
      const part = targets.get(attributes[id] ?? '')
      // Charts and macro sheets lie elsewhere.
      if (part?.includes('worksheets/')) found.push({ name, part, hidden: state !== 'visible' })
    },
  })
  const visible = found.filter(({ hidden }) => !hidden)
  return { sheets: visible.length > 0 ? visible : found, since1904 }
}

async function readTargets(opened: WorkbookPackage): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await parseWhole(opened.open('xl/_rels/workbook.xml.rels'), {
    open(element, { Id = '', Target = '' }) {
      if (element === 'Relationship') targets.set(Id, posix.resolve('/xl', Target).slice(1))
    },
  })
  return targets
}
