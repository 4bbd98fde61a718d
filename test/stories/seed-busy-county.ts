/** The sample district after a draw: every inspector bound on Telegram and holding visits, and papers waiting to be sent. */
import { visitNo } from '../../commands/rules/numbers.js'
import { createFileStore } from '../../db/files.js'
import { openStore } from '../../db/open.js'
import type { Assignment, Inspector, Tx } from '../../db/store.js'
import { importSample } from '../../server/demo.js'
import { message } from '../db/small-county.js'

/** An inspector with a Telegram account. */
export interface Speaker {
  person: string
  account: number
  /** Visits on which this one of the two inspectors reports. */
  visits: string[]
}

const DRAW = 'CQ2026-001'
const PLAN = 'JH2026-01'
const VISITS_EACH = 4
const DAY = 24 * 3600_000

/** Files without a word, each to a group of its own and due one after another, so that some are always on their way. */
const PAPERS = 100
const PAPER_EVERY = 400
/** The groups' ids count down from here. */
const FIRST_GROUP = -2_000

/** @param now the machine's moment: the child that is going to be killed runs on real time */
export async function seedBusyCounty(databaseUrl: string, filesDir: string, now: Date): Promise<Speaker[]> {
  const hash = await createFileStore(filesDir).put(Buffer.from('抽取记录'))
  const store = await openStore(databaseUrl)
  await importSample(store, now)
  const speakers = await store.write(async (tx) => {
    const at = new Date(now.getTime() - DAY).toISOString()
    await addDraw(tx, at)
    const found = await addVisits(tx, new Date(now.getTime() + 20 * DAY).toISOString().slice(0, 10))
    for (const { person, account } of found) {
      const binding = { account: String(account), person, boundAt: at, unreachable: null }
      await tx.bindings.put({ platform: 'telegram', ...binding })
    }
    await queuePapers(tx, hash, now)
    return found
  })
  await store.close()
  return speakers
}

/** The groups to which the papers go. */
export const paperGroups = Array.from({ length: PAPERS }, (_, n) => FIRST_GROUP - n)

async function addDraw(tx: Tx, at: string): Promise<void> {
  const chat = { platform: 'telegram', chat: '-1' } as const
  const asked = {
    plan: PLAN,
    nth: 1,
    reason: null,
    publicNumber: null,
    startedBy: 'P0002',
    chat,
    requestedAt: at,
  }
  const id = await tx.draws.request(asked)
  const times = { committedAt: at, closedAt: at, drawnAt: at }
  await tx.draws.advance(id, 1, { no: DRAW, state: 'drawn', ...times })
}

async function addVisits(tx: Tx, due: string): Promise<Speaker[]> {
  const plan = (await tx.plans.get(PLAN))!
  const departments = (await tx.departments.all()).map(({ code }) => code)
  const inspectors = (await tx.inspectors.ofDepartments(departments)).filter(({ active }) => active)
  const total = inspectors.length * VISITS_EACH
  const codes: string[] = []
  await tx.firms.eachInScope([], (some) => void codes.push(...some.map(({ code }) => code)))
  const speakers = inspectors.map(({ person }, i) => ({ person, account: 5_000 + i, visits: [] as string[] }))
  for (let index = 0; index < total; index += 1) {
    const first = index % inspectors.length
    const second = (first + 1 + Math.floor(index / inspectors.length)) % inspectors.length
    const no = visitNo(DRAW, index, total)
    const visit = { no, draw: DRAW, plan: PLAN, index, firm: codes[index]!, items: plan.items, due }
    const seats = [first, second].map((n, seat) => seatOf(inspectors[n]!, seat))
    await tx.visits.add({ ...visit, state: 'pending', remindOn: null }, seats)
    speakers[first]!.visits.push(no)
  }
  return speakers
}

function seatOf({ id, person }: Inspector, seat: number): Omit<Assignment, 'visit'> {
  return { seat, seatName: `s${seat}`, inspector: id, person, ackedAt: null }
}

async function queuePapers(tx: Tx, hash: string, now: Date): Promise<void> {
  for (const [n, group] of paperGroups.entries()) {
    const file = { hash, name: `抽取记录 ${n}.docx`, mime: 'application/msword', size: 12 }
    const notBefore = new Date(now.getTime() + n * PAPER_EVERY).toISOString()
    const row = message(`paper-${n}`, { chat: String(group), text: '', buttons: [], file, notBefore })
    await tx.outbox.add(row, now.toISOString())
  }
}
