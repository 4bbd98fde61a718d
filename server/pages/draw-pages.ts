/** The list of all draws and the look-up of a firm in one of them. */
import { Router } from 'express'
import { opensLater } from '../../commands/draws/proven-draw.js'
import { readDrawNo } from '../../commands/rules/numbers.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { Draw, Store } from '../../db/store.js'
import type { StartWorker } from '../jobs/worker-thread.js'
import { renderDraws } from './draws-page.js'
import { type LookUpPage, renderLookUp } from './look-up-page.js'
import { readPage } from './paging.js'
import { listDraws } from './public-pages.js'

export interface DrawPagesOptions {
  store: Store
  /** A worker of its own, so that no visitor holds up a draw. */
  startWorker: StartWorker
  now: () => Date
  zone: string
}

const PAGE = 20
/** Look-ups that wait for one another at a time; a province's list takes some seconds. */
const MOST_WAITING = 8
const LONGEST_WORD = 200

export function drawPages(options: DrawPagesOptions): Router {
  const { store, zone } = options
  const router = Router()
  const answer = createLookUp(options)
  router.get('/draws', async (request, response) => {
    const page = readPage(request)
    const found = await store.read((view) => listDraws(view, PAGE + 1, (page - 1) * PAGE))
    const shown = { draws: found.slice(0, PAGE), page, more: found.length > PAGE, zone }
    response.type('html').send(renderDraws(shown))
  })
  router.get('/draws/:no', async (request, response, next) => {
    const no = readDrawNo(request.params.no)
    const { firm } = request.query
    if (!no || typeof firm !== 'string' || firm.trim() === '') return next()
    const draw = await store.read((view) => view.draws.byNo(no))
    if (!draw?.commit) return next()
    const word = firm.trim().slice(0, LONGEST_WORD)
    const found = await answer(draw, word)
    const planName = draw.summary?.planName ?? draw.plan
    response.status(found.found === 'busy' ? 503 : 200)
    response.type('html').send(renderLookUp({ no, planName, firm: word, answer: found }))
  })
  return router
}

function createLookUp({ startWorker, now, zone }: DrawPagesOptions) {
  let waiting = 0
  return async (draw: Draw, firm: string): Promise<LookUpPage['answer']> => {
    if (draw.state !== 'drawn') return { found: 'not-drawn' }
    const opens = opensLater(draw, officeDay(now(), zone))
    if (opens !== null) return { found: 'unopened', opens }
    if (waiting >= MOST_WAITING) return { found: 'busy' }
    waiting += 1
    try {
      return await startWorker('look-up', { drawNo: draw.no!, firm })
    } finally {
      waiting -= 1
    }
  }
}
