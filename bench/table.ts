/** Prints what was measured beside its goal, and the ratio of the two. */

export interface Line {
  what: string
  value: number
  unit: string
  atMost?: number
  atLeast?: number
}

export function formatTable(lines: Line[]): string {
  const rows = [['measured', 'value', 'goal', 'value / goal', ''], ...lines.map(cellsOf)]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const padded = rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
  )
  return padded.map((row) => row.trimEnd()).join('\n')
}

function cellsOf({ what, value, unit, atMost, atLeast }: Line): string[] {
  const goal = atMost ?? atLeast
  if (goal === undefined) return [what, show(value, unit), '', '', '']
  const met = atMost === undefined ? value >= goal : value <= goal
  const sign = atMost === undefined ? '≥' : '≤'
  return [
    what,
    show(value, unit),
    `${sign} ${show(goal, unit)}`,
    (value / goal).toFixed(2),
    met ? 'met' : 'MISSED',
  ]
}

function show(value: number, unit: string): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`.trim()
}
