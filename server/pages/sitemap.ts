/** What search engines may visit, in files of a size that sitemaps.org allows. */
import { Router } from 'express'
import { COLUMNS } from './columns.js'
import { firmPath } from './published-words.js'
import { baseOf, type SiteOptions } from './site-options.js'
import { xmlText } from './xml.js'

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'
/** Firms a file; 50,000 are allowed, this many take a few milliseconds. */
const FIRMS = 5000

export function sitemap(options: SiteOptions): Router {
  const { store } = options
  const router = Router()
  router.get('/robots.txt', (request, response) => {
    const base = baseOf(options, request)
    response
      .type('text')
      .send(`User-agent: *\nDisallow: /search\nDisallow: /open-data/\nSitemap: ${base}/sitemap.xml\n`)
  })
  router.get('/sitemap.xml', async (request, response) => {
    const files = Math.ceil((await store.read((view) => view.published.firmCount())) / FIRMS)
    const names = ['columns', ...Array.from({ length: files }, (_, n) => `firms-${n + 1}`)]
    const places = names.map((name) => `${baseOf(options, request)}/sitemaps/${name}.xml`)
    response.type('xml').send(write('sitemapindex', 'sitemap', places))
  })
  router.get('/sitemaps/columns.xml', (request, response) => {
    const places = Object.values(COLUMNS).map(({ path }) => baseOf(options, request) + path)
    response.type('xml').send(write('urlset', 'url', places))
  })
  router.get('/sitemaps/firms-:n.xml', async (request, response, next) => {
    const n = Number(request.params.n)
    if (!Number.isSafeInteger(n) || n < 1) return next()
    const codes = await store.read((view) => view.published.firmCodes(FIRMS, (n - 1) * FIRMS))
    if (codes.length === 0) return next()
    const base = baseOf(options, request)
    response.type('xml').send(
      write(
        'urlset',
        'url',
        codes.map((code) => base + firmPath(code)),
      ),
    )
  })
  return router
}

const write = (
  root: string,
  element: string,
  places: string[],
): string => `<?xml version="1.0" encoding="utf-8"?>
<${root} xmlns="${NAMESPACE}">
${places.map((place) => `<${element}><loc>${xmlText(place)}</loc></${element}>\n`).join('')}</${root}>
`
