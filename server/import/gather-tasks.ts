/** Puts the rows of one file together whose kind of record takes several, and leaves out what a faulty row belongs to. */
import { messages } from '../../commands/messages.js'
import { CellFault, type Fault, type Table } from '../../commands/registries/kinds/table.js'

interface Gathering<R> {
  /** Answers what is wrong with a row that contradicts earlier ones. */
  add(row: number, record: R): Fault[]
  /** A row was refused: `key` of what it belongs to, undefined where it could not be read. */
  spoil(key: string | undefined): void
  /** What is whole, under its first row, and the sound rows of what is not. */
  end(): { records: [row: number, record: R][]; faults: Fault[]; notes: string[] }
}

interface Gathered<R> {
  record: R
  rows: number[]
}

export function gatherTasks<R>(table: Table<R>, join: NonNullable<Table<R>['join']>): Gathering<R> {
  const gathered = new Map<string, Gathered<R>>()
  const spoilt = new Set<string>()
  let unnamed = false
  return {
    add(row, record) {
      const key = table.key(record)
      const known = gathered.get(key)
      if (known === undefined) gathered.set(key, { record, rows: [row] })
      else
        try {
          known.record = join(known.record, record)
          known.rows.push(row)
        } catch (error) {
          if (!(error instanceof CellFault)) throw error
          spoilt.add(key)
          return [{ row, column: error.column ?? '', value: key, reason: error.message }]
        }
      return []
    },
    spoil(key) {
      if (key === undefined) unnamed = true
      else spoilt.add(key)
    },
    end() {
      const records: [number, R][] = []
      const faults: Fault[] = []
      let whole = 0
      const reason = unnamed ? messages.platform.unnamedTask : messages.platform.sameTask
      for (const [key, { record, rows }] of gathered)
        if (unnamed || spoilt.has(key))
          faults.push(...rows.map((row) => ({ row, column: '', value: key, reason })))
        else {
          whole += rows.length
          records.push([rows[0]!, record])
        }
      return { records, faults, notes: [messages.platform.joined(records.length, whole)] }
    },
  }
}
