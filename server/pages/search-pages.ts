/** The search over what is public. */
import { Router } from 'express'
import { readDrawNo, visitSpellings } from '../../commands/rules/numbers.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { Day, PublishedResult, View } from '../../db/store.js'
import { readPage } from './paging.js'
import { renderSearch, type SearchPage } from './search-page.js'
import { domainOf, type SiteOptions } from './site-options.js'

const PAGE = 20
const LONGEST = 60
const MOST_OTHERS = 10
/** A name that many share is found by more words, not by leafing. */
const LAST_PAGE = 50

type Found = Omit<SearchPage, 'words' | 'domain' | 'page'>
const NOTHING: Found = { firms: [], more: false, items: [], departments: [], draw: null, results: [] }

export function searchPages(options: SiteOptions): Router {
  const { store, now, zone } = options
  const router = Router()
  router.get('/search', async (request, response) => {
    const { q } = request.query
    const words = typeof q === 'string' ? q.trim().slice(0, LONGEST) : ''
    const page = Math.min(readPage(request), LAST_PAGE)
    const today = officeDay(now(), zone)
    const found = words === '' ? NOTHING : await store.read((view) => search(view, words, page, today))
    response.type('html').send(renderSearch({ ...found, words, page, domain: domainOf(options) }))
  })
  return router
}

async function search(view: View, words: string, page: number, today: Day): Promise<Found> {
  const firms = await view.published.searchFirms(words.split(/\s+/u), PAGE + 1, (page - 1) * PAGE)
  const fits = (...texts: string[]) => texts.some((text) => fold(text).includes(fold(words)))
  const items = (await view.items.published(today)).filter(({ code, name }) => fits(code, name))
  const departments = (await view.departments.all()).filter(({ name, shortName }) => fits(name, shortName))
  const no = readDrawNo(words)
  const draw = no === null ? undefined : await view.draws.byNo(no)
  return {
    firms: firms.slice(0, PAGE),
    more: firms.length > PAGE && page < LAST_PAGE,
    items: items.slice(0, MOST_OTHERS),
    departments: departments.slice(0, MOST_OTHERS),
    draw: draw?.no ?? null,
    results: await findResults(view, words),
  }
}

async function findResults(view: View, words: string): Promise<PublishedResult[]> {
  for (const no of visitSpellings(words)) {
    const found = await view.published.ofVisit(no)
    if (found.length > 0) return found
  }
  return []
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')
