/** The statistics and their plots, which are drawn once for each state of the public results. */
import { Router } from 'express'
import type { View } from '../../db/store.js'
import type { Plots } from './draw-plots.js'
import { keepVersion } from './keep-version.js'
import { domainOf, type SiteOptions } from './site-options.js'
import { gatherStatistics, PLOTS } from './statistics.js'
import { renderStatistics } from './statistics-page.js'

/** A picture needs colours of its own, and may load nothing. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

export function statisticsPages(options: SiteOptions): Router {
  const { store } = options
  const router = Router()
  const statistics = keepVersion(gatherStatistics)
  const plots = keepPlots(options)
  router.get('/statistics', async (_, response) => {
    response.type('html').send(renderStatistics(await store.read(statistics), domainOf(options)))
  })
  const names = PLOTS.flatMap((name) => [`${name}-wide`, `${name}-narrow`] as const)
  for (const name of names) {
    router.get(`/statistics/${name}.svg`, async (_, response) => {
      const drawn = await plots()
      response.set('Content-Security-Policy', PICTURE_POLICY).type('svg').send(drawn[name])
    })
  }
  return router
}

/** One drawing at a time, whoever asks meanwhile gets the same. */
function keepPlots({ store, startWorker }: SiteOptions): () => Promise<Plots> {
  let kept: { version: number; plots: Promise<Plots> } | undefined
  const versionOf = (view: View) => view.published.version()
  return async () => {
    const version = await store.read(versionOf)
    if (kept?.version !== version) {
      const drawing = { version, plots: startWorker('plots', {}) }
      kept = drawing
      drawing.plots.catch(() => {
        if (kept === drawing) kept = undefined
      })
    }
    return kept.plots
  }
}
