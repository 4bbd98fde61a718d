/** The leaders' board: the door with its one-time links, and the pages that a session may read. */
import { randomBytes } from 'node:crypto'
import { type Request, type Response, Router, urlencoded } from 'express'
import { rateLimit } from 'express-rate-limit'
import { deliver } from '../../../bot/delivery.js'
import { messages } from '../../../commands/messages.js'
import { formatMoment } from '../../../commands/rules/office-time.js'
import { enterBoard, findLink, findSession, leaveBoard } from '../../../commands/supervision/board-access.js'
import { isLoopback } from '../loopback-only.js'
import { clearToken, formWord, isFormWord, isToken, readToken, setToken } from './board-cookie.js'
import { boardFiles } from './board-files.js'
import type { BoardOptions, Guest } from './board-options.js'
import { boardRooms } from './board-rooms.js'
import {
  LINK_STATUS,
  renderEnter,
  renderForeign,
  renderLeft,
  renderTurned,
  renderTurnedLink,
} from './door-pages.js'

/** Of one address; loopback is this machine's own browser. */
const TRIES_A_MINUTE = 20

export function boardPages(options: BoardOptions): Router {
  const router = Router()
  router.use(boardFiles())
  router.use('/board', (_, response, next) => {
    // Nothing of it stays in a browser, a proxy or a search engine.
    response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow', Vary: 'Cookie' })
    next()
  })
  router.use('/board/enter', rateLimit(LIMIT))
  const form = urlencoded({ extended: false, limit: '2kb' })
  router.get('/board/enter/:token', (request, response) => showDoor(options, request, response))
  router.post('/board/enter', form, (request, response) => enter(options, request, response))
  router.post('/board/leave', form, (request, response) => leave(options, request, response))
  for (const [path, room] of Object.entries(boardRooms(options)))
    router.get(path, async (request, response, next) => {
      const guest = await findReader(options, request)
      if (typeof guest === 'string') return turnAway(options, guest, request, response)
      const page = await room(guest, request)
      if (page === null) return next()
      if ('svg' in page) return void response.set(POLICY, PICTURE_POLICY).type('svg').send(page.svg)
      if (page.isLive) response.set(POLICY, `${response.get(POLICY)}${LIVE_POLICY}`)
      response.type('html').send(page.html)
    })
  return router
}

const LIMIT = {
  ...{
    windowMs: 60_000,
    limit: TRIES_A_MINUTE,
    standardHeaders: false,
    legacyHeaders: false,
    validate: false,
  },
  skip: isLoopback,
  handler: (_: Request, response: Response) =>
    void response.status(429).set('Retry-After', '60').type('text').send('尝试过于频繁，请过一分钟再试。'),
} as const

const POLICY = 'Content-Security-Policy'
/** A picture needs colours of its own, and may load nothing. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** Beside the policy of every page: one script of our own, which asks for the page again. */
const LIVE_POLICY = ";script-src 'self';connect-src 'self'"

async function findReader(
  { store, now, zone }: BoardOptions,
  request: Request,
): Promise<Guest | Parameters<typeof renderTurned>[0]> {
  const token = readToken(request)
  if (token === undefined) return 'none'
  const found = await store.read((view) => findSession(view, token, now()))
  if (typeof found === 'string') return found
  const until = formatMoment(new Date(found.session.expiresAt), zone)
  return { ...found, reader: { name: found.person.name, until, formWord: formWord(token) } }
}

function turnAway(
  options: BoardOptions,
  why: Parameters<typeof renderTurned>[0],
  request: Request,
  response: Response,
): void {
  if (why !== 'none') clearToken(response, isHttps(options, request))
  const status = why === 'unbound' || why === 'no-role' ? 403 : 401
  response.status(status).type('html').send(renderTurned(why))
}

/** Looks, and changes nothing: chat apps fetch every link that is sent. */
async function showDoor({ store, now }: BoardOptions, request: Request, response: Response): Promise<void> {
  const { token } = request.params
  const found = isToken(token) ? await store.read((view) => findLink(view, token, now())) : 'unknown'
  if (typeof found === 'string')
    return void response.status(LINK_STATUS[found]).type('html').send(renderTurnedLink(found))
  response.type('html').send(renderEnter(token as string))
}

async function enter(options: BoardOptions, request: Request, response: Response): Promise<void> {
  const { store, platforms, now, wake } = options
  if (isForeign(request)) return void response.status(403).type('html').send(renderForeign())
  const { token } = (request.body ?? {}) as { token?: unknown }
  // Made outside: a write waits for nothing.
  const fresh = randomBytes(32).toString('hex')
  const found = isToken(token)
    ? await store.write(async (tx) => {
        const entered = await enterBoard(tx, token, fresh, now())
        if (typeof entered === 'string') return entered
        const { platform, account } = entered.session
        const to = { account: { platform, account } }
        await deliver(tx, platforms, [{ to, content: { text: messages.board.entered } }], now())
        return entered
      })
    : 'unknown'
  if (typeof found === 'string')
    return void response.status(LINK_STATUS[found]).type('html').send(renderTurnedLink(found))
  wake()
  setToken(response, fresh, isHttps(options, request))
  response.redirect(303, '/board')
}

async function leave(options: BoardOptions, request: Request, response: Response): Promise<void> {
  const { store, now } = options
  const token = readToken(request)
  const { word } = (request.body ?? {}) as { word?: unknown }
  if (token === undefined) return turnAway(options, 'none', request, response)
  if (isForeign(request) || !isFormWord(word, token))
    return void response.status(403).type('html').send(renderForeign())
  await store.write(async (tx) => {
    const found = await findSession(tx, token, now())
    if (typeof found !== 'string') await leaveBoard(tx, found.session, now())
  })
  clearToken(response, isHttps(options, request))
  response.type('html').send(renderLeft())
}

/** As browsers say it of every request; older ones say nothing, and there the form's own word decides. */
const isForeign = (request: Request): boolean =>
  !['same-origin', 'none', undefined].includes(request.get('Sec-Fetch-Site'))

/** The address of the settings counts too: a proxy on another machine may not say that it speaks https. */
function isHttps({ publicUrl }: BoardOptions, request: Request): boolean {
  const url = publicUrl()
  return request.secure || (url?.startsWith('https:') === true && request.get('host') === new URL(url).host)
}
