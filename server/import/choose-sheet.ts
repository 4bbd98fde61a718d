/** Finds the sheet of a file that holds the table that was asked for, and its header. */
import { messages } from '../../commands/messages.js'
import { findHeader, HEADER_WITHIN, type Header } from '../../commands/registries/kinds/header.js'
import { type TemplateKind, templates } from '../../commands/registries/kinds/kinds.js'
import { isBlank } from '../../commands/registries/kinds/read-row.js'
import type { TableRow } from '../../commands/registries/kinds/table.js'
import { ImportError } from './import-error.js'
import type { RowSource, Sheet } from './row-source.js'

interface Chosen {
  sheet: Sheet
  header: Header
}

/** Rows enough to see whether a header has anything under it. */
const SEEN_ROWS = 2 * HEADER_WITHIN

/** @throws ImportError when none fits, when two do, or when the file is of another kind */
export async function chooseSheet(source: RowSource, kind: TemplateKind): Promise<Chosen> {
  const seen: { sheet: Sheet; rows: TableRow[] }[] = []
  for (const sheet of source.sheets) seen.push({ sheet, rows: await readFirst(sheet) })
  if (seen.every(({ rows }) => rows.every(isBlank))) throw new ImportError(messages.importing.empty)
  const found = seen.flatMap(({ sheet, rows }) => {
    const header = findHeader(templates[kind], rows)
    return header
      ? [{ sheet, header, filled: rows.some((row) => row.row > header.row && !isBlank(row)) }]
      : []
  })
  const whole = found.filter(({ header }) => header.missing.length === 0)
  const [first, second] = whole.some(({ filled }) => filled) ? whole.filter(({ filled }) => filled) : whole
  if (first === undefined)
    throw refuse(
      kind,
      found.map(({ header }) => header),
      seen.map(({ rows }) => rows),
    )
  if (second)
    throw new ImportError(messages.importing.twoSheets(first.sheet.name ?? '', second.sheet.name ?? ''))
  if (first.header.conflicts.length > 0) throw new ImportError(first.header.conflicts.join('；'))
  return first
}

async function readFirst(sheet: Sheet): Promise<TableRow[]> {
  const rows: TableRow[] = []
  for await (const row of sheet.rows()) {
    rows.push(row)
    if (rows.length >= SEEN_ROWS || row.row >= SEEN_ROWS) break
  }
  return rows
}

function refuse(kind: TemplateKind, headers: Header[], sheets: TableRow[][]): ImportError {
  const { importing } = messages
  const { title, columns } = templates[kind]
  const other = looksLike(sheets)
  if (other && other !== kind) return new ImportError(importing.otherKind(title, templates[other].title))
  const [nearest] = headers.toSorted((a, b) => b.places.size - a.places.size)
  if (nearest === undefined) {
    const wanted = Object.values(columns).filter((column) => column.empty === undefined)
    return new ImportError(
      importing.noHeader(
        title,
        wanted.map(({ header }) => header),
      ),
    )
  }
  return new ImportError([...nearest.conflicts, importing.missingColumns(nearest.missing)].join('；'))
}

/** The kind whose needed columns are all there, and of those the one that reads most columns. */
function looksLike(sheets: TableRow[][]): TemplateKind | undefined {
  let best: { kind: TemplateKind; columns: number } | undefined
  for (const rows of sheets)
    for (const kind of Object.keys(templates) as TemplateKind[]) {
      const header = findHeader(templates[kind], rows)
      if (header?.missing.length === 0 && header.places.size > (best?.columns ?? 0))
        best = { kind, columns: header.places.size }
    }
  return best?.kind
}
