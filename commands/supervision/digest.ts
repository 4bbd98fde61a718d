/** /digest 日报: the leaders' daily digest, now. */
import type { ChatRef, Day, Job, ResultState, View } from '../../db/store.js'
import type { Command, Context } from '../command.js'
import type { DisclosingLine } from '../messages/progressing.js'
import { messages } from '../messages.js'
import type { Calendar } from '../rules/calendar.js'
import { weekEnd } from '../rules/office-time.js'
import { isSameChat } from '../same-chat.js'
import { loadProgress } from '../visits/progress.js'
import { inspectorNames } from '../visits/visit-cards.js'
import { loadMeasures, openOf } from './measure.js'

const OPEN_RESULTS: ResultState[] = ['review', 'returned', 'decision', 'disclosure']

export const digest: Command<null> = {
  words: ['digest', '日报'],
  summary: '查看今天的日报',
  usage: '/digest',
  example: async () => '/digest',
  // Not in a department's group: it names overdue firms of other departments' draws.
  audience: { roles: ['office', 'leader', 'supervisor', 'admin'], chats: ['private', 'office', 'leaders'] },
  parse: () => null,
  async run(_, ctx) {
    const { tx, today, calendar } = ctx
    await askForPicture(ctx)
    return { reply: { text: await writeDigest(tx, today, today, calendar) } }
  },
}

/** One that is being drawn for this chat already is enough. */
async function askForPicture({ tx, today, chat: { platform, chat }, startJob }: Context): Promise<void> {
  const waits = ({ kind, payload }: Job) => {
    const asked = kind === 'digest' ? (payload as { chat: ChatRef } | null) : null
    return asked !== null && isSameChat(asked.chat, { platform, chat })
  }
  if (!(await tx.jobs.queued()).some(waits)) await startJob('digest', today, { chat: { platform, chat } })
}

/** Of each department with results that are not public yet: how many, and how many are past their last day. */
async function loadDisclosing(view: View, today: Day): Promise<DisclosingLine[]> {
  const counts = new Map<string, { open: number; late: number }>()
  for (const { department, discloseBy } of await view.results.inStates(OPEN_RESULTS)) {
    const { open, late } = counts.get(department) ?? { open: 0, late: 0 }
    const isLate = discloseBy !== null && discloseBy < today
    counts.set(department, { open: open + 1, late: late + (isLate ? 1 : 0) })
  }
  const lines: DisclosingLine[] = []
  for (const [code, count] of counts) {
    lines.push({ department: (await view.departments.get(code))?.shortName ?? code, ...count })
  }
  return lines.sort((a, b) => b.late - a.late)
}

/** Measures past their last day, and which departments they wait for. */
async function loadLateMeasures(view: View, today: Day): Promise<{ no: string; departments: string[] }[]> {
  const late = (await loadMeasures(view)).filter(({ measure }) => measure.due < today)
  return late
    .map((state) => ({
      no: state.measure.no,
      departments: openOf(state).map(({ department }) => department.shortName),
    }))
    .filter(({ departments }) => departments.length > 0)
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
    disclosing: await loadDisclosing(view, today),
    measures: await loadLateMeasures(view, today),
    head: await view.ledger.head(),
    notSent: await view.outbox.count('dead'),
  })
}
