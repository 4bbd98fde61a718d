/** What the board asks its worker for, and what it gets: small answers, however many tasks there are. */
import type { PeriodName } from '../../commands/rules/figure-days.js'
import {
  RESULT_FIGURES,
  type ResultFact,
  type ResultFigure,
  VISIT_FIGURES,
  type VisitFact,
  type VisitFigure,
} from '../../commands/rules/figures.js'
import type { Day } from '../../db/store.js'
import type { PlotSize } from './board-plots.js'
import type { Overview } from './gather-overview.js'

export const PLOTS = ['trend', 'owed', 'days'] as const
export type PlotName = (typeof PLOTS)[number]

/** What is to be listed: what a figure counts, or what falls due on a day. */
export type ListOf = { figure: VisitFigure | ResultFigure } | { day: Day }

interface Asked {
  today: Day
  zone: string
  period: PeriodName
  /** Of it alone; null for all. */
  department: string | null
}

export type BoardAsk = Asked &
  (
    | { ask: 'overview' }
    | { ask: 'list'; of: ListOf; offset: number; limit: number }
    | { ask: 'plot'; plot: PlotName; size: PlotSize }
  )

export interface BoardList {
  /** Of both together. */
  total: number
  visits: VisitFact[]
  results: ResultFact[]
}

export interface BoardAnswers {
  overview: Overview
  list: BoardList
  plot: string
}

export const isVisitFigure = (word: string): word is VisitFigure => (VISIT_FIGURES as string[]).includes(word)
export const isResultFigure = (word: string): word is ResultFigure =>
  (RESULT_FIGURES as string[]).includes(word)
