import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messages } from '../../../commands/messages.js'
import { watchCertificates } from '../../../server/jobs/watch-certificates.js'
import { person } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from './due-office.js'

describe('a certificate that ends soon', () => {
  let office: DueOffice
  const watch = async (day: string) => {
    await watchCertificates(office.work, at(day, '09:00'))
    return office.said()
  }
  const renew = (id: string, certifiedUntil: string) =>
    office.store.write(async (tx) => {
      const entry = (await tx.inspectors.get(id))!
      await tx.inspectors.put({ ...entry, certifiedUntil })
    })
  const line = (n: number, until: string) =>
    messages.certificates.line(n === 3 ? '消防' : '市监', `人p${n}`, `C${n}`, until)
  const own = (n: number, until: string) => `p${n}: ${messages.certificates.own(`C${n}`, until)}`
  const digest = (to: string, ...lines: string[]) => `${to}: ${messages.certificates.digest(lines)}`

  beforeEach(async () => {
    office = await openDueOffice()
    const clerk = person('p7', { department: 'XF', roles: ['office'] })
    await office.store.write(async (tx) => {
      await tx.people.put(clerk)
      const boundAt = '2026-03-09T01:00:00.000Z'
      await tx.bindings.put({ platform: 'room', account: 'p7', person: 'p7', boundAt, unreachable: null })
    })
  })
  afterEach(() => office.close())

  it('is told when 30 days are left, to its holder, the department’s clerks and the leading office', async () => {
    await renew('C3', '2026-04-09')
    expect(await watch('03-09')).toEqual([])
    const found = line(3, '2026-04-09')
    expect(await watch('03-10')).toEqual([own(3, '2026-04-09'), digest('p1', found), digest('p7', found)])
    expect(await watch('03-10')).toEqual([])
  })

  it('is told again each week to the clerks alone, with what is new in between by itself', async () => {
    await renew('C3', '2026-04-01')
    await watch('03-10')
    await renew('C2', '2026-03-31')
    expect(await watch('03-11')).toEqual([own(2, '2026-03-31'), digest('p1', line(2, '2026-03-31'))])
    expect(await watch('03-15')).toEqual([])
    const both = [line(2, '2026-03-31'), line(3, '2026-04-01')]
    expect(await watch('03-16')).toEqual([digest('p1', ...both), digest('p7', both[1]!)])
    expect(await watch('03-17')).toEqual([])
  })

  it('is not told once it was renewed, has ended, or its holder has left', async () => {
    await renew('C3', '2026-04-01')
    await watch('03-10')
    await renew('C3', '2028-04-01')
    await renew('C2', '2026-03-15')
    await office.store.write((tx) => tx.people.put(person('p2', { active: false })))
    expect(await watch('03-16')).toEqual([])
  })

  it('waits for the morning', async () => {
    await renew('C3', '2026-04-01')
    await watchCertificates(office.work, at('03-10', '22:00'))
    const rows = await office.store.read((view) => view.outbox.inState('queued', 10))
    expect(rows.map(({ quiet }) => quiet)).toEqual([true, true, true])
  })
})
