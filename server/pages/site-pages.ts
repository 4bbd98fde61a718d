/** All routers of the public site that tell of results, in the order in which they are asked. */
import { Router } from 'express'
import { loadShares } from '../../commands/supervision/share.js'
import { renderAbout } from './about-page.js'
import { creditPages } from './credit-pages.js'
import { feed } from './feed.js'
import { homePages } from './home-pages.js'
import { renderHowToCheck } from './how-to-check-page.js'
import { openDataPages } from './open-data-pages.js'
import { resultPages } from './result-pages.js'
import { searchPages } from './search-pages.js'
import { renderSharing } from './sharing-page.js'
import { domainOf, type SiteOptions } from './site-options.js'
import { sitemap } from './sitemap.js'
import { statisticsPages } from './statistics-pages.js'

const PAGES = [
  resultPages,
  homePages,
  searchPages,
  statisticsPages,
  openDataPages,
  feed,
  sitemap,
  creditPages,
]

export function sitePages(options: SiteOptions): Router {
  const router = Router()
  // Those first that most people ask for.
  for (const pages of PAGES) router.use(pages(options))
  router.get('/about', async (_, response) => {
    const departments = await options.store.read((view) => view.departments.all())
    response.type('html').send(renderAbout({ departments, domain: domainOf(options) }))
  })
  router.get('/sharing', async (_, response) => {
    const lines = (await options.store.read(loadShares)).filter(({ share }) => share.approvedAt !== null)
    response.type('html').send(renderSharing(lines, domainOf(options)))
  })
  router.get('/how-to-check', (_, response) => {
    response.type('html').send(renderHowToCheck(domainOf(options)))
  })
  return router
}
