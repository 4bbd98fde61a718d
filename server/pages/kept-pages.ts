/** Pages that say nothing but what is public of the results, kept as they were sent until the next disclosure. */
import { createHash } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { Store } from '../../db/store.js'

interface KeptPage {
  body: Buffer
  tag: string
}

/** Of all kept pages, in bytes: some ten thousand of them. */
const MOST = 64 * 1024 * 1024

/** Wraps what makes a page of a request; null is no page. */
export type KeepPage = (render: (request: Request) => Promise<string | null>) => RequestHandler

export function createKeptPages(store: Store): KeepPage {
  const versionNow = shareVersion(store)
  const kept = new Map<string, KeptPage>()
  let [keptVersion, bytes] = [0, 0]

  function startAnew(version: number): void {
    kept.clear()
    bytes = 0
    keptVersion = version
  }

  /** Whoever asks for endless addresses pushes out the oldest pages, nothing else. */
  function keep(url: string, page: KeptPage): void {
    kept.set(url, page)
    bytes += page.body.length
    for (const [oldest, { body }] of kept) {
      if (bytes <= MOST) break
      kept.delete(oldest)
      bytes -= body.length
    }
  }

  return (render) => async (request, response, next) => {
    // Asked before the page is made: it may be newer than its version, never older.
    const version = await versionNow()
    if (version !== keptVersion) startAnew(version)
    const url = request.originalUrl
    const known = kept.get(url)
    if (known) return answer(known, request, response)
    const text = await render(request)
    if (text === null) return next()
    const body = Buffer.from(text)
    const page = { body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` }
    if (version === keptVersion && !kept.has(url)) keep(url, page)
    answer(page, request, response)
  }
}

function answer({ body, tag }: KeptPage, request: Request, response: Response): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('ETag', tag)
  if (request.fresh) return void response.status(304).end()
  response.setHeader('Content-Length', body.length)
  response.end(body)
}

/** Requests that come at the same moment ask once. */
function shareVersion(store: Store): () => Promise<number> {
  let asked: Promise<number> | undefined
  return () => {
    if (!asked) {
      asked = store.read((view) => view.published.version())
      setImmediate(() => {
        asked = undefined
      })
    }
    return asked
  }
}
