/** The digest as a picture for phones: the whole in four figures, departments with the late ones first, days to come, weeks past. */
import { ratePercent } from '../../commands/messages/figures.js'
import { messages } from '../../commands/messages.js'
import { rateOf } from '../../commands/rules/figures.js'
import { daysPlot, owedPlot, trendPlot } from '../board/board-plots.js'
import type { NamedFigures, Overview } from '../board/gather-overview.js'
import { type Html, html, toMarkup } from '../pages/html.js'
import { FAMILY, fontFiles } from './glyphs.js'
import { BLUE, EDGE, INK, PictureColumn, renderPng, SOFT, WIDTH } from './picture-column.js'
import { type TextStyle, textNode } from './picture-text.js'

export interface DigestPictureData extends Overview {
  /** The time at which it was counted, 'HH:MM'. */
  time: string
  /** Working days to come, the nearest first. */
  ahead: Overview['days']
}

/** As many as a chat's picture can show without being shrunk beyond reading. */
const MOST_ROWS = 8
const ALARM = '#a5401f'
const GROUND = '#dfe4ea'
const DONE = '#1c5fd0'

const TITLE: TextStyle = { x: EDGE, size: 56, fill: '#ffffff', weight: 700 }
const SUBTITLE: TextStyle = { x: EDGE, size: 34, fill: '#e6effd', weight: 400 }
const HEADING: TextStyle = { x: EDGE, size: 42, fill: INK, weight: 700 }
const TEXT: TextStyle = { x: EDGE, size: 34, fill: INK, weight: 400 }
const SMALL: TextStyle = { x: EDGE, size: 32, fill: SOFT, weight: 400 }
const BIG: TextStyle = { x: EDGE, size: 76, fill: INK, weight: 700 }

const BAR = { x: 380, width: 440, height: 34 }
const NAME_WIDTH = BAR.x - EDGE - 20
const PLOT = { width: WIDTH - 2 * EDGE, height: 320, font: 30, family: FAMILY }

/** A plot, and how far down it stands. */
interface Placed {
  svg: string
  y: number
}

/** One PNG picture of 1080 pixels' width. */
export function drawDigestPicture(data: DigestPictureData): Buffer {
  const column = new PictureColumn()
  const plots: Placed[] = []
  writeHead(column, data)
  writeBody(column, plots, data)
  column.rule()
  column.write(words.foot, SMALL)
  column.y += 40
  return renderPng(layOut(column, plots), fontFiles[400])
}

const words = messages.digestPicture

function writeHead(column: PictureColumn, { today, time, period }: DigestPictureData): void {
  column.y = 36
  column.write(words.title(today), TITLE)
  column.write(words.subtitle(period.from.slice(0, 4), time), SUBTITLE)
  const head = column.y + 32
  column.nodes.unshift(html`<rect width="${WIDTH}" height="${head}" fill="${BLUE}"/>`)
  column.y = head + 16
}

function writeBody(column: PictureColumn, plots: Placed[], data: DigestPictureData): void {
  writeTiles(column, data.total)
  column.rule()
  column.write(words.departments, HEADING)
  column.write(words.bars, SMALL)
  const shown = data.departments.slice(0, MOST_ROWS)
  for (const one of shown) writeDepartment(column, one)
  const rest = data.departments.slice(MOST_ROWS)
  if (rest.length > 0) {
    column.y += 12
    column.write(words.rest(rest), SMALL)
  }
  column.rule()
  column.write(words.ahead(data.ahead.length), HEADING)
  const due = data.ahead.reduce((sum, { visits, results }) => sum + visits + results, 0)
  if (due === 0) column.write(words.noneAhead, TEXT)
  else place(column, plots, daysPlot(data.ahead, PLOT))
  column.rule()
  column.write(words.trend(data.weeks.length), HEADING)
  place(column, plots, trendPlot(data.weeks, data.today, PLOT))
  const owed = data.weeks.reduce((sum, one) => sum + one.visitsOverdue + one.resultsOverdue, 0)
  if (owed === 0) column.write(words.noneOwed, TEXT)
  else place(column, plots, owedPlot(data.weeks, data.today, PLOT))
}

function place(column: PictureColumn, plots: Placed[], svg: string): void {
  plots.push({ svg, y: column.y + 16 })
  column.y += PLOT.height + 16
}

/** Two beside two: a figure, and under it what it is. */
function writeTiles(column: PictureColumn, total: Overview['total']): void {
  const alarm = (count: number) => (count > 0 ? ALARM : INK)
  const tiles: [string, string, string][] = [
    [`${total.recorded}/${total.tasks}`, words.progress, INK],
    [String(total.visitsOverdue), words.visitsOverdue, alarm(total.visitsOverdue)],
    [ratePercent(rateOf(total, 'completion')), words.completion(total.disclosed, total.resultsDue), INK],
    [String(total.resultsOverdue), words.resultsOverdue, alarm(total.resultsOverdue)],
  ]
  for (const [i, [figure, name, fill]] of tiles.entries()) {
    const x = i % 2 === 0 ? EDGE : WIDTH / 2 + 24
    if (i % 2 === 0) column.y += 150
    column.nodes.push(textNode(figure, column.y - 52, { ...BIG, x, fill }))
    column.nodes.push(textNode(name, column.y, { ...SMALL, x }))
  }
  column.y += 8
}

/** Its name, in as many lines as it needs, a bar with its numbers, and under it what it owes. */
function writeDepartment(column: PictureColumn, one: NamedFigures): void {
  column.y += 18
  const top = column.y
  column.write(one.name, TEXT, NAME_WIDTH)
  const below = column.y
  column.y = top
  column.nodes.push(barNode(one, top + 8))
  const numbers = { ...TEXT, x: BAR.x + BAR.width + 24 }
  column.write(one.tasks === 0 ? words.noTasks : `${one.recorded}/${one.tasks}`, numbers)
  const owed = words.owed(one)
  if (owed !== '') column.write(owed, { ...SMALL, x: BAR.x, fill: ALARM })
  column.y = Math.max(column.y, below)
}

function barNode({ tasks, recorded, visitsOverdue }: NamedFigures, y: number): Html {
  const { x, width, height } = BAR
  const part = (count: number) => (tasks === 0 ? 0 : Math.round((width * Math.min(count, tasks)) / tasks))
  const done = part(recorded)
  const late = Math.min(part(visitsOverdue), width - done)
  return html`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${GROUND}"/>
<rect x="${x}" y="${y}" width="${done}" height="${height}" fill="${DONE}"/>
<rect x="${x + done}" y="${y}" width="${late}" height="${height}" fill="${ALARM}"/>`
}

/** The plots come as whole documents, which may stand inside another one. */
function layOut({ nodes, y }: PictureColumn, plots: Placed[]): string {
  const ground = toMarkup(html`<rect width="${WIDTH}" height="${y}" fill="#ffffff"/>${nodes}`)
  const inner = plots.map((one) => `<g transform="translate(${EDGE} ${one.y})">${one.svg}</g>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${WIDTH}" height="${y}">${ground}${inner.join('')}</svg>`
}
