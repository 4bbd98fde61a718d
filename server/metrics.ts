/** Figures for an operator's monitoring, in the Prometheus text format. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Platforms } from '../bot/delivery.js'
import type { Store } from '../db/store.js'

export interface Metrics {
  contentType: string
  render(): Promise<string>
}

export function createMetrics(store: Store, platforms: Platforms): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const inbox = new Gauge({
    name: 'ssj_inbox_rows',
    help: 'Inbox rows by state',
    labelNames: ['state'],
    registers: [registry],
  })
  const outbox = new Gauge({
    name: 'ssj_outbox_rows',
    help: 'Outbox rows by state',
    labelNames: ['state'],
    registers: [registry],
  })
  const jobs = new Gauge({ name: 'ssj_jobs_queued', help: 'Jobs that wait or run', registers: [registry] })
  const head = new Gauge({ name: 'ssj_ledger_entries', help: 'Entries of the ledger', registers: [registry] })
  const up = new Gauge({
    name: 'ssj_platform_up',
    help: '1 while a platform works',
    labelNames: ['platform'],
    registers: [registry],
  })

  async function collect(): Promise<void> {
    await store.read(async (view) => {
      for (const state of ['pending', 'dead'] as const) inbox.set({ state }, await view.inbox.count(state))
      for (const state of ['queued', 'sending', 'dropped', 'dead'] as const) {
        outbox.set({ state }, await view.outbox.count(state))
      }
      jobs.set((await view.jobs.queued()).length)
      head.set((await view.ledger.head()).n)
    })
    for (const platform of platforms.values())
      up.set({ platform: platform.name }, platform.health().ok ? 1 : 0)
  }

  return {
    contentType: registry.contentType,
    async render() {
      await collect()
      return registry.metrics()
    },
  }
}
