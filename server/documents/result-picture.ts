/** The result of a draw as pictures for phones: who is visited by whom, a few dozen visits a picture, and where to check it. */
import { messages } from '../../commands/messages.js'
import { html, toMarkup } from '../pages/html.js'
import { type DrawnVisit, type DrawSheetData, type NamedPerson, personText } from './draw-data.js'
import { glyphsOf } from './glyphs.js'
import { BLUE, EDGE, INK, PictureColumn, renderPng, SOFT, WIDTH } from './picture-column.js'
import type { TextStyle } from './picture-text.js'

const INDENT = 132
/** Phones shrink what is much taller than this many rows. */
const PER_PICTURE = 20
/** A group's chat is no place for more; the workbook is. */
const MOST_PICTURES = 3
const QR_SIZE = 280

const TITLE: TextStyle = { x: EDGE, size: 54, fill: '#ffffff', weight: 700 }
const PLAN: TextStyle = { x: EDGE, size: 36, fill: '#e6effd', weight: 400 }
const FACT: TextStyle = { x: EDGE, size: 36, fill: INK, weight: 700 }
const FIRM: TextStyle = { x: INDENT, size: 42, fill: INK, weight: 400 }
const PEOPLE: TextStyle = { x: INDENT, size: 34, fill: SOFT, weight: 400 }
const ROW_NO: TextStyle = { x: EDGE, size: 38, fill: BLUE, weight: 700 }
const SMALL: TextStyle = { x: EDGE, size: 32, fill: SOFT, weight: 400 }

export interface QrCode {
  /** What it points to. */
  address: string
  /** A square picture. */
  png: Buffer
}

/** PNG pictures of 1080 pixels' width; a list that is too long for a few of them is left to the workbook. */
export function drawResultPictures(data: DrawSheetData, qr: QrCode | null): Buffer[] {
  const pages = Math.max(1, Math.ceil(data.visits.length / PER_PICTURE))
  if (pages > MOST_PICTURES) return [renderPng(layOut(data, [], messages.picture.tooMany, qr))]
  learnAll(data, qr)
  // As many on each: a last picture with one row looks like a fault.
  const rows = Math.ceil(data.visits.length / pages)
  return Array.from({ length: pages }, (_, page) => {
    const visits = data.visits.slice(page * rows, (page + 1) * rows)
    const note = messages.picture.page(page + 1, pages)
    return renderPng(layOut(data, visits, note, qr))
  })
}

/** All characters at once: each reading of the font costs as much as many of them. */
function learnAll(data: DrawSheetData, qr: QrCode | null): void {
  const { picture } = messages
  const rows = data.visits.flatMap(({ firm, inspectors }) => [firm.name, peopleText(inspectors)])
  const rest = [
    data.plan.name,
    picture.page(1, 2),
    picture.numbers(''),
    picture.remark,
    picture.scan,
    qr?.address,
  ]
  glyphsOf([...rows, ...rest].join(''), 400)
  const { title, summary } = picture
  glyphsOf(`${title(data.drawNo, data.nth)}${summary(0, data.due, data.dueEstimated)}0123456789`, 700)
}

function layOut(data: DrawSheetData, visits: DrawnVisit[], note: string, qr: QrCode | null): string {
  const column = new PictureColumn()
  column.y = 36
  column.write(messages.picture.title(data.drawNo, data.nth), TITLE)
  column.write(`${data.plan.no} ${data.plan.name}`, PLAN)
  const head = column.y + 32
  column.nodes.unshift(html`<rect width="${WIDTH}" height="${head}" fill="${BLUE}"/>`)
  column.y = head + 24
  column.write(messages.picture.summary(data.visits.length, data.due, data.dueEstimated), FACT)
  if (note !== '') column.write(note, SMALL)
  for (const visit of visits) writeVisit(column, visit)
  column.rule()
  writeFoot(column, visits[0], qr)
  const { nodes, y } = column
  return toMarkup(
    html`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}">
<rect width="${WIDTH}" height="${y}" fill="#ffffff"/>${nodes}</svg>`,
  )
}

function writeVisit(column: PictureColumn, { no, firm, inspectors }: DrawnVisit): void {
  column.rule()
  column.mark(no.slice(no.lastIndexOf('-') + 1), ROW_NO, FIRM)
  column.write(firm.name, FIRM)
  column.write(peopleText(inspectors), PEOPLE)
}

function peopleText(inspectors: NamedPerson[]): string {
  return inspectors.length === 0 ? messages.picture.unstaffed : inspectors.map(personText).join('、')
}

function writeFoot(column: PictureColumn, first: DrawnVisit | undefined, qr: QrCode | null): void {
  if (first) column.write(messages.picture.numbers(first.no.slice(0, first.no.lastIndexOf('-') + 1)), SMALL)
  column.write(messages.picture.remark, SMALL)
  if (qr) {
    const image = `data:image/png;base64,${qr.png.toString('base64')}`
    const beside = { ...SMALL, x: EDGE + QR_SIZE + 32 }
    const top = column.y + 24
    column.nodes.push(
      html`<image x="${EDGE}" y="${top}" width="${QR_SIZE}" height="${QR_SIZE}" href="${image}"/>`,
    )
    column.y = top + 48
    column.write(messages.picture.scan, beside)
    column.write(qr.address, beside)
    column.y = Math.max(column.y, top + QR_SIZE)
  }
  column.y += 40
}
