/** The route by which an upper platform pushes single changes of the registries; docs/registry-webhook.md describes it. */
import { randomBytes } from 'node:crypto'
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express'
import { messages } from '../../commands/messages.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { Store } from '../../db/store.js'
import type { Clock } from '../clock.js'
import { applyEvent, eventSchema } from './apply-event.js'
import { checkSignature } from './check-signature.js'
import { WebhookRefusal } from './webhook-refusal.js'

const BODY_LIMIT = '64kb'
const RETRY_SECONDS = '60'

export interface RegistryWebhook {
  secret: string
  store: Store
  /** The office's. */
  clock: Clock
  /** By which senders sign: real time, in the demo too. */
  senderClock: Clock
  /** The office's IANA zone. */
  zone: string
}

/** `POST /webhooks/registry`: 200 once the change is durable, else a status with `error`, `message` and what helps. */
export function registryWebhook({ secret, store, clock, senderClock, zone }: RegistryWebhook): Router {
  const readBody = express.json({
    // Whatever the sender calls it, it is signed and read as JSON.
    type: () => true,
    inflate: false,
    limit: BODY_LIMIT,
    verify: ({ headers }, _, body) => checkSignature(secret, headers, body, senderClock.now()),
  })
  const take: RequestHandler = async (request, response) => {
    // The body parser passes over a request that announces no body at all.
    if (request.body === undefined)
      checkSignature(secret, request.headers, Buffer.alloc(0), senderClock.now())
    const event = eventSchema.safeParse(request.body)
    if (!event.success) {
      const where = event.error.issues.map(({ path }) => path.join('.')).join('、')
      throw new WebhookRefusal(400, 'bad-event', messages.push.badEvent(where))
    }
    const salt = randomBytes(16).toString('hex')
    const now = clock.now()
    const when = { at: now.toISOString(), today: officeDay(now, zone), salt }
    response.json(await store.write((tx) => applyEvent(tx, event.data, when)))
  }
  const router = express.Router()
  router.post('/webhooks/registry', readBody, take, refuse)
  return router
}

/** What is neither ours nor the body parser's goes on to the server's own handler, which logs it. */
const refuse: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const refusal = error instanceof WebhookRefusal ? error : readParserError(error)
  if (!refusal) return next(error)
  const { status, code, message, detail } = refusal
  if (status === 503) response.set('Retry-After', RETRY_SECONDS)
  response.status(status).json({ error: code, message, ...detail })
}

function readParserError(error: unknown): WebhookRefusal | undefined {
  const { status } = error as { status?: unknown }
  if (status === 413) return new WebhookRefusal(413, 'too-large', messages.push.tooLarge)
  const isTheirs = typeof status === 'number' && status >= 400 && status < 500
  return isTheirs ? new WebhookRefusal(400, 'bad-json', messages.push.badJson) : undefined
}
