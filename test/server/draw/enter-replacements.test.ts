import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../../commands/command.js'
import { messages } from '../../../commands/messages.js'
import type { Tx } from '../../../db/store.js'
import { enterReplacements } from '../../../server/draw/enter-replacements.js'
import { type ReplaceResult, seatsHash } from '../../../server/draw/replace.js'
import { AT, addDrawn, PLAN } from '../../db/small-county.js'
import { at, type DueOffice, openDueOffice } from '../jobs/due-office.js'

const secret = 'a'.repeat(64)
const witness = { person: 'p3', text: '晴', line: 'd'.repeat(64) }

describe('entering who takes a seat', () => {
  let office: DueOffice
  let seen: string

  /** C1 and C3 are on the first visit, C2 on the second; C1's seat has its witness. */
  beforeEach(async () => {
    office = await openDueOffice()
    await office.store.write(async (tx) => {
      await addDrawn(tx, 'CQ1', AT, [[1, 3], [2]])
      const draw = (await tx.draws.byNo('CQ1'))!
      await tx.draws.advance(draw.id, draw.version, { frozenPlan: PLAN })
      const id = await tx.replacements.ask({
        ...{ draw: 'CQ1', visit: 'RWCQ1-0', seat: 0, leaver: 'C1', reason: 'leave', explanation: '' },
        ...{ files: [], evidence: 'e', evidenceSalt: 's', askedBy: 'p2', askedAt: AT },
      })
      const entry = { n: 7, hash: 'b'.repeat(64) }
      await tx.replacements.advance(id, 1, { state: 'witnessed', entry, secret, witness })
      seen = seatsHash(await tx.visits.assignmentsOfDraw('CQ1'))
    })
  })
  afterEach(() => office.close())

  const pick = { id: 1, version: 2, seatName: 's0', inspector: 'C2' }
  const enter = (result: Partial<ReplaceResult>, first?: (tx: Tx) => Promise<void>): Promise<Notice[]> =>
    office.store.write(async (tx) => {
      await first?.(tx)
      const now = at('03-05', '10:00')
      const ctx = { now, today: '2026-03-05', calendar: await office.work.calendar(tx) }
      const { id } = (await tx.draws.byNo('CQ1'))!
      return enterReplacements(tx, id, { seen, picks: [pick], needless: [], ...result }, ctx)
    })
  const holders = async () =>
    (await office.store.read((view) => view.visits.assignmentsOfDraw('CQ1'))).map((one) => one.inspector)

  it('gives the seat away and tells each of them once', async () => {
    const notices = await enter({})
    expect(await holders()).toEqual(['C2', 'C3', 'C2'])
    const told = notices.map(({ to }) => ('person' in to ? to.person : 'chat' in to ? to.chat.chat : to))
    expect(told).toEqual(['office', 'p1', 'p2', 'p3'])
    await office.store.read(async (view) => {
      expect(await view.replacements.get(1)).toMatchObject({ state: 'replaced', inspector: 'C2' })
      const [entry] = await view.ledger.entries(1, 1)
      expect(entry?.body).toEqual({ draw: 'CQ1', entry: 7, secret, inspector: 'C2' })
    })
  })

  it('leaves it empty where nobody may take it, and tells those who can do something', async () => {
    const notices = await enter({ picks: [{ ...pick, inspector: null }] })
    expect(await holders()).toEqual(['C3', 'C2'])
    const empty = notices.filter(({ content }) => content.text.includes('【席位空缺 CQ1】'))
    expect(empty.map(({ to }) => to)).toEqual([{ group: 'office' }, { person: 'p8' }])
  })

  it.each<[string, (tx: Tx) => Promise<void>]>([
    ['the seats held', (tx) => tx.visits.reseat('RWCQ1-1', 0, null)],
    ['the replacement', (tx) => tx.replacements.advance(1, 2, { state: 'declined' })],
    ['the visit', (tx) => tx.visits.change('RWCQ1-0', { state: 'recorded' })],
  ])('enters nothing when %s changed since the worker looked', async (_, change) => {
    await expect(enter({}, change)).rejects.toThrow()
    expect(await holders()).toEqual(['C1', 'C3', 'C2'])
    expect((await office.store.read((view) => view.ledger.head())).n).toBe(0)
  })

  it('ends openly what a record made needless', async () => {
    const [told, ...more] = await enter({ picks: [], needless: [{ id: 1, version: 2 }] })
    const text = messages.replace.ended('RWCQ1-0', messages.replace.causeRecorded, secret)
    expect([told?.content.text, more]).toEqual([text, []])
    expect(await holders()).toEqual(['C1', 'C3', 'C2'])
    expect((await office.store.read((view) => view.replacements.get(1)))?.state).toBe('declined')
  })
})
