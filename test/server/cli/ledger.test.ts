import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Installation, sample } from './run-cli.js'

let place: Installation
let lines: string[]

beforeAll(async () => {
  place = new Installation()
  for (const kind of ['departments', 'people', 'items'])
    await place.run('import', kind, sample(`${kind}.csv`))
  expect(await place.run('ledger', '--out', 'ledger.jsonl')).toMatchObject({ code: 0, err: '' })
  lines = readFileSync(join(place.dir, 'ledger.jsonl'), 'utf8').split('\n').slice(0, -1)
})

afterAll(() => place.remove())

async function check(content: string[]): Promise<[code: number | null, out: string]> {
  writeFileSync(join(place.dir, 'checked.jsonl'), content.map((line) => `${line}\n`).join(''))
  const { code, out } = await place.run('ledger', '--check', 'checked.jsonl')
  return [code, out]
}

describe('ssj ledger', () => {
  it('writes every entry, and checks what it wrote', async () => {
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.map((line) => JSON.parse(line).n)).toEqual(lines.map((_, i) => i + 1))
    const last = JSON.parse(lines.at(-1)!) as { hash: string }
    expect(await check(lines)).toEqual([0, expect.stringContaining(`相符：共 ${lines.length} 条`)])
    expect((await check(lines))[1]).toContain(last.hash)
  })

  it('writes the same to the screen, and never over a file', async () => {
    expect((await place.run('ledger')).out).toBe(lines.map((line) => `${line}\n`).join(''))
    const again = await place.run('ledger', '--out', 'ledger.jsonl')
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('已经存在')])
  })

  it('ends with 1 and the line where something was changed, left out or put elsewhere', async () => {
    const changed = lines.with(1, lines[1]!.replace('"system"', '"P001"'))
    expect(await check(changed)).toEqual([1, expect.stringMatching(/^不符：第 2 行：指纹/)])
    expect(await check(lines.slice(1))).toEqual([1, expect.stringMatching(/^不符：第 1 行：应为第 1 条/)])
    expect(await check(lines.toSpliced(1, 1))).toEqual([1, expect.stringMatching(/^不符：第 2 行/)])
    const foreign = lines.with(0, '{"n":1}')
    expect(await check(foreign)).toEqual([1, expect.stringMatching(/^不符：第 1 行：不是留痕账本/)])
  })

  it('ends with 2 for what cannot be read', async () => {
    expect(await check(lines.with(1, lines[1]!.slice(0, 40)))).toEqual([
      2,
      expect.stringMatching(/^无法读取：第 2 行：不是 JSON/),
    ])
    expect(await check([])).toEqual([2, '无法读取：文件是空的。\n'])
    for (const [path, words] of [
      ['nowhere.jsonl', '找不到'],
      ['.', '打不开'],
    ] as const) {
      const { code, out } = await place.run('ledger', '--check', path)
      expect([code, out]).toEqual([2, expect.stringContaining(words)])
    }
    const both = await place.run('ledger', '--check', 'a', '--out', 'b')
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('不能同时用')])
  })
})
