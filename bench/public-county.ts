/** A county whose results are public: firms, draws, visits, records and disclosures, entered as the commands enter them. */
import type { Item, Plan, PublicResult, Store, Tx } from '../db/store.js'

const CHUNK = 500
const VISITS_A_DRAW = 50
const FINDINGS = ['未发现问题', '未发现问题', '未发现问题', '发现问题已责令改正', '未按规定公示年度报告']

interface Cast {
  plans: Plan[]
  items: Map<string, Item>
  agencies: Map<string, string>
  /** Codes and names. */
  firms: [string, string][]
  inspector: { id: string; person: string }
}

/** Adds draws of 50 visits each until so many results are public, each of one department; answers the visits' numbers. */
export async function publishResults(store: Store, results: number): Promise<void> {
  const cast = await store.read(gatherCast)
  for (let next = 0; next < results; ) {
    const end = Math.min(next + CHUNK, results)
    await store.write(async (tx) => {
      for (; next < end; next++) await publishOne(tx, cast, next)
    })
  }
}

async function gatherCast(view: Parameters<Parameters<Store['read']>[0]>[0]): Promise<Cast> {
  const codes: string[] = []
  await view.firms.eachInScope([], (some) => void codes.push(...some.map(({ code }) => code)))
  const firms: [string, string][] = []
  for (const code of codes) firms.push([code, (await view.firms.get(code))!.name])
  const [inspector] = await view.inspectors.ofDepartments(['SCQ-GS'])
  return {
    plans: await view.plans.all(),
    items: new Map((await view.items.all()).map((item) => [item.code, item])),
    agencies: new Map((await view.departments.all()).map(({ code, name }) => [code, name])),
    firms,
    inspector: inspector!,
  }
}

async function publishOne(tx: Tx, cast: Cast, n: number): Promise<void> {
  const nth = Math.floor(n / VISITS_A_DRAW)
  const plan = cast.plans[nth % cast.plans.length]!
  const draw = `CQ2025-${String(nth + 1).padStart(3, '0')}`
  const at = new Date(Date.UTC(2024, 0, 3) + n * 1_200_000).toISOString()
  if (n % VISITS_A_DRAW === 0) await addDraw(tx, plan, draw, at)
  // Steps that share no factor with most counts, so that neighbours in time are no neighbours in the register.
  const [firm, name] = cast.firms[(n * 7919) % cast.firms.length]!
  const item = cast.items.get(plan.items[n % plan.items.length]!)!
  const visit = `RW${draw.slice(2)}-${String((n % VISITS_A_DRAW) + 1).padStart(2, '0')}`
  const finding = FINDINGS[n % FINDINGS.length]!
  const { id, person } = cast.inspector
  const seat = { seat: 0, seatName: '1', inspector: id, person, ackedAt: at }
  const of = { visit, department: item.department }
  const inspectedOn = at.slice(0, 10)
  await tx.visits.add(
    {
      ...{ no: visit, draw, plan: plan.no, index: n % VISITS_A_DRAW, firm },
      ...DONE,
      items: [item.code],
      due: inspectedOn,
    },
    [seat],
  )
  const found = { item: item.code, result: finding, method: '实地检查' }
  const receipt = `HZ-${n}`
  await tx.records.add({
    ...UNSAID,
    receipt,
    visit,
    version: 1,
    by: person,
    at,
    inspectedOn,
    items: [found],
    signed: true,
  })
  const problem = !finding.startsWith('未发现')
  await tx.results.put({
    ...{ ...of, ...PUBLIC, firm, plan: plan.no, items: [item.code], receipt, inspectedOn, problem },
    ...{ reviewedBy: person, reviewedAt: at },
  })
  const content: PublicResult = {
    ...{ plan: { no: plan.no, name: plan.name }, draw, agency: cast.agencies.get(item.department)! },
    ...{ firm: { code: firm, name }, inspectedOn, decisions: [] },
    items: [{ code: item.code, name: item.name, result: finding }],
  }
  await tx.disclosures.add({ ...of, version: 1, reason: null, by: person, at, content })
  if (n % 25 === 0)
    await tx.disclosures.add({ ...of, version: 2, reason: '名称有误', by: person, at, content })
}

const DONE = { state: 'recorded', remindOn: null } as const
const UNSAID = {
  reason: null,
  unsignedReason: null,
  onSiteWitness: null,
  note: null,
  expert: null,
  adopted: null,
}
const PUBLIC = {
  state: 'disclosed',
  discloseBy: null,
  remindOn: null,
  returnReason: null,
  disclosures: 1,
} as const

async function addDraw(tx: Tx, plan: Plan, no: string, at: string): Promise<void> {
  const chat = { platform: 'telegram', chat: 'office' } as const
  const [starter] = await tx.people.withRole('office')
  const asked = {
    plan: plan.no,
    nth: 1,
    reason: null,
    publicNumber: null,
    startedBy: starter!.id,
    chat,
    requestedAt: at,
  }
  const id = await tx.draws.request(asked)
  await tx.draws.advance(id, 1, {
    no,
    state: 'drawn',
    committedAt: at,
    closedAt: at,
    drawnAt: at,
    due: at.slice(0, 10),
  })
}
