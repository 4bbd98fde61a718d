/** What may be inspected and by which plans, for everybody: published items and approved plans alone. */
import { Router } from 'express'
import type { PlanCard } from '../../commands/messages/planning.js'
import { loadPlanCard } from '../../commands/plans/plan-card.js'
import { groupItems } from '../../commands/registries/items.js'
import { officeDay } from '../../commands/rules/office-time.js'
import type { Day, Item, Store, View } from '../../db/store.js'
import { itemsCsv } from './items-csv.js'
import { renderItems } from './items-page.js'
import { renderPlans } from './plans-page.js'

export function planPages(store: Store, zone: string, now: () => Date): Router {
  const router = Router()
  const today = () => officeDay(now(), zone)
  router.get('/items', async (_, response) => {
    const groups = await store.read(async (view) =>
      groupItems(await listPublished(view, today()), await view.departments.all()),
    )
    response.type('html').send(renderItems({ groups }))
  })
  router.get('/open-data/items.csv', async (_, response) => {
    const items = await store.read((view) => listPublished(view, today()))
    response.type('csv').attachment('items.csv').send(itemsCsv(items))
  })
  router.get('/plans', async (_, response) => {
    const plans = await store.read((view) => listApproved(view, today()))
    response.type('html').send(renderPlans({ plans }))
  })
  return router
}

const isPublished = ({ publishedOn }: Item, today: Day) => publishedOn !== null && publishedOn <= today

async function listPublished(view: View, today: Day): Promise<Item[]> {
  return (await view.items.all()).filter((item) => isPublished(item, today))
}

export async function listApproved(view: View, today: Day): Promise<PlanCard[]> {
  const cards: PlanCard[] = []
  for (const plan of (await view.plans.all()).reverse()) {
    if (plan.approvedAt === null) continue
    const card = await loadPlanCard(view, plan, today)
    cards.push({ ...card, items: card.items.filter((item) => isPublished(item, today)) })
  }
  return cards
}
