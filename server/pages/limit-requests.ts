/** Keeps one visitor from taking the site from all others; this machine's own browser is not counted. */
import type { RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import { html } from './html.js'
import { page } from './layout.js'
import { isLoopback } from './loopback-only.js'

const MINUTE = 60_000
const WORDS = '请求过于频繁，请过一分钟再试。需要大量数据的，请下载开放数据文件。'

/** @param perMinute requests of one address; many people of an office share one */
export function limitRequests(perMinute: number): RequestHandler {
  return rateLimit({
    ...{ windowMs: MINUTE, limit: perMinute, standardHeaders: false, legacyHeaders: false, validate: false },
    skip: isLoopback,
    handler(request, response) {
      response.status(429).set('Retry-After', '60')
      if (request.accepts(['text', 'html']) === 'html') response.type('html').send(TOO_MANY)
      else response.type('text').send(WORDS)
    },
  })
}

const TOO_MANY = page(
  '请求过于频繁',
  html`<section class="lead"><h1>请求过于频繁</h1><p>${WORDS}</p><p><a href="/open-data">开放数据</a></p></section>`,
)
