import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../../db/open.js'
import { takeLock } from '../../../server/lock.js'
import { Installation, sample } from './run-cli.js'

let place: Installation

beforeEach(() => {
  place = new Installation()
})

afterEach(() => place.remove())

describe('ssj import', () => {
  it('brings the whole sample into an empty installation, and a second time changes nothing', async () => {
    const kinds = ['departments', '人员', 'inspectors', '市场主体', 'items', 'plans', '回避']
    const files = ['departments', 'people', 'inspectors', 'firms', 'items', 'plans', 'recusals']
    for (const [i, kind] of kinds.entries()) {
      const { code, out, err } = await place.run('import', kind, sample(`${files[i]}.csv`))
      expect([code, err]).toEqual([0, ''])
      expect(out).toMatch(/新增 [1-9]\d*，修改 0，未变 0，问题 0/)
    }
    const again = await place.run('import', 'plans', sample('plans.csv'))
    expect(again.out).toMatch(/新增 0，修改 0，未变 \d+，问题 0/)
    const store = await openStore(join(place.data, 'shuangsuiji.db'))
    const rows = readFileSync(sample('firms.csv'), 'utf8').trim().split('\n').length - 1
    expect(await store.read((view) => view.firms.count())).toBe(rows)
    await store.close()
  })

  it('lists 50 faults, writes all of them to a file, and ends with 1', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `,"单位""${i}""",单位${i}`)
    writeFileSync(join(place.dir, 'bad.csv'), `部门代码,部门名称,部门简称\n${rows.join('\n')}\nX1,新局,新\n`)
    const { code, out } = await place.run('import', '部门', 'bad.csv')
    expect(code).toBe(1)
    expect(out).toContain('新增 1，修改 0，未变 0，问题 60')
    expect(out.match(/^第 \d+ 行「部门代码」：不能为空$/gm)).toHaveLength(50)
    expect(out).toContain('还有 10 处没有列出')
    const full = await place.run('import', '部门', 'bad.csv', '--faults', 'faults.csv')
    expect(full.out).toContain('未变 1')
    const table = readFileSync(join(place.dir, 'faults.csv'), 'utf8')
    expect(table.startsWith('\ufeff"行","列","内容","问题"\r\n"2","部门代码","","不能为空"\r\n')).toBe(true)
    expect(table.trim().split('\r\n')).toHaveLength(61)
  })

  it('changes nothing in a dry run', async () => {
    const { code, out } = await place.run('import', 'departments', sample('departments.csv'), '--dry-run')
    expect([code, out]).toEqual([0, expect.stringMatching(/检查（没有写入）.*新增 [1-9]/)])
    const real = await place.run('import', 'departments', sample('departments.csv'))
    expect(real.out).toMatch(/新增 [1-9]/)
  })

  it('is refused while the bot runs, but checks a file', async () => {
    await place.run('import', 'departments', sample('departments.csv'))
    const release = takeLock(place.data)
    const refused = await place.run('import', 'people', sample('people.csv'))
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('机器人正在运行')])
    const checked = await place.run('import', 'people', sample('people.csv'), '--dry-run')
    expect([checked.code, checked.out]).toEqual([0, expect.stringMatching(/新增 [1-9]/)])
    release?.()
  })

  it.each([
    ['nowhere.csv', '找不到'],
    ['empty.csv', '文件是空的'],
  ])('says in one line why %s cannot be read', async (name, words) => {
    writeFileSync(join(place.dir, 'empty.csv'), '')
    const { code, err } = await place.run('import', 'people', name)
    expect([code, err.trim().split('\n')]).toEqual([1, [expect.stringContaining(words)]])
  })
})
