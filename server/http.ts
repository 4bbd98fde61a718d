/** The web server: health, figures, public pages, and whatever routers the installation adds. */
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import express, { type ErrorRequestHandler, type Express, type Router } from 'express'
import helmet from 'helmet'
import type { Platforms } from '../bot/delivery.js'
import type { Store } from '../db/store.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'
import { packageRoot } from './package-root.js'
import { isLoopback } from './pages/loopback-only.js'
import { renderNotFound } from './pages/not-found-page.js'

export interface HttpOptions {
  store: Store
  platforms: Platforms
  metrics: Metrics
  /** Routers for webhooks, pages and the room, in order. */
  routers: Router[]
  /** Whether people reach it by https: only then may a browser be told to insist on it. */
  https: boolean
  log: Log
}

export function createHttp(options: HttpOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(secureHeaders(options.https))
  app.get('/livez', (_, response) => void response.type('text').send('ok'))
  app.get('/readyz', async (_, response) => {
    const problems = await findProblems(options)
    response.status(problems.length === 0 ? 200 : 503).json({ ready: problems.length === 0, problems })
  })
  app.get('/metrics', async (request, response, next) => {
    if (!isLoopback(request)) return next()
    response.type(options.metrics.contentType).send(await options.metrics.render())
  })
  app.get('/assets/site.css', (_, response) => {
    response.sendFile('site.css', { root: new URL('server/pages/', packageRoot).pathname, maxAge: '5m' })
  })
  for (const router of options.routers) app.use(router)
  app.use((request, response) => {
    response.status(404)
    if (request.accepts(['json', 'html']) === 'html') response.type('html').send(renderNotFound())
    else response.json({ error: '没有这个页面：地址可能写错了，或者编号不存在。' })
  })
  app.use(handleError(options.log))
  return app
}

/** No script from elsewhere, no outside request; nothing that breaks a plain-http intranet. */
function secureHeaders(https: boolean) {
  const directives = {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    ...(https ? { upgradeInsecureRequests: [] } : {}),
  }
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
  })
}

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
