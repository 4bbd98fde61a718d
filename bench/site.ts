/** How fast the public pages are over a county with many results, beside a bare Express page of the same size. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../db/open.js'
import type { PublishedPlace, PublishedResult, Store } from '../db/store.js'
import { startChild } from './child.js'
import { growCounty } from './county.js'
import { fire } from './fire.js'
import { median } from './median.js'
import { publishResults } from './public-county.js'
import { seedOffice } from './seed-office.js'
import type { StubBotApi } from './stub-bot-api.js'
import type { Line } from './table.js'
import { telegramEnv, WEBHOOK_SECRET } from './telegram-env.js'
import { type Visits, visitPages } from './visit-pages.js'

const FIRMS = 100_000
const RESULTS = 50_000
/** Different ones; each round asks for each of them, in an order of its own. */
const PAGES = 8000
const ROUNDS = 7
const CHUNK = 5000
/** Messages a second that the bot answers meanwhile. */
const MESSAGES = 40

export async function measureSite(dir: string, api: StubBotApi): Promise<Line[]> {
  mkdirSync(dir, { recursive: true })
  const path = join(dir, 'shuangsuiji.db')
  const accounts = await seedOffice(path)
  const store = await openStore(path)
  await growCounty(store, FIRMS)
  await publishResults(store, RESULTS)
  const paths = await choosePaths(store)
  await store.close()
  const product = await startChild(
    'server/cli.js',
    ['start'],
    { ...telegramEnv(api), DATA_DIR: dir },
    '/readyz',
  )
  const cold = await visitPages(product.address, paths)
  const size = Math.round(cold.bytes / PAGES)
  const floor = await startChild('bench/page-floor.js', [], { FLOOR_BYTES: String(size) }, '/readyz')
  await visitPages(floor.address, paths)
  const rounds: [Visits, Visits][] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const some = shuffle(paths, round)
    rounds.push([await visitPages(product.address, some), await visitPages(floor.address, some)])
  }
  const busy = await whileTalking(product.address, accounts, () => visitPages(product.address, paths))
  await product.stop()
  await floor.stop()
  return linesFor(size, cold, rounds, busy)
}

/** Different pages of every kind, as visitors ask for them: mostly firms and results, some lists, a few overviews. */
async function choosePaths(store: Store): Promise<string[]> {
  const results: PublishedResult[] = []
  let before: PublishedPlace | undefined
  do {
    const from = before ? { before } : undefined
    const some = await store.read((view) => view.published.list({}, CHUNK, from))
    results.push(...some)
    const last = some.at(-1)
    before = last && { ...last, inspectedOn: last.content.inspectedOn }
  } while (before)
  return Array.from({ length: PAGES }, (_, n) => pathOf(n, results[(n * 104_729) % results.length]!))
}

const OVERVIEWS = ['/', '/results', '/statistics', '/corrections', '/draws', '/plans', '/items', '/open-data']

function pathOf(n: number, { visit, department, content }: PublishedResult): string {
  const kind = n % 40
  if (kind < 18) return `/firms/${content.firm.code}`
  if (kind < 31) return `/results/${visit}/${department}`
  const before = `before=${content.inspectedOn}~${visit}~${department}`
  if (kind < 34) return `/results?${before}`
  if (kind < 36) return `/results?department=${department}&${before}`
  if (kind < 38) return `/results?item=${content.items[0]!.code}&${before}`
  if (kind < 39) return `/search?q=${encodeURIComponent(content.firm.name.slice(3, 9))}`
  return OVERVIEWS[Math.floor(n / 40) % OVERVIEWS.length]!
}

/** By a stride that shares no factor with the number of pages. */
function shuffle(paths: string[], round: number): string[] {
  const stride = [3001, 3011, 3019, 3023, 3037, 3041, 3049][round % 7]!
  return paths.map((_, n) => paths[(n * stride) % paths.length]!)
}

/** People talk to the bot until the work is done; their messages come evenly. */
async function whileTalking<T>(address: string, accounts: number[], work: () => Promise<T>): Promise<T> {
  let over = false
  const headers = { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET }
  const talking = (async () => {
    for (let update = 1; !over; update++) {
      const id = accounts[update % accounts.length]!
      const from = { id, is_bot: false, first_name: 'bench' }
      const chat = { id, type: 'private', first_name: 'bench' }
      const message = { message_id: update, date: 1_700_000_000, chat, from, text: '/who' }
      await fire(`${address}/webhooks/telegram`, [JSON.stringify({ update_id: update, message })], headers)
      await sleep(1000 / MESSAGES)
    }
  })()
  const done = await work().finally(() => {
    over = true
  })
  await talking
  return done
}

/** Rounds are compared pair by pair: what else the machine did meanwhile met both alike. */
function linesFor(size: number, cold: Visits, rounds: [Visits, Visits][], busy: Visits): Line[] {
  const sorted = [...busy.times].sort((a, b) => a - b)
  const p99 = sorted[Math.floor(sorted.length * 0.99)]!
  return [
    {
      what: `floor: Express and one page of ${size} bytes`,
      value: median(rounds.map(([, floor]) => floor.rate)),
      unit: '/s',
    },
    {
      what: `public pages over ${FIRMS} firms, ${RESULTS} results`,
      value: median(rounds.map(([pages]) => pages.rate)),
      unit: '/s',
    },
    { what: 'the same, each page for the first time', value: cold.rate, unit: '/s' },
    {
      what: 'pages asked for again, as a share of the floor',
      value: median(rounds.map(([a, b]) => a.rate / b.rate)),
      unit: '',
      atLeast: 0.5,
    },
    { what: `a page, 50 connections, ${MESSAGES} messages/s: p99`, value: p99, unit: 'ms', atMost: 50 },
  ]
}
