/** The bot is killed again and again in the middle of a busy conversation, and nothing is lost or done twice. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import seedrandom from 'seedrandom'
import { describe, expect, it, type TestContext } from 'vitest'
import { verifyChain } from '../../db/ledger.js'
import { openStore } from '../../db/open.js'
import type { OutboxRow, Store, View } from '../../db/store.js'
import { databaseUrl, filesDir } from '../../server/places.js'
import { type BotApi, startBotApi } from '../peers/bot-api-server.js'
import { createTalk, type Talk } from './busy-talk.js'
import { createMortal, type Mortal, settingsFor } from './mortal-bot.js'
import { paperGroups, seedBusyCounty } from './seed-busy-county.js'

/** Of each of the two ways in which updates arrive; a hundred in all. */
const KILLS = 50
/** The latest moment of a kill, in milliseconds after the bot has begun to work. */
const LONGEST_LIFE = 200
/** How long Telegram takes to answer a message that the bot sends, in milliseconds. */
const SENDING_TAKES = 15
const TURNS_BEFORE = 3
const TURNS_DURING = 3

const MARK = '「可能重复」'
const EVERYTHING = 1_000_000
const SENDS = ['sendMessage', 'sendDocument', 'sendPhoto']

type Way = 'webhook' | 'polling'

// Side by side, since most of the time goes into starting again.
describe.concurrent('killed at random moments', () => {
  it.for(['webhook', 'polling'] as const)(
    'loses nothing, does nothing twice and marks what may come twice (%s)',
    { timeout: 240_000 },
    async (way, { onTestFailed, onTestFinished }) => {
      const seed = process.env.CRASH_SEED ?? randomBytes(4).toString('hex')
      onTestFailed(() => console.error(`to repeat: CRASH_SEED=${seed}`))
      const story = await tell(way, seedrandom(`${seed} ${way}`), onTestFinished)
      const store = await openStore(story.databaseUrl, { readonly: true })
      onTestFinished(() => store.close())
      await store.read(async (view) => {
        await checkInbox(view, story)
        await checkOutbox(view, story)
        await checkRecords(view, story)
        await checkLedger(view, story)
      })
      expect(story.errors()).toBe('')
    },
  )
})

interface Story {
  peer: BotApi
  talk: Talk
  databaseUrl: string
  /** What the bot logged as errors, in all its lives. */
  errors(): string
}

type AtTheEnd = TestContext['onTestFinished']

async function tell(way: Way, chance: () => number, atTheEnd: AtTheEnd): Promise<Story> {
  const dir = mkdtempSync(join(tmpdir(), 'crash-'))
  atTheEnd(() => rmSync(dir, { recursive: true, force: true }))
  const places = { DATA_DIR: dir, DATABASE_URL: null }
  const url = databaseUrl(places)
  const speakers = await seedBusyCounty(url, filesDir(places), new Date())
  const peer = await startBotApi()
  atTheEnd(() => peer.close())
  for (const method of SENDS) peer.delays[method] = SENDING_TAKES
  for (const { account, person } of speakers) peer.open({ id: account, type: 'private', title: person })
  for (const id of paperGroups) peer.open({ id, type: 'group', title: '一个群' })
  const talk = createTalk(peer, speakers, chance)
  const bot = createMortal(peer, await settingsFor(way, dir, peer))
  atTheEnd(bot.kill)
  for (let life = 0; life < KILLS; life += 1) await liveAndDie(bot, talk, chance)
  await bot.start()
  await calmDown(url, peer, talk)
  await bot.kill()
  return { peer, talk, databaseUrl: url, errors: bot.errors }
}

async function liveAndDie(bot: Mortal, talk: Talk, chance: () => number): Promise<void> {
  for (let turn = 0; turn < TURNS_BEFORE; turn += 1) talk.next()
  await bot.start()
  const death = wait(chance() * LONGEST_LIFE).then(bot.kill)
  for (let turn = 0; turn < TURNS_DURING; turn += 1) {
    await wait((chance() * LONGEST_LIFE) / TURNS_DURING)
    talk.next()
  }
  await death
}

/** Waits until every message is taken and everything that follows from it has been sent. */
async function calmDown(url: string, peer: BotApi, talk: Talk): Promise<void> {
  const store = await openStore(url, { readonly: true })
  try {
    let left = await countOpen(store)
    for (const from = Date.now(); left > 0 || peer.confirmed.length < talk.said.length; ) {
      if (Date.now() > from + 90_000) throw new Error(`${left} rows are still open`)
      await wait(200)
      left = await countOpen(store)
    }
  } finally {
    await store.close()
  }
}

function countOpen(store: Store): Promise<number> {
  return store.read(async ({ inbox, outbox }) => {
    const out = (await outbox.count('queued')) + (await outbox.count('sending'))
    return (await inbox.count('pending')) + out
  })
}

