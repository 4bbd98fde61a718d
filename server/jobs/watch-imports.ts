/** Imports that nobody decided within seven days lapse, and whoever sent the file is told. */
import { deliver } from '../../bot/delivery.js'
import { messages } from '../../commands/messages.js'
import { IMPORT_LAPSES_AFTER } from '../../commands/registries/decide-import.js'
import type { ImportRequest } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'

export const watchImports: PeriodicJob = async ({ store, platforms }, now) => {
  const isDue = ({ shownAt }: ImportRequest) => now.getTime() - Date.parse(shownAt!) >= IMPORT_LAPSES_AFTER
  const waiting = await store.read((view) => view.importRequests.inState('waiting'))
  if (!waiting.some(isDue)) return
  await store.write(async (tx) => {
    const due = (await tx.importRequests.inState('waiting')).filter(isDue)
    for (const { id, version } of due) await tx.importRequests.advance(id, version, { state: 'lapsed' })
    const notices = due.map(({ id, askedBy }) => ({
      to: { person: askedBy },
      content: { text: messages.imports.lapsed(id) },
      quiet: true,
    }))
    await deliver(tx, platforms, notices, now)
  })
}
