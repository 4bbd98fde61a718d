/** All routers of the public site that tell of results, in the order in which they are asked. */
import { Router } from 'express'
import { renderAbout } from './about-page.js'
import { feed } from './feed.js'
import { homePages } from './home-pages.js'
import { renderHowToCheck } from './how-to-check-page.js'
import { openDataPages } from './open-data-pages.js'
import { resultPages } from './result-pages.js'
import { searchPages } from './search-pages.js'
import { domainOf, type SiteOptions } from './site-options.js'
import { sitemap } from './sitemap.js'
import { statisticsPages } from './statistics-pages.js'

export function sitePages(options: SiteOptions): Router {
  const router = Router()
  router.get('/about', async (_, response) => {
    const departments = await options.store.read((view) => view.departments.all())
    response.type('html').send(renderAbout({ departments, domain: domainOf(options) }))
  })
  router.get('/how-to-check', (_, response) => {
    response.type('html').send(renderHowToCheck(domainOf(options)))
  })
  for (const pages of [homePages, resultPages, statisticsPages, searchPages, openDataPages, feed, sitemap])
    router.use(pages(options))
  return router
}
