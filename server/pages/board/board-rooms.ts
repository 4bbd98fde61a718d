/** The pages behind the door, by their paths. */
import type { PeriodName } from '../../../commands/rules/figure-days.js'
import { readVisitNo } from '../../../commands/rules/numbers.js'
import { officeDay, officeTime } from '../../../commands/rules/office-time.js'
import type { Day } from '../../../db/store.js'
import { isResultFigure, isVisitFigure, type ListOf } from '../../board/board-ask.js'
import { readPage } from '../paging.js'
import { askBoard, describeList } from './ask-board.js'
import type { BoardOptions, Guest, Room } from './board-options.js'
import { type BoardPage, type Listed, PERIOD_NAMES, renderBoard } from './board-page.js'
import { describeVisit } from './describe-visit.js'
import { renderList } from './list-page.js'
import { showPlot } from './show-plot.js'
import { renderVisit } from './visit-page.js'

const PAGE = 50
/** Of each list on the board's first page, and on the sheets that are printed. */
const FIRST = 10
const PRINTED = 300
const PERIODS = Object.keys(PERIOD_NAMES) as PeriodName[]
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
  const period = readPeriod(request)
  const overview = await askBoard(options, { ask: 'overview', period, department: code })
  const html = renderBoard({
    ...{ reader: guest.reader, overview, period, department: department?.name ?? null, code, isPrinted },
    lists: await listLate(options, guest, { period, department: code }, isPrinted ? PRINTED : FIRST),
    daysOff: await findDaysOff(options, overview.days),
    time: officeTime(now(), zone),
  })
  return { html, isLive: !isPrinted }
}

/** What somebody has to see to, each list as long as the page has room for. */
async function listLate(
  options: BoardOptions,
  guest: Guest,
  about: { period: PeriodName; department: string | null },
  limit: number,
): Promise<BoardPage['lists']> {
  const part = async (figure: Listed) => {
    const list = await askBoard(options, { ask: 'list', of: { figure }, offset: 0, limit, ...about })
    return { rows: await describeList(options, guest, list), total: list.total }
  }
  return {
    visitsOverdue: await part('visitsOverdue'),
    resultsOverdue: await part('resultsOverdue'),
    undecided: await part('undecided'),
  }
}

async function findDaysOff({ store, calendar }: BoardOptions, days: { day: Day }[]): Promise<Set<Day>> {
  const known = await store.read(calendar)
  return new Set(days.map(({ day }) => day).filter((day) => !known.isWorkingDay(day)))
}

async function showList(options: BoardOptions, guest: Guest, request: Asking): Shown {
  const { store } = options
  const of = readListOf(request)
  const code = typeof request.query.department === 'string' ? request.query.department : null
  const department = code === null ? null : await store.read((view) => view.departments.get(code))
  if (of === null || department === undefined) return null
  const period = readPeriod(request)
  const page = readPage(request)
  const list = await askBoard(options, {
    ...{ ask: 'list', of, period, department: code, offset: (page - 1) * PAGE, limit: PAGE },
  })
  const html = renderList({
    ...{ reader: guest.reader, of, period, department: department?.name ?? null, code, page },
    ...{ rows: await describeList(options, guest, list), total: list.total, more: list.total > page * PAGE },
  })
  return { html }
}

async function showVisit({ store, now, zone }: BoardOptions, guest: Guest, request: Asking): Shown {
  const no = readVisitNo(String(request.params.no))
  const today = officeDay(now(), zone)
  const visit = no && (await store.read((view) => describeVisit(view, guest.person, no, today)))
  return visit ? { html: renderVisit(guest.reader, visit) } : null
}

const readPeriod = ({ query }: Asking): PeriodName => PERIODS.find((name) => name === query.period) ?? 'year'

function readListOf({ query }: Asking): ListOf | null {
  const { figure, day } = query
  if (typeof day === 'string' && isDay(day)) return { day }
  if (typeof figure !== 'string') return null
  return isVisitFigure(figure) || isResultFigure(figure) ? { figure } : null
}

const isDay = (word: string): word is Day =>
  /^\d{4}-\d\d-\d\d$/.test(word) && !Number.isNaN(Date.parse(`${word}T00:00:00Z`))
