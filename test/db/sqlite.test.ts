/** The SQLite store: the contract, and what holds for SQLite alone. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openStore } from '../../db/open.js'
import type { Store } from '../../db/store.js'
import { boardContract } from './board-contract.js'
import { creditContract } from './credit-contract.js'
import { followUpsContract } from './follow-ups-contract.js'
import { AT, addDrawn, fillCounty, firm, message, person } from './small-county.js'
import { type Opened, storeContract } from './store-contract.js'

async function openSqlite(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'ssj-store-'))
  const path = join(folder, 'ssj.db')
  let store = await openStore(path)
  return {
    store,
    async reopen() {
      await store.close()
      store = await openStore(path)
      return store
    },
    openCopy: (copy: string) => openStore(copy),
    async remove() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

storeContract('SQLite', openSqlite)
boardContract('SQLite', openSqlite)
creditContract('SQLite', openSqlite)
followUpsContract('SQLite', openSqlite)

/** Takes back the migration with this ending and all later ones, so that they are run again. */
function rewind(raw: Database.Database, ending: string): void {
  const { entries } = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8')) as {
    entries: { tag: string; when: number }[]
  }
  const first = entries.findIndex(({ tag }) => tag.endsWith(ending))
  raw.pragma('foreign_keys = OFF')
  for (const { tag } of entries.slice(first)) {
    const made = /^CREATE (?:UNIQUE |VIRTUAL )?(TABLE|INDEX|TRIGGER) `(\w+)`/gm
    for (const [, kind, name] of readFileSync(`db/migrations/${tag}.sql`, 'utf8').matchAll(made)) {
      raw.exec(`DROP ${kind} IF EXISTS "${name}"`)
    }
    const added = /^ALTER TABLE `(\w+)` ADD `(\w+)`/gm
    for (const [, table, column] of readFileSync(`db/migrations/${tag}.sql`, 'utf8').matchAll(added)) {
      if ((raw.pragma(`table_info("${table}")`) as unknown[]).length > 0)
        raw.exec(`ALTER TABLE "${table}" DROP COLUMN "${column}"`)
    }
  }
  raw.prepare('DELETE FROM __drizzle_migrations WHERE created_at >= ?').run(entries[first]!.when)
}

