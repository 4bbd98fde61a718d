/** Calls of the Bot API with a time limit, and downloads of its files; telegraf forms and sends the requests. */
import http from 'node:http'
import https from 'node:https'
import { Telegram } from 'telegraf'
import type { Telegram as Methods, Opts } from 'telegraf/types'
import { ApiError, toApiError } from './api-error.js'

export interface CallOptions {
  /** Milliseconds until the call is given up; 30,000 unless said otherwise. */
  timeout?: number
  signal?: AbortSignal
}

export interface Api {
  /** @throws ApiError */
  call<M extends keyof Methods>(
    method: M,
    payload: Opts<M>,
    options?: CallOptions,
  ): Promise<ReturnType<Methods[M]>>
  /** The bytes of a file at the path that `getFile` told, at most `limit`. @throws ApiError */
  download(path: string, limit: number): Promise<Buffer>
}

const CALL_TIMEOUT = 30_000
const DOWNLOAD_TIMEOUT = 120_000

/** `agent` serves `https:` roots only: telegraf uses none for `http:`. */
export function createApi(token: string, apiRoot: string, agent: http.Agent): Api {
  // telegraf resolves against the root, which drops its last segment unless a slash follows.
  const root = apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`
  const telegram = new Telegram(token, { apiRoot: root, agent })
  return {
    async call(method, payload, { timeout = CALL_TIMEOUT, signal } = {}) {
      const limit = new AbortController()
      const abort = () => limit.abort()
      const timer = setTimeout(abort, timeout)
      signal?.addEventListener('abort', abort)
      if (signal?.aborted) abort()
      try {
        return await telegram.callApi(method, payload, { signal: limit.signal as never })
      } catch (error) {
        throw toApiError(method, token, error)
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
      }
    },
    async download(path, limit) {
      try {
        return await download(new URL(`./file/bot${token}/${path}`, root), agent, limit)
      } catch (error) {
        throw toApiError('download', token, error)
      }
    },
  }
}

async function download(url: URL, agent: http.Agent, limit: number): Promise<Buffer> {
  const response = await open(url, agent)
  if (response.statusCode !== 200) {
    response.destroy()
    throw new ApiError(response.statusCode ?? 0, 'unavailable', `download: status ${response.statusCode}`)
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new ApiError(413, 'rejected', `download: more than ${limit} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function open(url: URL, agent: http.Agent): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(DOWNLOAD_TIMEOUT)
    const request = url.protocol === 'https:' ? https.get(url, { agent, signal }) : http.get(url, { signal })
    request.once('response', resolve).once('error', reject)
  })
}
