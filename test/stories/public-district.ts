/** A district with results on its public site, filled through the store, in which every private field holds a mark. */
import { PROPOSED_TABLE } from '../../commands/rules/credit/read-table.js'
import type {
  Department,
  Disclosure,
  InspectionRecord,
  Item,
  PublicResult,
  Store,
  Tx,
  Visit,
} from '../../db/store.js'
import type { Office } from './office.js'
import { drawPlan } from './steps.js'

/** Stands in every field that the public must never read. */
export const PRIVATE = '隐私标记'
export const PHONE = '13987654321'
export const IDENTITY = '11010519491231002X'
/** Stands in every field that a person can fill and the public may read. */
export const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`

const RESULTS = ['未发现问题', '未按规定公示年度报告', `发现问题${HOSTILE}`, '未发现问题']

/** Draws two plans in the chat, records and publishes what they gave; some results are corrected. Answers the draws. */
export async function fillPublicDistrict(office: Office): Promise<string[]> {
  await office.store.write(markPrivate)
  await office.store.write(writeHostile)
  await office.store.write(keepCredit)
  const draws = [await drawPlan(office, 'JH2026-03'), await drawPlan(office, 'JH2026-04')]
  for (const draw of draws) await publishDraw(office.store, draw)
  return draws
}

async function markPrivate(tx: Tx): Promise<void> {
  const firms = new Set<string>()
  await tx.firms.eachInScope([], (some) => {
    for (const { code } of some) firms.add(code)
  })
  for (const code of firms) {
    const firm = (await tx.firms.get(code))!
    await tx.firms.put({ ...firm, address: `${PRIVATE}路1号`, phone: PHONE })
  }
  for (const person of await tx.people.all()) await tx.people.put({ ...person, phone: PHONE })
}

/** Names as a person could have entered them: of a plan, an item, a department and every seventh firm. */
async function writeHostile(tx: Tx): Promise<void> {
  const plan = (await tx.plans.get('JH2026-04'))!
  await tx.plans.put({ ...plan, name: plan.name + HOSTILE })
  const item = (await tx.items.get('ZJ-01'))!
  await tx.items.put({ ...item, name: item.name + HOSTILE, content: HOSTILE, legalBasis: HOSTILE })
  const department = (await tx.departments.get('SCQ-ZJ'))!
  await tx.departments.put({ ...department, name: department.name + HOSTILE, shortName: HOSTILE })
  const codes: string[] = []
  await tx.firms.eachInScope([], (some) => void codes.push(...some.map(({ code }) => code)))
  for (const code of codes.filter((_, n) => n % 7 === 3)) {
    const firm = (await tx.firms.get(code))!
    await tx.firms.put({ ...firm, name: firm.name + HOSTILE })
  }
}

/** Rules in force, a firm on each list, and what stands in credit files, which is nobody's business. */
async function keepCredit(tx: Tx): Promise<void> {
  const [one, two] = (await tx.people.withRole('leader', 'SCQ-FZ')).map(({ id }) => id) as [string, string]
  const at = '2026-03-10T01:00:00.000Z'
  const version = await tx.creditTables.add({ text: PROPOSED_TABLE, askedBy: one, askedAt: at })
  await tx.creditTables.approve(version, two ?? one, at)
  const firms = await tx.firms.search(['script'], 3, 0)
  for (const [n, list] of (['green', 'joint', 'black'] as const).entries()) {
    const { code: firm } = firms[n]!
    const common = { firm, department: 'SCQ-GS', by: one, at }
    const term = { from: '2026-03-10', until: '2028-03-10' }
    const id = await tx.listings.add({
      ...{
        ...common,
        ...term,
        list,
        reason: `拒不改正${HOSTILE}`,
        documentNo: `山信〔2026〕${n}号${HOSTILE}`,
      },
    })
    const outcome = n === 1 ? null : { kept: true, text: PRIVATE, by: one, at }
    await tx.listings.change(id, { objection: { text: `${PRIVATE}，${IDENTITY}`, by: one, at }, outcome })
    const file = { hash: '0'.repeat(64), name: `${PRIVATE}.pdf`, mime: 'application/pdf', size: 1 }
    const entry = { ...common, on: '2026-03-01', text: PRIVATE, files: [file] }
    await tx.creditEntries.add({ ...entry, kind: 'complaint', documentNo: null, state: 'open' })
    await tx.creditEntries.add({ ...entry, kind: 'penalty', documentNo: PRIVATE, state: 'stands' })
  }
}

async function publishDraw(store: Store, draw: string): Promise<void> {
  await store.write(async (tx) => {
    const departments = new Map((await tx.departments.all()).map((one) => [one.code, one]))
    for (const visit of await tx.visits.ofDraw(draw)) {
      const [seat] = await tx.visits.assignments(visit.no)
      const items = await tx.items.many(visit.items)
      const record = recordOf(visit, items, seat!.person)
      await tx.records.add(record)
      await saySecrets(tx, visit, seat!.inspector, record)
      await tx.visits.change(visit.no, { state: 'recorded', remindOn: null })
      for (const code of new Set(items.map(({ department }) => department))) {
        await publish(tx, visit, departments.get(code)!, items, record)
      }
    }
  })
}

/** What people write to one another about a visit. */
async function saySecrets(
  tx: Tx,
  visit: Visit,
  inspector: string,
  { by, at, receipt }: InspectionRecord,
): Promise<void> {
  const asked = { askedBy: by, askedAt: at }
  const file = { hash: '0'.repeat(64), name: `${PRIVATE}.jpg`, mime: 'image/jpeg', size: 1 }
  await tx.records.attach({ visit: visit.no, receipt, by, at, file })
  await tx.extensions.add({ ...asked, visit: visit.no, reason: PRIVATE, from: visit.due, to: visit.due })
  await tx.leaves.ask({ ...asked, inspector, from: visit.due, to: visit.due, reason: PRIVATE })
  await tx.recusalRequests.ask({
    ...asked,
    inspector,
    firm: visit.firm,
    reason: 'other',
    explanation: PRIVATE,
  })
  await tx.transfers.add({
    ...{
      visit: visit.no,
      from: 'SCQ-GS',
      to: null,
      organ: 'police',
      receiver: PRIVATE,
      lead: PRIVATE,
      documentNo: PRIVATE,
      sentOn: visit.due,
      materials: [PRIVATE],
      follows: null,
      files: [file],
      by,
      at,
      remindOn: null,
    },
  })
}

function recordOf(visit: Visit, items: Item[], by: string): InspectionRecord {
  const result = RESULTS[visit.index % RESULTS.length]!
  return {
    ...{
      receipt: `HZ-${visit.no}`,
      visit: visit.no,
      version: 1,
      reason: null,
      by,
      at: '2026-03-12T02:00:00.000Z',
    },
    inspectedOn: `2026-0${3 + (visit.index % 4)}-1${visit.index % 9}`,
    items: items.map(({ code }) => ({ item: code, result, method: '实地检查' })),
    ...{
      signed: false,
      unsignedReason: `${PRIVATE}，${IDENTITY}`,
      onSiteWitness: PRIVATE,
      expert: PRIVATE,
      adopted: PRIVATE,
      note: `${PRIVATE}${PHONE}`,
    },
  }
}

async function publish(
  tx: Tx,
  visit: Visit,
  department: Department,
  items: Item[],
  record: InspectionRecord,
) {
  const own = items.filter((item) => item.department === department.code)
  const result = record.items[0]!.result
  const problem = !result.startsWith('未发现')
  const of = { visit: visit.no, department: department.code }
  const corrected = visit.index % 5 === 0
  await tx.results.put({
    ...{ ...of, firm: visit.firm, plan: visit.plan, items: own.map(({ code }) => code), problem },
    ...{
      state: corrected ? 'corrected' : 'disclosed',
      receipt: record.receipt,
      inspectedOn: record.inspectedOn,
    },
    ...{ discloseBy: null, remindOn: null, reviewedBy: record.by, reviewedAt: record.at },
    ...{ returnReason: PRIVATE, disclosures: corrected ? 2 : 1 },
  })
  const content = await contentOf(tx, visit, department, own, record, problem)
  const first: Disclosure = { ...of, version: 1, reason: null, by: record.by, at: record.at, content }
  await tx.disclosures.add(first)
  if (!corrected) return
  const fixed = { ...content, items: content.items.map((item) => ({ ...item, result: '未发现问题' })) }
  const reason = `复查后更正 ${HOSTILE}`
  await tx.disclosures.add({ ...first, version: 2, reason, at: '2026-04-20T02:00:00.000Z', content: fixed })
}

async function contentOf(
  tx: Tx,
  visit: Visit,
  department: Department,
  items: Item[],
  record: InspectionRecord,
  problem: boolean,
): Promise<PublicResult> {
  const firm = (await tx.firms.get(visit.firm))!
  const plan = (await tx.plans.get(visit.plan))!
  const decision = {
    decidedOn: record.inspectedOn,
    documentNo: `山市监罚〔2026〕7号${HOSTILE}`,
    recheckOn: null,
    recheck: null,
  }
  return {
    ...{ plan: { no: plan.no, name: plan.name }, draw: visit.draw, agency: department.name },
    ...{ firm: { code: firm.code, name: firm.name }, inspectedOn: record.inspectedOn },
    items: items.map(({ code, name }) => ({ code, name, result: record.items[0]!.result })),
    decisions: problem ? [{ ...decision, kind: 'penalty', amount: 200_050 }] : [],
  }
}
