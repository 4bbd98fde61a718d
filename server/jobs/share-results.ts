/** Once a working day: what became public since goes to the groups of the units that are to receive it, in one message each. */
import { deliver } from '../../bot/delivery.js'
import type { Notice } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import { isQuiet, officeDay, officeTime } from '../../commands/rules/office-time.js'
import { isShared } from '../../commands/rules/share-filter.js'
import type { PublishedResult, Share } from '../../db/store.js'
import type { PeriodicJob } from './due-work.js'

const SHARE_AT = '16:00'
/** The instant up to which results have been shared. */
const LAST = 'shares.until'
/** More lines are no help in a chat. */
const MOST_LINES = 30

export const shareResults: PeriodicJob = async ({ store, platforms, office, calendar }, now) => {
  const today = officeDay(now, office.zone)
  if (officeTime(now, office.zone) < SHARE_AT || isQuiet(now, office.zone)) return
  const before = await store.read((view) => view.settings.get(LAST))
  if (before !== undefined && officeDay(new Date(before), office.zone) === today) return
  await store.write(async (tx) => {
    if (!(await calendar(tx)).isWorkingDay(today)) return
    const until = now.toISOString()
    const shares = (await tx.shares.open()).filter(({ approvedAt }) => approvedAt !== null)
    const [oldest] = shares.map(({ approvedAt }) => approvedAt!).sort()
    const after = (await tx.settings.get(LAST)) ?? oldest ?? until
    await tx.settings.set(LAST, until)
    if (shares.length === 0) return
    const problems = new Set(office.vocabulary.results.filter((one) => one.problem).map(({ name }) => name))
    const fresh = await tx.published.between(after, until)
    const notices = bundle(shares, fresh, problems, office.publicUrl)
    for (const { unit, count } of notices)
      await tx.ledger.append('results.shared', 'system', { unit, count, until }, now.toISOString())
    await deliver(
      tx,
      platforms,
      notices.map(({ notice }) => notice),
      now,
    )
  })
}

/** One message a unit, also where it has several rules; nothing that became public before its rule was approved. */
function bundle(
  shares: Share[],
  fresh: PublishedResult[],
  problems: ReadonlySet<string>,
  publicUrl: string | null,
): { unit: string; count: number; notice: Notice }[] {
  const units = [...new Set(shares.map(({ unit }) => unit))]
  return units.flatMap((unit) => {
    const own = shares.filter((one) => one.unit === unit)
    const matches = (share: Share, one: PublishedResult) =>
      one.at > share.approvedAt! && isShared(share, one, problems)
    const results = fresh.filter((one) => own.some((share) => matches(share, one)))
    if (results.length === 0) return []
    const uses = own.filter((share) => results.some((one) => matches(share, one))).map(({ use }) => use)
    const text = messages.share.bundle(
      results.slice(0, MOST_LINES),
      results.length,
      [...new Set(uses)],
      publicUrl,
    )
    return [
      { unit, count: results.length, notice: { to: { department: unit }, content: { text }, quiet: true } },
    ]
  })
}
