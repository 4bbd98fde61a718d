/** /digest 日报: the leaders' daily digest, now. */
import type { Day, View } from '../db/store.js'
import type { Command } from './command.js'
import { messages } from './messages.js'
import { loadProgress } from './progress.js'
import type { Calendar } from './rules/calendar.js'
import { weekEnd } from './rules/office-time.js'
import { inspectorNames } from './visit-cards.js'

export const digest: Command<null> = {
  words: ['digest', '日报'],
  summary: '查看今天的日报',
  usage: '/digest',
  example: async () => '/digest',
  // Not in a department's group: it names overdue firms of other departments' draws.
  audience: { roles: ['office', 'leader', 'supervisor', 'admin'], chats: ['private', 'office', 'leaders'] },
  parse: () => null,
  async run(_, { tx, today, calendar }) {
    return { reply: { text: await writeDigest(tx, today, today, calendar) } }
  },
}

/** @param day the working day that the digest is of; before `today` it is marked as sent late. */
export async function writeDigest(view: View, day: Day, today: Day, calendar: Calendar): Promise<string> {
  const overdue: string[] = []
  for (const visit of await view.visits.overdue(today)) {
    const firm = await view.firms.get(visit.firm)
    const names = await inspectorNames(view, visit.no)
    const days = calendar.between(visit.due, today)
    overdue.push(messages.digest.overdueLine(visit.no, firm?.name ?? visit.firm, names, days))
  }
  return messages.digest.text({
    day,
    late: day < today,
    totals: await view.visits.totals(today, weekEnd(today)),
    lines: await loadProgress(view, today),
    overdue,
    head: await view.ledger.head(),
    notSent: await view.outbox.count('dead'),
  })
}
