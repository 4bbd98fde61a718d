/** The bot is killed again and again while an approved import goes in: it is carried on, never half, never twice. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import seedrandom from 'seedrandom'
import { expect, it } from 'vitest'
import { branchOf, everyFirm } from '../../bench/county.js'
import { createFileStore } from '../../db/files.js'
import { verifyChain } from '../../db/ledger.js'
import { openStore } from '../../db/open.js'
import type { Firm, ImportChanges, ImportRequest, Store } from '../../db/store.js'
import { importSample } from '../../server/demo.js'
import { NO_CHANGES } from '../../server/import/step-through.js'
import { importUnderWay } from '../../server/import/under-way.js'
import { weighImport } from '../../server/import/weigh-import.js'
import { databaseUrl, filesDir } from '../../server/places.js'
import { startBotApi } from '../peers/bot-api-server.js'
import { createMortal, settingsFor } from './mortal-bot.js'

const KILLS = 16
/** New firms, beside those of the sample, which all change. */
const ADDED = 20_000
/** The latest moment of a kill, in milliseconds after the bot has begun to work: while it still looks the file through. */
const LOOKS = 1500
/** The same, after something has gone in. */
const APPLIES = 250
const HEADER = '统一社会信用代码,名称,主体类型,行业,辖区,住所,登记状态,信用等级,权重'

interface Seeded {
  url: string
  id: number
  before: number
  plan: ImportChanges
  changed: Firm[]
}

function csvOf(firms: Firm[]): string {
  const rows = firms.map(({ code, name, type, trade, district, address, status, creditClass, weight }) =>
    [code, name, type, trade, district, address, status, creditClass, weight].join(','),
  )
  return `${[HEADER, ...rows].join('\n')}\n`
}

/** An office with an import that a clerk of the leading department has just approved. */
async function seed(dir: string): Promise<Seeded> {
  const places = { DATA_DIR: dir, DATABASE_URL: null }
  const url = databaseUrl(places)
  const store = await openStore(url)
  const now = new Date()
  await importSample(store, now)
  const sample = await store.read(everyFirm)
  const changed = sample.map((firm) => ({ ...firm, weight: 7 }))
  const added = Array.from({ length: ADDED }, (_, i) => branchOf(sample[i % sample.length]!, i))
  const bytes = Buffer.from(csvOf([...changed, ...added]))
  const files = createFileStore(filesDir(places))
  const file = { hash: await files.put(bytes), name: '名录.csv', mime: 'text/csv', size: bytes.length }
  const folder = join(dir, 'weighed')
  mkdirSync(folder)
  const { tally } = await weighImport(store, files, { kind: 'firms', file, fullness: 'no', folder })
  const { unchanged: _, ...plan } = tally
  const at = now.toISOString()
  const id = await store.write(async (tx) => {
    const asked = await tx.importRequests.ask({
      ...{ kind: 'firms', file, fullness: 'no', askedBy: 'P0002', askedAt: at },
    })
    await tx.importRequests.advance(asked, 1, { state: 'approved', plan, shownAt: at, decidedBy: 'P0002' })
    await tx.jobs.add('import-apply', String(asked), null, at)
    return asked
  })
  await store.close()
  return { url, id, before: sample.length, plan, changed }
}

interface Progress {
  request: ImportRequest
  /** What has gone in by its own account. */
  done: ImportChanges
  firms: number
}

/** @throws where the ledger does not check */
async function look(store: Store, { id }: Seeded): Promise<Progress> {
  return store.read(async (view) => {
    const kept = (await view.settings.get(importUnderWay)) ?? ''
    const none = { added: 0, changed: 0, gone: 0, changes: NO_CHANGES }
    const entries = await view.ledger.entries(1, (await view.ledger.head()).n)
    expect(verifyChain(entries)).toBeUndefined()
    return {
      request: (await view.importRequests.get(id))!,
      done: kept === '' ? none : (JSON.parse(kept) as ImportChanges),
      firms: await view.firms.count(),
    }
  })
}

