/** The files of open data, their dictionary, and their description for machines. */
import { Router } from 'express'
import { officeDay } from '../../commands/rules/office-time.js'
import type { Dataset } from './dataset.js'
import { RESULT_DATASETS } from './datasets.js'
import { drawDatasets } from './draw-datasets.js'
import { limitRequests } from './limit-requests.js'
import { OFFICE_DATASETS } from './office-datasets.js'
import { renderOpenData } from './open-data-page.js'
import { sendDataset } from './send-dataset.js'
import { domainOf, type SiteOptions } from './site-options.js'
import { DATA_FORMS } from './write-dataset.js'

/** A file can be a hundred pages' worth of work. */
const FILES_A_MINUTE = 60

export function openDataPages(options: SiteOptions): Router {
  const { store, now, zone } = options
  const router = Router()
  const datasets = [...RESULT_DATASETS, ...drawDatasets(() => officeDay(now(), zone)), ...OFFICE_DATASETS]
  const limit = limitRequests(FILES_A_MINUTE)
  router.get('/open-data', (_, response) => {
    response.type('html').send(renderOpenData(datasets, domainOf(options)))
  })
  router.get('/open-data/datapackage.json', (_, response) => void response.json(describe(datasets)))
  for (const data of datasets) {
    for (const form of DATA_FORMS) {
      router.get(`/open-data/${data.name}.${form}`, limit, (request, response) =>
        sendDataset(store, data, form, request, response),
      )
    }
  }
  router.get('/data{/*rest}', (request, response) => {
    response.redirect(308, request.originalUrl.replace('/data', '/open-data'))
  })
  return router
}

/** A data package by https://specs.frictionlessdata.io/data-package/. */
const describe = (datasets: Dataset[]) => ({
  name: 'double-random-inspections',
  title: '双随机、一公开公示数据',
  resources: datasets.map(({ name, title, description, columns }) => ({
    ...{ name, title, description, path: `${name}.csv`, format: 'csv', mediatype: 'text/csv' },
    encoding: 'utf-8',
    schema: {
      fields: columns.map((one) => ({
        name: one.title,
        title: one.name,
        type: one.type,
        description: one.description,
      })),
    },
  })),
})
