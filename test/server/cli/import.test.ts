import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../../db/open.js'
import { takeLock } from '../../../server/lock.js'
import { readRows } from '../import/read-rows.js'
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

  it('closes with --full whom the file does not name, and a fifth of all only with --full=force', async () => {
    const [header = '', ...rows] = readFileSync(sample('firms.csv'), 'utf8').trim().split('\n')
    const write = (name: string, some: string[]) =>
      writeFileSync(join(place.dir, name), `${[header, ...some].join('\n')}\n`)
    write('all.csv', rows.slice(0, 20))
    write('few.csv', rows.slice(0, 10))
    await place.run('import', 'firms', 'all.csv')
    const refused = await place.run('import', 'firms', 'few.csv', '--full')
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('超过 20%')])
    expect(refused.err).toContain('--full=force')
    const forced = await place.run('import', 'firms', 'few.csv', '--full=force')
    expect(forced.out).toMatch(/新增 0，修改 0，未变 10，移出 \d+，问题 0/)
    expect((await place.run('import', 'firms', 'few.csv', '--full=yes')).code).toBe(2)
  })

  it('does not write the refused rows over the file that is being imported', async () => {
    writeFileSync(join(place.dir, 'own.csv'), '部门代码,部门名称,部门简称\n,甲局,甲\nX1,新局,新\n')
    const { code, err } = await place.run('import', '部门', 'own.csv', '--faults', './own.csv')
    expect([code, err]).toEqual([2, expect.stringContaining('--faults 要写另一个文件名')])
    expect(readFileSync(join(place.dir, 'own.csv'), 'utf8')).toContain('X1,新局,新')
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
    expect(
      table.startsWith('\ufeff"部门代码","部门名称","部门简称","问题"\r\n"","单位""0""","单位0","第 2 行'),
    ).toBe(true)
    expect(table.trim().split('\r\n')).toHaveLength(61)
  })

  it.each(['refused.csv', 'refused.xlsx'])(
    'keeps refused rows in %s, to be mended and imported',
    async (name) => {
      const title = '某区部门名录\n部门代码,部门名称,部门简称,电话\n'
      writeFileSync(join(place.dir, 'bad.csv'), `${title},某局一科,单位一,1\nX1,新局,新\n`)
      const first = await place.run('import', '部门', 'bad.csv', '--faults', name)
      expect([first.code, first.out]).toEqual([1, expect.stringContaining(`有问题的行已写入 ${name}`)])
      const rows = await readRows(join(place.dir, name))
      expect(rows).toEqual([
        ['部门代码', '部门名称', '部门简称', '电话', '问题'],
        ['', '某局一科', '单位一', '1', '第 3 行「部门代码」：不能为空'],
      ])
      await place.run('import', '部门', name, '--faults', 'again.csv')
      expect((await readRows(join(place.dir, 'again.csv')))[0]).toEqual(rows[0])
      rows[1]![0] = 'X2'
      writeFileSync(join(place.dir, 'mended.csv'), rows.map((cells) => cells.join()).join('\n'))
      const mended = await place.run('import', '部门', 'mended.csv')
      expect([mended.code, mended.out]).toEqual([0, expect.stringMatching(/新增 1，修改 0，未变 0，问题 0/)])
    },
  )

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
    ['.', '不是文件'],
    ['other.csv', '看起来是市场主体，不是人员'],
  ])('says in one line why %s cannot be read, and leaves no installation behind', async (name, words) => {
    writeFileSync(join(place.dir, 'empty.csv'), '')
    copyFileSync(sample('firms.csv'), join(place.dir, 'other.csv'))
    const { code, err } = await place.run('import', 'people', name)
    expect([code, err.trim().split('\n')]).toEqual([1, [expect.stringContaining(words)]])
    expect(existsSync(place.data)).toBe(false)
  })

  it('brings in nothing of a file with a fault when it is told to', async () => {
    writeFileSync(join(place.dir, 'bad.csv'), '部门代码,部门名称,部门简称\nX1,新局,新\n,旧局,旧\n')
    const { code, out } = await place.run('import', '部门', 'bad.csv', '--all-or-nothing')
    expect([code, out]).toEqual([1, expect.stringContaining('整个文件都没有导入')])
    expect(existsSync(place.data)).toBe(false)
  })
})

describe('ssj template', () => {
  it('writes a workbook that an import reads, and never over one that is there', async () => {
    const { code, out } = await place.run('template', '部门')
    expect([code, out.trim()]).toEqual([0, '已写入 部门模板.xlsx'])
    const empty = await place.run('import', '部门', '部门模板.xlsx', '--dry-run')
    expect([empty.code, empty.err]).toEqual([1, expect.stringContaining('下面没有任何数据')])
    const again = await place.run('template', '部门')
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('已经有')])
    expect((await place.run('template', 'firms', '--out', 'f.xlsx')).code).toBe(0)
    expect(existsSync(join(place.dir, 'f.xlsx'))).toBe(true)
  })
})

describe('a draw of the upper platform', () => {
  const HEAD = '任务编号,任务名称,计划编号,抽查部门,统一社会信用代码,检查人员,检查期限'
  const rowOf = (inspectors: string) =>
    `HN-1,省级任务,JH2026-01,区工商分局,91410603YX0002230A,${inspectors},2026-03-31`

  it('comes in by its own kind once, and has a template', async () => {
    for (const kind of ['departments', 'people', 'inspectors', 'firms', 'items', 'plans'])
      expect((await place.run('import', kind, sample(`${kind}.csv`))).code, kind).toBe(0)
    writeFileSync(join(place.dir, '一.csv'), `${HEAD}\n${rowOf('唐雨亮')}\n`)
    const refused = await place.run('import', 'platform-draw', '一.csv')
    expect([refused.code, refused.out]).toEqual([
      1,
      expect.stringContaining('第 2 行「检查人员」“唐雨亮”：检查人员少于两人'),
    ])
    writeFileSync(join(place.dir, '二.csv'), `${HEAD}\n${rowOf('唐雨亮、豫F-GS-0002')}\n`)
    const brought = await place.run('import', '上级抽取结果', '二.csv')
    expect([brought.code, brought.out]).toEqual([
      0,
      expect.stringContaining('新增 1，修改 0，未变 0，问题 0'),
    ])
    expect((await place.run('import', 'platform-draw', '二.csv')).out).toContain('新增 0，修改 0，未变 1')
    const store = await openStore(join(place.data, 'shuangsuiji.db'))
    const draw = await store.read((view) => view.draws.ofTask('HN-1'))
    await store.close()
    // Nobody spoke: a clerk of the leading department answers for it.
    expect(draw).toMatchObject({ no: expect.stringMatching(/^CQ\d{4}-001$/), startedBy: 'P0002' })
    expect((await place.run('ledger')).out).toContain('"task":"HN-1"')
    expect((await place.run('template', 'platform-draw')).out).toContain('上级抽取结果模板.xlsx')
  })
})