async function lookAt(seeded: Seeded): Promise<Progress> {
  const store = await openStore(seeded.url, { readonly: true })
  try {
    return await look(store, seeded)
  } finally {
    await store.close()
  }
}

/** Waits until more has gone in than before, or all of it. */
async function awaitProgress(seeded: Seeded, before: Progress): Promise<void> {
  const store = await openStore(seeded.url, { readonly: true })
  try {
    for (const from = Date.now(); ; await wait(5)) {
      const { request, firms } = await look(store, seeded)
      if (firms > before.firms || request.state === 'applied') return
      if (Date.now() > from + 60_000) throw new Error(`the import stands still at ${firms} firms`)
    }
  } finally {
    await store.close()
  }
}

/** What went in is what the import says of itself, whenever it was cut off. */
function checkWhole({ request, done, firms }: Progress, { before, plan }: Seeded): void {
  if (request.state === 'applied' || (request.state === 'applying' && firms === before + plan.added)) return
  expect(firms).toBe(before + done.added)
  if (request.state === 'approved') expect(done.changes).toBe(NO_CHANGES)
  else expect(request.state).toBe('applying')
}

async function checkEnd(seeded: Seeded): Promise<void> {
  const { url, before, plan, changed } = seeded
  const store = await openStore(url, { readonly: true })
  const { request, firms } = await look(store, seeded)
  expect([request.state, firms]).toEqual(['applied', before + plan.added])
  await store.read(async (view) => {
    expect(await view.settings.get(importUnderWay)).toBe('')
    const entries = await view.ledger.entries(1, (await view.ledger.head()).n)
    const own = entries.filter(
      ({ kind, body }) => kind === 'registry.imported' && body.file === request.file.hash,
    )
    expect(own.map(({ actor, body }) => ({ actor, body }))).toEqual([
      { actor: 'P0002', body: { kind: 'firms', file: request.file.hash, ...plan, askedBy: 'P0002' } },
    ])
    for (const firm of changed) {
      expect(await view.firms.get(firm.code)).toEqual(firm)
      expect(await view.versions.of('firms', firm.code), firm.code).toHaveLength(1)
    }
    expect(await view.jobs.queued()).toEqual([])
  })
  await store.close()
}

it('an approved import is carried on after every kill, or is as if never begun', {
  timeout: 240_000,
}, async ({ onTestFailed, onTestFinished }) => {
  const word = process.env.CRASH_SEED ?? randomBytes(4).toString('hex')
  onTestFailed(() => console.error(`to repeat: CRASH_SEED=${word}`))
  const chance = seedrandom(word)
  const dir = mkdtempSync(join(tmpdir(), 'import-crash-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const seeded = await seed(dir)
  const peer = await startBotApi()
  onTestFinished(() => peer.close())
  const bot = createMortal(peer, await settingsFor('polling', dir, peer))
  onTestFinished(bot.kill)
  let halfWay = 0
  let last = await lookAt(seeded)
  for (let life = 0; life < KILLS; life += 1) {
    await bot.start()
    if (life % 2 === 0) await wait(chance() * LOOKS)
    else {
      await awaitProgress(seeded, last)
      await wait(chance() * APPLIES)
    }
    await bot.kill()
    last = await lookAt(seeded)
    checkWhole(last, seeded)
    if (last.done.changes !== NO_CHANGES) halfWay += 1
  }
  await bot.start()
  for (const from = Date.now(); (await lookAt(seeded)).request.state !== 'applied'; await wait(100))
    if (Date.now() > from + 60_000) throw new Error('the import does not come to its end')
  await bot.kill()
  await checkEnd(seeded)
  expect(bot.errors()).toBe('')
  // Else the kills would have proved nothing.
  expect(halfWay).toBeGreaterThan(4)
})
