/** What a file of open data holds, declared once for the file itself, its dictionary and its machine-readable description. */
import type { Day, Store } from '../../db/store.js'

type Cell = string | number | null

export interface DataColumn<Row> {
  /** Its key in JSON. */
  name: string
  /** Its heading in CSV. */
  title: string
  /** By Table Schema (Frictionless); dates 'YYYY-MM-DD', instants in UTC. */
  type: 'string' | 'integer' | 'number' | 'date' | 'datetime'
  description: string
  value(row: Row): Cell
}

export interface Dataset {
  /** Of the file, without its ending. */
  name: string
  title: string
  description: string
  columns: Omit<DataColumn<never>, 'value'>[]
  /** Whether it changes with nothing but a disclosure. */
  disclosed: boolean
  /** The cells of each row in the order of the columns, some rows at a time. */
  rows(store: Store, filter: DataFilter): AsyncIterable<Cell[][]>
}

/** What public results are narrowed to: a department's code, and the first and last day of the inspections. */
export interface DataFilter {
  department?: string
  from?: Day
  to?: Day
}

export function dataset<Row>(
  about: Pick<Dataset, 'name' | 'title' | 'description' | 'disclosed'>,
  columns: DataColumn<Row>[],
  read: (store: Store, filter: DataFilter) => AsyncIterable<Row[]>,
): Dataset {
  async function* rows(store: Store, filter: DataFilter): AsyncIterable<Cell[][]> {
    for await (const some of read(store, filter))
      yield some.map((row) => columns.map(({ value }) => value(row)))
  }
  return { ...about, columns, rows }
}

export const column = <Row>(
  name: string,
  title: string,
  type: DataColumn<Row>['type'],
  description: string,
  value: DataColumn<Row>['value'],
): DataColumn<Row> => ({ name, title, type, description, value })
