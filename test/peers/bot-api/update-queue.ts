/** The updates that wait for the bot, and the two ways in which they reach it: one or the other, never both. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Params, Refused } from './refused.js'

export type Update = Params & { update_id: number }

export interface Webhook {
  url: string
  secret: string
}

const REDELIVERY = 50

export function createUpdateQueue() {
  const confirmed: number[] = []
  let pending: Update[] = []
  let allowed: string[] = []
  let webhook: Webhook | null = null
  let poller: { wake: () => void; conflict: boolean } | null = null
  let delivering = false
  let last = 700_000

  function confirm(until: number): void {
    for (const { update_id } of pending) if (update_id <= until) confirmed.push(update_id)
    pending = pending.filter(({ update_id }) => update_id > until)
  }

  function allow(params: Params): void {
    if (Array.isArray(params.allowed_updates)) allowed = params.allowed_updates.map(String)
  }

  async function deliver(): Promise<void> {
    if (delivering) return
    delivering = true
    for (let update = pending[0]; webhook && update; update = pending[0]) {
      if (await post(webhook, update)) confirm(update.update_id)
      else await wait(REDELIVERY)
    }
    delivering = false
  }

  /** Telegram ends the older of two polls. */
  async function hold(until: number, gone: AbortSignal): Promise<void> {
    if (poller) {
      poller.conflict = true
      poller.wake()
    }
    const own = { wake: () => {}, conflict: false }
    poller = own
    while (pending.length === 0 && !own.conflict && !gone.aborted && Date.now() < until)
      await sleep(until - Date.now(), gone, (wake) => {
        own.wake = wake
      })
    if (poller === own) poller = null
    if (own.conflict) throw new Refused(409, 'Conflict: terminated by other getUpdates request')
  }

  return {
    /** Ids of the updates that the bot has confirmed. */
    confirmed,
    get webhook() {
      return webhook
    },
    push(update: Params): number {
      last += 1
      if (allowed.length === 0 || allowed.some((kind) => kind in update))
        pending.push({ update_id: last, ...update })
      poller?.wake()
      void deliver()
      return last
    },
    async getUpdates(params: Params, gone: AbortSignal): Promise<Update[]> {
      if (webhook) throw new Refused(409, "Conflict: can't use getUpdates method while webhook is active")
      allow(params)
      if (typeof params.offset === 'number') confirm(params.offset - 1)
      await hold(Date.now() + Number(params.timeout ?? 0) * 1_000, gone)
      return pending.slice(0, Number(params.limit ?? 100))
    },
    setWebhook(params: Params): true {
      const secret = String(params.secret_token ?? '')
      if (!/^[\w-]{0,256}$/.test(secret))
        throw new Refused(400, 'Bad Request: secret token contains unallowed characters')
      allow(params)
      webhook = { url: String(params.url), secret }
      void deliver()
      return true
    },
    getWebhookInfo: (): Params => ({
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: pending.length,
    }),
    deleteWebhook(): true {
      webhook = null
      return true
    },
  }
}

function sleep(span: number, gone: AbortSignal, ready: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, span)
    const wake = () => {
      clearTimeout(timer)
      resolve()
    }
    gone.addEventListener('abort', wake)
    ready(wake)
  })
}

/** Any answer of the 200s takes the update off Telegram's hands. */
async function post({ url, secret }: Webhook, update: Update): Promise<boolean> {
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