// ── What must hold in the end ────────────────────────────────────────────────

async function checkInbox(view: View, { peer, talk }: Story): Promise<void> {
  expect([...peer.confirmed].sort((a, b) => a - b)).toEqual(talk.said.map(({ update }) => update))
  expect(await view.inbox.count('done')).toBe(talk.said.length)
  expect(await view.inbox.count('pending')).toBe(0)
  expect(await view.inbox.count('dead')).toBe(0)
}

async function checkOutbox(view: View, { peer, talk }: Story): Promise<void> {
  for (const state of ['queued', 'sending', 'dropped', 'dead'] as const)
    expect(await view.outbox.count(state), state).toBe(0)
  const rows = await view.outbox.inState('sent', EVERYTHING)
  const byName = new Map(rows.map((row) => [nameOf(row), row]))
  expect(byName.size, 'the texts can be told apart').toBe(rows.length)
  checkAnswers(rows, talk)
  checkArrivals(byName, peer, rows)
}

/** One answer to each message, one notice to the colleague for each record, and the papers: no row more. */
function checkAnswers(rows: OutboxRow[], { said, reports }: Talk): void {
  for (const { chat, answer } of said) {
    const found = rows.filter((row) => row.chat === chat && answer.every((part) => row.text.includes(part)))
    expect(
      found.map(({ text }) => text),
      answer.join(' '),
    ).toHaveLength(1)
  }
  const versions = [...reports.values()].flat().length
  expect(rows).toHaveLength(said.length + versions + paperGroups.length)
}

function checkArrivals(byName: Map<string, OutboxRow>, peer: BotApi, rows: OutboxRow[]): void {
  const arrivals = new Map<string, boolean[]>()
  for (const row of rows) arrivals.set(nameOf(row), [])
  for (const chat of new Set(rows.map((row) => row.chat))) {
    for (const { text, file } of peer.sent({ id: Number(chat), type: 'private', title: '' })) {
      const name = nameOf({ chat, text: text.replace(MARK, ''), file: file && { name: file.filename } })
      expect(byName.has(name), name).toBe(true)
      arrivals.get(name)?.push(text.startsWith(MARK))
    }
  }
  for (const [name, marked] of arrivals) {
    expect(marked.length, `${name} arrived`).toBeGreaterThan(0)
    expect(marked.slice(1).every(Boolean), `${name} is marked when it comes again`).toBe(true)
    // Telegram failed no call here, so a second attempt means that the first one died with the bot.
    const { doubtful, attempts } = byName.get(name)!
    expect({ name, doubtful }).toEqual({ name, doubtful: attempts > 1 })
  }
  // Else the kills would have proved nothing.
  expect([...arrivals.values()].filter((marked) => marked.length > 1).length).toBeGreaterThan(0)
}

interface Sendable {
  chat: string
  text: string
  file: { name: string } | null
}

function nameOf({ chat, text, file }: Sendable): string {
  return [chat, text, file?.name ?? ''].join('|')
}

async function checkRecords(view: View, { talk }: Story): Promise<void> {
  const receipts: string[] = []
  for (const [visit, expected] of talk.reports) {
    const records = await view.records.ofVisit(visit)
    receipts.push(...records.map(({ receipt }) => receipt))
    expect(records.map(({ version, by, note }) => ({ version, by, note }))).toEqual(
      expected.map(({ by, note }, i) => ({ version: i + 1, by, note })),
    )
    const kept = (await view.records.attachments(visit)).map(({ file, receipt }) => [file.name, receipt])
    const sent = expected.flatMap(({ file }, i) => (file ? [[file, records[i]?.receipt]] : []))
    expect(kept).toEqual(sent)
  }
  checkReceipts(receipts)
  for (const [visit, person] of talk.acks.map((ack) => ack.split(' '))) {
    const seat = (await view.visits.assignments(visit!)).find((one) => one.person === person)
    expect(seat?.ackedAt, visit).not.toBeNull()
  }
}

/** Numbered from 1 on each day, each number once. */
function checkReceipts(receipts: string[]): void {
  const dayOf = (receipt: string) => receipt.slice(0, receipt.indexOf('-') + 1)
  for (const day of new Set(receipts.map(dayOf))) {
    const list = receipts.filter((receipt) => dayOf(receipt) === day).sort()
    expect(list).toEqual(list.map((_, i) => day + String(i + 1).padStart(4, '0')))
  }
}

async function checkLedger(view: View, { talk }: Story): Promise<void> {
  const entries = await view.ledger.entries(1, (await view.ledger.head()).n)
  expect(verifyChain(entries)).toBeUndefined()
  const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length
  const versions = [...talk.reports.values()].flat()
  expect(count('visit.acked')).toBe(talk.acks.length)
  expect(count('visit.recorded')).toBe(versions.length)
  expect(count('record.attached')).toBe(versions.filter(({ file }) => file !== null).length)
}
