/** What any engine behind the store must do for credit files, tables of rules and lists. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CreditEntry, CreditStanding, Listing, Store } from '../../db/store.js'
import { AT, addDrawn, fillCounty, firm } from './small-county.js'
import type { Opened } from './store-contract.js'

const LATER = '2026-03-02T02:00:00.000Z'
const ids = (rows: { id: number }[]) => rows.map(({ id }) => id)

export function creditContract(name: string, open: () => Promise<Opened>): void {
  let opened: Opened
  let store: Store
  /** Two firms of the county, ascending. */
  let codes: [string, string]

  beforeEach(async () => {
    opened = await open()
    store = opened.store
    await fillCounty(store)
    const all: string[] = []
    await store.read((view) =>
      view.firms.eachInScope([], (some) => void all.push(...some.map(({ code }) => code))),
    )
    codes = all.slice(0, 2) as [string, string]
  })
  afterEach(() => opened.remove())

  const entry = (change: Partial<CreditEntry> = {}) => ({
    ...{ firm: codes[0], kind: 'penalty' as const, on: '2026-03-01', text: '超标', documentNo: '1号' },
    ...{ department: 'SJ', files: [], by: 'p1', at: AT, state: 'stands' as const },
    ...change,
  })
  const add = (change?: Partial<CreditEntry>) => store.write((tx) => tx.creditEntries.add(entry(change)))
  const standing = (code: string, change: Partial<CreditStanding> = {}): CreditStanding => ({
    ...{ firm: code, base: 'B', baseWeight: 1, class: 'C', weight: 4, score: 65, version: 1, at: AT },
    reasons: [{ kind: 'penalty', times: 1, points: -15, sources: ['1号'] }],
    ...change,
  })
  const listing = (change: Partial<Listing> = {}) => ({
    ...{ list: 'black' as const, firm: codes[0], reason: '拒不改正', documentNo: '9号', department: 'SJ' },
    ...{ from: '2026-03-02', until: '2026-04-02', by: 'p1', at: AT },
    ...change,
  })
  const list = (change?: Partial<Listing>) => store.write((tx) => tx.listings.add(listing(change)))

  describe(`${name}: tables of credit rules`, () => {
    it('are in force from their approval until another one is, and are never lost', async () => {
      const [first, second] = await store.write(async (tx) => [
        await tx.creditTables.add({ text: 'a', askedBy: 'p1', askedAt: AT }),
        await tx.creditTables.add({ text: 'b', askedBy: 'p1', askedAt: AT }),
      ])
      const now = () =>
        store.read(async ({ creditTables }) => [
          (await creditTables.inForce())?.text,
          (await creditTables.approved()).map(({ text }) => text),
        ])
      expect(await now()).toEqual([undefined, []])
      await store.write((tx) => tx.creditTables.approve(first!, 'p2', LATER))
      expect(await now()).toEqual(['a', ['a']])
      expect((await store.read((view) => view.creditTables.waiting()))?.version).toBe(second)
      await store.write((tx) => tx.creditTables.decline(second!))
      expect(await store.read((view) => view.creditTables.waiting())).toBeUndefined()
      await store.write((tx) => tx.creditTables.approve(second!, 'p2', LATER))
      expect(await now()).toEqual(['b', ['b', 'a']])
      await expect(store.write((tx) => tx.creditTables.decline(99))).rejects.toThrow('99')
    })
  })

  describe(`${name}: credit entries`, () => {
    it('are kept whole, in their order, and by their document', async () => {
      const files = [{ hash: 'f'.repeat(64), name: '报告.pdf', mime: 'application/pdf', size: 3 }]
      const first = await add({ files })
      const second = await add({ kind: 'praise', documentNo: null })
      const kept = await store.read((view) => view.creditEntries.ofFirm(codes[0]))
      expect(kept).toEqual([
        { ...entry({ files }), id: first, decidedBy: null },
        { ...entry({ kind: 'praise', documentNo: null }), id: second, decidedBy: null },
      ])
      const found = await store.read((view) => view.creditEntries.byDocument(codes[0], 'penalty', '1号'))
      expect(found).toEqual(kept[0])
      const others = await store.read(async ({ creditEntries }) => [
        ...[await creditEntries.byDocument(codes[1], 'penalty', '1号')],
        ...[await creditEntries.byDocument(codes[0], 'licence', '1号'), await creditEntries.get(99)],
      ])
      expect(others).toEqual([undefined, undefined, undefined])
    })

    it('stand once under a document, unless they were withdrawn', async () => {
      const first = await add()
      await expect(add()).rejects.toThrow(/unique/i)
      await store.write((tx) => tx.creditEntries.decide(first, 'withdrawn', 'p2'))
      const again = await add()
      expect(
        (await store.read((view) => view.creditEntries.byDocument(codes[0], 'penalty', '1号')))?.id,
      ).toBe(again)
      expect(await store.read((view) => view.creditEntries.get(first))).toMatchObject({
        ...{ state: 'withdrawn', decidedBy: 'p2' },
      })
      await expect(add({ firm: 'nobody', documentNo: null })).rejects.toThrow(/foreign key/i)
    })

    it('wait for a verdict where they are complaints, by department', async () => {
      const open = { kind: 'complaint' as const, documentNo: null, state: 'open' as const }
      const [own, other] = [await add(open), await add({ ...open, department: 'XF' })]
      await add()
      const waiting = (department?: string) =>
        store.read(async (view) => ids(await view.creditEntries.openComplaints(department)))
      expect([await waiting(), await waiting('SJ'), await waiting('XF')]).toEqual([
        [own, other],
        [own],
        [other],
      ])
      await store.write((tx) => tx.creditEntries.decide(own, 'upheld', 'p2'))
      expect(await waiting()).toEqual([other])
    })
  })

  describe(`${name}: credit standings`, () => {
    it('are one for each firm', async () => {
      await store.write((tx) => tx.creditStandings.put(standing(codes[0])))
      const later = standing(codes[0], { class: 'B', weight: 2, reasons: [], at: LATER })
      await store.write((tx) => tx.creditStandings.put(later))
      expect(await store.read((view) => view.creditStandings.get(codes[0]))).toEqual(later)
      expect(await store.read((view) => view.creditStandings.get(codes[1]))).toBeUndefined()
    })

    it('name the firms that have a file, and those that nobody has rated, some at a time', async () => {
      await store.write(async (tx) => {
        for (const code of ['Z1', 'Z2', 'Z3', 'Z4', 'Z5'])
          await tx.firms.put(firm(code, { creditClass: 'D', weight: 7 }))
        await tx.creditStandings.put(standing('Z1'))
        await tx.creditEntries.add(entry({ firm: 'Z2' }))
        await tx.listings.add(listing({ firm: 'Z3' }))
        await tx.creditEntries.add(entry({ firm: 'Z3' }))
      })
      const page = (after: string, limit: number) =>
        store.read(async ({ creditStandings }) => [
          await creditStandings.firmsWithFile(after, limit),
          await creditStandings.firmsWithFacts(after, limit),
        ])
      expect(await page('Z', 9)).toEqual([
        ['Z1', 'Z2', 'Z3'],
        ['Z2', 'Z3'],
      ])
      expect(await page('Z1', 1)).toEqual([['Z2'], ['Z2']])
      expect(await page('Z3', 9)).toEqual([[], []])
      const unrated = await store.read((view) => view.creditStandings.unrated('Z2', 2))
      expect(unrated).toEqual([
        { code: 'Z3', status: '存续', creditClass: 'D', weight: 7 },
        { code: 'Z4', status: '存续', creditClass: 'D', weight: 7 },
      ])
      expect((await store.read((view) => view.creditStandings.unrated('Z', 1)))[0]?.code).toBe('Z2')
    })

    it('count all firms by what the registers say, and by class and weight now', async () => {
      const groups = () => store.read((view) => view.creditStandings.groups())
      const before = await groups()
      expect(before.every((one) => one.base === one.class)).toBe(true)
      await store.write(async (tx) => {
        for (const code of ['Z1', 'Z2', 'Z3']) await tx.firms.put(firm(code, { creditClass: 'D', weight: 7 }))
        await tx.creditStandings.put(standing('Z1', { base: 'A' }))
      })
      const added = (await groups()).filter((one) => one.weight === 7)
      expect(added).toEqual([
        { base: 'A', class: 'D', weight: 7, firms: 1 },
        { base: 'D', class: 'D', weight: 7, firms: 2 },
      ])
    })

    it('count a visited firm among those with a file', async () => {
      await store.write((tx) => addDrawn(tx, 'CQ1', AT, [[1], [2]]))
      const [visited] = await store.read(async (view) => view.visits.ofDraw('CQ1'))
      expect(await store.read((view) => view.creditStandings.firmsWithFacts('', 99))).toContain(visited!.firm)
    })
  })

  describe(`${name}: lists`, () => {
    it('hold a firm once, until it has left', async () => {
      const first = await list()
      await expect(list()).rejects.toThrow(/unique/i)
      const joint = await list({ list: 'joint', firm: codes[1] })
      const standingNow = (which?: Listing['list']) =>
        store.read(async (view) => ids(await view.listings.standing(which)))
      expect([await standingNow(), await standingNow('black'), await standingNow('green')]).toEqual([
        ...[[joint, first], [first], []],
      ])
      const objection = { text: '不服', by: 'p1', at: LATER }
      const outcome = { kept: false, text: '已改正', by: 'p2', at: LATER }
      const left = { leftOn: '2026-03-09', leftBy: 'p2', leftReason: '已改正' }
      await store.write((tx) => tx.listings.change(first, { objection, outcome, ...left }))
      expect(await store.read((view) => view.listings.get(first))).toEqual({
        ...{ ...listing(), id: first, objection, outcome },
        ...left,
      })
      expect(await standingNow()).toEqual([joint])
      const again = await list()
      expect(await store.read(async (view) => ids(await view.listings.ofFirm(codes[0])))).toEqual([
        again,
        first,
      ])
      await expect(store.write((tx) => tx.listings.change(99, { objection }))).rejects.toThrow('99')
    })

    it('are counted and read by pages, newest first', async () => {
      const all: number[] = []
      for (const firm of codes.slice(0, 3)) all.unshift(await list({ firm }))
      await list({ firm: codes[0], list: 'joint' })
      const some = (limit: number, offset: number) =>
        store.read(async (view) => ids(await view.listings.standing('black', { limit, offset })))
      expect([await some(2, 0), await some(2, 2)]).toEqual([all.slice(0, 2), all.slice(2)])
      const counts = store.read(async ({ listings }) => [
        await listings.count('black'),
        await listings.count(),
      ])
      expect(await counts).toEqual([all.length, all.length + 1])
      await store.write((tx) => tx.listings.change(all[0]!, { leftOn: '2026-03-03' }))
      expect(await store.read((view) => view.listings.count('black'))).toBe(all.length - 1)
    })

    it('say who is in the green lane without being the best any more', async () => {
      const fallen = () => store.read(async (view) => ids(await view.listings.fallen()))
      const one = await store.write(async (tx) => {
        await tx.firms.put({ ...(await tx.firms.get(codes[0]))!, creditClass: 'A' })
        await tx.listings.add(listing({ firm: codes[1] }))
        return tx.listings.add(listing({ list: 'green' }))
      })
      expect(await fallen()).toEqual([])
      await store.write(async (tx) => tx.firms.put({ ...(await tx.firms.get(codes[0]))!, creditClass: 'C' }))
      expect(await fallen()).toEqual([one])
      await store.write((tx) => tx.listings.change(one, { leftOn: '2026-03-03' }))
      expect(await fallen()).toEqual([])
    })

    it('say whose objection nobody has ruled on', async () => {
      const [one, other] = [await list(), await list({ firm: codes[1] })]
      const objected = () => store.read(async (view) => ids(await view.listings.objected()))
      expect(await objected()).toEqual([])
      const objection = { text: '不服', by: 'p1', at: LATER }
      for (const id of [other, one]) await store.write((tx) => tx.listings.change(id, { objection }))
      expect(await objected()).toEqual([one, other])
      const outcome = { kept: true, text: '事实清楚', by: 'p2', at: LATER }
      await store.write((tx) => tx.listings.change(one, { outcome }))
      await store.write((tx) => tx.listings.change(other, { leftOn: '2026-03-03' }))
      expect(await objected()).toEqual([])
    })

    it('say whose term is over: the day after its last one', async () => {
      const one = await list()
      const over = (day: string) => store.read(async (view) => ids(await view.listings.over(day)))
      expect([await over('2026-04-02'), await over('2026-04-03')]).toEqual([[], [one]])
      await store.write((tx) => tx.listings.change(one, { leftOn: '2026-04-03' }))
      expect(await over('2026-04-03')).toEqual([])
    })
  })
}
