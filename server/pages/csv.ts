/** Lines of CSV by RFC 4180, in a form that spreadsheets open as it is. */

/** Excel needs it to read UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'

export const csvLine = (cells: (string | number | null)[]): string => `${cells.map(cellOf).join(',')}\r\n`

function cellOf(value: string | number | null): string {
  if (typeof value !== 'string') return String(value ?? '')
  const cell = guard(value)
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A spreadsheet takes such a text for a formula, whoever wrote it; an apostrophe before it makes it a text again. */
const guard = (text: string): string => (/^[=+\-@\t\r]/u.test(text) ? `'${text}` : text)
