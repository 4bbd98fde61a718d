/** Messages answered in a second, from the webhook to the reply in the outbox, beside a floor of one commit each. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../db/open.js'
import type { Store } from '../db/store.js'
import { type Child, startChild } from './child.js'
import { fire } from './fire.js'
import { median } from './median.js'
import { seedOffice } from './seed-office.js'
import type { StubBotApi } from './stub-bot-api.js'
import type { Line } from './table.js'
import { telegramEnv, WEBHOOK_SECRET } from './telegram-env.js'

const ROUNDS = 9
const MESSAGES = 1000
const STATES = ['queued', 'sending', 'sent', 'dropped', 'dead'] as const

/** Messages in a second, by round. */
interface Rates {
  product: number[]
  floor: number[]
}

export async function measureMessages(dir: string, api: StubBotApi): Promise<Line[]> {
  const path = join(dir, 'shuangsuiji.db')
  const accounts = await seedOffice(path)
  const product = await startChild(
    'server/cli.js',
    ['start'],
    { ...telegramEnv(api), DATA_DIR: dir },
    '/readyz',
  )
  const floor = await startChild('bench/floor.js', [], { FLOOR_FILE: join(dir, 'floor.db') }, '/readyz')
  const store = await openStore(path, { readonly: true })
  const say = createSpeaker(accounts)
  const rates: Rates = { product: [], floor: [] }
  // The first round warms both up and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    const [answered, committed] = [await answerRound(product, store, say), await floorRound(floor, say)]
    if (round === 0) continue
    rates.product.push(answered)
    rates.floor.push(committed)
  }
  await store.close()
  await product.stop()
  await floor.stop()
  return linesFor(rates)
}

/** Replies queued in a second. */
async function answerRound(product: Child, store: Store, say: () => string[]): Promise<number> {
  const before = await countReplies(store)
  const started = performance.now()
  const headers = { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET }
  await fire(`${product.address}/webhooks/telegram`, say(), headers)
  while ((await countReplies(store)) < before + MESSAGES) await sleep(5)
  return (MESSAGES / (performance.now() - started)) * 1000
}

/** Commits in a second. */
async function floorRound(floor: Child, say: () => string[]): Promise<number> {
  const started = performance.now()
  await fire(`${floor.address}/received`, say(), {})
  return (MESSAGES / (performance.now() - started)) * 1000
}

async function countReplies(store: Store): Promise<number> {
  return store.read(async (view) => {
    let rows = 0
    for (const state of STATES) rows += await view.outbox.count(state)
    return rows
  })
}

/** Each call says /who in the private chats of people in turn, under update numbers of its own. */
function createSpeaker(accounts: number[]): () => string[] {
  let update = 0
  function next(): string {
    const id = accounts[update % accounts.length]!
    const from = { id, is_bot: false, first_name: 'bench' }
    const chat = { id, type: 'private', first_name: 'bench' }
    update += 1
    const message = { message_id: update, date: 1_700_000_000, chat, from, text: '/who' }
    return JSON.stringify({ update_id: update, message })
  }
  return () => Array.from({ length: MESSAGES }, next)
}

/** Rounds are compared pair by pair: what else the machine did meanwhile met both alike. */
function linesFor(rates: Rates): Line[] {
  const shares = rates.product.map((rate, round) => rate / rates.floor[round]!)
  return [
    { what: 'floor: Express and one durable commit', value: median(rates.floor), unit: '/s' },
    { what: 'message → durable → reply queued', value: median(rates.product), unit: '/s' },
    { what: 'the same as a share of the floor', value: median(shares), unit: '', atLeast: 0.5 },
  ]
}
