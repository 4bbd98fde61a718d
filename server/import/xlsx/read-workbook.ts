/** The list of a workbook's sheets, where they lie, and from which year its dates count. */
import { posix } from 'node:path'
import type { WorkbookPackage } from './open-package.js'
import { parseWhole } from './parse-xml.js'

interface Workbook {
  /** Those that people see; all of them where none is to be seen. */
  sheets: { name: string; part: string }[]
  since1904: boolean
  /** Parts that all sheets share, wherever the writing program has put them. */
  strings: string
  styles: string
}

export async function readWorkbook(opened: WorkbookPackage): Promise<Workbook> {
  const { targets, shared } = await readTargets(opened)
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
  const strings = shared.get('sharedStrings') ?? 'xl/sharedStrings.xml'
  const styles = shared.get('styles') ?? 'xl/styles.xml'
  return { sheets: visible.length > 0 ? visible : found, since1904, strings, styles }
}

/** By id, and by the last word of their type. */
async function readTargets(
  opened: WorkbookPackage,
): Promise<Record<'targets' | 'shared', Map<string, string>>> {
  const [targets, shared] = [new Map<string, string>(), new Map<string, string>()]
  await parseWhole(opened.open('xl/_rels/workbook.xml.rels'), {
    open(element, { Id = '', Type = '', Target = '' }) {
      if (element !== 'Relationship') return
      const part = posix.resolve('/xl', Target).slice(1)
      targets.set(Id, part)
      shared.set(posix.basename(Type), part)
    },
  })
  return { targets, shared }
}
