/** The webhook route, called by a Bot API server on loopback and by hand. */
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import type { IncomingEvent } from '../../../bot/chat.js'
import { createTelegram } from '../../../bot/telegram/telegram.js'
import { telegramWebhook } from '../../../server/webhooks/telegram.js'
import { startBotApi } from '../../peers/bot-api-server.js'

const SECRET = 'a-secret_of-the-route'
const clerk = { id: 501, name: '甲' }
const alone = { id: 501, type: 'private', title: '甲' } as const

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function route(receive: (update: unknown) => Promise<void>): Promise<string> {
  const server = express().use(telegramWebhook(SECRET, receive)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  cleanups.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/telegram`
}

async function post(url: string, body: string, secret: string | null = SECRET): Promise<number> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (secret !== null) headers['x-telegram-bot-api-secret-token'] = secret
  return (await fetch(url, { method: 'POST', headers, body })).status
}

async function setting(receive?: (update: unknown) => Promise<void>) {
  const received: unknown[] = []
  const url = await route(
    receive ??
      (async (update) => {
        received.push(update)
      }),
  )
  return { url, received }
}

describe('the route', () => {
  it('hands an update over and answers 200', async () => {
    const { url, received } = await setting()
    expect(await post(url, '{"update_id":7,"message":{"text":"抽查"}}')).toBe(200)
    expect(received).toEqual([{ update_id: 7, message: { text: '抽查' } }])
  })

  it('answers 401 to a wrong, longer, shorter or missing secret, before it reads the body', async () => {
    const { url, received } = await setting()
    for (const secret of [null, '', 'x', `${SECRET}x`, SECRET.slice(1)])
      expect(await post(url, 'not even json', secret)).toBe(401)
    expect(received).toEqual([])
  })

  it('answers 400 to what is no update', async () => {
    const { url, received } = await setting()
    for (const body of ['{', 'null', '[]', '"x"', '{}', '{"update_id":"7"}', '{"update_id":1.5}', ''])
      expect(await post(url, body), body).toBe(400)
    expect(received).toEqual([])
  })

  it('answers 413 to more than 1 MB', async () => {
    const { url, received } = await setting()
    expect(await post(url, JSON.stringify({ update_id: 7, text: 'x'.repeat(1_100_000) }))).toBe(413)
    expect(received).toEqual([])
  })

  it('answers 503 when the update could not be stored', async () => {
    const { url } = await setting(async () => {
      throw new Error('disk full')
    })
    expect(await post(url, '{"update_id":7}')).toBe(503)
  })
})

describe('delivery by webhook', () => {
  it('is set up with the secret, stores in order, and brings again what could not be stored', async () => {
    const botApi = await startBotApi()
    cleanups.push(() => botApi.close())
    const stored: IncomingEvent[] = []
    let failures = 2
    const url = await route((update) => platform.receive(update))
    const platform = createTelegram({
      token: botApi.token,
      apiRoot: botApi.root,
      webhook: { url, secret: SECRET },
      proxy: null,
      menu: [],
      log: () => {},
    })
    cleanups.push(() => platform.stop())
    await expect(platform.receive({ update_id: 1 })).rejects.toThrow()
    await platform.start(async (_name, events) => {
      if (failures-- > 0) throw new Error('disk full')
      stored.push(...events)
    })
    expect(botApi.webhook).toEqual({ url, secret: SECRET })
    expect(platform.health()).toEqual({ ok: true, detail: 'Telegram @shuangsuiji_bot 正常（网络回调）' })
    const ids = ['一', '二', '三'].map((text) => botApi.say(clerk, alone, text))
    await botApi.waitFor(() => botApi.confirmed.length === 3)
    expect(stored).toMatchObject(ids.map((id) => ({ key: `u${id}` })))
    expect(stored).toMatchObject([{ text: '一' }, { text: '二' }, { text: '三' }])
    expect(platform.health().ok).toBe(true)
    expect(botApi.counters.getUpdates).toBeUndefined()
  })
})
