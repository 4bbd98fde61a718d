/** The route on which Telegram delivers updates: it answers 200 only once the update is durable. */
import { createHash, timingSafeEqual } from 'node:crypto'
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express'

const BODY_LIMIT = '1mb'

/**
 * `POST /webhooks/telegram`: 401 for a wrong `X-Telegram-Bot-Api-Secret-Token`, before the body is read; 413 for more
 * than 1 MB; 400 for what is no update; 503 when `receive` throws, after which Telegram delivers again.
 * https://core.telegram.org/bots/api#setwebhook
 */
export function telegramWebhook(secret: string, receive: (update: unknown) => Promise<void>): Router {
  const router = express.Router()
  router.post(
    '/webhooks/telegram',
    checkSecret(secret),
    express.json({ limit: BODY_LIMIT }),
    deliver(receive),
    refuseBody,
  )
  return router
}

function checkSecret(secret: string): RequestHandler {
  const expected = digest(secret)
  return (req, res, next) => {
    const given = digest(req.get('X-Telegram-Bot-Api-Secret-Token') ?? '')
    if (timingSafeEqual(given, expected)) next()
    else res.status(401).end()
  }
}

/** Equal lengths for the comparison in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function deliver(receive: (update: unknown) => Promise<void>): RequestHandler {
  return async (req, res) => {
    if (!Number.isSafeInteger(req.body?.update_id)) {
      res.status(400).end()
      return
    }
    try {
      await receive(req.body)
      res.status(200).end()
    } catch {
      // `receive` has told its log why.
      res.status(503).end()
    }
  }
}

/** What the body parser found wrong, in its own status. */
const refuseBody: ErrorRequestHandler = (error: { status?: number }, _req, res, _next) => {
  res.status(error.status ?? 500).end()
}
