/** The small county with an office's group in the room, for tests of the periodic jobs; what they say is read from the outbox. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCalendarSource } from '../../../bot/calendar-source.js'
import { openStore } from '../../../db/open.js'
import type { Role, Store } from '../../../db/store.js'
import type { DueWork } from '../../../server/jobs/due-work.js'
import { createLog } from '../../../server/log.js'
import { createListeningChat } from '../../bot/small-office.js'
import { AT, fillCounty, person } from '../../db/small-county.js'

export interface DueOffice {
  work: DueWork
  store: Store
  dir: string
  /** What was queued since the last call, as `chat: text`. */
  said(): Promise<string[]>
  close(): Promise<void>
}

const OFFICIALS: [id: string, role: Role][] = [
  ['p8', 'supervisor'],
  ['p9', 'admin'],
]

/** Everybody is bound in the room as himself; there is a supervisor p8 and an administrator p9. */
export async function openDueOffice(): Promise<DueOffice> {
  const dir = mkdtempSync(join(tmpdir(), 'due-office-'))
  const store = await openStore(join(dir, 'ssj.db'))
  await fillCounty(store)
  await store.write(async (tx) => {
    for (const [id, role] of OFFICIALS) await tx.people.put(person(id, { roles: [role] }))
    for (const { id } of await tx.people.all()) {
      await tx.bindings.put({ platform: 'room', account: id, person: id, boundAt: AT, unreachable: null })
    }
    await tx.groups.put({
      ...({ platform: 'room', chat: 'office', kind: 'office', department: null } as const),
      ...{ title: '办公室群', boundBy: 'p9', boundAt: AT },
    })
  })
  const vocabulary = { version: '1', results: [], methods: [] }
  const work: DueWork = {
    store,
    platforms: new Map([['room', createListeningChat('room')]]),
    office: { zone: 'Asia/Shanghai', publicUrl: null, vocabulary },
    calendar: createCalendarSource(),
    log: createLog('silent'),
  }
  let seen = 0
  return {
    work,
    store,
    dir,
    async said() {
      const rows = await store.read((view) => view.outbox.inState('queued', 1000))
      const added = rows.filter((row) => row.id > seen)
      seen = added.at(-1)?.id ?? seen
      return added.map(({ chat, text }) => `${chat}: ${text}`)
    },
    async close() {
      await store.close()
      rmSync(dir, { recursive: true })
    },
  }
}

/** An instant by the office's clock in 2026. */
export const at = (day: string, time: string) => new Date(`2026-${day}T${time}:00+08:00`)
