/** What any engine behind the store must do. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GENESIS, verifyChain } from '../../db/ledger.js'
import type {
  Disclosure,
  InspectionRecord,
  PublicResult,
  PublishedResult,
  Result,
  Scope,
  Store,
  Tx,
} from '../../db/store.js'
import {
  AT,
  addDrawn,
  EVERYTHING,
  fillCounty,
  firm,
  GROUP,
  message,
  PLAN,
  person,
  requestDraw,
} from './small-county.js'

export interface Opened {
  /** Empty and ready. */
  store: Store
  /** Closes the store and opens the same database again. */
  reopen(): Promise<Store>
  /** Opens a copy that `copyTo` made. */
  openCopy(path: string): Promise<Store>
  /** Closes whatever is open and removes the database. */
  remove(): Promise<void>
}

const LATER = '2026-03-02T02:00:00.000Z'
const codes = (rows: { code: string }[]) => rows.map((row) => row.code)
const ids = (rows: { id: unknown }[]) => rows.map((row) => row.id)
const refs = (rows: { ref: string }[]) => rows.map((row) => row.ref)
const nos = (rows: { no: string | null }[]) => rows.map((row) => row.no)

export function storeContract(name: string, open: () => Promise<Opened>): void {
  let opened: Opened
  let store: Store

  beforeEach(async () => {
    opened = await open()
    store = opened.store
    await fillCounty(store)
  })
  afterEach(() => opened.remove())

  describe(`${name}: transactions`, () => {
    it('keeps what was written after a restart', async () => {
      await store.write((tx) => tx.settings.set('region', '330000'))
      store = await opened.reopen()
      expect(await store.read((view) => view.settings.get('region'))).toBe('330000')
    })

    it('writes all or nothing', async () => {
      const failing = store.write(async (tx) => {
        await tx.settings.set('a', '1')
        await tx.ledger.append('test', 'system', {}, AT)
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await store.read((view) => view.settings.get('a'))).toBeUndefined()
      expect(await store.read((view) => view.ledger.head())).toEqual(GENESIS)
    })

    it('undoes everything when a statement fails', async () => {
      const failing = store.write(async (tx) => {
        await tx.settings.set('a', '1')
        await tx.people.put(person('p9', { department: 'nowhere' }))
      })
      await expect(failing).rejects.toThrow(/FOREIGN KEY|foreign key/)
      expect(await store.read((view) => view.settings.get('a'))).toBeUndefined()
      await store.write((tx) => tx.settings.set('a', '2'))
    })

    it('runs writes one after another, in the order asked', async () => {
      const seen: number[] = []
      const write = (n: number) =>
        store.write(async (tx) => {
          seen.push(n)
          const value = await tx.counters.next('n')
          await tx.settings.set(`n${value}`, String(n))
          seen.push(n)
        })
      await Promise.all([1, 2, 3, 4].map(write))
      expect(seen).toEqual([1, 1, 2, 2, 3, 3, 4, 4])
      expect(await store.read((view) => view.settings.get('n4'))).toBe('4')
    })

    it('goes on after a failed write', async () => {
      const failing = store.write(() => Promise.reject(new Error('first')))
      const next = store.write((tx) => tx.counters.next('n'))
      await expect(failing).rejects.toThrow('first')
      expect(await next).toBe(1)
    })

    it('refuses a write or a read inside a write', async () => {
      const write = store.write(async (tx) => {
        await tx.settings.set('a', '1')
        await store.write((inner) => inner.settings.set('b', '1'))
      })
      await expect(write).rejects.toThrow('only its tx')
      await expect(store.write(() => store.read((view) => view.ledger.head()))).rejects.toThrow('only its tx')
      expect(await store.read((view) => view.settings.get('a'))).toBeUndefined()
    })

    it('allows a write that was only started from inside one, later', async () => {
      let later: Promise<number> | undefined
      await store.write(async () => {
        later = sleep(5).then(() => store.write((tx) => tx.counters.next('n')))
      })
      expect(await later).toBe(1)
    })

    it('refuses a tx or a view that outlived its callback', async () => {
      const tx = await store.write(async (lent) => ({ lent }))
      await expect(tx.lent.settings.set('a', '1')).rejects.toThrow('over')
      const view = await store.read(async (lent) => ({ lent }))
      await expect(view.lent.settings.get('a')).rejects.toThrow('over')
      await store.write(() => expect(tx.lent.settings.set('a', '1')).rejects.toThrow('over'))
      expect(await store.read((fresh) => fresh.settings.get('a'))).toBeUndefined()
    })

    it('undoes a write that waits for anything but its tx, and goes on at once', async () => {
      const late: unknown[] = []
      const waiting = store.write(async (tx) => {
        await tx.settings.set('a', '1')
        await sleep(20)
        await tx.settings.set('b', '1').catch((error) => late.push(error))
      })
      const next = store.write((tx) => tx.settings.get('a'))
      await expect(waiting).rejects.toThrow('something other than its tx')
      expect(await next).toBeUndefined()
      await sleep(40)
      expect(late).toHaveLength(1)
      expect(await store.read((view) => view.settings.get('b'))).toBeUndefined()
    })

    it.each([
      ['a timer of no length', () => sleep(0)],
      ['the next turn', () => new Promise((resolve) => setImmediate(resolve))],
      ['a file', () => import('node:fs/promises').then((fs) => fs.stat('.'))],
      ['nothing, for ever', () => new Promise(() => {})],
    ])('refuses to wait for %s', async (_, wait) => {
      await expect(store.write(wait)).rejects.toThrow('something other than its tx')
      expect(await store.write((tx) => tx.counters.next('n'))).toBe(1)
    })

    it('accepts many steps that only await the tx', async () => {
      await store.write(async (tx) => {
        for (let n = 0; n < 500; n++) await tx.counters.next('n')
        await Promise.all(['a', 'b'].map((key) => tx.settings.set(key, key)))
      })
      expect(await store.write((tx) => tx.counters.next('n'))).toBe(501)
    })

    it('answers a read from one moment while others write', async () => {
      const seen = await store.read(async (view) => {
        await store.write((tx) => tx.settings.set('a', '1'))
        const inner = await store.read((other) => other.settings.get('a'))
        return { inner, outer: await view.settings.get('a') }
      })
      expect(seen).toEqual({ inner: '1', outer: undefined })
    })

    it('serves many reads at once', async () => {
      const read = () => store.read(async (view) => sleep(5).then(() => view.firms.count()))
      expect(await Promise.all(Array.from({ length: 8 }, read))).toEqual(Array(8).fill(4))
    })

    it('copies itself while the work goes on', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ssj-copy-'))
      const path = join(folder, 'copy')
      const copying = store.copyTo(path)
      await store.write((tx) => tx.settings.set('during', '1'))
      await copying
      const copy = await opened.openCopy(path)
      expect(codes(await copy.read((view) => view.departments.all()))).toEqual(['SJ', 'XF'])
      await copy.close()
      await expect(store.copyTo(path)).rejects.toThrow('there already')
      rmSync(folder, { recursive: true })
    })

    it('ends what was asked for before it closes, and nothing after', async () => {
      const write = store.write((tx) => tx.counters.next('n'))
      await store.close()
      expect(await write).toBe(1)
      await expect(store.write((tx) => tx.counters.next('n'))).rejects.toThrow()
      await expect(store.read((view) => view.ledger.head())).rejects.toThrow()
      store = await opened.reopen()
    })
  })

  describe(`${name}: registries`, () => {
    it('gives rows back as they were put, and replaces them', async () => {
      await store.write((tx) => tx.firms.put(firm('F1', { name: '新名', tags: ['乙', '甲'], weight: 7 })))
      await store.read(async (view) => {
        expect(await view.firms.get('F1')).toEqual(
          firm('F1', { name: '新名', tags: ['乙', '甲'], weight: 7 }),
        )
        expect(await view.plans.get(PLAN.no)).toEqual(PLAN)
        expect(await view.plans.all()).toEqual([PLAN])
        expect(await view.firms.get('none')).toBeUndefined()
        expect(await view.firms.count()).toBe(4)
      })
    })

    it('finds people by role, id and name', async () => {
      await store.read(async (view) => {
        expect(ids(await view.people.withRole('inspector'))).toEqual(['p1', 'p2', 'p3'])
        expect(ids(await view.people.withRole('inspector', 'XF'))).toEqual(['p3'])
        expect(await view.people.withRole('leader')).toEqual([])
        expect(ids(await view.people.find('p2'))).toEqual(['p2'])
        expect(ids(await view.people.find('人p2'))).toEqual(['p2'])
        expect(await view.people.find('人')).toEqual([])
        expect(ids(await view.people.all())).toEqual(['p1', 'p2', 'p3', 'p4'])
      })
    })

    it('knows the roll by person and by department', async () => {
      await store.read(async (view) => {
        expect((await view.inspectors.ofPerson('p3'))?.id).toBe('C3')
        expect(await view.inspectors.ofPerson('p4')).toBeUndefined()
        expect(ids(await view.inspectors.ofDepartments(['XF', 'SJ']))).toEqual(['C1', 'C2', 'C3'])
        expect(await view.inspectors.ofDepartments([])).toEqual([])
        expect(codes(await view.items.many(['I2', 'I9', 'I1']))).toEqual(['I1', 'I2'])
      })
    })

    it('keeps recusals by inspector', async () => {
      const recusal = { inspector: 'C1', firm: 'F2', reason: '亲属' }
      await store.write((tx) => tx.recusals.put({ ...recusal, reason: '同学' }))
      await store.write((tx) => tx.recusals.put(recusal))
      expect(await store.read((view) => view.recusals.ofInspectors(['C1', 'C2']))).toEqual([recusal])
      expect(await store.read((view) => view.recusals.ofInspectors(['C2']))).toEqual([])
    })

    describe('search', () => {
      const NAMES = {
        G1: '鹤壁市山城区（鑫源）食品加工有限公司',
        G2: '山城食品',
        G3: '山城食品第一分店',
        G4: '重庆小面KTV馆',
        G5: '长春路银行旅行社',
        G6: '西安菜馆',
        G7: '𠮷野家😀快餐',
        G8: '山城音乐食品',
      }

      beforeEach(() =>
        store.write(async (tx) => {
          for (const [code, name] of Object.entries(NAMES).reverse()) await tx.firms.put(firm(code, { name }))
        }),
      )

      it.each<[string, string[], string[]]>([
        ['two characters', ['号商'], ['F1', 'F2', 'F3']],
        ['the code', ['F2'], ['F2']],
        ['the beginning of the code, in any case', ['g1'], ['G1']],
        ['signs that other engines read as patterns', ['%_'], ['F4']],
        ['signs that other engines read as queries', ['小" OR ^*'], []],
        ['the name itself, then what begins with it, then the rest', ['山城食品'], ['G2', 'G3']],
        ['two words in any order', ['食品', '山城'], ['G1', 'G2', 'G3', 'G8']],
        ['a name set with blanks', ['山城', '食品'], ['G2', 'G3', 'G1', 'G8']],
        ['brackets of the other width', ['(鑫源)食品'], ['G1']],
        ['no brackets', ['鑫源食品'], ['G1']],
        ['full-width letters in another case', ['ｋｔｖ'], ['G4']],
        ['pinyin', ['shanchengshipin'], ['G2', 'G3']],
        ['pinyin in the middle of the name', ['shipin'], ['G1', 'G2', 'G3', 'G8']],
        ['pinyin that can be read in two ways', ['xian'], ['G6']],
        ['half a syllable', ['anchengshi'], []],
        ['initials', ['scsp'], ['G2', 'G3']],
        ['initials and characters', ['scyy', '食品'], ['G8']],
        ['characters with several readings', ['chongqing'], ['G4']],
        ['… in another word', ['yinhang'], ['G5']],
        ['… in one more', ['changchunlu'], ['G5']],
        ['… by initials', ['yhlxs'], ['G5']],
        ['a single character, at the beginning', ['西'], ['G6']],
        ['… and nowhere else', ['品'], []],
        ['a single character beside a word', ['食品', '音'], ['G8']],
        ['characters outside the basic plane', ['𠮷野'], ['G7']],
        ['pairs that do not meet', ['城食山城'], []],
        ['what nobody has', ['鑃鑃'], []],
        ['nothing', ['（', ' '], []],
        ['no words', [], []],
      ])('finds by %s', async (_, words, expected) => {
        expect(codes(await store.read((view) => view.firms.search(words, 9, 0)))).toEqual(expected)
      })

      it('gives whole firms, page by page', async () => {
        const page = (offset: number) => store.read((view) => view.firms.search(['食品'], 2, offset))
        expect(codes([...(await page(0)), ...(await page(2)), ...(await page(4))])).toEqual([
          ...['G1', 'G2', 'G3', 'G8'],
        ])
        expect((await page(0))[0]).toEqual(firm('G1', { name: NAMES.G1 }))
      })

      it('puts the name itself first among more than can be ordered', async () => {
        await store.write(async (tx) => {
          for (let n = 0; n < 600; n++) await tx.firms.put(firm(`H${n}`, { name: `${n}号山城食品` }))
          await tx.firms.put(firm('Z', { name: '号山城' }))
        })
        const found = await store.read((view) => view.firms.search(['号山城'], 9, 0))
        expect(codes(found).slice(0, 3)).toEqual(['Z', 'H0', 'H1'])
        const seen = new Set<string>()
        for (let offset = 0; offset < 500; offset += 50) {
          for (const one of await store.read((view) => view.firms.search(['号山城'], 50, offset)))
            seen.add(one.code)
        }
        expect(seen.size).toBe(500)
      })

      it('follows a changed name at once, inside the write too, and not when the write is undone', async () => {
        const find = (word: string) => store.read((view) => view.firms.search([word], 9, 0))
        const renamed = firm('G2', { name: '河东面馆' })
        const inside = await store.write(async (tx) => {
          await tx.firms.put(renamed)
          return tx.firms.search(['河东'], 9, 0)
        })
        expect(inside).toEqual([renamed])
        expect(codes(await find('scsp'))).toEqual(['G3'])
        expect(codes(await find('hedongmianguan'))).toEqual(['G2'])
        const failing = store.write(async (tx) => {
          await tx.firms.put({ ...renamed, name: '河西面馆' })
          throw new Error('no')
        })
        await expect(failing).rejects.toThrow('no')
        expect(await find('河西')).toEqual([])
        expect(codes(await find('河东'))).toEqual(['G2'])
      })

      it('finds the same in a copy', async () => {
        const folder = mkdtempSync(join(tmpdir(), 'ssj-copy-'))
        const path = join(folder, 'copy')
        await store.write((tx) => tx.firms.put(firm('G3', { name: '河东面馆' })))
        await store.copyTo(path)
        const copy = await opened.openCopy(path)
        await copy.write((tx) => tx.firms.put(firm('G2', { name: '河东饭店' })))
        const find = (word: string) => copy.read((view) => view.firms.search([word], 9, 0))
        expect(codes(await find('河东'))).toEqual(['G2', 'G3'])
        expect(codes(await find('scsp'))).toEqual([])
        await copy.close()
        rmSync(folder, { recursive: true })
      })
    })

    it.each<[string, Partial<Scope>[], string[]]>([
      ['no scope', [], ['F1', 'F2', 'F3', 'F4']],
      ['an empty scope', [{}], ['F1', 'F2', 'F3', 'F4']],
      ['a trade', [{ trades: ['6210', '9999'] }], ['F1']],
      ['a type and a district', [{ types: ['个体'], districts: ['河东乡'] }], ['F2']],
      ['a type and another district', [{ types: ['个体'], districts: ['城关镇'] }], []],
      ['classes', [{ classes: ['A', 'D'] }], ['F1', 'F3']],
      ['any of several tags', [{ tags: ['校园', '特种设备'] }], ['F1', 'F2']],
      ['every one of several scopes', [{ tags: ['食品'] }, { classes: ['D', 'B'] }], ['F3']],
    ])('streams the firms of %s in order', async (_, scopes, expected) => {
      const seen: string[] = []
      const full = scopes.map((scope) => ({ ...EVERYTHING, ...scope }))
      await store.read((view) =>
        view.firms.eachInScope(full, (rows) => void seen.push(...rows.map(({ code }) => code))),
      )
      expect(seen).toEqual(expected)
    })

    it('streams what a draw asks of firms, inside a write too', async () => {
      const seen: unknown[] = []
      await store.write((tx) =>
        tx.firms.eachInScope([{ ...EVERYTHING, trades: ['6210'] }], (rows) => void seen.push(...rows)),
      )
      expect(seen).toEqual([{ code: 'F1', status: '存续', creditClass: 'A', weight: 1 }])
    })
  })

  describe(`${name}: draws`, () => {
    it('starts a draw at version 1 and advances it only from the version seen', async () => {
      const id = await store.write((tx) => requestDraw(tx))
      const chat = { platform: 'telegram', chat: '-1' } as const
      await store.write((tx) =>
        tx.draws.advance(id, 1, { state: 'committed', no: 'CQ2026-001', commit: { a: [1] }, chat }),
      )
      await expect(store.write((tx) => tx.draws.advance(id, 1, { state: 'void' }))).rejects.toThrow(
        'version 1',
      )
      const draw = await store.read((view) => view.draws.get(id))
      expect(draw).toMatchObject({
        id,
        state: 'committed',
        version: 2,
        commit: { a: [1] },
        chat,
        roster: null,
      })
      expect(draw).toEqual(await store.read((view) => view.draws.byNo('CQ2026-001')))
    })

    it('lists draws by plan, by state, newest number first, and the last commit', async () => {
      await store.write(async (tx) => {
        await requestDraw(tx, { no: 'CQ2026-999', state: 'failed', committedAt: AT })
        await requestDraw(tx, { state: 'refused' })
        await requestDraw(tx, { no: 'CQ2026-1000', state: 'void', committedAt: AT })
        await requestDraw(tx)
      })
      await store.read(async (view) => {
        expect(ids(await view.draws.ofPlan(PLAN.no))).toEqual([1, 2, 3, 4])
        expect(ids(await view.draws.inStates(['void', 'failed']))).toEqual([1, 3])
        expect(nos(await view.draws.numbered(9))).toEqual(['CQ2026-1000', 'CQ2026-999'])
        expect(nos(await view.draws.numbered(9, 1))).toEqual(['CQ2026-999'])
        expect(nos(await view.draws.heads(9))).toEqual(['CQ2026-1000', 'CQ2026-999'])
        expect(nos(await view.draws.heads(1, 1))).toEqual(['CQ2026-999'])
        expect(Object.keys((await view.draws.heads(1))[0]!)).toHaveLength(8)
        expect((await view.draws.lastCommitted())?.no).toBe('CQ2026-1000')
      })
    })

    it('keeps a draw of the upper platform under its task, once, and out of the chain of commits', async () => {
      const visit = {
        firm: 'F1',
        firmName: '',
        departments: [],
        inspectors: ['C1'],
        due: '2026-03-31',
        rows: [2],
      }
      const elsewhere = { task: 'T1', name: '省级任务', plan: PLAN.no, drawnOn: null, visits: [visit] }
      const about = { plan: PLAN.no, nth: 2, frozenPlan: PLAN, startedBy: 'p1', chat: GROUP, due: visit.due }
      const row = { ...about, elsewhere, no: 'CQ2026-002', closedAt: AT, at: LATER }
      await store.write(async (tx) => {
        await requestDraw(tx, { no: 'CQ2026-001', state: 'drawn', committedAt: AT })
        await tx.draws.addElsewhere(row)
      })
      await expect(store.write((tx) => tx.draws.addElsewhere({ ...row, no: 'CQ2026-003' }))).rejects.toThrow()
      await store.read(async (view) => {
        const draw = await view.draws.ofTask('T1')
        expect(draw).toEqual(await view.draws.byNo('CQ2026-002'))
        expect(draw).toMatchObject({ state: 'drawn', elsewhere, commit: null, drawnAt: LATER, closedAt: AT })
        expect(await view.draws.ofTask('T2')).toBeUndefined()
        expect((await view.draws.numbered(1))[0]?.no).toBe('CQ2026-002')
        expect((await view.draws.lastCommitted())?.no).toBe('CQ2026-001')
      })
    })

    it('keeps each witness once, in the order of speaking', async () => {
      const spoken = { draw: 1, text: ' 公平\n', line: 'x', at: AT }
      await store.write(async (tx) => {
        await requestDraw(tx)
        await tx.draws.addWitness({ ...spoken, person: 'p3' })
        await tx.draws.addWitness({ ...spoken, person: 'p2' })
      })
      const again = store.write((tx) => tx.draws.addWitness({ ...spoken, person: 'p3' }))
      await expect(again).rejects.toThrow()
      const witnesses = await store.read((view) => view.draws.witnesses(1))
      expect(witnesses.map((w) => w.person)).toEqual(['p3', 'p2'])
      expect(witnesses[0]).toEqual({ ...spoken, person: 'p3' })
    })
  })

  describe(`${name}: visits`, () => {
    const draw = (no: string, closedAt: string, seats: number[][]) =>
      store.write((tx) => addDrawn(tx, no, closedAt, seats))

    it('gives visits and seats by draw, person and firm', async () => {
      await draw('CQ1', AT, [[1, 3], [1, 2], [2]])
      await store.write((tx) => tx.visits.change('RWCQ1-1', { state: 'recorded', remindOn: null }))
      await store.read(async (view) => {
        expect(nos(await view.visits.ofDraw('CQ1'))).toEqual(['RWCQ1-0', 'RWCQ1-1', 'RWCQ1-2'])
        expect(nos(await view.visits.ofPerson('p1'))).toEqual(['RWCQ1-0', 'RWCQ1-1'])
        expect(nos(await view.visits.ofPerson('p1', 'pending'))).toEqual(['RWCQ1-0'])
        expect(nos(await view.visits.ofFirm('F2'))).toEqual(['RWCQ1-1'])
        expect(nos(await view.visits.remindBy('2026-03-07'))).toEqual(['RWCQ1-0', 'RWCQ1-2'])
        expect(nos(await view.visits.remindBy('2026-03-04'))).toEqual([])
        expect(nos(await view.visits.overdue('2026-03-13'))).toEqual(['RWCQ1-0', 'RWCQ1-2'])
        expect(nos(await view.visits.overdue('2026-03-12'))).toEqual(['RWCQ1-0'])
        const seats = await view.visits.assignmentsOfDraw('CQ1')
        expect(seats.map((s) => s.inspector)).toEqual(['C1', 'C3', 'C1', 'C2', 'C2'])
        expect(await view.visits.assignments('RWCQ1-2')).toEqual([
          { visit: 'RWCQ1-2', seat: 0, seatName: 's0', inspector: 'C2', person: 'p2', ackedAt: null },
        ])
      })
    })

    it('keeps the first acknowledgement and refuses a stranger', async () => {
      await draw('CQ1', AT, [[1, 3]])
      await store.write((tx) => tx.visits.ack('RWCQ1-0', 'p3', AT))
      await store.write((tx) => tx.visits.ack('RWCQ1-0', 'p3', LATER))
      await expect(store.write((tx) => tx.visits.ack('RWCQ1-0', 'p2', AT))).rejects.toThrow('no seat')
      const seats = await store.read((view) => view.visits.assignments('RWCQ1-0'))
      expect(seats.map((s) => s.ackedAt)).toEqual([null, AT])
    })

    it('gives a seat to somebody else or to nobody, and counts the loads by who holds it', async () => {
      await draw('CQ1', AT, [[1, 3], [1]])
      const span = ['2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'] as const
      const newcomer = { seatName: 's0', inspector: 'C2', person: 'p2', ackedAt: null }
      await store.write(async (tx) => {
        await tx.visits.ack('RWCQ1-0', 'p1', AT)
        await tx.visits.reseat('RWCQ1-0', 0, newcomer)
        await tx.visits.reseat('RWCQ1-1', 0, null)
      })
      await store.read(async (view) => {
        const seats = await view.visits.assignmentsOfDraw('CQ1')
        expect(seats.map((s) => [s.inspector, s.ackedAt])).toEqual([
          ['C2', null],
          ['C3', null],
        ])
        expect(nos(await view.visits.ofPerson('p1'))).toEqual([])
        const loads = await view.inspectors.loads(...span)
        expect([...loads].sort()).toEqual([
          ['C2', 1],
          ['C3', 1],
        ])
      })
      await store.write((tx) => tx.visits.reseat('RWCQ1-1', 0, newcomer))
      expect(await store.read((view) => view.visits.assignments('RWCQ1-1'))).toHaveLength(1)
    })

    it('keeps replacements in the order asked, advanced only from the version seen', async () => {
      await draw('CQ1', AT, [[1, 3], [2]])
      await draw('CQ2', LATER, [[2]])
      const file = { hash: 'a'.repeat(64), name: '证明.pdf', mime: 'application/pdf', size: 3 }
      const asked = {
        ...{ draw: 'CQ1', visit: 'RWCQ1-0', seat: 0, leaver: 'C1', reason: 'kin', explanation: '妻子任职' },
        ...{
          files: [file],
          evidence: 'b'.repeat(64),
          evidenceSalt: 'c'.repeat(32),
          askedBy: 'p1',
          askedAt: AT,
        },
      }
      const vacant = { ...asked, draw: 'CQ2', visit: 'RWCQ2-0', leaver: null, reason: 'vacant', files: [] }
      await store.write(async (tx) => {
        expect(await tx.replacements.ask(asked)).toBe(1)
        expect(await tx.replacements.ask(vacant)).toBe(2)
        expect(await tx.replacements.ask({ ...asked, seat: 1, leaver: 'C3' })).toBe(3)
      })
      const untouched = { decidedBy: null, entry: null, enteredAt: null, secret: null, witness: null }
      expect(await store.read((view) => view.replacements.get(1))).toEqual({
        ...{ id: 1, ...asked, state: 'asked', version: 1 },
        ...{ ...untouched, remindedAt: null, inspector: null },
      })
      const witness = { person: 'p2', text: '晴', line: 'd'.repeat(64) }
      const entered = {
        state: 'leaving' as const,
        ...{ decidedBy: 'p2', entry: { n: 7, hash: 'e'.repeat(64) } },
        ...{ enteredAt: LATER, secret: 'f'.repeat(64) },
      }
      await store.write(async (tx) => {
        await tx.replacements.advance(1, 1, entered)
        await tx.replacements.advance(1, 2, { state: 'replaced', witness, inspector: 'C2' })
      })
      await expect(store.write((tx) => tx.replacements.advance(1, 2, { state: 'declined' }))).rejects.toThrow(
        'no longer at version 2',
      )
      await store.read(async (view) => {
        expect(ids(await view.replacements.ofDraw('CQ1'))).toEqual([1, 3])
        expect(ids(await view.replacements.inStates(['asked', 'leaving']))).toEqual([2, 3])
        const done = { ...entered, state: 'replaced', version: 3, witness, inspector: 'C2' }
        expect(await view.replacements.get(1)).toMatchObject(done)
        expect(await view.replacements.get(9)).toBeUndefined()
      })
    })

    it('keeps imports asked for, advanced only from the version seen', async () => {
      const file = { hash: 'a'.repeat(64), name: '名录.csv', mime: 'text/csv', size: 3 }
      const asked = { kind: 'firms', file, fullness: 'full' as const, askedBy: 'p1', askedAt: AT }
      await store.write(async (tx) => {
        expect(await tx.importRequests.ask(asked)).toBe(1)
        expect(await tx.importRequests.ask({ ...asked, fullness: 'no' })).toBe(2)
      })
      expect(await store.read((view) => view.importRequests.get(1))).toEqual({
        ...{ id: 1, ...asked, state: 'checking', version: 1 },
        ...{ plan: null, shownAt: null, decidedBy: null },
      })
      const plan = { added: 1, changed: 2, gone: 3, changes: 'b'.repeat(64) }
      const shown = { state: 'waiting' as const, plan, shownAt: LATER }
      await store.write((tx) => tx.importRequests.advance(1, 1, shown))
      const late = store.write((tx) => tx.importRequests.advance(1, 1, { state: 'dropped' }))
      await expect(late).rejects.toThrow('no longer at version 1')
      await store.read(async (view) => {
        expect(await view.importRequests.inState('waiting')).toEqual([
          { id: 1, ...asked, ...shown, version: 2, decidedBy: null },
        ])
        expect(ids(await view.importRequests.inState('checking'))).toEqual([2])
        expect(await view.importRequests.get(9)).toBeUndefined()
      })
    })

    it('keeps recusals asked for until they are decided, once', async () => {
      const asked = {
        ...{ inspector: 'C1', firm: 'F2', reason: 'kin', explanation: '', askedBy: 'p1', askedAt: AT },
      }
      await store.write(async (tx) => {
        expect(await tx.recusalRequests.ask(asked)).toBe(1)
        expect(await tx.recusalRequests.ask({ ...asked, firm: 'F1' })).toBe(2)
        await tx.recusalRequests.decide(1, 'granted', 'p2')
      })
      await expect(store.write((tx) => tx.recusalRequests.decide(1, 'refused', 'p2'))).rejects.toThrow(
        'not open',
      )
      await store.read(async (view) => {
        expect(ids(await view.recusalRequests.open())).toEqual([2])
        const granted = { id: 1, ...asked, state: 'granted', decidedBy: 'p2' }
        expect(await view.recusalRequests.get(1)).toEqual(granted)
        expect(await view.recusalRequests.get(9)).toBeUndefined()
      })
    })

    it('counts an inspector’s visits from drawn draws closed in the span', async () => {
      await draw('CQ1', '2026-01-01T00:00:00.000Z', [[1, 2], [1]])
      await draw('CQ2', '2026-02-01T00:00:00.000Z', [[1]])
      await store.write(async (tx) => {
        await addDrawn(tx, 'CQ3', '2026-01-15T00:00:00.000Z', [[3]])
        const failed = await tx.draws.byNo('CQ3')
        await tx.draws.advance(failed?.id ?? 0, 2, { state: 'failed' })
      })
      const loads = (from: string, to: string) => store.read((view) => view.inspectors.loads(from, to))
      expect(await loads('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z')).toEqual(
        new Map([
          ['C1', 2],
          ['C2', 1],
        ]),
      )
      expect((await loads('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.001Z')).get('C1')).toBe(3)
    })

    it('counts a firm’s visits of an item by the office’s calendar year', async () => {
      await draw('CQ1', '2025-12-31T15:59:59.999Z', [[1], [1]])
      await draw('CQ2', '2025-12-31T16:00:00.000Z', [[1]])
      await draw('CQ3', '2026-12-31T15:59:59.999Z', [[1]])
      const counts = (item: string, year: number) =>
        store.read((view) => view.visits.countsByFirm(item, year))
      expect(await counts('I1', 2026)).toEqual(new Map([['F1', 2]]))
      expect((await counts('I1', 2025)).size).toBe(2)
      expect((await counts('I2', 2026)).size).toBe(0)
    })

    it('counts a firm’s visits of a plan by the same year', async () => {
      await draw('CQ1', '2025-12-31T15:59:59.999Z', [[1], [1]])
      await draw('CQ2', '2025-12-31T16:00:00.000Z', [[1]])
      await draw('CQ3', '2026-12-31T15:59:59.999Z', [[1]])
      const counts = (plan: string, year: number) =>
        store.read((view) => view.visits.countsOfPlan(plan, year))
      expect(await counts(PLAN.no, 2026)).toEqual(new Map([['F1', 2]]))
      expect((await counts(PLAN.no, 2025)).size).toBe(2)
      expect((await counts('JH2026-02', 2026)).size).toBe(0)
    })

    it('finds the firms that another plan visits or has just visited', async () => {
      await draw('CQ1', AT, [[1], [1], [1], [1]])
      await store.write(async (tx) => {
        for (const n of [1, 2, 3]) await tx.visits.change(`RWCQ1-${n}`, { state: 'recorded' })
        const on = (n: number, version: number, inspectedOn: string) =>
          tx.records.add({ ...record(`HZ${n}${version}`, version, AT), visit: `RWCQ1-${n}`, inspectedOn })
        await on(1, 1, '2026-03-02')
        await on(2, 1, '2026-03-01')
        await on(3, 1, '2026-03-02')
        await on(3, 2, '2026-02-02')
      })
      const engaged = (plan: string) => store.read((view) => view.visits.engagedFirms(plan, '2026-03-02'))
      expect(await engaged('JH2026-02')).toEqual(new Set(['F1', 'F2']))
      expect(await engaged(PLAN.no)).toEqual(new Set())
    })

    it('shows each department’s progress, each visit once', async () => {
      await draw('CQ1', AT, [[1, 2], [1, 3], [2], [3]])
      await store.write((tx) => tx.visits.change('RWCQ1-3', { state: 'recorded' }))
      const progress = await store.read((view) => view.visits.progress('2026-03-11', '2026-03-12'))
      expect(progress).toEqual([
        { department: 'SJ', total: 3, recorded: 0, overdue: 1, dueThisWeek: 2 },
        { department: 'XF', total: 2, recorded: 1, overdue: 0, dueThisWeek: 1 },
      ])
      const totals = await store.read((view) => view.visits.totals('2026-03-11', '2026-03-12'))
      expect(totals).toEqual({ total: 4, recorded: 1, overdue: 1, dueThisWeek: 2 })
    })

    it('counts a department’s visits anew when a seat or its inspector goes to another one', async () => {
      await draw('CQ1', AT, [[1, 2], [1, 3], [2], [3]])
      const totals = async () => {
        const progress = await store.read((view) => view.visits.progress('2026-03-11', '2026-03-12'))
        return progress.map(({ department, total }) => [department, total])
      }
      await store.write((tx) => tx.visits.reseat('RWCQ1-0', 0, null))
      expect(await totals()).toEqual([
        ['SJ', 3],
        ['XF', 2],
      ])
      await store.write((tx) => tx.visits.reseat('RWCQ1-0', 1, null))
      expect(await totals()).toEqual([
        ['SJ', 2],
        ['XF', 2],
      ])
      await store.write(async (tx) =>
        tx.inspectors.put({ ...(await tx.inspectors.get('C3'))!, department: 'SJ' }),
      )
      expect(await totals()).toEqual([['SJ', 3]])
    })

    it('keeps records by version, and one extension open', async () => {
      await draw('CQ1', AT, [[1]])
      const first = record('HZ1', 1, AT)
      const second = { ...record('HZ2', 2, LATER), reason: '更正' }
      const asked = {
        visit: 'RWCQ1-0',
        askedBy: 'p1',
        askedAt: AT,
        reason: '停业',
        from: '2026-03-10',
        to: '2026-03-20',
      }
      const file = { hash: 'a'.repeat(64), name: '照片.jpg', mime: 'image/jpeg', size: 3 }
      const photo = { visit: 'RWCQ1-0', receipt: 'HZ1', by: 'p1', at: AT, file }
      await store.write(async (tx) => {
        await tx.records.add(first)
        await tx.records.add(second)
        await tx.records.attach(photo)
        expect(await tx.extensions.add(asked)).toBe(1)
        expect(await tx.extensions.openOf('RWCQ1-0')).toMatchObject({
          ...asked,
          state: 'asked',
          decidedBy: null,
        })
        await tx.extensions.decide(1, 'granted', 'p4')
      })
      await expect(store.write((tx) => tx.extensions.decide(1, 'refused', 'p4'))).rejects.toThrow(
        'not waiting',
      )
      await expect(store.write((tx) => tx.records.add(record('HZ3', 2, AT)))).rejects.toThrow()
      await store.read(async (view) => {
        expect(await view.records.get('HZ2')).toEqual(second)
        expect(await view.records.ofVisit('RWCQ1-0')).toEqual([first, second])
        expect(await view.records.lastBy('p1')).toEqual(second)
        expect(await view.records.attachments('RWCQ1-0')).toEqual([{ id: 1, ...photo }])
        expect(await view.extensions.openOf('RWCQ1-0')).toBeUndefined()
        expect((await view.extensions.get(1))?.state).toBe('granted')
      })
    })
  })

  describe(`${name}: from the record to the public`, () => {
    const VISIT = 'RWCQ1-0'
    const result: Result = {
      ...{ visit: VISIT, department: 'SJ', firm: 'F1', plan: PLAN.no, items: ['I1'], state: 'review' },
      ...{
        receipt: 'HZ1',
        inspectedOn: '2026-03-02',
        problem: true,
        discloseBy: null,
        remindOn: '2026-03-09',
      },
      ...{ reviewedBy: null, reviewedAt: null, returnReason: null, disclosures: 0 },
    }
    const content: PublicResult = {
      ...{ plan: { no: PLAN.no, name: PLAN.name }, draw: 'CQ1', agency: '市场监管局' },
      ...{ firm: { code: 'F1', name: 'F1号商行' }, inspectedOn: '2026-03-02' },
      ...{ items: [{ code: 'I1', name: '事项I1', result: '未发现问题' }], decisions: [] },
    }

    beforeEach(() =>
      store.write(async (tx) => {
        await addDrawn(tx, 'CQ1', AT, [[1, 2]])
        await tx.records.add(record('HZ1', 1, AT))
        await tx.results.put(result)
        await tx.results.put({
          ...result,
          department: 'XF',
          state: 'disclosed',
          remindOn: null,
          discloseBy: '2026-04-01',
        })
      }),
    )

    it('finds results by visit, by state and by the day of their reminder', async () => {
      await store.read(async (view) => {
        expect(await view.results.get(VISIT, 'SJ')).toEqual(result)
        expect(await view.results.get(VISIT, 'AB')).toBeUndefined()
        expect((await view.results.ofVisit(VISIT)).map((one) => one.department)).toEqual(['SJ', 'XF'])
        expect(await view.results.inStates(['review', 'returned'])).toEqual([result])
        expect(await view.results.inStates(['review'], 'XF')).toEqual([])
        expect((await view.results.inStates(['disclosed'], 'XF')).map((one) => one.discloseBy)).toEqual([
          '2026-04-01',
        ])
        expect(await view.results.remindBy('2026-03-09')).toEqual([result])
        expect(await view.results.remindBy('2026-03-08')).toEqual([])
      })
    })

    it('only ever adds to what was made public', async () => {
      const first = { visit: VISIT, department: 'SJ', version: 1, reason: null, by: 'p1', at: AT, content }
      await store.write((tx) => tx.results.put({ ...result, state: 'disclosure' }))
      await store.write((tx) => tx.disclosures.add(first))
      await store.write((tx) => tx.disclosures.add({ ...first, version: 2, reason: '结果填错' }))
      const all = await store.read((view) => view.disclosures.of(VISIT, 'SJ'))
      expect(all.map(({ version, reason }) => [version, reason])).toEqual([
        [1, null],
        [2, '结果填错'],
      ])
      expect(all[0]?.content).toEqual(content)
      await expect(store.write((tx) => tx.disclosures.add(first))).rejects.toThrow(/UNIQUE|unique/)
    })

    describe('what the public may read', () => {
      const publish = (tx: Tx, change: Partial<Disclosure>, told: Partial<PublicResult> = {}) =>
        tx.disclosures.add({
          ...{ visit: VISIT, department: 'SJ', version: 1, reason: null, by: 'p1', at: AT },
          ...change,
          content: { ...content, ...told },
        })
      const found = (result: string) => [{ code: 'I1', name: '事项I1', result }]
      const namesOf = (list: PublishedResult[]) =>
        list.map((one) => `${one.visit} ${one.department} ${one.version}`)

      beforeEach(() =>
        store.write(async (tx) => {
          await addDrawn(tx, 'CQ2', AT, [[1], [2]])
          await tx.results.put({ ...result, state: 'disclosure' })
          await tx.results.put({ ...result, visit: 'RWCQ2-1', state: 'disclosure', problem: false })
          await publish(tx, {}, { items: found('未按规定公示年度报告') })
          await publish(tx, { department: 'XF', at: LATER }, { items: [{ ...found('')[0]!, code: 'I2' }] })
          await publish(
            tx,
            { visit: 'RWCQ2-1' },
            { inspectedOn: '2026-04-09', firm: { code: 'F2', name: '河东酒楼' } },
          )
        }),
      )

      it('is listed in order of the inspection, from any place on, both ways', async () => {
        await store.read(async ({ published }) => {
          const all = await published.list({}, 10)
          expect(namesOf(all)).toEqual(['RWCQ2-1 SJ 1', `${VISIT} XF 1`, `${VISIT} SJ 1`])
          const place = { inspectedOn: '2026-03-02', visit: VISIT, department: 'XF' }
          expect(namesOf(await published.list({}, 10, { before: place }))).toEqual([`${VISIT} SJ 1`])
          expect(namesOf(await published.list({}, 1, { after: { ...place, department: 'SJ' } }))).toEqual([
            `${VISIT} XF 1`,
          ])
          expect(namesOf(await published.list({}, 2))).toEqual(['RWCQ2-1 SJ 1', `${VISIT} XF 1`])
        })
      })

      it('is narrowed to department, item and month', async () => {
        await store.read(async ({ published }) => {
          expect(namesOf(await published.list({ department: 'XF' }, 10))).toEqual([`${VISIT} XF 1`])
          expect(namesOf(await published.list({ item: 'I1' }, 10))).toEqual(['RWCQ2-1 SJ 1', `${VISIT} SJ 1`])
          expect(namesOf(await published.list({ item: 'I1', month: '2026-03' }, 10))).toEqual([
            `${VISIT} SJ 1`,
          ])
          expect(await published.list({ item: 'I1', department: 'XF' }, 10)).toEqual([])
        })
      })

      it('tells of a firm once it has a public result, and never who made it public', async () => {
        await store.read(async ({ published }) => {
          expect(await published.firm('F3')).toBeUndefined()
          expect(await published.firm('F1')).toEqual({ code: 'F1', name: 'F1号商行', results: 2 })
          expect(namesOf(await published.ofFirm('F1'))).toEqual([`${VISIT} XF 1`, `${VISIT} SJ 1`])
          const now = await published.standing('F1')
          expect(now.map(({ department, problem }) => [department, problem])).toEqual([
            ['XF', true],
            ['SJ', true],
          ])
          expect((await published.standing('F2')).map((one) => one.problem)).toEqual([false])
          expect(JSON.stringify(now)).not.toContain('"by"')
          expect(await published.standing('F3')).toEqual([])
          expect((await published.searchFirms(['河东'], 10, 0)).map(({ code }) => code)).toEqual(['F2'])
          expect(await published.searchFirms(['商行'], 10, 0)).toHaveLength(1)
          expect(await published.firmCodes(1, 1)).toEqual(['F2'])
          expect(await published.firmCount()).toBe(2)
          expect(Object.keys((await published.latest(1))[0]!)).not.toContain('by')
        })
      })

      it('is counted once, however often it is corrected', async () => {
        const before = await store.read((view) => view.published.version())
        await store.write(async (tx) => {
          await tx.results.put({ ...result, state: 'disclosed', problem: false })
          const told = {
            inspectedOn: '2026-04-01',
            firm: { code: 'F1', name: '新名商行' },
            items: found('未发现问题'),
          }
          await publish(tx, { version: 2, reason: '结果填错', at: LATER }, told)
        })
        await store.read(async ({ published }) => {
          expect(await published.version()).toBeGreaterThan(before)
          expect(await published.counts()).toEqual([
            { month: '2026-03', department: 'XF', results: 1, problems: 1 },
            { month: '2026-04', department: 'SJ', results: 2, problems: 0 },
          ])
          expect((await published.findings()).filter(({ item }) => item === 'I1')).toEqual([
            { item: 'I1', finding: '未发现问题', results: 2 },
          ])
          expect(namesOf(await published.list({ item: 'I1', month: '2026-03' }, 10))).toEqual([])
          expect(namesOf(await published.versions(VISIT, 'SJ'))).toEqual([`${VISIT} SJ 2`, `${VISIT} SJ 1`])
          expect(namesOf(await published.latest(10))).not.toContain(`${VISIT} SJ 1`)
          expect(namesOf(await published.latest(1))).toEqual([`${VISIT} SJ 2`])
          expect(namesOf(await published.ofVisit(VISIT))).toEqual([`${VISIT} SJ 2`, `${VISIT} XF 1`])
          expect(await published.ofVisit('RW0')).toEqual([])
          expect(namesOf(await published.corrections('处理', 10, 0))).toEqual([`${VISIT} SJ 2`])
          expect(await published.corrections('处理', 10, 1)).toEqual([])
          expect(await published.corrections('结果填错', 10, 0)).toEqual([])
          expect(namesOf(await published.ofFirm('F1'))).toEqual([
            `${VISIT} SJ 2`,
            `${VISIT} SJ 1`,
            `${VISIT} XF 1`,
          ])
          expect(await published.firm('F1')).toEqual({ code: 'F1', name: '新名商行', results: 2 })
          expect(await published.searchFirms(['F1号'], 10, 0)).toEqual([])
          expect((await published.searchFirms(['新名'], 10, 0)).map(({ code }) => code)).toEqual(['F1'])
        })
      })
    })
  })

  describe(`${name}: identity`, () => {
    it('binds accounts to people, newest first, until they are removed', async () => {
      const bind = (tx: Tx, account: string, boundAt: string, platform: 'wechat' | 'telegram' = 'telegram') =>
        tx.bindings.put({ platform, account, person: 'p1', boundAt, unreachable: null })
      await store.write(async (tx) => {
        await bind(tx, '1', AT)
        await bind(tx, '2', LATER)
        await bind(tx, 'w', AT, 'wechat')
        await tx.bindings.setUnreachable('telegram', '2', '已停用')
        await tx.bindings.removeAll('wechat')
      })
      await store.read(async (view) => {
        expect((await view.bindings.ofPerson('p1')).map((b) => b.account)).toEqual(['2', '1'])
        expect((await view.bindings.get('telegram', '2'))?.unreachable).toBe('已停用')
        expect((await view.bindings.unreachable()).map((b) => b.account)).toEqual(['2'])
        expect(await view.bindings.get('wechat', 'w')).toBeUndefined()
      })
      await store.write((tx) => tx.bindings.remove('telegram', '2'))
      expect(await store.read((view) => view.bindings.get('telegram', '2'))).toBeUndefined()
    })

    it('takes a code once, while it lasts, and only the newest of a person', async () => {
      const code = (hash: string, who = 'p1') => ({
        hash,
        person: who,
        createdBy: 'system',
        expiresAt: LATER,
      })
      await store.write(async (tx) => {
        await tx.bindCodes.put(code('old'))
        await tx.bindCodes.put(code('new'))
        await tx.bindCodes.put(code('late', 'p2'))
        expect(await tx.bindCodes.take('old', AT)).toBeUndefined()
        expect(await tx.bindCodes.take('late', LATER)).toBeUndefined()
        expect(await tx.bindCodes.take('new', AT)).toEqual(code('new'))
        expect(await tx.bindCodes.take('new', AT)).toBeUndefined()
      })
    })

    it('counts failed tries of an account', async () => {
      await store.write(async (tx) => {
        await tx.bindCodes.fail('telegram', '1', AT)
        await tx.bindCodes.fail('telegram', '1', LATER)
        await tx.bindCodes.fail('telegram', '2', LATER)
        expect(await tx.bindCodes.failures('telegram', '1', AT)).toBe(2)
        expect(await tx.bindCodes.failures('telegram', '1', LATER)).toBe(1)
        expect(await tx.bindCodes.failures('room', '1', AT)).toBe(0)
      })
    })

    it('moves a group with its waiting messages and open draws', async () => {
      const group = { platform: 'telegram', chat: 'g1', kind: 'department', department: 'XF' } as const
      const bound = { ...group, title: '消防', boundBy: 'p1', boundAt: AT }
      const chat = { platform: 'telegram', chat: 'g1' } as const
      await store.write(async (tx) => {
        await tx.groups.put(bound)
        await tx.groups.put({ ...bound, chat: 'g9', kind: 'office', department: null })
        for (const ref of ['sent', 'trying', 'waiting']) await tx.outbox.add(message(ref), AT)
        await tx.outbox.sending(1)
        await tx.outbox.sent(1, 'm1', AT)
        await tx.outbox.sending(2)
        await requestDraw(tx, { state: 'witnessed', chat })
        await requestDraw(tx, { state: 'drawn', chat })
        await tx.groups.migrate('telegram', 'g1', 'g2')
      })
      await store.read(async (view) => {
        expect(await view.groups.get(chat)).toBeUndefined()
        expect(await view.groups.ofKind('department', 'XF')).toEqual([{ ...bound, chat: 'g2' }])
        expect(await view.groups.ofKind('department', 'SJ')).toEqual([])
        expect((await view.groups.all()).map((g) => g.chat)).toEqual(['g2', 'g9'])
        const chats = [1, 2, 3].map(async (id) => (await view.outbox.get(id))?.chat)
        expect(await Promise.all(chats)).toEqual(['g1', 'g2', 'g2'])
        expect((await view.draws.get(1))?.chat.chat).toBe('g2')
        expect((await view.draws.get(2))?.chat.chat).toBe('g1')
      })
      await store.write((tx) => tx.groups.remove({ ...chat, chat: 'g2' }))
      expect(await store.read((view) => view.groups.ofKind('department'))).toEqual([])
    })
  })

  describe(`${name}: messages`, () => {
    const arrival = (key: string, lane: string) =>
      ({ platform: 'telegram', key, lane, event: { key }, receivedAt: AT }) as const

    it('takes each arrival once and hands out lanes in order', async () => {
      await store.write(async (tx) => {
        expect(await tx.inbox.add(arrival('1', 'b'))).toBe(1)
        expect(await tx.inbox.add(arrival('2', 'a'))).toBe(2)
        expect(await tx.inbox.add(arrival('1', 'c'))).toBeUndefined()
        expect(await tx.inbox.add({ ...arrival('1', 'b'), platform: 'room' })).toBeTypeOf('number')
        expect(await tx.inbox.pendingLanes()).toEqual(['b', 'a'])
        expect(await tx.inbox.nextInLane('b')).toMatchObject({ id: 1, event: { key: '1' }, attempts: 0 })
        await tx.inbox.failed(1, '坏了', false)
        expect(await tx.inbox.nextInLane('b')).toMatchObject({ id: 1, attempts: 1, error: '坏了' })
        await tx.inbox.failed(1, '又坏了', true)
        await tx.inbox.done(2)
        expect(await tx.inbox.pendingLanes()).toEqual(['b'])
        expect((await tx.inbox.get(1))?.state).toBe('dead')
        expect([await tx.inbox.count('dead'), await tx.inbox.count('done')]).toEqual([1, 1])
        expect(await tx.inbox.nextInLane('a')).toBeUndefined()
      })
    })

    it('keeps of what was handled only its key, and of what failed everything', async () => {
      await store.write(async (tx) => {
        for (const key of ['1', '2']) await tx.inbox.add(arrival(key, 'a'))
        await tx.inbox.done(1)
        await tx.inbox.failed(2, '坏了', true)
        expect(await tx.inbox.get(1)).toMatchObject({ key: '1', lane: 'a', state: 'done', event: null })
        expect(await tx.inbox.get(2)).toMatchObject({ state: 'dead', event: { key: '2' } })
        expect(await tx.inbox.add(arrival('1', 'a'))).toBeUndefined()
      })
    })

    it('keeps a secret only until it was sent or given up', async () => {
      await store.write(async (tx) => {
        for (const [n, ref] of ['sent', 'dead', 'open'].entries())
          await tx.outbox.add(message(ref, { secret: ref !== 'open', chat: `g${n}` }), AT)
        for (const id of [1, 2, 3]) await tx.outbox.sending(id)
        await tx.outbox.retry(1, '429', AT, true)
        expect((await tx.outbox.get(1))?.text).toBe('sent')
        await tx.outbox.sending(1)
        await tx.outbox.sent(1, 'm1', AT)
        await tx.outbox.end(2, 'dead', '403')
        await tx.outbox.sent(3, 'm3', AT)
        const texts = [1, 2, 3].map(async (id) => (await tx.outbox.get(id))?.text)
        expect(await Promise.all(texts)).toEqual(['', '', 'open'])
      })
    })

    it('forgets private texts and old rows, but nothing that waits or died', async () => {
      await store.write(async (tx) => {
        for (const [n, ref] of ['private', 'group', 'dropped', 'dead', 'waiting', 'new'].entries()) {
          const change = { chat: ref, person: ref === 'group' ? null : 'p1' }
          await tx.outbox.add(message(ref, change), ref === 'new' ? LATER : AT)
          if (ref !== 'waiting') await tx.outbox.sending(n + 1)
        }
        await tx.outbox.sent(1, 'm1', AT)
        await tx.outbox.sent(2, 'm2', AT)
        await tx.outbox.end(3, 'dropped', '')
        await tx.outbox.end(4, 'dead', '')
        await tx.outbox.sent(6, 'm6', LATER)
        const texts = async () => {
          const rows = await Promise.all([1, 2, 3, 4, 5, 6].map((id) => tx.outbox.get(id)))
          return rows.map((row) => row?.text)
        }
        expect(await tx.outbox.forget(LATER, AT)).toBe(1)
        expect(await texts()).toEqual(['', 'group', 'dropped', 'dead', 'waiting', 'new'])
        expect((await tx.outbox.get(1))?.buttons).toEqual([])
        expect(await tx.outbox.forget(AT, LATER)).toBe(3)
        expect(await texts()).toEqual([undefined, undefined, undefined, 'dead', 'waiting', 'new'])
        expect(await tx.outbox.forget(AT, LATER)).toBe(0)
      })
    })

    it('sends each chat’s messages in order, none before its time', async () => {
      await store.write(async (tx) => {
        await tx.outbox.add(message('a1', { notBefore: LATER }), AT)
        await tx.outbox.add(message('a2'), AT)
        await tx.outbox.add(message('b1', { chat: 'g2' }), AT)
        await tx.outbox.add(message('b2', { chat: 'g2' }), AT)
        await tx.outbox.add(message('c1', { platform: 'room' }), AT)
        expect(refs(await tx.outbox.due('telegram', AT, 9))).toEqual(['b1'])
        expect(refs(await tx.outbox.due('telegram', LATER, 9))).toEqual(['a1', 'b1'])
        expect(refs(await tx.outbox.due('telegram', LATER, 1))).toEqual(['a1'])
        expect(await tx.outbox.nextAt('telegram')).toBe(AT)
        await tx.outbox.sending(3)
        expect(refs(await tx.outbox.due('telegram', AT, 9))).toEqual([])
        expect(await tx.outbox.nextAt('telegram')).toBe(LATER)
        await tx.outbox.sent(3, 'm3', AT)
        expect(refs(await tx.outbox.due('telegram', AT, 9))).toEqual(['b2'])
        expect(await tx.outbox.nextAt('wechat')).toBeUndefined()
        expect(await tx.outbox.get(3)).toEqual({
          ...message('b1', { chat: 'g2', secret: false }),
          id: 3,
          state: 'sent',
          doubtful: false,
          attempts: 1,
          createdAt: AT,
          sentAt: AT,
          messageId: 'm3',
          error: null,
        })
      })
    })

    it('retries, gives up, and refuses a second message under one ref', async () => {
      await store.write(async (tx) => {
        await tx.outbox.add(message('a'), AT)
        await tx.outbox.sending(1)
        await tx.outbox.retry(1, '429', LATER, true)
        await tx.outbox.sending(1)
        await tx.outbox.retry(1, '500', LATER, false)
        const row = { state: 'queued', attempts: 2, doubtful: true, error: '500', notBefore: LATER }
        expect(await tx.outbox.get(1)).toMatchObject(row)
        await tx.outbox.end(1, 'dead', '403')
        expect(refs(await tx.outbox.inState('dead', 9))).toEqual(['a'])
        expect(refs(await tx.outbox.doubtful(9))).toEqual(['a'])
        expect(await tx.outbox.count('queued')).toBe(0)
      })
      await expect(store.write((tx) => tx.outbox.sent(1, 'm', AT))).rejects.toThrow('outbox row 1')
      await expect(store.write((tx) => tx.outbox.add(message('a'), AT))).rejects.toThrow()
    })

    it('knows whether a chat still waits for something that was queued by a moment', async () => {
      await store.write(async (tx) => {
        const here = { platform: 'telegram', chat: 'g1' } as const
        await tx.outbox.add(message('later'), LATER)
        await tx.outbox.add(message('elsewhere', { chat: 'g2' }), AT)
        await tx.outbox.add(message('other platform', { platform: 'room' }), AT)
        await tx.outbox.add(message('for the day', { quiet: true }), AT)
        expect(await tx.outbox.awaits(here, AT)).toBe(false)
        const id = await tx.outbox.add(message('now'), AT)
        expect(await tx.outbox.awaits(here, AT)).toBe(true)
        await tx.outbox.sending(id)
        expect(await tx.outbox.awaits(here, AT)).toBe(true)
        await tx.outbox.sent(id, 'm1', AT)
        expect(await tx.outbox.awaits(here, AT)).toBe(false)
        expect(await tx.outbox.awaits(here, LATER)).toBe(true)
      })
    })

    it('knows what a chat was never sent, by when it was queued', async () => {
      await store.write(async (tx) => {
        const id = await tx.outbox.add(message('given up'), AT)
        const { platform, chat } = (await tx.outbox.get(id))!
        expect(await tx.outbox.lost({ platform, chat }, AT, LATER)).toBe(false)
        await tx.outbox.end(id, 'dead', 'forbidden')
        expect(await tx.outbox.lost({ platform, chat }, AT, AT)).toBe(true)
        expect(await tx.outbox.lost({ platform, chat }, LATER, LATER)).toBe(false)
        expect(await tx.outbox.lost({ platform, chat: 'g9' }, AT, LATER)).toBe(false)
      })
    })

    it('is found by its reference', async () => {
      await store.write((tx) => tx.outbox.add(message('one', { text: '话' }), AT))
      const found = await store.read(({ outbox }) =>
        Promise.all([outbox.byRef('one'), outbox.byRef('other')]),
      )
      expect(found).toMatchObject([{ id: 1, text: '话' }, undefined])
      expect(found[1]).toBe(undefined)
    })

    it('names what waits for a chat in which an attempt failed long ago', async () => {
      await store.write(async (tx) => {
        await tx.outbox.add(message('tried'), AT)
        await tx.outbox.add(message('elsewhere', { chat: 'g2' }), AT)
        await tx.outbox.add(message('old, tried late', { chat: 'g3' }), AT)
        await tx.outbox.add(message('behind'), LATER)
        const fail = async (id: number, at: string) => {
          await tx.outbox.sending(id)
          await tx.outbox.retry(id, 'down', LATER, false)
          await tx.outbox.failed(id, at)
        }
        await fail(1, AT)
        await fail(1, LATER)
        await fail(3, LATER)
        expect(refs(await tx.outbox.stuck('telegram', LATER))).toEqual(['tried', 'behind'])
        expect(await tx.outbox.stuck('wechat', LATER)).toEqual([])
        await tx.outbox.end(1, 'dropped', '')
        expect(await tx.outbox.stuck('telegram', LATER)).toEqual([])
      })
    })

    it('resends or drops what was being sent at a crash, as the message and its platform ask', async () => {
      await store.write(async (tx) => {
        await tx.outbox.add(message('again'), AT)
        await tx.outbox.add(message('drop', { chat: 'g2', onDoubt: 'drop' }), AT)
        await tx.outbox.add(message('room', { platform: 'room', onDoubt: 'drop' }), AT)
        await tx.outbox.add(message('waiting', { chat: 'g4' }), AT)
        for (const id of [1, 2, 3]) await tx.outbox.sending(id)
      })
      expect(await store.write((tx) => tx.outbox.recover(['room']))).toBe(3)
      const states = await store.read((view) =>
        Promise.all([1, 2, 3, 4].map(async (id) => await view.outbox.get(id))),
      )
      expect(states.map((row) => [row?.state, row?.doubtful])).toEqual([
        ['queued', true],
        ['dropped', true],
        ['queued', false],
        ['queued', false],
      ])
    })

    it('keeps one open question for each account of a chat', async () => {
      const asked = {
        ...GROUP,
        account: '1',
        command: 'record',
        token: 't1',
        state: { step: 1 },
        expiresAt: LATER,
      }
      await store.write((tx) => tx.dialogues.put(asked))
      await store.write((tx) => tx.dialogues.put({ ...asked, token: 't2', state: null }))
      const get = (account: string) => store.read((view) => view.dialogues.get(GROUP, account))
      expect(await get('1')).toEqual({ ...asked, token: 't2', state: null })
      expect(await get('2')).toBeUndefined()
      await store.write((tx) => tx.dialogues.remove(GROUP, '1'))
      expect(await get('1')).toBeUndefined()
    })

    it('keeps the room’s messages, each ref once', async () => {
      const say = { chat: 'office', from: 'bot', to: null, text: '好', buttons: [], files: [], at: AT }
      await store.write(async (tx) => {
        expect(await tx.room.add(say, 'r1')).toBe(1)
        expect(await tx.room.add({ ...say, chat: 'private:p1' }, 'r2')).toBe(2)
        expect(await tx.room.add(say, 'r3')).toBe(3)
        expect(await tx.room.add({ ...say, text: '又' }, 'r1')).toBe(1)
        expect(await tx.room.after('office', 0)).toEqual([
          { id: 1, ...say },
          { id: 3, ...say },
        ])
        expect(ids(await tx.room.after('office', 1))).toEqual([3])
        expect(await tx.room.after('none', 0)).toEqual([])
        expect(await tx.room.latest()).toEqual({ office: 3, 'private:p1': 2 })
      })
    })
  })

  describe(`${name}: the office’s books`, () => {
    it('queues jobs until they end', async () => {
      await store.write(async (tx) => {
        expect(await tx.jobs.add('freeze', '1', { version: 1 }, AT)).toBe(1)
        expect(await tx.jobs.add('preview', PLAN.no, null, AT)).toBe(2)
        expect(await tx.jobs.failed(1)).toBe(1)
        expect(await tx.jobs.failed(1)).toBe(2)
        await tx.jobs.end(2, 'done')
        const job = { id: 1, kind: 'freeze', subject: '1', payload: { version: 1 } }
        expect(await tx.jobs.queued()).toEqual([{ ...job, state: 'queued', attempts: 2, createdAt: AT }])
        expect(await tx.jobs.get(2)).toMatchObject({ state: 'done', payload: null })
      })
    })

    it('chains the ledger, even when entries are asked for together', async () => {
      const entries = await store.write((tx) =>
        Promise.all([1, 2, 3].map((n) => tx.ledger.append('test', 'p1', { n }, AT))),
      )
      await store.read(async (view) => {
        expect(await view.ledger.entries(1, 3)).toEqual(entries)
        expect(await view.ledger.entries(2, 2)).toEqual([entries[1]])
        expect(await view.ledger.head()).toEqual({ n: 3, hash: entries[2]?.hash })
        expect(verifyChain(await view.ledger.entries(1, 9))).toBeUndefined()
      })
    })

    it('keeps settings, calendar, imports and running numbers', async () => {
      const receipt = { kind: 'firms', fileHash: 'h', rows: 3, added: 2, changed: 1, at: AT }
      await store.write(async (tx) => {
        await tx.settings.set('k', 'v')
        await tx.settings.set('k', 'w')
        await tx.calendar.put({ day: '2026-10-10', working: false })
        await tx.calendar.put({ day: '2026-10-01', working: false })
        await tx.calendar.put({ day: '2026-10-10', working: true })
        await tx.imports.add(receipt)
        expect([
          await tx.counters.next('a'),
          await tx.counters.next('a'),
          await tx.counters.next('b'),
        ]).toEqual([1, 2, 1])
      })
      await store.read(async (view) => {
        expect(await view.settings.get('k')).toBe('w')
        expect(await view.calendar.overrides()).toEqual([
          { day: '2026-10-01', working: false },
          { day: '2026-10-10', working: true },
        ])
        expect(await view.imports.seen('firms', 'h')).toEqual(receipt)
        expect(await view.imports.seen('people', 'h')).toBeUndefined()
      })
    })
  })

  describe(`${name}: what changes the registries`, () => {
    it('counts the versions of each record by itself, and tells the newest first', async () => {
      const change = { replacedAt: AT, by: 'system', through: { import: 'f'.repeat(64) } } as const
      await store.write(async (tx) => {
        for (const key of ['F1', 'F1', 'F2'])
          await tx.versions.keep({ kind: 'firms', key, ...change, record: firm(key) })
        const record = (await tx.inspectors.get('C1'))!
        const through = { command: 'leave' }
        await tx.versions.keep({ kind: 'inspectors', key: 'F1', ...change, through, record })
      })
      const of = (kind: 'firms' | 'inspectors' | 'items', key: string) =>
        store.read((view) => view.versions.of(kind, key))
      expect((await of('firms', 'F1')).map(({ n }) => n)).toEqual([2, 1])
      expect(await of('firms', 'F2')).toEqual([
        { kind: 'firms', key: 'F2', n: 1, ...change, record: firm('F2') },
      ])
      expect((await of('inspectors', 'F1')).map(({ n, through }) => [n, through])).toEqual([
        [1, { command: 'leave' }],
      ])
      expect(await of('items', 'F1')).toEqual([])
    })

    it('takes an event once', async () => {
      const event = { id: 'e-1', at: AT, salt: '00' }
      await store.write((tx) => tx.registryEvents.add(event))
      expect(await store.read((view) => view.registryEvents.get('e-1'))).toEqual(event)
      expect(await store.read((view) => view.registryEvents.get('e-2'))).toBeUndefined()
      await expect(store.write((tx) => tx.registryEvents.add(event))).rejects.toThrow(/UNIQUE|unique/)
    })

    it('keeps leaves, of which one can be decided once', async () => {
      const asked = { inspector: 'C2', from: '2026-03-12', to: '2026-03-16', reason: '', askedBy: 'p2' }
      const id = await store.write((tx) => tx.leaves.ask({ ...asked, askedAt: AT }))
      const open = { ...asked, id, askedAt: AT, state: 'asked', decidedBy: null }
      expect(await store.read((view) => view.leaves.openOf('C2'))).toEqual(open)
      expect(await store.read((view) => view.leaves.openOf('C1'))).toBeUndefined()
      await store.write((tx) => tx.leaves.decide(id, 'granted', 'p1'))
      expect(await store.read((view) => view.leaves.openOf('C2'))).toBeUndefined()
      expect(await store.read((view) => view.leaves.get(id))).toMatchObject({
        state: 'granted',
        decidedBy: 'p1',
      })
      await expect(store.write((tx) => tx.leaves.decide(id, 'refused', 'p1'))).rejects.toThrow('not open')
    })

    it('finds certificates on the roll that end between two days, the nearest first', async () => {
      await store.write(async (tx) => {
        const days = { C1: '2026-04-09', C2: '2026-03-10', C3: '2026-04-10' }
        for (const [id, certifiedUntil] of Object.entries(days))
          await tx.inspectors.put({ ...(await tx.inspectors.get(id))!, certifiedUntil })
      })
      const found = () => store.read((view) => view.inspectors.expiring('2026-03-10', '2026-04-09'))
      expect(ids(await found())).toEqual(['C2', 'C1'])
      await store.write(async (tx) => {
        await tx.inspectors.put({ ...(await tx.inspectors.get('C2'))!, active: false })
      })
      expect(ids(await found())).toEqual(['C1'])
    })
  })
}

function record(receipt: string, version: number, at: string): InspectionRecord {
  return {
    receipt,
    visit: 'RWCQ1-0',
    version,
    reason: null,
    by: 'p1',
    at,
    inspectedOn: '2026-03-02',
    items: [{ item: 'I1', result: '未发现问题', method: '现场检查' }],
    signed: false,
    unsignedReason: '负责人不在',
    onSiteWitness: null,
    expert: null,
    adopted: null,
    note: null,
  }
}
