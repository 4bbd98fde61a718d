import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Installation, sample } from './run-cli.js'

let place: Installation

beforeAll(async () => {
  place = new Installation()
  for (const kind of ['departments', 'people', 'items'])
    await place.run('import', kind, sample(`${kind}.csv`))
})
afterAll(() => place.remove())

describe('ssj export', () => {
  it('writes the heading of the national fields where nothing is public yet', async () => {
    const { code, out } = await place.run('export')
    expect(code).toBe(0)
    const [heading, ...rows] = out.replace('\ufeff', '').trimEnd().split('\r\n')
    expect(rows).toEqual([])
    for (const field of [
      ...['抽查计划编号', '抽查计划名称', '抽查任务编号', '抽查任务名称', '抽查类型'],
      ...['抽查机关', '抽查完成日期', '检查事项', '检查结果'],
    ])
      expect(heading!.split(','), field).toContain(field)
    expect((await place.run('export', '--format', 'JSON')).out).toBe('[]\n')
  })

  it('writes into a new file and never over one', async () => {
    expect(await place.run('export', '--out', 'results.csv')).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(join(place.dir, 'results.csv'), 'utf8')).toContain('抽查任务名称')
    const again = await place.run('export', '--out', 'results.csv')
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('已经存在')])
  })

  it.each([
    [['--format', 'xml'], '--format 只能写 csv 或 json'],
    [['--from', '三月'], '--from 要写成 2026-03-01'],
    [['--to', '2026-02-30'], '--to 要写成 2026-03-01'],
    [['--from', '2026-04-01', '--to', '2026-03-01'], '之后'],
    [['--department', 'constructor'], '没有部门“constructor”'],
  ])('ends with 2 for %j', async (args, words) => {
    const { code, err } = await place.run('export', ...args)
    expect([code, err]).toEqual([2, expect.stringContaining(words)])
  })
})
