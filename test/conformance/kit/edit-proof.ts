/** Hands for lies: lines of the frozen files, instants and ledger entries of a proof are changed by name. */
import type { Entry, Proof } from '../../../server/verify/proof-shape.js'

type FileName = keyof Proof['files']

export function editRow(p: Proof, file: FileName, row: number, by: (cells: unknown[]) => void): void {
  editLines(p, file, (lines) => {
    const cells = JSON.parse(lines[row]!) as unknown[]
    by(cells)
    lines[row] = JSON.stringify(cells)
  })
}

export function editLines(p: Proof, file: FileName, by: (lines: string[]) => void): void {
  const lines = p.files[file].split('\n').slice(0, -1)
  by(lines)
  p.files[file] = lines.map((line) => `${line}\n`).join('')
}

export function later(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString()
}

/** The draw's own entry of a kind, by its number among those of this kind. */
export function entryOf(p: Proof, kind: string, nth = 0): Entry {
  return p.ledger.entries.filter((entry) => entry.kind === kind)[nth]!
}

export function bodyOf(p: Proof, kind: string, nth = 0): Record<string, unknown> {
  return p.ledger.bodies[entryOf(p, kind, nth).n]!
}

/** Every entry from one of this kind on comes later. */
export function delayFrom(p: Proof, kind: string, ms: number): void {
  const from = entryOf(p, kind).n
  for (const entry of p.ledger.entries) if (entry.n >= from) entry.at = later(entry.at, ms)
}

export function swap<T>(list: T[], a: number, b: number): void {
  const kept = list[a]!
  list[a] = list[b]!
  list[b] = kept
}
