/** The front page: what is going on, what was made public last, and the numbers of it. */
import { Router } from 'express'
import type { View } from '../../db/store.js'
import { type HomeNews, renderHome } from './home-page.js'
import { keepVersion } from './keep-version.js'
import { listDraws } from './public-pages.js'
import { domainOf, type SiteOptions } from './site-options.js'

const MOST_DRAWS = 10
const MOST_RESULTS = 10

export function homePages(options: SiteOptions): Router {
  const { store, zone } = options
  const router = Router()
  const news = keepVersion(gatherNews)
  router.get('/', async (_, response) => {
    const { draws, ...told } = await store.read(async (view) => ({
      ...(await news(view)),
      draws: await listDraws(view, MOST_DRAWS, 0),
    }))
    response.type('html').send(renderHome({ draws, news: { ...told, domain: domainOf(options) }, zone }))
  })
  return router
}

async function gatherNews(view: View): Promise<Omit<HomeNews, 'domain'>> {
  const counts = await view.published.counts()
  return {
    results: await view.published.latest(MOST_RESULTS),
    total: counts.reduce((sum, { results }) => sum + results, 0),
    problems: counts.reduce((sum, { problems }) => sum + problems, 0),
    firms: await view.published.firmCount(),
  }
}
