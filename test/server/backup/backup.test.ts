import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileStore } from '../../../db/files.js'
import { openStore } from '../../../db/open.js'
import type { OutboxDraft, Store } from '../../../db/store.js'
import { DATABASE, MANIFEST, type Manifest } from '../../../server/backup/manifest.js'
import { BackupError } from '../../../server/backup/read-backup.js'
import { hasData, restoreBackup } from '../../../server/backup/restore-backup.js'
import { verifyLedger } from '../../../server/backup/verify-ledger.js'
import { writeBackup } from '../../../server/backup/write-backup.js'
import { addDrawn, fillCounty, requestDraw } from '../../db/small-county.js'

const now = new Date('2026-03-10T01:00:00.000Z')
const later = new Date('2026-03-11T01:00:00.000Z')
let folder: string
let dataDir: string
let backup: string
let store: Store
let paper: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ssj-backup-'))
  dataDir = join(folder, 'data')
  backup = join(folder, 'backups', 'one')
  store = await openStore(join(dataDir, 'shuangsuiji.db'))
  paper = await createFileStore(join(dataDir, 'files')).put(Buffer.from('现场照片'))
  await store.write(async (tx) => {
    await tx.settings.set('name', '备份时')
    await tx.ledger.append('test.one', 'system', { a: 1 }, now.toISOString())
    await tx.ledger.append('test.two', 'system', { a: 2 }, now.toISOString())
  })
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const write = (to = backup) => writeBackup({ store, filesDir: join(dataDir, 'files'), to, now })
const places = () => ({ DATA_DIR: dataDir, DATABASE_URL: null })
const restore = () => restoreBackup(backup, places(), 'aside', later)
const manifest = (): Manifest => JSON.parse(readFileSync(join(backup, MANIFEST), 'utf8'))

async function reopen(): Promise<void> {
  store = await openStore(join(dataDir, 'shuangsuiji.db'))
}

function draft(ref: string, onDoubt: OutboxDraft['onDoubt']): OutboxDraft {
  const place = { platform: 'room', chat: 'office', person: null, replyTo: null } as const
  return {
    ...place,
    ref,
    text: ref,
    buttons: [],
    file: null,
    quiet: false,
    onDoubt,
    notBefore: now.toISOString(),
  }
}

describe('writing a backup', () => {
  it('holds the database and every kept file, listed with their hashes and the ledger’s head', async () => {
    const { files } = await write()
    expect(files.map(({ path }) => path)).toEqual([DATABASE, `files/${paper.slice(0, 2)}/${paper}`])
    expect(files[1]).toEqual({ path: files[1]?.path, sha256: paper, size: 12 })
    const head = await store.read((view) => view.ledger.head())
    expect(manifest()).toEqual({
      version: 1,
      at: now.toISOString(),
      files,
      ledger: { n: 2, hash: head.hash },
    })
    expect(readdirSync(backup).sort()).toEqual([DATABASE, 'files', MANIFEST])
    expect(readdirSync(dirname(backup))).toEqual(['one'])
  })

  it('replaces an earlier backup and what a crash left half-way, but nothing else', async () => {
    await write()
    writeFileSync(join(backup, 'stray'), '')
    await store.write((tx) => tx.ledger.append('test.three', 'system', {}, now.toISOString()))
    await write()
    expect(manifest().ledger.n).toBe(3)
    expect(existsSync(join(backup, 'stray'))).toBe(false)
    await expect(write(dataDir)).rejects.toThrow('is no backup')
    expect(existsSync(join(dataDir, 'shuangsuiji.db'))).toBe(true)
  })

  it('is consistent while the bot goes on writing', async () => {
    let done = false
    const writing = (async () => {
      for (let i = 0; !done; i++) {
        await store.write(async (tx) => {
          await tx.settings.set('count', String(i))
          await tx.ledger.append('test.count', 'system', { i }, now.toISOString())
        })
      }
    })()
    const reader = await openStore(join(dataDir, 'shuangsuiji.db'), { readonly: true })
    await writeBackup({ store: reader, filesDir: join(dataDir, 'files'), to: backup, now })
    done = true
    await writing
    await reader.close()
    const copy = await openStore(join(backup, DATABASE), { readonly: true })
    const [head, count] = await copy.read(async (view) => [
      await view.ledger.head(),
      await view.settings.get('count'),
    ])
    expect(head).toEqual(manifest().ledger)
    expect(await verifyLedger(copy)).toMatchObject({ n: head.n, broken: null })
    expect(Number(count ?? -1)).toBe(head.n - 3)
    await copy.close()
  })
})

