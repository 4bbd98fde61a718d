/** Once a day: what was said in private, who was told what long ago, questions that nobody answered and old drafts are forgotten. */
import { officeDay } from '../../commands/rules/office-time.js'
import type { PeriodicJob } from './due-work.js'

const DAY = 24 * 60 * 60_000
/** For so long an operator can look up what the bot told a person. */
const TEXTS_KEPT = 7 * DAY
const ROWS_KEPT = 90 * DAY
/** Nobody goes on with a record that was left so long. */
const DRAFTS_KEPT = 180 * DAY
/** The day on which this was last done. */
const LAST_FORGOTTEN = 'forget.last'

export const forgetOld: PeriodicJob = async ({ store, office }, now) => {
  const day = officeDay(now, office.zone)
  if ((await store.read((view) => view.settings.get(LAST_FORGOTTEN))) === day) return
  const before = (age: number) => new Date(now.getTime() - age).toISOString()
  // Several short writes: a long one would keep the chats waiting.
  let forgotten: number
  do forgotten = await store.write((tx) => tx.outbox.forget(before(TEXTS_KEPT), before(ROWS_KEPT)))
  while (forgotten > 0)
  await store.write(async (tx) => {
    await tx.dialogues.forget(now.toISOString())
    await tx.drafts.forget(before(DRAFTS_KEPT))
    await tx.board.forget(before(DAY))
    await tx.settings.set(LAST_FORGOTTEN, day)
  })
}
