/** What any engine behind the store must do for what follows from a result: decisions, checks, transfers, and what may be public. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Decision, Disclosure, Result, ResultState, Store, Transfer, Tx } from '../../db/store.js'
import { AT, addDrawn, fillCounty, PLAN } from './small-county.js'
import type { Opened } from './store-contract.js'

const VISIT = 'RWCQ1-0'
const FILE = { hash: 'a'.repeat(64), name: '现场.jpg', mime: 'image/jpeg', size: 9 }

const RESULT: Result = {
  ...{ visit: VISIT, department: 'SJ', firm: 'F1', plan: PLAN.no, items: ['I1'], state: 'disclosure' },
  ...{ receipt: 'HZ1', inspectedOn: '2026-03-02', problem: true, discloseBy: null, remindOn: null },
  ...{ reviewedBy: 'p1', reviewedAt: AT, returnReason: null, disclosures: 0 },
}

const DISCLOSURE: Disclosure = {
  ...{ visit: VISIT, department: 'SJ', version: 1, reason: null, by: 'p1', at: AT },
  content: {
    ...{ plan: { no: PLAN.no, name: PLAN.name }, draw: 'CQ1', agency: '市场监管局' },
    ...{ firm: { code: 'F1', name: 'F1号商行' }, inspectedOn: '2026-03-02' },
    ...{ items: [{ code: 'I1', name: '事项I1', result: '未发现问题' }], decisions: [] },
  },
}

const DECISION: Omit<Decision, 'id' | 'recheck' | 'nextCheckOn' | 'revoked'> = {
  ...{ visit: VISIT, department: 'SJ', kind: 'rectify', decidedOn: '2026-03-03' },
  ...{ documentNo: '责改〔2026〕1号', amount: null, recheckOn: '2026-03-20', remindOn: '2026-03-13' },
  ...{ by: 'p1', at: AT },
}

type NewTransfer = Parameters<Tx['transfers']['add']>[0]

const TRANSFER: NewTransfer = {
  ...{ visit: VISIT, from: 'SJ', to: 'XF', organ: null, receiver: '消防大队', lead: '堵塞消防通道' },
  ...{ documentNo: '移〔2026〕1号', sentOn: '2026-03-02', materials: ['现场照片', '笔录'], files: [FILE] },
  ...{ follows: null, by: 'p1', at: AT, remindOn: '2026-03-03' },
}

const NOTHING_YET = {
  ...{ ackedBy: null, ackedAt: null, ackDocumentNo: null, ackReceivedBy: null, ackFiles: [] },
  ...{ returnedBy: null, returnedAt: null, returnReason: null, settledAt: null, settleReason: null },
}

export function followUpsContract(name: string, open: () => Promise<Opened>): void {
  let opened: Opened
  let store: Store

  beforeEach(async () => {
    opened = await open()
    store = opened.store
    await fillCounty(store)
    await store.write(async (tx) => {
      await addDrawn(tx, 'CQ1', AT, [[1, 2]])
      await tx.records.add({
        ...{ visit: VISIT, receipt: 'HZ1', version: 1, reason: null, by: 'p1', at: AT },
        ...{ inspectedOn: '2026-03-02', signed: true, unsignedReason: null, onSiteWitness: null },
        ...{ note: null, expert: null, adopted: null },
        items: [{ item: 'I1', result: '未发现问题', method: '实地检查' }],
      })
      await tx.results.put(RESULT)
    })
  })
  afterEach(() => opened.remove())

  describe(`${name}: decisions and their checks`, () => {
    it('keeps decisions with what became of them', async () => {
      const id = await store.write((tx) => tx.decisions.add(DECISION))
      const kept = { ...DECISION, id, recheck: null, nextCheckOn: null, revoked: null }
      expect(await store.read((view) => view.decisions.of(VISIT, 'SJ'))).toEqual([kept])
      expect(await store.read((view) => view.decisions.of(VISIT, 'XF'))).toEqual([])
      expect(await store.read((view) => view.decisions.remindBy('2026-03-13'))).toEqual([kept])
      const change = { recheck: { on: '2026-03-19', done: false }, nextCheckOn: '2026-04-01', remindOn: null }
      await store.write((tx) => tx.decisions.change(id, change))
      expect(await store.read((view) => view.decisions.get(id))).toEqual({ ...kept, ...change })
      expect(await store.read((view) => view.decisions.remindBy('2026-03-31'))).toEqual([])
      await expect(store.write((tx) => tx.decisions.change(99, change))).rejects.toThrow('no decision 99')
    })

    it('keeps every check of a decision in order, and checks of none', async () => {
      const [first, second] = await store.write(async (tx) => [
        await tx.decisions.add(DECISION),
        await tx.decisions.add(DECISION),
      ])
      const failed = { decision: first!, on: '2026-03-20', done: false, note: '仍未张贴', files: [FILE] }
      const mended = { decision: first!, on: '2026-03-25', done: true, note: null, files: [] }
      const ids = await store.write(async (tx) => [
        await tx.rechecks.add({ ...failed, by: 'p1', at: AT }),
        await tx.rechecks.add({ ...mended, by: 'p2', at: AT }),
      ])
      expect(await store.read((view) => view.rechecks.of(first!))).toEqual([
        { ...failed, id: ids[0], by: 'p1', at: AT },
        { ...mended, id: ids[1], by: 'p2', at: AT },
      ])
      expect(await store.read((view) => view.rechecks.of(second!))).toEqual([])
      const lost = { ...failed, decision: 99, by: 'p1', at: AT }
      await expect(store.write((tx) => tx.rechecks.add(lost))).rejects.toThrow()
    })
  })

  describe(`${name}: transfers`, () => {
    const add = (change: Partial<NewTransfer> = {}) =>
      store.write((tx) => tx.transfers.add({ ...TRANSFER, ...change }))
    const openOf = async (department: string) =>
      (await store.read((view) => view.transfers.open(department))).map(({ id }) => id)

    it('keeps what was handed over, and what became of it', async () => {
      const id = await add()
      const kept: Transfer = { ...TRANSFER, ...NOTHING_YET, id }
      expect(await store.read((view) => view.transfers.ofVisit(VISIT))).toEqual([kept])
      expect(await store.read((view) => view.transfers.remindBy('2026-03-03'))).toEqual([kept])
      expect(await store.read((view) => view.transfers.remindBy('2026-03-02'))).toEqual([])
      const receipt = { ackDocumentNo: '收〔2026〕2号', ackReceivedBy: '王警官', ackFiles: [FILE] }
      const acked = { ackedBy: 'p3', ackedAt: AT, ...receipt }
      await store.write((tx) => tx.transfers.change(id, { ...acked, remindOn: null }))
      expect(await store.read((view) => view.transfers.get(id))).toEqual({
        ...kept,
        ...acked,
        remindOn: null,
      })
      expect(await store.read((view) => view.transfers.remindBy('2026-12-31'))).toEqual([])
      await expect(store.write((tx) => tx.transfers.change(99, acked))).rejects.toThrow('no transfer 99')
    })

    it('finds the open ones of both sides, and of the sender alone once one was returned', async () => {
      const [sent, outside, done] = [
        await add(),
        await add({ to: null, organ: 'police', receiver: '区公安分局' }),
        await add(),
      ]
      await store.write((tx) => tx.transfers.change(done, { ackedBy: 'p3', ackedAt: AT, remindOn: null }))
      expect(await openOf('SJ')).toEqual([sent, outside])
      expect(await openOf('XF')).toEqual([sent])
      const returned = { returnedBy: 'p3', returnedAt: AT, returnReason: '不属本部门职责' }
      await store.write((tx) => tx.transfers.change(sent, returned))
      expect([await openOf('SJ'), await openOf('XF')]).toEqual([[sent, outside], []])
      await store.write((tx) => tx.transfers.change(sent, { settledAt: AT, remindOn: null }))
      expect(await openOf('SJ')).toEqual([outside])
    })
  })

  describe(`${name}: what may be made public`, () => {
    const publish = (change: Partial<Disclosure> = {}) =>
      store.write((tx) => tx.disclosures.add({ ...DISCLOSURE, ...change }))
    const shown = () => store.read((view) => view.disclosures.of(VISIT, 'SJ'))

    it.each<ResultState>(['review', 'returned', 'decision'])(
      'refuses a result in the state %s, its correction too',
      async (state) => {
        await store.write((tx) => tx.results.put({ ...RESULT, state }))
        await expect(publish()).rejects.toThrow(/before its review/)
        expect(await shown()).toEqual([])
        expect(await store.read((view) => view.published.list({}, 9))).toEqual([])
        await store.write((tx) => tx.results.put(RESULT))
        await publish()
        await store.write((tx) => tx.results.put({ ...RESULT, state }))
        await expect(publish({ version: 2, reason: '填错' })).rejects.toThrow(/before its review/)
        expect(await shown()).toHaveLength(1)
      },
    )

    it('refuses what there is no result of, whatever another department has', async () => {
      await expect(publish({ department: 'XF' })).rejects.toThrow(/before its review/)
    })

    it.each<ResultState>(['disclosure', 'disclosed', 'corrected'])(
      'takes one in the state %s',
      async (state) => {
        await store.write((tx) => tx.results.put({ ...RESULT, state }))
        await publish()
        expect(await shown()).toEqual([DISCLOSURE])
      },
    )
  })
}
