/** The least that a rating writes: for each firm its row, its standing, the version before and an entry that hashes on. */
import { hash } from 'node:crypto'
import Database from 'better-sqlite3'

const WORDS = JSON.stringify({
  ...{
    code: '91410603YX0002230A',
    name: '鹤壁市山城区某某餐饮服务有限公司',
    type: '企业',
    trade: '餐饮服务',
  },
  ...{ district: '山城区', address: '山城区红旗街100号', phone: '0392-0000000', status: '存续', tags: [] },
})
const REASONS = '[]'

/** Seconds, in a file of its own, with so many firms in each durable commit. @param changed how many firms there are */
export function measureRatingFloor(path: string, changed: number, firmsACommit: number): number {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`CREATE TABLE firms (code TEXT PRIMARY KEY, words TEXT NOT NULL, class TEXT NOT NULL, weight INTEGER NOT NULL);
    CREATE TABLE standings (firm TEXT PRIMARY KEY, class TEXT NOT NULL, weight INTEGER NOT NULL, reasons TEXT NOT NULL);
    CREATE TABLE versions (id INTEGER PRIMARY KEY, firm TEXT NOT NULL, record TEXT NOT NULL);
    CREATE INDEX versions_by_firm ON versions (firm);
    CREATE TABLE entries (n INTEGER PRIMARY KEY, body TEXT NOT NULL, hash TEXT NOT NULL)`)
  const add = db.prepare('INSERT INTO firms VALUES (?, ?, ?, ?)')
  const codes = Array.from({ length: changed }, (_, n) => `91410603${String(n).padStart(10, '0')}`)
  inCommits(db, codes, changed, (code) => add.run(code, WORDS, 'B', 1))
  const started = performance.now()
  inCommits(db, codes, firmsACommit, prepareRating(db))
  const seconds = (performance.now() - started) / 1000
  db.close()
  return seconds
}

function inCommits(
  db: Database.Database,
  codes: string[],
  size: number,
  work: (code: string) => unknown,
): void {
  for (let from = 0; from < codes.length; from += size) {
    db.exec('BEGIN IMMEDIATE')
    for (const code of codes.slice(from, from + size)) work(code)
    db.exec('COMMIT')
  }
}

function prepareRating(db: Database.Database): (code: string) => void {
  const read = db.prepare<[string], { words: string }>('SELECT * FROM firms WHERE code = ?')
  const put = db.prepare('INSERT INTO standings VALUES (?, ?, ?, ?)')
  const keep = db.prepare('INSERT INTO versions (firm, record) VALUES (?, ?)')
  const append = db.prepare('INSERT INTO entries (body, hash) VALUES (?, ?)')
  const change = db.prepare('UPDATE firms SET class = ?, weight = ? WHERE code = ?')
  let last = ''
  return (code) => {
    const { words } = read.get(code)!
    put.run(code, 'C', 4, REASONS)
    keep.run(code, words)
    const body = JSON.stringify({ firm: code, before: 'B', class: 'C', weight: 4, version: 1 })
    last = hash('sha256', last + body, 'hex')
    append.run(body, last)
    change.run('C', 4, code)
  }
}
