/** A county with visits of many years: nearly all recorded, some due in these days. */
import type { Store } from '../db/store.js'

const CHUNK = 5000
const DRAW = 500

/** Adds drawn draws of 500 visits with two inspectors each; the last `due` visits are pending and to be reminded of. */
export async function visitCounty(store: Store, visits: number, due: number): Promise<void> {
  const { firms, inspectors, plan } = await store.read(async (view) => {
    const codes: string[] = []
    await view.firms.eachInScope([], (some) => void codes.push(...some.map(({ code }) => code)))
    const departments = (await view.departments.all()).map(({ code }) => code)
    const [first] = await view.plans.all()
    return { firms: codes, inspectors: await view.inspectors.ofDepartments(departments), plan: first! }
  })
  for (let next = 0; next < visits; ) {
    const end = Math.min(next + CHUNK, visits)
    await store.write(async (tx) => {
      for (; next < end; next++) {
        const no = `CQ2020-${String(Math.floor(next / DRAW) + 1).padStart(3, '0')}`
        if (next % DRAW === 0) await addDraw(no)
        const isDue = next >= visits - due
        const seats = [0, 1].map((seat) => {
          const { id, person } = inspectors[(next * 2 + seat) % inspectors.length]!
          return { seat, seatName: `${seat + 1}`, inspector: id, person, ackedAt: null }
        })
        await tx.visits.add(
          {
            ...{ no: `RW${no.slice(2)}-${(next % DRAW) + 1}`, draw: no, plan: plan.no, index: next % DRAW },
            ...{ firm: firms[next % firms.length]!, items: plan.items.slice(0, 1) },
            due: isDue ? `2026-03-${next % 2 ? 18 : 23}` : '2025-06-30',
            state: isDue ? 'pending' : 'recorded',
            remindOn: isDue ? '2026-03-20' : null,
          },
          seats,
        )
      }
      async function addDraw(no: string): Promise<void> {
        const [starter] = await tx.people.withRole('office')
        const at = '2025-06-01T01:00:00.000Z'
        const id = await tx.draws.request({
          ...{ plan: plan.no, nth: 1, reason: null, publicNumber: null, startedBy: starter!.id },
          ...{ chat: { platform: 'telegram', chat: 'office' }, requestedAt: at },
        })
        const change = {
          no,
          state: 'drawn',
          committedAt: at,
          closedAt: at,
          drawnAt: at,
          frozenPlan: plan,
        } as const
        await tx.draws.advance(id, 1, change)
      }
    })
  }
}