describe('restoring a backup', () => {
  it('brings back data and files, and keeps the present ones aside', async () => {
    await write()
    await store.write((tx) => tx.settings.set('name', '后来'))
    await store.close()
    rmSync(join(dataDir, 'files', paper.slice(0, 2), paper))
    expect(await restore()).toMatchObject({ waiting: 0, manifest: { at: now.toISOString() } })
    await reopen()
    expect(await store.read((view) => view.settings.get('name'))).toBe('备份时')
    expect((await createFileStore(join(dataDir, 'files')).get(paper)).toString()).toBe('现场照片')
    const old = await openStore(join(dataDir, 'aside', 'shuangsuiji.db'))
    expect(await old.read((view) => view.settings.get('name'))).toBe('后来')
    await old.close()
    expect(readdirSync(dataDir).filter((name) => name.includes('restoring'))).toEqual([])
  })

  it('tells the ledger, which stays one chain', async () => {
    await write()
    await store.close()
    await restore()
    await reopen()
    const [entry] = await store.read((view) => view.ledger.entries(3, 3))
    const { ledger, at } = manifest()
    expect(entry).toMatchObject({ kind: 'backup.restored', body: { at, entry: 2, hash: ledger.hash } })
    expect(await verifyLedger(store)).toMatchObject({ n: 3, broken: null })
  })

  it('ends the draws that waited, since their secret may be known by now', async () => {
    await fillCounty(store)
    const secret = 'a'.repeat(64)
    await store.write(async (tx) => {
      await requestDraw(tx, { no: 'CQ2026-001', state: 'committed', secret })
      await requestDraw(tx, { no: 'CQ2026-002', state: 'witnessed', secret })
      await requestDraw(tx, { no: 'CQ2026-003', state: 'closed', secret })
      const number = { kind: 'number', name: '快乐8', digits: 8, expected: now.toISOString() }
      const drand = { kind: 'drand', chain: 'a'.repeat(64), delay: 60 }
      const entered = { kind: 'number', name: '快乐8', value: '12345678', enteredBy: 'p1' } as const
      for (const [no, beacon, arrived] of [
        ['CQ2026-004', number, null],
        ['CQ2026-005', number, { ...entered, confirmedBy: null }],
        ['CQ2026-006', number, { ...entered, confirmedBy: 'p2' }],
        ['CQ2026-007', drand, null],
      ] as const)
        await requestDraw(tx, { no, state: 'closed', secret, commit: { beacon }, beacon: arrived })
    })
    await write()
    await store.close()
    expect((await restore()).waiting).toBe(4)
    await reopen()
    await store.read(async (view) => {
      const states = await Promise.all(
        ['1', '2', '3', '4', '5', '6', '7'].map((n) => view.draws.byNo(`CQ2026-00${n}`)),
      )
      expect(states.map((draw) => draw?.state)).toEqual([
        ...['void', 'failed', 'closed'],
        ...['failed', 'failed', 'closed', 'closed'],
      ])
      const entries = await view.ledger.entries(3, 9)
      expect(entries.map((entry) => entry.kind)).toEqual([
        ...['draw.voided', 'draw.failed', 'draw.failed', 'draw.failed'],
        'backup.restored',
      ])
      expect(entries[1]?.body.secret).toBe(secret)
    })
  })

  it('ends the seats that waited for a witness, and leaves what is asked for or witnessed', async () => {
    await fillCounty(store)
    const secret = 'a'.repeat(64)
    await store.write(async (tx) => {
      await addDrawn(tx, 'CQ1', now.toISOString(), [[1], [2], [3]])
      for (const [index, state] of (['asked', 'leaving', 'witnessed'] as const).entries()) {
        const id = await tx.replacements.ask({
          ...{ draw: 'CQ1', visit: `RWCQ1-${index}`, seat: 0, leaver: `C${index + 1}`, reason: 'leave' },
          ...{ explanation: '', files: [], evidence: 'e', evidenceSalt: 's', askedBy: 'p1' },
          askedAt: now.toISOString(),
        })
        const entry = state === 'asked' ? null : { n: index, hash: 'b'.repeat(64) }
        await tx.replacements.advance(id, 1, { state, entry, secret: entry && secret })
      }
    })
    await write()
    await store.close()
    expect((await restore()).waiting).toBe(1)
    await reopen()
    await store.read(async (view) => {
      const states = (await view.replacements.ofDraw('CQ1')).map((one) => one.state)
      expect(states).toEqual(['asked', 'declined', 'witnessed'])
      const [ended] = await view.ledger.entries(3, 3)
      expect(ended).toMatchObject({ kind: 'replacement.ended', body: { visit: 'RWCQ1-1', secret, entry: 1 } })
      expect(ended?.body).not.toHaveProperty('draw')
      expect((await view.outbox.inState('queued', 9))[0]?.text).toContain(secret)
    })
  })

  it('holds the outbox and marks what waits as possibly sent, or drops it by its kind', async () => {
    await store.write(async (tx) => {
      await tx.outbox.add(draft('keep', 'resend'), now.toISOString())
      await tx.outbox.add(draft('drop', 'drop'), now.toISOString())
    })
    await write()
    await store.close()
    expect((await restore()).waiting).toBe(1)
    await reopen()
    await store.read(async (view) => {
      expect(await view.settings.get('outbox.held')).toBe('restore')
      expect(await view.outbox.inState('queued', 9)).toMatchObject([{ ref: 'keep', doubtful: true }])
      expect(await view.outbox.inState('dropped', 9)).toMatchObject([{ ref: 'drop' }])
    })
  })

  it('works on an empty machine', async () => {
    await write()
    await store.close()
    rmSync(dataDir, { recursive: true })
    expect(hasData(places())).toBe(false)
    await restore()
    expect(hasData(places())).toBe(true)
    expect(existsSync(join(dataDir, 'aside'))).toBe(false)
    await reopen()
  })
})

