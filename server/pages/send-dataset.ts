/** Sends open data as CSV or JSON, some rows at a time, so that a large file holds up nobody. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import type { Store } from '../../db/store.js'
import { BYTE_ORDER_MARK, csvLine } from './csv.js'
import type { Dataset } from './dataset.js'

export type DataForm = 'csv' | 'json'

export async function sendDataset(
  store: Store,
  data: Dataset,
  form: DataForm,
  request: Request,
  response: Response,
): Promise<void> {
  response.type(form).attachment(`${data.name}.${form}`)
  if (data.disclosed) {
    const version = await store.read((view) => view.published.version())
    response.set('ETag', `W/"${data.name}.${form}-${version}"`)
    if (request.fresh) return void response.status(304).end()
  }
  if (request.method === 'HEAD') return void response.end()
  const parts = form === 'csv' ? writeCsv(data, store) : writeJson(data, store)
  await pipeline(Readable.from(parts), response).catch((error: NodeJS.ErrnoException) => {
    // The reader may leave whenever they like.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}

async function* writeCsv({ columns, rows }: Dataset, store: Store): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(columns.map(({ title }) => title))
  for await (const some of rows(store)) yield some.map(csvLine).join('')
}

async function* writeJson({ columns, rows }: Dataset, store: Store): AsyncGenerator<string> {
  let mark = '['
  for await (const some of rows(store)) {
    for (const cells of some) {
      yield `${mark}\n${JSON.stringify(Object.fromEntries(columns.map(({ name }, i) => [name, cells[i]])))}`
      mark = ','
    }
  }
  yield mark === '[' ? '[]\n' : '\n]\n'
}
