/** The web server: health, figures, public pages, and whatever routers the installation adds. */
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express'
import type { Platforms } from '../bot/delivery.js'
import type { Store } from '../db/store.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'
import { assets } from './pages/assets.js'
import { isLoopback } from './pages/loopback-only.js'
import { renderNotFound } from './pages/not-found-page.js'
import { secureHeaders } from './secure-headers.js'

export interface HttpOptions {
  store: Store
  platforms: Platforms
  metrics: Metrics
  /** Routers for webhooks, pages and the room, and what stands before some of them, in order. */
  routers: (Router | RequestHandler)[]
  /** The address of the settings; null for none. */
  publicUrl: string | null
  log: Log
}

export function createHttp(options: HttpOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  // Proxies stand on this machine or in its private network; what they say matters for limits and https alone.
  app.set('trust proxy', isPrivate)
  app.use(secureHeaders(options.publicUrl))
  app.use((_, response, next) => {
    // Kept, but asked for again: a correction must not wait for a browser's memory.
    response.set('Cache-Control', 'no-cache')
    next()
  })
  app.get('/livez', (_, response) => void response.type('text').send('ok'))
  app.get('/readyz', async (_, response) => {
    const problems = await findProblems(options)
    response.status(problems.length === 0 ? 200 : 503).json({ ready: problems.length === 0, problems })
  })
  app.get('/metrics', async (request, response, next) => {
    if (!isLoopback(request)) return next()
    response.type(options.metrics.contentType).send(await options.metrics.render())
  })
  app.use(assets())
  for (const router of options.routers) app.use(router)
  app.use((request, response) => {
    response.status(404)
    if (request.accepts(['json', 'html']) === 'html') response.type('html').send(renderNotFound())
    else response.json({ error: '没有这个页面：地址可能写错了，或者编号不存在。' })
  })
  app.use(handleError(options.log))
  return app
}

/** An address of this machine or of its private networks (RFC 1918, RFC 4193, link-local). */
const isPrivate = (address: string): boolean =>
  /^(::ffff:)?(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)|^(::1$|f[cd]|fe[89ab])/i.test(
    address,
  )

/** The database must answer; a chat platform that is down does not make the others unready. */
async function findProblems({ store, platforms }: HttpOptions): Promise<string[]> {
  try {
    await store.read((view) => view.ledger.head())
  } catch {
    return ['database']
  }
  const states = [...platforms.values()].map((platform) => platform.health().ok)
  return states.length > 0 && states.every((ok) => !ok) ? ['platforms'] : []
}

function handleError(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const status = (error as { status?: unknown }).status
    if (typeof status === 'number' && status >= 400 && status < 500) {
      return void response.status(status).json({ error: '请求的内容不对或太大。' })
    }
    const reference = `H-${randomBytes(4).toString('hex')}`
    log.error({ reference, error: error instanceof Error ? error.stack : String(error) }, 'request failed')
    response.status(503).json({ error: `出错了，请稍后再试。编号 ${reference}` })
  }
}

/** Resolves with the server once it listens. */
export function listen(app: Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) => (error ? reject(error) : resolve(server)))
  })
}
