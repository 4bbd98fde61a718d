/** Gathers the rows that an import left out, as they came, each with what is wrong with it, to be mended and imported again. */
import { messages } from '../../commands/messages.js'
import type { ImportKind } from '../../commands/registries/kinds/kinds.js'
import type { Fault } from '../../commands/registries/kinds/table.js'
import { chooseSheet } from './choose-sheet.js'
import { openSource } from './open-source.js'

/** The header that an import passes over. */
const PROBLEMS = '问题'

/** The file's own header and its refused rows, with a last column that names their faults. */
export async function* listRefused(
  path: string,
  kind: ImportKind,
  faults: Fault[],
): AsyncGenerator<string[]> {
  const problems = new Map<number, string[]>()
  for (const fault of faults) {
    const known = problems.get(fault.row)
    if (known) known.push(messages.importing.fault(fault))
    else problems.set(fault.row, [messages.importing.fault(fault)])
  }
  const source = await openSource(path)
  try {
    const { sheet, header } = await chooseSheet(source, kind)
    const kept = header.cells.flatMap((cell, place) => (cell.trim() === PROBLEMS ? [] : [place]))
    yield [...kept.map((place) => header.cells[place] ?? ''), PROBLEMS]
    for await (const { row, cells } of sheet.rows()) {
      const found = problems.get(row)
      if (found) yield [...kept.map((place) => cells[place] ?? ''), found.join('；')]
    }
  } finally {
    source.close()
  }
}
