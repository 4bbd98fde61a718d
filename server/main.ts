/** The only place that builds things: opens the store, creates the platforms, the bot, the clock and the web server. */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import type { RequestHandler, Router } from 'express'
import QRCode from 'qrcode'
import { createCalendarSource } from '../bot/calendar-source.js'
import type { ChatPlatform } from '../bot/chat.js'
import type { Desk } from '../bot/desk.js'
import { createIntake } from '../bot/intake.js'
import { createOutbox, recoverOutbox } from '../bot/outbox.js'
import { OUTBOX_HELD } from '../bot/outbox-held.js'
import { createRoom, type Room, type RoomOptions } from '../bot/room.js'
import { createRouter } from '../bot/router.js'
import { createTelegram, type TelegramPlatform } from '../bot/telegram/telegram.js'
import { createWechat } from '../bot/wechat/wechat.js'
import { createWecom } from '../bot/wecom/wecom.js'
import type { OfficeSettings } from '../commands/command.js'
import { commands, indexWords } from '../commands/index.js'
import { messages } from '../commands/messages.js'
import { createFileStore } from '../db/files.js'
import { openStore } from '../db/open.js'
import type { JobKind, PlatformName, Store } from '../db/store.js'
import { type Clock, openDemoClock, realClock } from './clock.js'
import type { Config } from './config.js'
import { createFindProof } from './draw/find-proof.js'
import { createHttp, listen } from './http.js'
import { checkThread } from './import/answer-check.js'
import { sweepStaging } from './import/open-staging.js'
import { PROOF_JOBS } from './jobs/answer-proof.js'
import { awaitBeacons } from './jobs/await-beacons.js'
import { backUpDaily } from './jobs/back-up-daily.js'
import { CREDIT_JOBS } from './jobs/credit-jobs.js'
import { DIGEST_JOBS } from './jobs/digest-jobs.js'
import { FORM_JOBS } from './jobs/form-jobs.js'
import { IMPORT_JOBS } from './jobs/import-jobs.js'
import { CREDIT_WATCHES, DEADLINE_JOBS } from './jobs/periodic-jobs.js'
import { createJobRunner } from './jobs/run-jobs.js'
import { createTicker } from './jobs/ticker.js'
import { createWorkerThread, type WorkerThread } from './jobs/worker-thread.js'
import { createLog, type Log } from './log.js'
import { createMetrics } from './metrics.js'
import { boardPages } from './pages/board/board-pages.js'
import { drawPages } from './pages/draw-pages.js'
import { limitRequests } from './pages/limit-requests.js'
import { planPages } from './pages/plan-pages.js'
import { publicPages } from './pages/public-pages.js'
import { roomApi } from './pages/room-api.js'
import { sitePages } from './pages/site-pages.js'
import { wechatLogin } from './pages/wechat-login.js'
import { databaseUrl, filesDir } from './places.js'
import { readVocabulary } from './vocabulary.js'
import { registryWebhook } from './webhooks/registry.js'
import { telegramWebhook } from './webhooks/telegram.js'

export interface System {
  store: Store
  clock: Clock
  /** Where the server listens. */
  address: string
  /** Runs what fell due and resolves when nothing is left to do. */
  settle(): Promise<void>
  stop(): Promise<void>
}

export interface SystemOptions {
  config: Config
  /** The demo: the built-in room with a clock that starts at this moment. */
  demoStart?: Date
  /** In place of real time, without the demo's room. */
  clock?: Clock
  /** Chat platforms beside those that the settings name, of the parts that the room is made of; tests hand in theirs. */
  extraPlatforms?: (parts: RoomOptions) => ChatPlatform[]
  log?: Log
}

/** Pause before a failed message is tried again, in milliseconds. */
const RETRY_PAUSE = 1000
/** Of one address: an office's people often share one. */
const PAGES_A_MINUTE = 600
/** A group that waits for a beacon should not wait for the minute as well. */
const EVERY_FIVE_SECONDS = '*/5 * * * * *'

