/** A workbook's cell that stays text whatever it begins with, also after somebody edits it. */
import type { CellObject } from 'write-excel-file/node'

/**
 * The format is Excel's Text. The package keeps its strings as keys of a plain object, so a text that names a
 * property of every object, such as `constructor`, would break the file; a zero-width space keeps it apart.
 */
export function textCell(value: string): CellObject {
  return { value: value in {} ? `${value}\u200B` : value, type: String, format: '@' }
}
