/** The worker's part of the board: counts and lists from the facts, which are kept until the ledger grows. */
import { dueOn, factsOf, periodOf } from '../../commands/rules/figure-days.js'
import {
  type Facts,
  type ResultFact,
  resultsOf,
  type VisitFact,
  visitsOf,
} from '../../commands/rules/figures.js'
import type { Store } from '../../db/store.js'
import {
  type BoardAnswers,
  type BoardAsk,
  type BoardList,
  isResultFigure,
  isVisitFigure,
} from './board-ask.js'
import { countOverview, loadBoardFacts, nameOverview } from './gather-overview.js'

/** Facts may change without an entry, as when the calendar moves a last day: nothing is kept for longer. */
const KEPT = 60_000
let kept: { key: string; until: number; facts: Facts } | undefined

export async function answerBoard(store: Store, asked: BoardAsk): Promise<BoardAnswers[keyof BoardAnswers]> {
  const { today, period, department } = asked
  const facts = await readFacts(store, asked)
  if (asked.ask === 'list') return list(department === null ? facts : factsOf(facts, department), asked)
  const counted = countOverview(facts, period, today, department)
  if (asked.ask === 'overview') return store.read((view) => nameOverview(view, counted))
  const { plot, size } = asked
  const { daysPlot, owedPlot, trendPlot } = await import('./board-plots.js')
  if (plot === 'days') return daysPlot(counted.days.slice(0, 14), size)
  return (plot === 'trend' ? trendPlot : owedPlot)(counted.weeks, today, size)
}

async function readFacts(store: Store, { today, zone }: BoardAsk): Promise<Facts> {
  return store.read(async (view) => {
    const { n, hash } = await view.ledger.head()
    const key = [n, hash, today, zone].join()
    if (kept?.key !== key || kept.until < Date.now())
      kept = { key, until: Date.now() + KEPT, facts: await loadBoardFacts(view, today, zone) }
    return kept.facts
  })
}

/** What has waited longest comes first. */
function list(facts: Facts, asked: Extract<BoardAsk, { ask: 'list' }>): BoardList {
  const { visits, results } = find(facts, asked)
  const last = ({ discloseBy }: ResultFact) => discloseBy ?? ''
  visits.sort((a, b) => compare(a.due, b.due) || compare(a.visit, b.visit))
  results.sort((a, b) => compare(last(a), last(b)) || compare(a.visit, b.visit))
  const { offset, limit } = asked
  const before = Math.max(0, offset - visits.length)
  const shown = visits.slice(offset, offset + limit)
  return {
    total: visits.length + results.length,
    visits: shown,
    results: results.slice(before, before + limit - shown.length),
  }
}

function find(
  facts: Facts,
  { of, period: name, today }: Extract<BoardAsk, { ask: 'list' }>,
): { visits: VisitFact[]; results: ResultFact[] } {
  if ('day' in of) return dueOn(facts, [of.day])[0]!
  const { figure } = of
  const period = periodOf(name, today)
  return {
    visits: isVisitFigure(figure) ? visitsOf(facts, period, figure) : [],
    results: isResultFigure(figure) ? resultsOf(facts, period, figure) : [],
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
