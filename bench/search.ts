/** How long searches over a province of a million firms take, beside a walk through all names, and what the index costs. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStore } from '../db/open.js'
import type { Firm, Store } from '../db/store.js'
import { importSample } from '../server/demo.js'
import { growProvince } from './province.js'
import type { Line } from './table.js'

const FIRMS = 1_000_000
const ROUNDS = 100
const PAGE = 11
/** Words of each kind for the floor, which takes its time. */
const LIKES = 3
const GOAL = 50

export async function measureSearch(dir: string): Promise<Line[]> {
  mkdirSync(dir, { recursive: true })
  const path = join(dir, 'province.db')
  const store = await openStore(path)
  await importSample(store, new Date())
  const perRow = await growProvince(store, FIRMS)
  const kinds = await chooseWords(store)
  const times = await timeSearches(store, kinds)
  await store.close()
  return [
    { what: `${FIRMS.toLocaleString('en')} firms: one put, index included`, value: perRow, unit: 'µs' },
    { what: 'the database with its index', value: statSync(path).size / 1e6, unit: 'MB' },
    { what: 'floor: LIKE over all names, p99', value: timeLike(path, kinds), unit: 'ms' },
    ...Object.entries(times).map(([kind, taken]) => lineFor(kind, taken)),
    lineFor(`all ${Object.values(times).flat().length} searches`, Object.values(times).flat()),
  ]
}

/** Words of every kind, from names spread over the province, with some that everybody and some that nobody has. */
async function chooseWords(store: Store): Promise<Record<string, string[]>> {
  const firms = await everyNth(store, Math.floor(FIRMS / ROUNDS))
  const part = (from: number, length: number) => firms.map(({ name }) => name.slice(from, from + length))
  return {
    'two characters': part(4, 2),
    'two common characters': ['有限', '公司', '山城', '鹤壁', '食品', '商贸'],
    'four characters': part(3, 4),
    'whole names': firms.map(({ name }) => name),
    'two words': firms.map(({ name }) => `${name.slice(0, 2)} ${name.slice(-4, -2)}`),
    initials: firms.map((_, i) => INITIALS[i % INITIALS.length]!.slice(0, 3 + (i % 3))),
    'full pinyin': firms.map((_, i) => PINYIN[i % PINYIN.length]!),
    'beginnings of codes': firms.map(({ code }, i) => code.slice(0, 6 + (i % 12))),
    'words that nobody has': firms.map(({ name }) => `${name.slice(4, 6)}鑃${name.slice(0, 2)}`),
    'common words that hardly meet': ['餐馆 公司', '限公 饭庄', '家电 医疗', 'yxgs 饭庄', 'gongsi 餐馆'],
    'single characters': part(0, 1),
  }
}

const INITIALS = ['scqxs', 'hbsky', 'yxgsx', 'jcyxg', 'xfsmy', 'hcspd', 'jdwxd', 'zyfwz']
const PINYIN = [
  'shipin',
  'shancheng',
  'hebishi',
  'gongsi',
  'youxiangongsi',
  'canguan',
  'fuzhuangdian',
  'xinfa',
]

async function everyNth(store: Store, n: number): Promise<Firm[]> {
  const chosen: string[] = []
  let seen = 0
  await store.read((view) =>
    view.firms.eachInScope([], (some) => {
      for (const { code } of some) if (seen++ % n === 0) chosen.push(code)
    }),
  )
  return store.read((view) => Promise.all(chosen.map(async (code) => (await view.firms.get(code))!)))
}

async function timeSearches(
  store: Store,
  kinds: Record<string, string[]>,
): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {}
  for (const [kind, texts] of Object.entries(kinds)) {
    times[kind] = []
    for (const text of texts) {
      const started = performance.now()
      await store.read((view) => view.firms.search(text.split(' '), PAGE, 0))
      times[kind].push(performance.now() - started)
    }
  }
  return times
}

/** Milliseconds at p99, for some of the same words. */
function timeLike(path: string, kinds: Record<string, string[]>): number {
  const raw = new Database(path, { readonly: true })
  const like = raw.prepare('SELECT * FROM firms WHERE name LIKE ? ORDER BY code LIMIT ?')
  const words = Object.values(kinds).flatMap((texts) => texts.slice(0, LIKES))
  const times = words.map((word) => {
    const started = performance.now()
    like.all(`%${word}%`, PAGE)
    return performance.now() - started
  })
  raw.close()
  return p99(times)
}

function lineFor(kind: string, times: number[]): Line {
  return { what: `search, ${kind}: p99`, value: p99(times), unit: 'ms', atMost: GOAL }
}

function p99(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * 0.99))]!
}
