/** What the board's pages ask the worker for, and the rows that come of it. */
import { officeDay } from '../../../commands/rules/office-time.js'
import type { BoardAnswers, BoardAsk } from '../../board/board-ask.js'
import type { BoardOptions, Guest } from './board-options.js'
import { describeRows, type Row } from './describe-rows.js'

/** The worker's answer, counted for today. */
export async function askBoard<A extends BoardAsk['ask']>(
  { startWorker, now, zone }: BoardOptions,
  asked: Omit<Extract<BoardAsk, { ask: A }>, 'today' | 'zone'> & { ask: A },
): Promise<BoardAnswers[A]> {
  const today = officeDay(now(), zone)
  return (await startWorker('board', { ...asked, today, zone } as unknown as BoardAsk)) as BoardAnswers[A]
}

export async function describeList(
  { store, now, zone, calendar }: BoardOptions,
  { person }: Guest,
  list: BoardAnswers['list'],
): Promise<Row[]> {
  const today = officeDay(now(), zone)
  return store.read(async (view) => describeRows(view, person, list, today, await calendar(view)))
}
