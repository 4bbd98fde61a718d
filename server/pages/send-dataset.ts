/** Sends a file of open data to a visitor. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import type { Store } from '../../db/store.js'
import type { Dataset } from './dataset.js'
import { type DataForm, writeDataset } from './write-dataset.js'

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
  await pipeline(Readable.from(writeDataset(data, form, store)), response).catch(
    (error: NodeJS.ErrnoException) => {
      // The reader may leave whenever they like.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
    },
  )
}
