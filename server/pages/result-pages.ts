/** The public results: their list, each of them, the firm that they are about, and the corrections. */
import { type Request, Router } from 'express'
import type { PublishedFilter, PublishedResult, View } from '../../db/store.js'
import { renderCorrections } from './corrections-page.js'
import { renderFirm } from './firm-page.js'
import { createKeptPages } from './kept-pages.js'
import { readPage } from './paging.js'
import { createResultChoices } from './result-choices.js'
import { renderResult } from './result-page.js'
import { type ResultsPage, readPlace, renderResults } from './results-page.js'
import { domainOf, type SiteOptions } from './site-options.js'
import { listCorrections } from './version-words.js'

const PAGE = 20

export function resultPages(options: SiteOptions): Router {
  const { store, zone } = options
  const router = Router()
  const kept = createKeptPages(store)
  const choices = createResultChoices()
  router.get(
    '/firms/:code',
    kept(async ({ params }) => {
      const found = await store.read(async ({ published }) => {
        const firm = await published.firm(String(params.code))
        return firm && { firm, results: await published.ofFirm(firm.code) }
      })
      return found ? renderFirm({ ...found, zone, domain: domainOf(options) }) : null
    }),
  )
  router.get(
    '/results/:visit/:department',
    kept(async ({ params }) => {
      const [visit, department] = [String(params.visit), String(params.department)]
      const [newest, ...earlier] = await store.read((view) => view.published.versions(visit, department))
      return newest ? renderResult({ versions: [newest, ...earlier], zone, domain: domainOf(options) }) : null
    }),
  )
  router.get(
    '/results',
    kept(async (request) => {
      const filter = readFilter(request)
      const shown = await store.read(async (view) => {
        const { total, boxes } = await choices(view)
        return { ...(await listResults(view, filter, request)), total, boxes: boxes(filter) }
      })
      const query = new URLSearchParams({ ...filter })
      return renderResults({ ...shown, filter, query, domain: domainOf(options) })
    }),
  )
  router.get(
    '/corrections',
    kept(async (request) => {
      const page = readPage(request)
      const found = await store.read((view) => listCorrections(view, PAGE + 1, (page - 1) * PAGE))
      const shown = { corrections: found.slice(0, PAGE), page, more: found.length > PAGE, zone }
      return renderCorrections({ ...shown, domain: domainOf(options) })
    }),
  )
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
