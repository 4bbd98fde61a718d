/** What any engine must do for the leaders' board. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardLink, BoardSession, PublicResult, Result, Store } from '../../db/store.js'
import { AT, addDrawn, fillCounty } from './small-county.js'
import type { Opened } from './store-contract.js'

const LATER = '2026-03-02T02:00:00.000Z'
const GUEST = { person: 'p1', platform: 'room', account: 'p1', boundAt: AT } as const
const link = (hash: string, change: Partial<BoardLink> = {}): BoardLink => ({
  ...{ hash, ...GUEST, expiresAt: LATER, usedAt: null, ...change },
})
const session = (hash: string, change: Partial<BoardSession> = {}): BoardSession => ({
  ...{ hash, ...GUEST, startedAt: AT, expiresAt: LATER, ...change },
})

export function boardContract(name: string, open: () => Promise<Opened>): void {
  let opened: Opened
  let store: Store

  beforeEach(async () => {
    opened = await open()
    store = opened.store
    await fillCounty(store)
  })
  afterEach(() => opened.remove())

  describe(`${name}: links and sessions of the board`, () => {
    const linkOf = (hash: string) => store.read((view) => view.board.link(hash))
    const sessionOf = (hash: string) => store.read((view) => view.board.session(hash))

    it('keeps one unused link a person, and uses each once', async () => {
      await store.write(async (tx) => {
        await tx.board.addLink(link('a'))
        await tx.board.use('a', AT)
        await tx.board.addLink(link('b'))
        await tx.board.addLink(link('other', { person: 'p2' }))
        await tx.board.addLink(link('c'))
      })
      expect(await linkOf('a')).toEqual(link('a', { usedAt: AT }))
      expect(await linkOf('b')).toBeUndefined()
      expect(await linkOf('c')).toEqual(link('c'))
      expect(await linkOf('other')).toBeDefined()
      await expect(store.write((tx) => tx.board.use('a', LATER))).rejects.toThrow('no unused link')
      await expect(store.write((tx) => tx.board.use('x', LATER))).rejects.toThrow('no unused link')
    })

    it('ends one session, or all of a person, and keeps the rest over a restart', async () => {
      await store.write(async (tx) => {
        for (const hash of ['a', 'b', 'c']) await tx.board.open(session(hash))
        await tx.board.open(session('other', { person: 'p2' }))
        await tx.board.end('a')
      })
      store = await opened.reopen()
      expect((await store.read((view) => view.board.sessionsOf('p1'))).map(({ hash }) => hash)).toEqual([
        'b',
        'c',
      ])
      expect(await store.write((tx) => tx.board.endAll('p1'))).toBe(2)
      expect(await store.write((tx) => tx.board.endAll('p1'))).toBe(0)
      expect(await sessionOf('b')).toBeUndefined()
      expect(await sessionOf('other')).toEqual(session('other', { person: 'p2' }))
    })

    it('forgets what ended before a moment', async () => {
      await store.write(async (tx) => {
        await tx.board.addLink(link('old', { expiresAt: AT, usedAt: AT }))
        await tx.board.addLink(link('new'))
        await tx.board.open(session('old', { expiresAt: AT }))
        await tx.board.open(session('new'))
        await tx.board.forget(LATER)
      })
      expect([await linkOf('old'), await sessionOf('old')]).toEqual([undefined, undefined])
      expect([await linkOf('new'), await sessionOf('new')]).toEqual([link('new'), session('new')])
    })
  })

  describe(`${name}: facts of the board`, () => {
    const visits = (since: string) => store.read((view) => view.board.visits(since))
    const results = (since: string) =>
      store.read((view) => view.board.results(since, `${since}T00:00:00.000Z`))

    beforeEach(() => store.write(addVisits))

    it('are visits that are open, fall due, or were inspected since a day, with those who hold a seat', async () => {
      const open = { visit: 'V1', due: '2026-02-01', recordedAt: null, departments: ['SJ', 'XF'] }
      const done = { visit: 'V2', due: '2026-02-01', recordedAt: AT, departments: ['SJ'] }
      const empty = { visit: 'V3', due: '2026-04-01', recordedAt: AT, departments: [] }
      expect(await visits('2026-01-01')).toEqual([open, done, empty])
      expect(await visits('2026-02-15')).toEqual([open, done, empty])
      expect(await visits('2026-03-15')).toEqual([open, empty])
      expect(await visits('2026-05-01')).toEqual([open])
    })

    it('are results that are open, are due, or were made public since a day', async () => {
      const open = {
        visit: 'V2',
        department: 'SJ',
        discloseBy: null,
        settled: false,
        firstAt: null,
        lastAt: null,
      }
      const shown = { visit: 'V3', department: 'SJ', discloseBy: '2026-03-20', settled: true }
      const again = { ...shown, firstAt: AT, lastAt: '2026-03-05T01:00:00.000Z' }
      expect(await results('2026-01-01')).toEqual([open, again])
      expect(await results('2026-03-20')).toEqual([open, again])
      expect(await results('2026-03-21')).toEqual([open])
      await store.write(async (tx) => {
        const before = (await tx.results.get('V3', 'SJ'))!
        await tx.results.put({ ...before, discloseBy: null })
      })
      expect(await results('2026-03-05')).toEqual([open, { ...again, discloseBy: null }])
      expect(await results('2026-03-06')).toEqual([open])
    })
  })
}

async function addVisits(tx: Parameters<Parameters<Store['write']>[0]>[0]): Promise<void> {
  await addDrawn(tx, 'CQ1', AT, [])
  const visit = { draw: 'CQ1', plan: 'JH2026-01', firm: 'F1', items: ['I1'], remindOn: null }
  const seat = (n: number, at: number) => ({
    ...{ seat: at, seatName: `S${at}`, inspector: `C${n}`, person: `p${n}`, ackedAt: null },
  })
  const early = { due: '2026-02-01', state: 'pending' } as const
  await tx.visits.add({ ...visit, no: 'V1', index: 0, ...early }, [seat(3, 0), seat(1, 1), seat(2, 2)])
  await tx.visits.add({ ...visit, no: 'V2', index: 1, ...early, state: 'recorded' }, [seat(2, 0)])
  await tx.visits.add({ ...visit, no: 'V3', index: 2, due: '2026-04-01', state: 'recorded' }, [])
  for (const [no, inspectedOn] of [
    ['V2', '2026-03-01'],
    ['V3', '2026-02-01'],
  ] as const)
    await addRecord(tx, no, inspectedOn)
  const result = { firm: 'F1', plan: 'JH2026-01', items: ['I1'], inspectedOn: '2026-03-01', problem: true }
  const rest = { remindOn: null, reviewedBy: null, reviewedAt: null, returnReason: null, department: 'SJ' }
  const common: Omit<Result, 'visit' | 'receipt' | 'state' | 'discloseBy' | 'disclosures'> = {
    ...result,
    ...rest,
  }
  await tx.results.put({
    ...common,
    visit: 'V2',
    receipt: 'R-V2',
    state: 'decision',
    discloseBy: null,
    disclosures: 0,
  })
  await tx.results.put({
    ...{
      ...common,
      visit: 'V3',
      receipt: 'R-V3',
      state: 'corrected',
      discloseBy: '2026-03-20',
      disclosures: 2,
    },
  })
  const content: PublicResult = {
    ...{ plan: { no: 'JH2026-01', name: '计划' }, draw: 'CQ1', agency: '市监', inspectedOn: '2026-03-01' },
    ...{ firm: { code: 'F1', name: 'F1号商行' }, items: [], decisions: [] },
  }
  for (const [i, at] of [AT, '2026-03-05T01:00:00.000Z'].entries())
    await tx.disclosures.add({
      ...{
        visit: 'V3',
        department: 'SJ',
        version: i + 1,
        reason: i === 0 ? null : '更正',
        by: 'p1',
        at,
        content,
      },
    })
}

async function addRecord(
  tx: Parameters<Parameters<Store['write']>[0]>[0],
  visit: string,
  inspectedOn: string,
): Promise<void> {
  for (const version of [1, 2])
    await tx.records.add({
      ...{ receipt: version === 1 ? `R-${visit}` : `R-${visit}-2`, visit, version, reason: null, by: 'p1' },
      ...{ at: version === 1 ? AT : LATER, inspectedOn, items: [], signed: true, unsignedReason: null },
      ...{ onSiteWitness: null, note: null, expert: null, adopted: null },
    })
}