export async function startSystem(options: SystemOptions): Promise<System> {
  const { config } = options
  mkdirSync(config.DATA_DIR, { recursive: true })
  await sweepStaging(config.DATA_DIR)
  const log = options.log ?? createLog(config.LOG_LEVEL)
  const store = await openStore(databaseUrl(config))
  const files = createFileStore(filesDir(config))
  const demoClock = options.demoStart && (await openDemoClock(store, options.demoStart))
  const clock = demoClock ?? options.clock ?? realClock
  const now = () => clock.now()
  const office: OfficeSettings = {
    zone: config.TZ_OFFICE,
    publicUrl: config.PUBLIC_URL,
    vocabulary: readVocabulary(),
  }
  const calendar = createCalendarSource()
  const desk: Desk = {
    commands,
    words: indexWords(commands),
    office,
    calendar,
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  }

  // The parts know each other only through these two calls.
  const wakeLane = (lane: string) => router.wake(lane)
  const wakeWork = () => {
    for (const runner of runners) runner.wake()
    outbox.wake()
  }

  const parts: RoomOptions = { store, now, wake: wakeLane, readFile: files.get, keepFile: files.put }
  const room = demoClock && createRoom(parts)
  const telegram = createConfiguredTelegram(config, log)
  const wechat = createConfiguredWechat(config, log)
  const wecom = createConfiguredWecom(config, store, log)
  const extra = options.extraPlatforms?.(parts) ?? []
  const running = [room, telegram, wechat, wecom, ...extra].filter((p) => p != null)
  const platforms = new Map<PlatformName, ChatPlatform>(running.map((platform) => [platform.name, platform]))

  const botLog = (level: 'info' | 'warn' | 'error', message: string, detail?: Record<string, unknown>) =>
    log[level](detail ?? {}, message)
  const router = createRouter({
    ...{ store, platforms, desk, now, log: botLog, wake: wakeWork },
    ...{ keepFile: files.put, retryPause: RETRY_PAUSE },
  })
  const outbox = createOutbox({ store, platforms, now, zone: office.zone, readFile: files.get, log: botLog })
  const worker = createWorkerThread({ databaseUrl: databaseUrl(config), filesDir: filesDir(config) })
  // Visitors of the pages, and who has a proof checked, never hold up a draw.
  const visitors = createWorkerThread({ databaseUrl: databaseUrl(config), filesDir: filesDir(config) })
  // A large file holds up no draw either, and gives its memory back.
  const reader = createWorkerThread(
    { databaseUrl: databaseUrl(config), filesDir: filesDir(config) },
    checkThread,
  )
  const findProof = createFindProof(store, files, visitors.startWorker)
  const run = ({ startWorker }: WorkerThread, takes: (kind: JobKind) => boolean) =>
    createJobRunner({
      ...{ store, platforms, office, calendar, now, log, stagingDir: config.DATA_DIR },
      // What came in by an import may be told by another runner's job.
      ...{ findProof, startWorker, takes, wake: wakeWork },
    })
  const papers: JobKind[] = [...PROOF_JOBS, ...FORM_JOBS, ...DIGEST_JOBS]
  const isPaper = (kind: JobKind) => papers.includes(kind)
  // Firms are rated beside an import, in the same steps: never both at once.
  const isImport = (kind: JobKind) => IMPORT_JOBS.includes(kind) || CREDIT_JOBS.includes(kind)
  const runners = [
    run(worker, (kind) => !isPaper(kind) && !isImport(kind)),
    run(visitors, isPaper),
    run(reader, isImport),
  ]
  const work = { store, platforms, office, calendar, log }
  const lane = { awaitBeacons: awaitBeacons(config) }
  const beacons = createTicker([lane], work, now, wakeWork, EVERY_FIVE_SECONDS)
  const ticker = createTicker(
    [DEADLINE_JOBS, CREDIT_WATCHES, { backUpDaily: backUpDaily(config) }],
    work,
    now,
    wakeWork,
  )

  async function settle(): Promise<void> {
    await Promise.all([ticker.tick(), beacons.tick()])
    for (let quiet = 0; quiet < 2; ) {
      const before = await progressOf(store)
      wakeWork()
      await router.idle()
      for (const runner of runners) await runner.idle()
      await outbox.idle()
      quiet = before === (await progressOf(store)) ? quiet + 1 : 0
    }
  }

  const intake = createIntake(store, now, wakeLane)
  const routers: (Router | RequestHandler)[] = collectRouters({ telegram, wechat, room, config })
  if (room && demoClock) routers.unshift(roomApi({ store, room, files, clock: demoClock, settle }))
  const secret = config.REGISTRY_WEBHOOK_SECRET
  if (secret)
    routers.push(registryWebhook({ secret, store, clock, senderClock: realClock, zone: office.zone }))
  routers.push(limitRequests(PAGES_A_MINUTE))
  const site = { store, startWorker: visitors.startWorker, now, zone: office.zone }
  routers.push(
    boardPages({ ...site, publicUrl: () => office.publicUrl, platforms, calendar, wake: wakeWork }),
  )
  routers.push(sitePages({ ...site, publicUrl: () => config.PUBLIC_URL }))
  routers.push(drawPages(site))
  routers.push(planPages(store, office.zone, now))
  routers.push(publicPages(store, files, findProof, office.zone, now))
  const metrics = createMetrics(store, platforms)
  const server = await listen(
    createHttp({ store, platforms, metrics, routers, publicUrl: config.PUBLIC_URL, log }),
    config.PORT,
    config.HOST,
  )

  const address = addressOf(server, config.HOST)
  // A newcomer reads the demo's messages and its pages on the same machine.
  if (demoClock) office.publicUrl ??= address

  const inDoubt = await recoverOutbox(store, platforms)
  if (await store.read((view) => view.settings.get(OUTBOX_HELD))) {
    log.warn({}, 'nothing is sent until "ssj restore --confirm": the database comes from a backup')
  }
  if (inDoubt > 0) log.warn({ rows: inDoubt }, 'messages were being sent at the last stop')
  for (const platform of running) {
    platform
      .start(intake)
      .catch((error) => log.error({ platform: platform.name, error: String(error) }, 'start failed'))
  }
  await router.resume()
  wakeWork()
  for (const one of [ticker, beacons]) {
    one.start()
    void one.tick()
  }
  log.info({ address, platforms: [...platforms.keys()] }, 'ready')

  return {
    store,
    clock,
    address,
    settle,
    async stop() {
      await Promise.all([ticker.stop(), beacons.stop()])
      server.close()
      server.closeIdleConnections()
      await router.stop()
      for (const runner of runners) await runner.stop()
      for (const thread of [worker, visitors, reader]) await thread.stop()
      await outbox.stop()
      for (const platform of running) await platform.stop()
      server.closeAllConnections()
      await store.close()
    },
  }
}

