import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tables } from '../../../commands/registries/kinds/kinds.js'
import { Installation } from './run-cli.js'

let place: Installation

beforeAll(() => {
  place = new Installation()
})

afterAll(() => place.remove())

describe('usage of the command line', () => {
  it.each(['start', 'demo', 'import', 'bind-code', 'backup', 'restore', 'doctor', 'verify', 'ledger'])(
    'helps with %s in Chinese',
    async (name) => {
      const { code, out, err } = await place.run(name, '--help')
      expect([code, err]).toEqual([0, ''])
      expect(out).toMatch(new RegExp(`^用法： ssj ${name}`))
      expect(out).toContain('显示帮助')
      expect((await place.run('--help')).out).toContain(`\n  ${name} `)
    },
  )

  it('names every kind of import with its title', async () => {
    const { out } = await place.run('import', '--help')
    for (const [kind, table] of Object.entries(tables)) {
      expect(out).toMatch(new RegExp(`^ {2}${kind} +${table.title}$`, 'm'))
    }
  })

  it.each([
    [[], ''],
    [['nope'], '没有“nope”这个命令'],
    [['start', '--nope'], '没有 --nope 这个选项'],
    [['import', 'people'], '缺少参数：file'],
    [['doctor', 'much'], '参数太多'],
    [['backup', '--to'], '后面要写值'],
    [['import', 'nope', 'file.csv'], '没有“nope”这种名录'],
    [['restore'], '请写备份目录'],
    [['restore', 'dir', '--confirm'], '请写备份目录'],
    [['bind-code', 'P0001', '--first-admin', '某甲'], '不再写人员'],
  ])('ends with 2 after wrong usage: %j', async (args, words) => {
    const { code, out, err } = await place.run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(words)
    expect(err).not.toMatch(/^\s+at /m)
  })

  it('names each wrong setting in a line of its own and ends with 1', async () => {
    const { code, err } = await place.start(['doctor'], { PORT: 'abc', TZ_OFFICE: 'Mars/One' }).ended
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toEqual([
      expect.stringContaining('PORT'),
      expect.stringContaining('TZ_OFFICE'),
    ])
  })

  it('reads .env, over which variables win that are set already', async () => {
    writeFileSync(join(place.dir, '.env'), 'LOG_LEVEL=loud\nHOST=0.0.0.0\n')
    const wrong = await place.start(['demo'], { LOG_LEVEL: '' }).ended
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('0.0.0.0')])
    const { err } = await place.start(['demo'], { LOG_LEVEL: 'info', HOST: 'example.org' }).ended
    expect(err).toContain('example.org')
  })
})
