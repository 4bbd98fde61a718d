import { truncateSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeDemoProof } from '../verify/demo-proof.js'
import { Installation } from './run-cli.js'

let place: Installation
let proof: string
let server: Server | undefined

beforeAll(async () => {
  place = new Installation()
  proof = await makeDemoProof()
})

afterEach(() => {
  server?.close()
  server = undefined
})

afterAll(() => place.remove())

function save(name: string, content: string): string {
  writeFileSync(join(place.dir, name), content)
  return name
}

async function serve(answer: RequestListener): Promise<string> {
  const opened = createServer(answer)
  server = opened
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve))
  const at = opened.address()
  return `http://127.0.0.1:${typeof at === 'object' && at?.port}/proof.json`
}

describe('ssj verify', () => {
  it('ends with 0 when the proof matches, and leaves nothing behind', async () => {
    const { code, out, err } = await place.run('verify', save('proof.json', proof))
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^相符：/)
  })

  it('ends with 1 and names the first step that does not fit', async () => {
    const { code, out } = await place.run('verify', save('changed.json', proof.replace('春天', '秋天')))
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^不符：\[witnesses\] .+\n请把.+监察人员核查。\n$/),
    ])
  })

  it.each([
    ['nowhere.json', '找不到'],
    ['text.json', '不是 JSON'],
    ['.', '打不开'],
    ['http://127.0.0.1:9/proof.json', '连不上'],
  ])('ends with 2 when %s cannot be read', async (name, words) => {
    save('text.json', '证明')
    const { code, out } = await place.run('verify', name)
    expect([code, out]).toEqual([2, expect.stringMatching(new RegExp(`^无法读取：.*${words}`))])
  })

  it.each([
    [
      'a file cut short',
      () => proof.slice(0, proof.length / 2),
      2,
      /^无法读取：文件不是 JSON，可能没有下载完整/,
    ],
    ['another protocol', () => '{"protocol":"dr9"}\n', 1, /^不符：\[complete\] 这是协议 dr9 的文件/],
    [
      'another protocol’s name',
      () => proof.replaceAll('"dr1"', '"dr2"'),
      1,
      /^不符：\[commit\] 协议不是 dr1/,
    ],
  ])('says plainly that it was given %s', async (_, content, code, words) => {
    const ended = await place.run('verify', save('odd.json', content()))
    expect([ended.code, ended.out]).toEqual([code, expect.stringMatching(words)])
  })

  it('reads no file of more than 500 MB', async () => {
    truncateSync(join(place.dir, save('huge.json', proof)), 500 * 2 ** 20 + 1)
    const { code, out } = await place.run('verify', 'huge.json')
    expect([code, out]).toEqual([2, '无法读取：文件超过 500 MB。\n'])
  })

  it('fetches an address', async () => {
    const url = await serve((_, response) => response.end(proof))
    expect(await place.run('verify', url)).toMatchObject({ code: 0, err: '' })
  })

  it('finds the proof behind the address of a draw’s page', async () => {
    const asked: string[] = []
    const url = await serve((request, response) => {
      asked.push(request.url!)
      response.end(proof)
    })
    for (const page of ['/draws/CQ2026-001', '/draws/CQ2026-001/?firm=1', '/draws/CQ2026-001/proof.json']) {
      expect(await place.run('verify', new URL(page, url).href)).toMatchObject({ code: 0, err: '' })
    }
    expect(asked).toEqual(asked.map(() => '/draws/CQ2026-001/proof.json'))
  })

  it('takes no page of an error and no endless answer for a proof', async () => {
    const missing = await serve((_, response) => response.writeHead(404).end(proof))
    expect(await place.run('verify', missing)).toMatchObject({ code: 2, out: expect.stringContaining('404') })
    server?.close()
    const part = Buffer.alloc(1 << 20, ' ')
    const endless = await serve((_, response) => {
      const pour = () => {
        while (!response.destroyed && response.write(part));
      }
      response.on('drain', pour)
      pour()
    })
    const { code, out } = await place.run('verify', endless)
    expect([code, out]).toEqual([2, expect.stringContaining('500 MB')])
  })

  it('writes JSON for programs', async () => {
    const { code, out } = await place.run('verify', save('proof.json', proof), '--json')
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { result: 'match', about: expect.objectContaining({ draw: 'CQ2026-001' }) },
    ])
    const bad = await place.run('verify', '--json', save('changed.json', proof.replace('春天', '秋天')))
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.out)).toMatchObject({ result: 'mismatch', section: 'witnesses' })
  })

  it('helps in Chinese', async () => {
    const { code, out } = await place.run('verify', '--help')
    expect([code, out]).toEqual([0, expect.stringMatching(/^用法： ssj verify [\s\S]*退出码：0 相符/)])
  })
})
