/** The pages behind the door, by their paths. */
import type { PeriodName } from '../../../commands/rules/figure-days.js'
import { readVisitNo } from '../../../commands/rules/numbers.js'
import { officeDay, officeTime } from '../../../commands/rules/office-time.js'
import type { Day } from '../../../db/store.js'
import {
  type BoardAnswers,
  type BoardAsk,
  isResultFigure,
  isVisitFigure,
  type ListOf,
  PLOTS,
  type PlotName,
} from '../../board/board-ask.js'
import { readPage } from '../paging.js'
import type { BoardOptions, Guest, Room } from './board-options.js'
import { renderBoard } from './board-page.js'
import { describeRows, type Row } from './describe-rows.js'
import { describeVisit } from './describe-visit.js'
import { renderList } from './list-page.js'
import { renderVisit } from './visit-page.js'

const PAGE = 50
/** Of each list on the board's first page, and on the sheets that are printed. */
const FIRST = 10
const PRINTED = 300
const PERIODS: PeriodName[] = ['week', 'month', 'year']
/** Without quotes: they would end the attribute that the renderer writes it into. */
const FAMILY = 'system-ui, PingFang SC, Microsoft YaHei, Noto Sans SC, sans-serif'
const SIZES = {
  wide: { width: 880, height: 300, font: 14, family: FAMILY },
  narrow: { width: 350, height: 240, font: 11, family: FAMILY },
}

type Asking = Parameters<Room>[1]
type Shown = ReturnType<Room>

export function boardRooms(options: BoardOptions): Record<string, Room> {
  const overview =
    (isPrinted: boolean, department: (request: Asking) => string | null): Room =>
    (guest, request) =>
      showOverview(options, guest, request, department(request), isPrinted)
  const named = (request: Asking) => String(request.params.code)
  return {
    '/board': overview(false, () => null),
    '/board/print': overview(true, () => null),
    '/board/departments/:code': overview(false, named),
    '/board/departments/:code/print': overview(true, named),
    '/board/list': (guest, request) => showList(options, guest, request),
    '/board/visits/:no': (guest, request) => showVisit(options, guest, request),
    '/board/plots/:plot': (_, request) => showPlot(options, request),
  }
}

/** The worker's answer, counted for today. */
async function ask<A extends BoardAsk['ask']>(
  { startWorker, now, zone }: BoardOptions,
  asked: Omit<Extract<BoardAsk, { ask: A }>, 'today' | 'zone'> & { ask: A },
): Promise<BoardAnswers[A]> {
  const today = officeDay(now(), zone)
  return (await startWorker('board', { ...asked, today, zone } as unknown as BoardAsk)) as BoardAnswers[A]
}

async function showOverview(
  options: BoardOptions,
  guest: Guest,
  request: Asking,
  code: string | null,
  isPrinted: boolean,
): Shown {
  const { store, now, zone } = options
  const department = code === null ? null : await store.read((view) => view.departments.get(code))
  if (department === undefined) return null
  const about = { period: readPeriod(request), department: code }
  const overview = await ask(options, { ask: 'overview', ...about })
  const most = isPrinted ? PRINTED : FIRST
  const part = async (figure: 'visitsOverdue' | 'resultsOverdue' | 'undecided') => {
    const list = await ask(options, { ask: 'list', of: { figure }, offset: 0, limit: most, ...about })
    return { rows: await describe(options, guest, list), total: list.total }
  }
  const lists = {
    visitsOverdue: await part('visitsOverdue'),
    resultsOverdue: await part('resultsOverdue'),
    undecided: await part('undecided'),
  }
  const daysOff = await store.read(async (view) => {
    const calendar = await options.calendar(view)
    return new Set(overview.days.map(({ day }) => day).filter((day) => !calendar.isWorkingDay(day)))
  })
  const time = officeTime(now(), zone)
  const html = renderBoard({
    ...{ reader: guest.reader, overview, period: about.period, department: department?.name ?? null, code },
    ...{ lists, daysOff, time, isPrinted },
  })
  return { html }
}

async function describe(
  { store, now, zone, calendar }: BoardOptions,
  { person }: Guest,
  list: BoardAnswers['list'],
): Promise<Row[]> {
  const today = officeDay(now(), zone)
  return store.read(async (view) => describeRows(view, person, list, today, await calendar(view)))
}

async function showList(options: BoardOptions, guest: Guest, request: Asking): Shown {
  const { store } = options
  const of = readListOf(request)
  const code = typeof request.query.department === 'string' ? request.query.department : null
  const department = code === null ? null : await store.read((view) => view.departments.get(code))
  if (of === null || department === undefined) return null
  const period = readPeriod(request)
  const page = readPage(request)
  const list = await ask(options, {
    ...{ ask: 'list', of, period, department: code, offset: (page - 1) * PAGE, limit: PAGE },
  })
  const html = renderList({
    ...{ reader: guest.reader, of, period, department: department?.name ?? null, code, page },
    ...{ rows: await describe(options, guest, list), total: list.total, more: list.total > page * PAGE },
  })
  return { html }
}

async function showVisit({ store, now, zone }: BoardOptions, guest: Guest, request: Asking): Shown {
  const no = readVisitNo(String(request.params.no))
  const today = officeDay(now(), zone)
  const visit = no && (await store.read((view) => describeVisit(view, guest.person, no, today)))
  return visit ? { html: renderVisit(guest.reader, visit) } : null
}

async function showPlot(options: BoardOptions, request: Asking): Shown {
  const [name = '', size = '', ...more] = String(request.params.plot)
    .replace(/\.svg$/, '')
    .split('-')
  if (!isPlot(name) || !Object.hasOwn(SIZES, size) || more.length > 0) return null
  const code = typeof request.query.department === 'string' ? request.query.department : null
  const svg = await ask(options, {
    ...{ ask: 'plot', plot: name, size: SIZES[size as keyof typeof SIZES], period: 'year', department: code },
  })
  return { svg }
}

const isPlot = (word: string): word is PlotName => (PLOTS as readonly string[]).includes(word)

const readPeriod = ({ query }: Asking): PeriodName => PERIODS.find((name) => name === query.period) ?? 'year'

function readListOf({ query }: Asking): ListOf | null {
  const { figure, day } = query
  if (typeof day === 'string' && isDay(day)) return { day }
  if (typeof figure !== 'string') return null
  return isVisitFigure(figure) || isResultFigure(figure) ? { figure } : null
}

const isDay = (word: string): word is Day =>
  /^\d{4}-\d\d-\d\d$/.test(word) && !Number.isNaN(Date.parse(`${word}T00:00:00Z`))
