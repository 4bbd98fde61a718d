/** The public results: their list, each of them, the firm that they are about, and the corrections. */
import { type Request, Router } from 'express'
import type { PublishedFilter, PublishedResult, View } from '../../db/store.js'
import { renderCorrections } from './corrections-page.js'
import { renderFirm } from './firm-page.js'
import { readPage } from './paging.js'
import { createResultChoices } from './result-choices.js'
import { renderResult } from './result-page.js'
import { type ResultsPage, readPlace, renderResults } from './results-page.js'
import { domainOf, type SiteOptions } from './site-options.js'

const PAGE = 20

export function resultPages(options: SiteOptions): Router {
  const { store, zone } = options
  const router = Router()
  const choices = createResultChoices()
  router.get('/results', async (request, response) => {
    const filter = readFilter(request)
    const shown = await store.read(async (view) => {
      const { total, boxes } = await choices(view)
      return { ...(await listResults(view, filter, request)), total, boxes: boxes(filter) }
    })
    const query = new URLSearchParams({ ...filter })
    response.type('html').send(renderResults({ ...shown, filter, query, domain: domainOf(options) }))
  })
  router.get('/results/:visit/:department', async (request, response, next) => {
    const { visit, department } = request.params
    const [newest, ...earlier] = await store.read((view) => view.published.versions(visit, department))
    if (!newest) return next()
    response
      .type('html')
      .send(renderResult({ versions: [newest, ...earlier], zone, domain: domainOf(options) }))
  })
  router.get('/firms/:code', async (request, response, next) => {
    const found = await store.read(async ({ published }) => {
      const firm = await published.firm(request.params.code)
      return firm && { firm, results: await published.ofFirm(firm.code) }
    })
    if (!found) return next()
    response.type('html').send(renderFirm({ ...found, zone, domain: domainOf(options) }))
  })
  router.get('/corrections', async (request, response) => {
    const page = readPage(request)
    const found = await store.read((view) => view.published.corrections(PAGE + 1, (page - 1) * PAGE))
    const shown = { corrections: found.slice(0, PAGE), page, more: found.length > PAGE, zone }
    response.type('html').send(renderCorrections({ ...shown, domain: domainOf(options) }))
  })
  return router
}

/** What is empty or no single word narrows nothing; what is unknown finds nothing. */
function readFilter({ query }: Request): PublishedFilter {
  const filter: PublishedFilter = {}
  for (const name of ['department', 'item', 'month'] as const) {
    const value = query[name]
    if (typeof value === 'string' && value !== '') filter[name] = value.slice(0, 100)
  }
  return filter
}

async function listResults(
  { published }: View,
  filter: PublishedFilter,
  { query }: Request,
): Promise<Pick<ResultsPage, 'results' | 'newer' | 'older'>> {
  const [before, after] = [readPlace(query.before), readPlace(query.after)]
  if (after && !before) {
    const found = await published.list(filter, PAGE + 1, { after })
    return { results: found.slice(-PAGE), newer: found.length > PAGE, older: true }
  }
  const found = before
    ? await published.list(filter, PAGE + 1, { before })
    : await published.list(filter, PAGE + 1)
  const results: PublishedResult[] = found.slice(0, PAGE)
  return { results, newer: before !== null, older: found.length > PAGE }
}