describe('a backup that is not sound', () => {
  const paperPath = () => join(backup, 'files', paper.slice(0, 2), paper)

  async function tamper(change: (tx: Store) => Promise<void>): Promise<void> {
    const copy = await openStore(join(backup, DATABASE))
    await change(copy)
    await copy.close()
    const list = manifest()
    const { measureFile } = await import('../../../server/backup/copy-file.js')
    list.files[0] = { path: DATABASE, ...(await measureFile(join(backup, DATABASE))) }
    writeFileSync(join(backup, MANIFEST), JSON.stringify(list))
  }

  const damages: [string, () => void | Promise<void>, RegExp][] = [
    ['a changed file', () => writeFileSync(paperPath(), '别的照片'), /files\/.*与清单不符/],
    ['a missing file', () => rmSync(paperPath()), /缺少文件 files/],
    ['a longer database', () => appendFileSync(join(backup, DATABASE), 'x'), /database.db 与清单不符/],
    ['no manifest', () => rmSync(join(backup, MANIFEST)), /不是备份/],
    ['a manifest that is no JSON', () => writeFileSync(join(backup, MANIFEST), '{'), /读不懂/],
    [
      'a path that leads out of the folder',
      () => {
        const list = manifest()
        const files = [...list.files, { path: 'files/../../evil', sha256: paper, size: 1 }]
        writeFileSync(join(backup, MANIFEST), JSON.stringify({ ...list, files }))
      },
      /读不懂/,
    ],
    [
      'a ledger that goes on after the manifest',
      () =>
        tamper((copy) =>
          copy.write(async (tx) => void (await tx.ledger.append('x', 'system', {}, now.toISOString()))),
        ),
      /账本的末条与清单不符/,
    ],
    [
      'a database page of noise under a right hash',
      async () => {
        const bytes = readFileSync(join(backup, DATABASE))
        bytes.fill(0x5a, 4096, 4096 * 6)
        writeFileSync(join(backup, DATABASE), bytes)
        const { measureFile } = await import('../../../server/backup/copy-file.js')
        const list = manifest()
        list.files[0] = { path: DATABASE, ...(await measureFile(join(backup, DATABASE))) }
        writeFileSync(join(backup, MANIFEST), JSON.stringify(list))
      },
      /数据库已损坏/,
    ],
  ]

  it.each(damages)('is refused for %s, and the present data stay as they are', async (_, damage, words) => {
    await write()
    await damage()
    await store.write((tx) => tx.settings.set('name', '后来'))
    await store.close()
    const before = readdirSync(dataDir)
    const error = await restore().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(BackupError)
    expect((error as BackupError).message).toMatch(words)
    expect(readdirSync(dataDir)).toEqual(before)
    await reopen()
    expect(await store.read((view) => view.settings.get('name'))).toBe('后来')
  })
})
