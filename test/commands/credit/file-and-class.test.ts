/** A class is a pure function of the file and the rules' version: how the file came about, and when it was rated, leaves no trace. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rateAnew, tableInForce } from '../../../commands/credit/rate-firm.js'
import { FACT_KINDS, type FactKind, rateFirm } from '../../../commands/rules/credit/rate.js'
import { PROPOSED_TABLE } from '../../../commands/rules/credit/read-table.js'
import { openStore } from '../../../db/open.js'
import type { CreditClass, Decision, Store, Tx } from '../../../db/store.js'
import { AT, fillCounty, firm, PLAN, requestDraw } from '../../db/small-county.js'

const CASES = 60
const DAY = '2026-03-10'
/** Any version but the last; the files are rated by them on their way. */
const OTHER_TABLES = [PROPOSED_TABLE.replace('-8', '-80'), PROPOSED_TABLE.replace('年限 3', '年限 9')]

/** Something that comes into a file; `detour` is taken back later. */
interface Step {
  kind: FactKind | 'licence' | 'dismissed' | 'nothing'
  on: string
  n: number
  detour: boolean
}

/** Numbers from a fixed seed, the same in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

describe('the class of a firm', () => {
  let dir: string
  let store: Store
  const next = random(20_161_008)
  const pick = (n: number) => Math.floor(next() * n)

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'file-and-class-'))
    store = await openStore(join(dir, 'ssj.db'))
    await fillCounty(store)
  })
  afterAll(async () => {
    await store.close()
    rmSync(dir, { recursive: true })
  })

  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => [next(), one] as const)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one)

  const enact = (text: string) =>
    store.write(async (tx) => {
      const version = await tx.creditTables.add({ text, askedBy: 'p1', askedAt: AT })
      await tx.creditTables.approve(version, 'p2', AT)
    })

  const rate = (code: string, today = DAY) =>
    store.write(async (tx) => rateAnew(tx, await tableInForce(tx), code, { today, at: AT, by: 'p1' }))

  it(`is the same for ${CASES} files, each kept twice in another order, with detours and other rules between`, async () => {
    const seen = new Set<string>()
    for (let n = 0; n < CASES; n++) {
      const base = (['A', 'B', 'C', 'D'] as const)[pick(4)]!
      const steps = makeSteps()
      await enact(OTHER_TABLES[n % 2]!)
      const codes = [`P${n}a`, `P${n}b`] as const
      for (const [i, code] of codes.entries()) await keepFile(code, base, n * 2 + i, steps)
      await enact(PROPOSED_TABLE)
      for (const code of shuffled(codes)) await rate(code)
      const [one, other] = await Promise.all(codes.map(standingOf))
      expect(one, JSON.stringify(steps)).toEqual(other)
      // And nothing else than the rule makes of what stands in it.
      const facts = steps
        .filter(
          (step): step is Step & { kind: FactKind } => !step.detour && Object.hasOwn(FACT_KINDS, step.kind),
        )
        .map(({ kind, on, n: source }) => ({ kind, on, source: String(source) }))
      const { table } = (await store.read(tableInForce))!
      const { score, class: rated, weight } = rateFirm(base, facts, table, DAY)
      expect(one).toMatchObject({ base, score, class: rated, weight })
      seen.add(rated)
    }
    expect(seen.size).toBe(4)
  })

  function makeSteps(): Step[] {
    const kinds = [...(Object.keys(FACT_KINDS) as FactKind[]), 'licence', 'dismissed', 'nothing'] as const
    const steps = Array.from({ length: pick(9) }, (_, n): Step => {
      const on = new Date(Date.UTC(2022 + pick(5), pick(12), 1 + pick(28))).toISOString().slice(0, 10)
      const kind = kinds[pick(kinds.length)]!
      return { kind, on: on > DAY ? DAY : on, n, detour: pick(4) === 0 }
    })
    // It stands on a list once.
    return steps.filter(
      ({ kind }, i) => kind !== 'blacklisted' || steps.findIndex((one) => one.kind === kind) === i,
    )
  }

  async function keepFile(code: string, base: CreditClass, nth: number, steps: Step[]): Promise<void> {
    await store.write((tx) => tx.firms.put(firm(code, { creditClass: base })))
    const draw = `CQ${nth}`
    await store.write((tx) =>
      requestDraw(tx, { no: draw, state: 'drawn', committedAt: AT, closedAt: AT, drawnAt: AT }),
    )
    const undo: (() => Promise<void>)[] = []
    for (const step of shuffled(steps)) {
      undo.push(await store.write((tx) => enter(tx, code, draw, step)))
      if (pick(3) === 0) await rate(code, '2026-02-01')
    }
    for (const back of shuffled(undo)) {
      await back()
      if (pick(3) === 0) await rate(code)
    }
  }

  /** @returns what takes a detour back */
  async function enter(tx: Tx, code: string, draw: string, step: Step): Promise<() => Promise<void>> {
    const { kind, on, n, detour } = step
    const entry = { firm: code, on, text: '', department: 'SJ', files: [], by: 'p1', at: AT }
    const again = (work: (tx: Tx) => Promise<void>) => (detour ? () => store.write(work) : async () => {})
    if (kind === 'penalty' || kind === 'praise' || kind === 'licence') {
      const id = await tx.creditEntries.add({ ...entry, kind, documentNo: `${n}号`, state: 'stands' })
      return again((tx_) => tx_.creditEntries.decide(id, 'withdrawn', 'p2'))
    }
    if (kind === 'complaint' || kind === 'dismissed') {
      const id = await tx.creditEntries.add({ ...entry, kind: 'complaint', documentNo: null, state: 'open' })
      const verdict = kind === 'complaint' && !detour ? 'upheld' : 'dismissed'
      return () => store.write((tx_) => tx_.creditEntries.decide(id, verdict, 'p2'))
    }
    if (kind === 'blacklisted') {
      const id = await tx.listings.add({
        ...{ list: 'black', firm: code, reason: '拒不改正', documentNo: `${n}号`, department: 'SJ' },
        ...{ from: on, until: '2030-01-01', by: 'p1', at: AT },
      })
      return again((tx_) => tx_.listings.change(id, { leftOn: DAY, leftBy: 'p2', leftReason: '已改正' }))
    }
    await visitFirm(tx, code, draw, step)
    if (kind === 'nothing') return async () => {}
    // What was decided without an inspection's finding comes with a result that counts for nothing.
    return async () => {
      if (!detour) await store.write((tx_) => publish(tx_, code, draw, step))
    }
  }

  const FOUND = {
    sound: '未发现问题',
    problem: '未按规定公示年度报告',
    refusal: '不配合检查',
    abnormal: '未发现开展本次抽查涉及的经营活动',
    serious: '未发现开展本次抽查涉及的经营活动',
  } as const
  const foundIn = ({ kind }: Step) => FOUND[kind as keyof typeof FOUND] ?? FOUND.sound
  const isProblem = ({ kind }: Step) => kind === 'problem' || kind === 'refusal'

  /** Reviewed, and not public yet: it counts for nothing. */
  async function visitFirm(tx: Tx, code: string, draw: string, step: Step): Promise<void> {
    const visit = `RW${draw}-${step.n}`
    const place = { no: visit, draw, plan: PLAN.no, index: step.n, firm: code, items: ['I1'], due: DAY }
    const seat = { seat: 0, seatName: 's0', inspector: 'C1', person: 'p1', ackedAt: null }
    await tx.visits.add({ ...place, state: 'recorded', remindOn: null }, [seat])
    await tx.records.add({
      ...{ receipt: `HZ${visit}`, visit, version: 1, by: 'p1', at: AT, inspectedOn: step.on, signed: true },
      ...{ reason: null, unsignedReason: null, onSiteWitness: null, note: null, expert: null, adopted: null },
      items: [{ item: 'I1', result: foundIn(step), method: '现场检查' }],
    })
    await tx.results.put({
      ...{ visit, department: 'SJ', firm: code, plan: PLAN.no, items: ['I1'], state: 'disclosure' },
      ...{ receipt: `HZ${visit}`, inspectedOn: step.on, problem: isProblem(step), discloseBy: null },
      ...{ remindOn: null, reviewedBy: 'p1', reviewedAt: AT, returnReason: null, disclosures: 0 },
    })
  }

  async function publish(tx: Tx, code: string, draw: string, step: Step): Promise<void> {
    const { kind, on, n } = step
    const decided = { decidedOn: on, documentNo: `${n}号`, amount: null, recheckOn: null, recheck: null }
    const decisions: Pick<Decision, 'kind' | keyof typeof decided>[] =
      kind === 'abnormal' || kind === 'serious' ? [{ kind, ...decided }] : []
    await tx.disclosures.add({
      ...{ visit: `RW${draw}-${n}`, department: 'SJ', version: 1, reason: null, by: 'p1', at: AT },
      content: {
        ...{ plan: { no: PLAN.no, name: PLAN.name }, draw, agency: '市场监管局', inspectedOn: on },
        ...{ firm: { code, name: `${code}号商行` }, decisions },
        items: [{ code: 'I1', name: '事项I1', result: foundIn(step) }],
      },
    })
  }

  /** Without what names the firm. */
  async function standingOf(code: string) {
    const { firm: _, reasons, ...standing } = (await store.read((view) => view.creditStandings.get(code)))!
    const known = (await store.read((view) => view.firms.get(code)))!
    return {
      ...standing,
      ...{ shown: [known.creditClass, known.weight] },
      reasons: reasons.map(({ kind, times, points }) => [kind, times, points]),
    }
  }
})
