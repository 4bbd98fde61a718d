/** Proofs as they are kept, served and, where they are too big for one file, fetched in parts. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFileStore, type FileStore } from '../../../db/files.js'
import { createFindProof, type FindProof } from '../../../server/draw/find-proof.js'
import { keepProof } from '../../../server/draw/keep-proof.js'
import { verifyKept } from '../../../server/draw/verify-kept.js'
import { verifyProof } from '../../../server/verify/verify-proof.js'
import { type Office, openOffice } from '../../stories/office.js'
import { drawPlan } from '../../stories/steps.js'
import { Installation } from '../cli/run-cli.js'

const NAMES = ['sheet', 'excluded', 'inspectors', 'seats'] as const

let office: Office
let files: FileStore
let no: string
let place: Installation

beforeAll(async () => {
  office = await openOffice()
  files = createFileStore(office.filesDir)
  no = await drawPlan(office, 'JH2026-04')
  place = new Installation()
})

afterAll(async () => {
  await office.close()
  await place.remove()
})

const address = (path: string) => `/draws/${no}/${path}`
const unpack = async (hash: string) => gunzipSync(await files.get(hash)).toString()
const python = (source: string) =>
  spawnSync('python3', ['docs/verify/ssj_verify.py', source], { encoding: 'utf8' })

/** Of a plain request: `fetch` forbids the use of copies by itself. */
async function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
  const [response] = (await once(get(office.system.address + path, { headers }), 'response')) as [
    IncomingMessage,
  ]
  response.resume()
  return response.statusCode
}

describe('a served proof', () => {
  it('comes packed or plain, with its type and a tag that spares a second copy', async () => {
    const packed = await office.request(address('proof.json'))
    const plain = await office.request(address('proof.json'), { headers: { 'accept-encoding': 'identity' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(plain.headers.get('content-type')).toMatch(/^application\/json/)
    const text = await plain.text()
    expect(await packed.text()).toBe(text)
    expect(verifyProof(Buffer.from(text))).toEqual({ result: 'match', about: expect.anything() })
    const tag = plain.headers.get('etag')!
    expect(await statusOf(address('proof.json'), { 'if-none-match': tag })).toBe(304)
    expect(await statusOf(address('proof.json'), { 'if-none-match': 'W/"other"' })).toBe(200)
    const head = await office.request(address('proof.json'), { method: 'HEAD' })
    expect([head.status, head.headers.get('etag')]).toEqual([200, tag])
  })

  it.each(NAMES)('has its file %s apart as well', async (name) => {
    const proof = (await (await office.request(address('proof.json'))).json()) as {
      files: Record<string, string>
    }
    const served = await office.request(address(`files/${name}.jsonl`))
    expect(await served.text()).toBe(proof.files[name])
    expect(served.headers.get('content-type')).toMatch(/^application\/jsonl/)
  })

  it('opens no file behind the seals and none of another draw', async () => {
    for (const path of [
      address('files/recused.jsonl'),
      address('files/plan.jsonl'),
      '/draws/CQ2026-099/files/sheet.jsonl',
      '/draws/CQ2026-099/proof.json',
    ])
      expect((await office.request(path)).status, path).toBe(404)
  })
})

describe('finding a proof', () => {
  let made: number
  let find: FindProof

  beforeAll(() => {
    made = 0
    find = createFindProof(office.store, files, async (_, input) => {
      made += 1
      return (await keepProof(office.store, files, (input as { drawNo: string }).drawNo)) as never
    })
  })

  it('makes nothing that is kept already, for many at once neither', async () => {
    const kept = await find(no)
    expect(made).toBe(0)
    rmSync(files.path(kept!.hash))
    const found = await Promise.all([find(no), find(no), find(no)])
    expect([made, found]).toEqual([1, [kept, kept, kept]])
  })

  it('makes a new one once something about the draw has changed', async () => {
    const draw = (await office.store.read((view) => view.draws.byNo(no)))!
    await office.store.write((tx) => tx.draws.advance(draw.id, draw.version, { remindedAt: null }))
    made = 0
    await find(no)
    expect(made).toBe(1)
  })

  it('finds none where there was no draw', async () => {
    expect(await find('CQ2026-099')).toBeNull()
  })
})

describe('a proof that is too big for one file', () => {
  let proof: string

  beforeAll(async () => {
    const kept = await keepProof(office.store, files, no, 10)
    proof = await unpack(kept!.hash)
    writeFileSync(join(place.dir, 'proof.json'), proof)
  })

  const check = () => [place.run('verify', 'proof.json'), python(join(place.dir, 'proof.json'))] as const

  it('is verified for the bot with the lists of the draw itself', async () => {
    const { hash } = (await keepProof(office.store, files, no, 10))!
    expect(await verifyKept(office.store, files, { drawNo: no, packed: hash })).toMatchObject({
      result: 'match',
    })
  })

  it('names its files by hash, and both checks say which one is missing', async () => {
    const { files: named, commit } = JSON.parse(proof)
    for (const name of NAMES) expect(named[name]).toEqual({ sha256: commit[name] })
    expect(verifyProof(Buffer.from(proof)).result).toBe('unreadable')
    const [ours, theirs] = check()
    expect(await ours).toMatchObject({ code: 2, out: expect.stringContaining('sheet.jsonl') })
    expect([theirs.status, theirs.stdout]).toEqual([2, expect.stringContaining('sheet.jsonl')])
  })

  it('matches with the files beside it, and not with other ones', async () => {
    for (const name of NAMES) {
      const served = await office.request(address(`files/${name}.jsonl`))
      writeFileSync(join(place.dir, `${name}.jsonl`), await served.text())
    }
    const [ours, theirs] = check()
    expect([(await ours).code, theirs.status]).toEqual([0, 0])
    writeFileSync(join(place.dir, 'excluded.jsonl'), '["X","closed"]\n')
    const [changed, alike] = check()
    expect(await changed).toMatchObject({ code: 1, out: expect.stringContaining('[files]') })
    expect([alike.status, alike.stdout]).toEqual([1, expect.stringContaining('[files]')])
  })

  it('matches when it is fetched', async () => {
    const server = createServer(async (request, response) => {
      if (request.url === address('proof.json')) response.end(proof)
      else response.end(await (await office.request(request.url!)).text())
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}${address('proof.json')}`
    expect(await place.run('verify', url)).toMatchObject({ code: 0 })
    const [code] = await once(spawn('python3', ['docs/verify/ssj_verify.py', url]), 'exit')
    expect(code).toBe(0)
    server.close()
  })
})
