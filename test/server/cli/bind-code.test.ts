import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashCode } from '../../../commands/rules/secrets.js'
import { openStore } from '../../../db/open.js'
import type { Tx } from '../../../db/store.js'
import { takeLock } from '../../../server/lock.js'
import { Installation, sample } from './run-cli.js'

let place: Installation

beforeEach(() => {
  place = new Installation()
})

afterEach(() => place.remove())

async function inStore<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const store = await openStore(join(place.data, 'shuangsuiji.db'))
  return store.write(work).finally(() => store.close())
}

const codeIn = (out: string) => /\/bind ([A-Z2-9]{10})/.exec(out)?.[1] ?? ''

describe('ssj bind-code', () => {
  it('registers the first administrator, whose code then opens the door once', async () => {
    const { code, out } = await place.run('bind-code', '--first-admin', '某甲')
    expect([code, out]).toEqual([0, expect.stringContaining('某甲（A0001）')])
    const taken = await inStore((tx) => tx.bindCodes.take(hashCode(codeIn(out)), new Date().toISOString()))
    expect(taken).toMatchObject({ person: 'A0001', createdBy: 'system' })
    const person = await inStore((tx) => tx.people.get('A0001'))
    expect(person).toMatchObject({ department: 'ADMIN', roles: ['admin'], active: true })
    const ledger = await inStore((tx) => tx.ledger.entries(1, 9))
    expect(ledger.map(({ kind, actor, body }) => [kind, actor, body])).toEqual([
      ['admin.added', 'system', { person: 'A0001' }],
      ['code.made', 'system', { person: 'A0001' }],
    ])
  })

  it('takes the only administrator when nobody is named, also while the bot runs', async () => {
    await place.run('bind-code', '--first-admin', '某甲')
    const release = takeLock(place.data)
    const { code, out } = await place.run('bind-code')
    release?.()
    expect([code, codeIn(out)]).toEqual([0, expect.stringMatching(/^.{10}$/)])
  })

  it('gives a code to a person by id or exact name, and to nobody else', async () => {
    await place.run('import', 'departments', sample('departments.csv'))
    await place.run('import', 'people', sample('people.csv'))
    const byId = await place.run('bind-code', 'P0001')
    const name = /^(.+)（P0001）/.exec(byId.out)?.[1] ?? ''
    expect((await place.run('bind-code', name)).out).toContain('（P0001）')
    const unknown = await place.run('bind-code', '查无此人')
    expect([unknown.code, unknown.out]).toEqual([1, ''])
    expect(unknown.err).toContain('没有找到“查无此人”')
    const second = await place.run('bind-code', '--first-admin', '某乙')
    expect([second.code, second.err]).toEqual([1, expect.stringContaining('已经有管理员')])
  })

  it('makes no database by a wrong directory', async () => {
    const { code, err } = await place.run('bind-code')
    expect([code, err]).toEqual([1, expect.stringContaining('没有数据库')])
    expect((await place.run('doctor')).out).toContain('还没有数据库')
  })
})
