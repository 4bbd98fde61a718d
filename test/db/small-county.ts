/** A county small enough to know by heart, for tests of the store. */

import type { Draw, Firm, Item, OutboxDraft, Person, Plan, Scope, Store, Tx } from '../../db/store.js'

export const EVERYTHING: Scope = { trades: [], types: [], districts: [], tags: [], classes: [] }

export const AT = '2026-03-02T01:00:00.000Z'

export const GROUP = { platform: 'room', chat: 'office' } as const

export function firm(code: string, change: Partial<Firm> = {}): Firm {
  return {
    code,
    name: `${code}号商行`,
    type: '企业',
    trade: '5211',
    district: '城关镇',
    address: '解放路1号',
    phone: null,
    status: '存续',
    creditClass: 'B',
    tags: [],
    weight: 1,
    ...change,
  }
}

export function person(id: string, change: Partial<Person> = {}): Person {
  return { id, name: `人${id}`, department: 'SJ', roles: ['inspector'], phone: null, active: true, ...change }
}

function item(code: string): Item {
  return {
    code,
    name: `事项${code}`,
    legalBasis: '条例第六条',
    department: 'SJ',
    scope: EVERYTHING,
    content: '公示信息',
    method: '现场检查',
    ratioCap: [3, 100],
    yearlyCap: 1,
    capSetBy: '本部门',
    kind: '一般',
    materials: '营业执照',
    publishedOn: null,
  }
}

export const PLAN: Plan = {
  no: 'JH2026-01',
  name: '公示信息抽查',
  year: 2026,
  leadDepartment: 'SJ',
  departments: ['SJ', 'XF'],
  items: ['I1', 'I2'],
  scope: { ...EVERYTHING, classes: ['A', 'B'] },
  rules: { A: { ratio: [1, 100] }, B: { count: 2, weighted: true } },
  inspectorsPerVisit: 2,
  inspectorTags: ['食品'],
  maxVisits: 5,
  frequency: 1,
  from: '2026-03-01',
  to: '2026-06-30',
  workingDays: 20,
  witnesses: 1,
  approvedBy: null,
  approvedAt: null,
  beacon: null,
  unannounced: false,
  filingNo: null,
  importedBy: null,
  approvalLapsed: null,
}

/** Two departments, four people of whom three inspect, four firms, two items, one plan. */
export async function fillCounty(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.departments.put({ code: 'SJ', name: '市场监管局', shortName: '市监', leading: true })
    await tx.departments.put({ code: 'XF', name: '消防大队', shortName: '消防', leading: false })
    await tx.people.put(person('p1', { roles: ['office', 'inspector'] }))
    await tx.people.put(person('p2'))
    await tx.people.put(person('p3', { department: 'XF' }))
    await tx.people.put(person('p4', { roles: ['leader'], active: false }))
    for (const n of [1, 2, 3]) await tx.inspectors.put(inspector(n))
    await tx.firms.put(firm('F3', { creditClass: 'D', tags: ['食品'] }))
    await tx.firms.put(firm('F1', { creditClass: 'A', trade: '6210', tags: ['食品', '校园'] }))
    await tx.firms.put(firm('F2', { district: '河东乡', type: '个体', tags: ['特种设备'] }))
    await tx.firms.put(firm('F4', { name: '一%_商行' }))
    for (const code of ['I1', 'I2']) await tx.items.put(item(code))
    await tx.plans.put(PLAN)
  })
}

function inspector(n: number) {
  return {
    id: `C${n}`,
    person: `p${n}`,
    department: n === 3 ? 'XF' : 'SJ',
    tags: ['食品'],
    certifiedUntil: '2027-12-31',
    leaveFrom: null,
    leaveTo: null,
    active: true,
  }
}

export async function requestDraw(
  tx: Tx,
  change: Partial<Omit<Draw, 'id' | 'version'>> = {},
): Promise<number> {
  const asked = {
    plan: PLAN.no,
    nth: 1,
    reason: null,
    publicNumber: null,
    startedBy: 'p1',
    chat: GROUP,
    requestedAt: AT,
  }
  const id = await tx.draws.request(asked)
  if (Object.keys(change).length > 0) await tx.draws.advance(id, 1, change)
  return id
}

/** A draw that was drawn, with visits of F1, F2 … for item I1, each with the inspectors given. */
export async function addDrawn(tx: Tx, no: string, closedAt: string, seats: number[][]): Promise<void> {
  await requestDraw(tx, { no, state: 'drawn', committedAt: closedAt, closedAt, drawnAt: closedAt })
  for (const [index, held] of seats.entries()) {
    await tx.visits.add(
      {
        no: `RW${no}-${index}`,
        draw: no,
        plan: PLAN.no,
        index,
        firm: `F${index + 1}`,
        items: ['I1'],
        due: `2026-03-${10 + index}`,
        state: 'pending',
        remindOn: `2026-03-0${index + 5}`,
      },
      held.map((n, seat) => ({
        seat,
        seatName: `s${seat}`,
        inspector: `C${n}`,
        person: `p${n}`,
        ackedAt: null,
      })),
    )
  }
}

export function message(ref: string, change: Partial<OutboxDraft> = {}): OutboxDraft {
  return {
    platform: 'telegram',
    chat: 'g1',
    ref,
    person: null,
    text: ref,
    buttons: [[{ label: '好', send: '/ok' }]],
    file: null,
    replyTo: null,
    quiet: false,
    onDoubt: 'resend',
    notBefore: AT,
    ...change,
  }
}
