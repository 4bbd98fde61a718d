/** A header over two rows: a group's name above, and under it the names of its columns. */
import type { TableRow } from './table.js'

/**
 * @param knows whether a word names a column
 * @returns both as one row under the number of the lower one; undefined where the lower one is no header
 */
export function joinHeaders(
  upper: TableRow,
  lower: TableRow,
  knows: (word: string) => boolean,
): TableRow | undefined {
  const wordOf = ({ cells }: TableRow, place: number) => (cells[place] ?? '').trim()
  const own = [...lower.cells.keys()].filter(
    (place) => wordOf(lower, place) !== '' && !lower.carried?.has(place),
  )
  const cells = [...upper.cells]
  let known = 0
  for (const place of own) {
    const word = wordOf(lower, place)
    const whole = `${groupOver(upper, place)}${word}`
    const found = [whole, word].find(knows)
    // A word that says nothing under one that does is what the first row of data holds.
    if (found === undefined && knows(wordOf(upper, place))) return undefined
    if (found !== undefined) known++
    cells[place] = found ?? whole
  }
  return known === 0 ? undefined : { row: lower.row, cells: [...cells].map((cell) => cell ?? '') }
}

/** A group stands over its first column, and its other ones are empty. */
function groupOver({ cells }: TableRow, place: number): string {
  for (let at = place; at >= 0; at--) {
    const word = (cells[at] ?? '').trim()
    if (word !== '') return word
  }
  return ''
}