/** Changes whenever something was handled, queued or sent. */
async function progressOf(store: Store): Promise<string> {
  return store.read(async (view) => {
    const inbox = await view.inbox.count('pending')
    const jobs = (await view.jobs.queued()).map((job) => `${job.id}.${job.attempts}`)
    const outbox = [await view.outbox.count('queued'), await view.outbox.count('sent')]
    return JSON.stringify([inbox, jobs, outbox, await view.ledger.head()])
  })
}

function createConfiguredTelegram(config: Config, log: Log): TelegramPlatform | null {
  if (!config.TELEGRAM_BOT_TOKEN) return null
  const secret = config.TELEGRAM_WEBHOOK_SECRET
  return createTelegram({
    token: config.TELEGRAM_BOT_TOKEN,
    apiRoot: config.TELEGRAM_API_ROOT,
    webhook: secret ? { url: `${config.PUBLIC_URL}/webhooks/telegram`, secret } : null,
    proxy: config.HTTPS_PROXY,
    menu: commands.map((command) => ({
      command: command.words[0],
      description: `${command.words[1]}：${command.summary}`,
    })),
    log: (level, message) => log[level]({ platform: 'telegram' }, message),
  })
}

function createConfiguredWechat(config: Config, log: Log) {
  if (!config.WECHATY_PUPPET) return null
  return createWechat({
    puppet: config.WECHATY_PUPPET,
    stateDir: config.DATA_DIR,
    log: (level, message) => log[level]({ platform: 'wechat' }, message),
    showQr: (url) => {
      void QRCode.toString(url, { type: 'terminal', small: true }).then((code) =>
        process.stdout.write(`请用微信扫码登录：\n${code}\n`),
      )
    },
  })
}

function createConfiguredWecom(config: Config, store: Store, log: Log) {
  const { WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret, WECOM_WS_URL: wsUrl } = config
  if (!botId || !secret) return null
  return createWecom({
    ...{ botId, secret, wsUrl, welcome: messages.router.welcome },
    findSent: (ref) => store.read((view) => view.outbox.byRef(ref)),
    log: (level, message) => log[level]({ platform: 'wecom' }, message),
  })
}

function collectRouters(parts: {
  telegram: TelegramPlatform | null
  wechat: ReturnType<typeof createConfiguredWechat>
  room: Room | undefined
  config: Config
}): Router[] {
  const { telegram, wechat, config } = parts
  const routers: Router[] = []
  if (telegram && config.TELEGRAM_WEBHOOK_SECRET) {
    routers.push(telegramWebhook(config.TELEGRAM_WEBHOOK_SECRET, (update) => telegram.receive(update)))
  }
  if (wechat) routers.push(wechatLogin(() => wechat.loginState()))
  return routers
}

function addressOf(server: Server, host: string): string {
  const at = server.address()
  const port = typeof at === 'object' && at ? at.port : 0
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