describe('the SQLite file', () => {
  let folder: string
  let path: string
  let store: Store

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ssj-sqlite-'))
    path = join(folder, 'data', 'ssj.db')
    store = await openStore(path)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    vi.useRealTimers()
    await store.close()
    rmSync(folder, { recursive: true })
  })

  it('opens by path and by file: and sqlite: addresses', async () => {
    for (const url of [`file:${path}`, `file://${path}`, `sqlite:${path}`, `sqlite://${path}`]) {
      const same = await openStore(url)
      expect(await same.read((view) => view.ledger.head())).toMatchObject({ n: 0 })
      await same.close()
    }
  })

  it.each(['postgres://u:secret@db/ssj', 'mysql://db', ':memory:', 'sqlite:', ''])(
    'refuses the address %j without repeating a password',
    async (url) => {
      const error = await openStore(url).catch((refused: Error) => refused)
      expect(error).toBeInstanceOf(Error)
      expect(String(error)).toMatch(/SQLite file|names no file/)
      expect(String(error)).not.toContain('secret')
    },
  )

  it.each([
    ['journal_mode', 'delete'],
    ['synchronous', 1],
    ['foreign_keys', 0],
    ['recursive_triggers', 0],
  ])('refuses to start when %s reads back as %s', async (name, value) => {
    const pragma = Database.prototype.pragma
    vi.spyOn(Database.prototype, 'pragma').mockImplementation(function (
      this: Database.Database,
      source,
      options,
    ) {
      return source === name ? value : pragma.call(this, source, options)
    })
    await expect(openStore(path)).rejects.toThrow(`SQLite keeps ${name} = ${value}`)
  })

  it('refuses changed or removed ledger entries, records and earlier versions', async () => {
    await fillCounty(store)
    await store.write(async (tx) => {
      await addDrawn(tx, 'CQ1', AT, [[1]])
      await tx.ledger.append('test', 'system', { n: 1 }, AT)
      const through = { command: 'leave' }
      await tx.versions.keep({ kind: 'firms', key: 'F1', replacedAt: AT, by: 'p1', through, record: {} })
    })
    const raw = new Database(path)
    raw.pragma('recursive_triggers = ON')
    raw.exec(
      `INSERT INTO records (receipt, visit, version, "by", at, inspectedOn, items, signed)
       VALUES ('HZ1', 'RWCQ1-0', 1, 'p1', '${AT}', '2026-03-02', '[]', 0);
       INSERT INTO decisions (visit, department, kind, decidedOn, "by", at)
       VALUES ('RWCQ1-0', 'SJ', 'rectify', '2026-03-03', 'p1', '${AT}');
       INSERT INTO rechecks (decision, "on", done, files, "by", at) VALUES (1, '2026-03-20', 0, '[]', 'p1', '${AT}')`,
    )
    for (const change of [
      "UPDATE ledger SET actor = 'x'",
      'DELETE FROM ledger',
      'INSERT OR REPLACE INTO ledger SELECT * FROM ledger',
      "UPDATE records SET note = 'x'",
      'DELETE FROM records',
      'INSERT OR REPLACE INTO records SELECT * FROM records',
      "UPDATE registry_versions SET record = '{}'",
      'DELETE FROM registry_versions',
      'INSERT OR REPLACE INTO registry_versions SELECT * FROM registry_versions',
      'UPDATE rechecks SET done = 1',
      'DELETE FROM rechecks',
      'INSERT OR REPLACE INTO rechecks SELECT * FROM rechecks',
    ]) {
      expect(() => raw.exec(change), change).toThrow('rows can only be added')
    }
    raw.close()
  })

  it('refuses a word that is not among a column’s states', async () => {
    await store.write((tx) => tx.outbox.add(message('a'), AT))
    const raw = new Database(path)
    expect(() => raw.exec("UPDATE outbox SET state = 'lost'")).toThrow('outbox_state')
    raw.close()
  })

  it('undoes everything when the disk is full', async () => {
    const pages = vi.spyOn(Database.prototype, 'pragma')
    await store.close()
    store = await openStore(path)
    const writer = pages.mock.contexts[0] as Database.Database
    writer.pragma(`max_page_count = ${writer.pragma('page_count', { simple: true })}`)
    const failing = store.write(async (tx) => {
      await tx.settings.set('a', '1')
      await tx.settings.set('b', 'x'.repeat(100_000))
    })
    await expect(failing).rejects.toThrow('full')
    expect(await store.read((view) => view.settings.get('a'))).toBeUndefined()
    await store.write((tx) => tx.settings.set('a', '2'))
    expect(await store.read((view) => view.settings.get('a'))).toBe('2')
  })

  it('undoes everything when the commit itself fails', async () => {
    const pragma = vi.spyOn(Database.prototype, 'pragma')
    await store.close()
    store = await openStore(path)
    const writer = pragma.mock.contexts[0] as Database.Database
    writer.exec('CREATE TABLE late (parent TEXT REFERENCES settings (key) DEFERRABLE INITIALLY DEFERRED)')
    const failing = store.write(async (tx) => {
      await tx.settings.set('a', '1')
      writer.exec("INSERT INTO late VALUES ('nobody')")
    })
    await expect(failing).rejects.toThrow('FOREIGN KEY')
    expect(await store.read((view) => view.settings.get('a'))).toBeUndefined()
    await store.write((tx) => tx.settings.set('a', '2'))
  })

  it('reads but does not write when opened for reading', async () => {
    await store.write((tx) => tx.settings.set('a', '1'))
    const reader = await openStore(path, { readonly: true })
    expect(await reader.read((view) => view.settings.get('a'))).toBe('1')
    await store.write((tx) => tx.settings.set('a', '2'))
    expect(await reader.read((view) => view.settings.get('a'))).toBe('2')
    await expect(reader.write((tx) => tx.settings.set('a', '3'))).rejects.toThrow('reading only')
    await reader.copyTo(join(folder, 'copy.db'))
    expect(existsSync(join(folder, 'copy.db'))).toBe(true)
    await reader.close()
    await expect(openStore(join(folder, 'none.db'), { readonly: true })).rejects.toThrow()
  })

  it('prepares the statements of the hot paths once', async () => {
    await fillCounty(store)
    const hot = async (n: number) => {
      await store.write(async (tx) => {
        const id = await tx.inbox.add({ platform: 'room', key: `${n}`, lane: 'a', event: n, receivedAt: AT })
        await tx.inbox.nextInLane('a')
        await tx.bindings.get('room', 'p1')
        await tx.groups.get({ platform: 'room', chat: 'a' })
        const out = await tx.outbox.add(message(`m${n}`), AT)
        await tx.outbox.sending(out)
        await tx.outbox.sent(out, `${n}`, AT)
        await tx.ledger.append('test', 'system', { n }, AT)
        await tx.firms.put(firm(`G${n}`))
        await tx.inbox.done(id ?? 0)
      })
      await store.read(async (view) => {
        await view.inbox.pendingLanes()
        await view.outbox.due('room', AT, 10)
        await view.outbox.nextAt('room')
        await view.firms.get(`G${n}`)
      })
    }
    await hot(0)
    const prepare = vi.spyOn(Database.prototype, 'prepare')
    for (let n = 1; n <= 20; n++) await hot(n)
    expect(prepare).not.toHaveBeenCalled()
    await store.read((view) => view.plans.all())
    expect(prepare).toHaveBeenCalledOnce()
  })

  it.each([
    ['SELECT * FROM visits WHERE "remindOn" <= ?', 'visits_to_remind'],
    [`SELECT * FROM visits WHERE "state" = 'pending' AND due < ?`, 'visits_pending'],
    [
      `SELECT min(id) FROM outbox WHERE platform = ? AND "state" in ('queued', 'sending') GROUP BY chat`,
      'outbox_unsent',
    ],
    [`SELECT * FROM inbox WHERE lane = ? AND "state" = 'pending' ORDER BY id LIMIT 1`, 'inbox_by_lane'],
    [`SELECT * FROM jobs WHERE "state" = 'queued' ORDER BY id`, 'jobs_queued'],
    [`SELECT * FROM visits WHERE plan = ? AND "state" = 'pending'`, 'visits_pending_by_plan'],
    [
      'SELECT * FROM published WHERE department = ? ORDER BY inspectedOn DESC, visit DESC, department DESC',
      'published_by_department',
    ],
    [
      'SELECT * FROM published WHERE (inspectedOn, visit, department) < (?, 0, 0) ORDER BY inspectedOn DESC, visit DESC, department DESC',
      'published_by_day',
    ],
    [
      'SELECT * FROM disclosures WHERE "version" > 1 AND reason IS NOT \'处理\' ORDER BY at DESC, rowid DESC',
      'disclosures_corrected',
    ],
  ])('answers %s from its index', (query, index) => {
    const raw = new Database(path, { readonly: true })
    const steps = raw
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
      .all(...(query.includes('?') ? ['x'] : []))
    expect(steps.map((step) => step.detail).join('\n')).toContain(index)
    raw.close()
  })

  it('indexes the firms that were there before the index', async () => {
    const older = join(folder, 'older.db')
    const { entries } = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8'))
    const raw = new Database(older)
    raw.exec(
      'CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric)',
    )
    for (const { tag, when } of entries.slice(0, 3)) {
      raw.exec(readFileSync(`db/migrations/${tag}.sql`, 'utf8'))
      raw.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)').run(tag, when)
    }
    for (const code of ['F1', 'F2']) {
      const values = { ...firm(code), tags: '[]' }
      const names = Object.keys(values)
      raw.prepare(`INSERT INTO firms (${names}) VALUES (${names.map((name) => `@${name}`)})`).run(values)
    }
    raw.close()
    const opened = await openStore(older)
    const found = await opened.read((view) => view.firms.search(['号商行'], 9, 0))
    expect(found.map(({ code }) => code)).toEqual(['F1', 'F2'])
    await opened.close()
  })

  it('keeps who was bound before there was a first choice, and lets WeCom in', async () => {
    const older = join(folder, 'older.db')
    const { entries } = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8'))
    const raw = new Database(older)
    raw.pragma('foreign_keys = OFF')
    // There are no firms yet whose words it would be asked for.
    raw.function('words_of_firm', { varargs: true }, () => '')
    raw.exec(
      'CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric)',
    )
    for (const { tag, when } of entries) {
      const steps = readFileSync(`db/migrations/${tag}.sql`, 'utf8')
      if (steps.includes('`preferredAt`')) break
      raw.exec(steps)
      raw.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)').run(tag, when)
    }
    const values = { ...person('p'), roles: '[]', active: 1 }
    const names = Object.keys(values)
    raw.pragma('foreign_keys = OFF')
    raw.exec("INSERT INTO departments (code, name, shortName, leading) VALUES ('SJ', '市监局', '市监', 1)")
    raw.prepare(`INSERT INTO people (${names}) VALUES (${names.map((name) => `@${name}`)})`).run(values)
    raw.exec(
      `INSERT INTO bindings (platform, account, person, boundAt) VALUES ('telegram', '1', 'p', '${AT}')`,
    )
    raw.close()
    const opened = await openStore(older)
    const wecom = { platform: 'wecom', account: 'a', person: 'p', boundAt: AT, unreachable: null } as const
    await opened.write((tx) => tx.bindings.put(wecom))
    const bindings = await opened.read((view) => view.bindings.ofPerson('p'))
    expect(bindings.map(({ platform, preferredAt }) => [platform, preferredAt])).toEqual([
      ['wecom', null],
      ['telegram', null],
    ])
    await opened.close()
  })

  it('lets what was recorded before there was a review wait for it', async () => {
    await fillCounty(store)
    await store.write(async (tx) => {
      const foreign = { ...(await tx.items.get('I2'))!, code: 'I3', department: 'XF' }
      await tx.items.put(foreign)
      await addDrawn(tx, 'CQ1', AT, [[1], [2]])
      const [visit] = await tx.visits.ofDraw('CQ1')
      await tx.visits.add(
        { ...visit!, no: 'RW1', index: 2, items: ['I1', 'I3'], state: 'recorded', remindOn: null },
        [],
      )
      const found = (item: string, result: string) => ({ item, result, method: '实地检查' })
      const common = { visit: 'RW1', by: 'p1', at: AT, inspectedOn: '2026-03-02', signed: true }
      const empty = { unsignedReason: null, onSiteWitness: null, note: null, expert: null, adopted: null }
      const [clean, bad] = [found('I1', '未发现问题'), found('I3', '发现问题待后续处理')]
      const first = { ...common, ...empty, receipt: 'HZ1', version: 1, reason: null, items: [bad, bad] }
      await tx.records.add(first)
      await tx.records.add({ ...first, receipt: 'HZ2', version: 2, reason: '填错', items: [clean, bad] })
    })
    await store.close()
    const raw = new Database(path)
    rewind(raw, '_results')
    raw.close()
    store = await openStore(path)
    const results = await store.read((view) => view.results.ofVisit('RW1'))
    const waiting = { state: 'review', receipt: 'HZ2', remindOn: '2026-03-02', disclosures: 0 }
    expect(results).toMatchObject([
      { ...waiting, department: 'SJ', items: ['I1'], problem: false },
      { ...waiting, department: 'XF', items: ['I3'], problem: true },
    ])
  })

  it('finds the checks from before there was a table of them in the ledger', async () => {
    await fillCounty(store)
    const body = { visit: 'RWCQ1-0', department: 'SJ' }
    await store.write(async (tx) => {
      await addDrawn(tx, 'CQ1', AT, [[1]])
      const decision = await tx.decisions.add({
        ...{ ...body, kind: 'rectify', decidedOn: '2026-03-03', documentNo: null, amount: null },
        ...{ recheckOn: '2026-03-20', remindOn: null, by: 'p1', at: AT },
      })
      const check = { ...body, decision, on: '2026-03-20', done: false }
      await tx.ledger.append('result.rechecked', 'p1', check, AT)
      await tx.ledger.append('result.rechecked', 'p2', { ...check, on: '2026-03-25', done: true }, AT)
    })
    await store.close()
    const raw = new Database(path)
    rewind(raw, '_platforms_and_board')
    raw.close()
    store = await openStore(path)
    expect(await store.read((view) => view.rechecks.of(1))).toEqual([
      { id: 1, decision: 1, on: '2026-03-20', done: false, note: null, files: [], by: 'p1', at: AT },
      { id: 2, decision: 1, on: '2026-03-25', done: true, note: null, files: [], by: 'p2', at: AT },
    ])
  })

  it('calls no result corrected whose handling alone went on before the two were told apart', async () => {
    await fillCounty(store)
    const first = '处理情况有变化'
    await store.write(async (tx) => {
      await addDrawn(tx, 'CQ1', AT, [[1], [2]])
      for (const { no, firm } of await tx.visits.ofDraw('CQ1')) {
        const empty = { unsignedReason: null, onSiteWitness: null, note: null, expert: null, adopted: null }
        const common = { visit: no, inspectedOn: '2026-03-02' }
        await tx.records.add({
          ...{ ...common, ...empty, receipt: `HZ${no}`, version: 1, reason: null, by: 'p1', at: AT },
          ...{ signed: true, items: [{ item: 'I1', result: '发现问题', method: '实地检查' }] },
        })
        await tx.results.put({
          ...{ ...common, department: 'SJ', firm, plan: 'JH2026-01', items: ['I1'], receipt: `HZ${no}` },
          ...{ state: 'corrected', problem: true, discloseBy: null, remindOn: null, disclosures: 2 },
          ...{ reviewedBy: null, reviewedAt: null, returnReason: null },
        })
        const content = {
          ...{
            plan: { no: 'JH2026-01', name: '计划' },
            draw: 'CQ1',
            agency: '市监',
            inspectedOn: '2026-03-02',
          },
          ...{ firm: { code: firm, name: firm }, items: [], decisions: [] },
        }
        for (const [n, reason] of [null, no === 'RWCQ1-0' ? first : '名称有误'].entries())
          await tx.disclosures.add({
            ...{ visit: no, department: 'SJ', version: n + 1, reason, by: 'p1', at: AT, content },
          })
      }
    })
    await store.close()
    const raw = new Database(path)
    rewind(raw, '_platforms_and_board')
    raw.close()
    store = await openStore(path)
    const states = await store.read(async ({ results }) => [
      (await results.get('RWCQ1-0', 'SJ'))?.state,
      (await results.get('RWCQ1-1', 'SJ'))?.state,
    ])
    expect(states).toEqual(['disclosed', 'corrected'])
  })

  it('finds what earlier entries of the ledger are about just as it finds later ones', async () => {
    const bodies: [string, string, Record<string, unknown>][] = [
      ['draw.committed', 'p1', { draw: 'CQ1', commit: 'x' }],
      ['visit.leaving', 'p1', { draw: 'CQ1', visit: 3, seat: 0, leaver: 'i1', reason: 'ill' }],
      ['visit.recorded', 'p2', { visit: 'RW1', receipt: 'HZ1' }],
      ['visit.acked', 'p2', { visits: ['RW1', 'RW2'] }],
      ['lead.transferred', 'p1', { transfer: 1, visit: 'RW1', from: 'SJ', to: 'XF' }],
      ['lead.transferred', 'p1', { transfer: 2, visit: 'RW1', from: 'SJ', to: null }],
      ['setting.changed', 'system', { setting: 's', from: '1', to: '2' }],
      ['registry.changed', 'system', { kind: 'firms', key: 'F1' }],
      ['person.bound', 'p3', { person: 'p3', platform: 'room' }],
    ]
    await store.write(async (tx) => {
      for (const [kind, actor, body] of bodies) await tx.ledger.append(kind, actor, body, AT)
    })
    const index = (raw: Database.Database) =>
      raw.prepare('SELECT subject, n FROM ledger_subjects ORDER BY subject, n').all()
    await store.close()
    const raw = new Database(path)
    const kept = index(raw)
    expect(kept.length).toBeGreaterThan(15)
    rewind(raw, '_ledger_subjects')
    raw.close()
    store = await openStore(path)
    const again = new Database(path, { readonly: true })
    expect(index(again)).toEqual(kept)
    again.close()
  })

  it('finds the same firms after VACUUM', async () => {
    await fillCounty(store)
    await store.write((tx) => tx.firms.put(firm('F1', { name: '河东面馆' })))
    await store.close()
    const raw = new Database(path)
    raw.exec("DELETE FROM firms WHERE code = 'F2'; VACUUM")
    raw.close()
    store = await openStore(path)
    const find = (word: string) => store.read((view) => view.firms.search([word], 9, 0))
    expect((await find('号商行')).map(({ code }) => code)).toEqual(['F3'])
    expect((await find('河东')).map(({ code }) => code)).toEqual(['F1'])
  })

  it('does not depend on clocks that a test has stopped', async () => {
    vi.useFakeTimers()
    expect(await store.write((tx) => tx.counters.next('n'))).toBe(1)
    await expect(store.write(() => new Promise(() => {}))).rejects.toThrow('something other than its tx')
  })

  it('lets timers run between many writes', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    const oneMillisecond = async () => {
      for (const until = performance.now() + 1; performance.now() < until; );
    }
    await Promise.all(Array.from({ length: 100 }, () => store.write(oneMillisecond)))
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(3)
  })
})
