/** Sends a compressed file of the file store, as it lies there or unpacked on the way. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { Request, Response } from 'express'
import type { FileStore } from '../../db/files.js'

/** @param hash of a gzip file; `type` names the unpacked content, such as 'json'. */
export async function sendKept(
  files: FileStore,
  hash: string,
  type: string,
  request: Request,
  response: Response,
): Promise<void> {
  response.type(type).vary('Accept-Encoding')
  // Weak: one tag for both forms of the content.
  response.set({ ETag: `W/"${hash}"`, 'Cache-Control': 'no-cache' })
  if (request.fresh) return void response.status(304).end()
  const packed = request.acceptsEncodings('gzip', 'identity') === 'gzip'
  if (packed)
    response.set({
      'Content-Encoding': 'gzip',
      'Content-Length': String((await stat(files.path(hash))).size),
    })
  if (request.method === 'HEAD') return void response.end()
  const source = createReadStream(files.path(hash))
  const sending = packed ? pipeline(source, response) : pipeline(source, createGunzip(), response)
  await sending.catch((error: NodeJS.ErrnoException) => {
    // The reader may leave whenever they like.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}
