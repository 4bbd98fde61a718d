/** Writes a file of open data as CSV or JSON, some rows at a time, so that a large one holds up nobody. */
import type { Store } from '../../db/store.js'
import { BYTE_ORDER_MARK, csvLine } from './csv.js'
import type { DataFilter, Dataset } from './dataset.js'

export const DATA_FORMS = ['csv', 'json'] as const
export type DataForm = (typeof DATA_FORMS)[number]

export function writeDataset(
  data: Dataset,
  form: DataForm,
  store: Store,
  filter: DataFilter = {},
): AsyncGenerator<string> {
  return form === 'csv' ? writeCsv(data, store, filter) : writeJson(data, store, filter)
}

async function* writeCsv(
  { columns, rows }: Dataset,
  store: Store,
  filter: DataFilter,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(columns.map(({ title }) => title))
  for await (const some of rows(store, filter)) yield some.map(csvLine).join('')
}

async function* writeJson(
  { columns, rows }: Dataset,
  store: Store,
  filter: DataFilter,
): AsyncGenerator<string> {
  let mark = '['
  for await (const some of rows(store, filter)) {
    for (const cells of some) {
      yield `${mark}\n${JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, cells[i]])))}`
      mark = ','
    }
  }
  yield mark === '[' ? '[]\n' : '\n]\n'
}
