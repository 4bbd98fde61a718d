/** Whether a request was signed by somebody who holds the secret, not long ago. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { messages } from '../../commands/messages.js'
import { WebhookRefusal } from './webhook-refusal.js'

const FIVE_MINUTES = 5 * 60

/**
 * `x-ssj-timestamp` is in seconds since 1970, `x-ssj-signature` the HMAC-SHA256 of timestamp, '.' and raw body, in hex.
 * @throws WebhookRefusal
 */
export function checkSignature(secret: string, headers: IncomingHttpHeaders, body: Buffer, now: Date): void {
  const timestamp = String(headers['x-ssj-timestamp'] ?? '')
  const signature = String(headers['x-ssj-signature'] ?? '')
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()
  const isWellFormed = /^\d{1,12}$/.test(timestamp) && /^[0-9a-f]{64}$/i.test(signature)
  if (!isWellFormed || !timingSafeEqual(Buffer.from(signature, 'hex'), expected))
    throw new WebhookRefusal(401, 'bad-signature', messages.push.badSignature)
  const seconds = Math.floor(now.getTime() / 1000)
  if (Math.abs(seconds - Number(timestamp)) > FIVE_MINUTES)
    throw new WebhookRefusal(401, 'stale-timestamp', messages.push.staleTimestamp, { now: seconds })
}
