/** One cell of a workbook as the text that a person sees in it, or why that text is not what was typed. */
import { messages } from '../../../commands/messages.js'
import type { NumberFormat } from './read-formats.js'

export interface RawCell {
  /** The cell's type `t`; 'n' where it is left out. */
  type: string
  /** The text of `v`, or of an inline string; null where there is none. */
  value: string | null
  formula: boolean
  format: NumberFormat
}

export interface CellContext {
  strings: string[]
  since1904: boolean
}

type ReadCell = string | { text: string; spoilt: string }

export function readCell(cell: RawCell, context: CellContext): ReadCell {
  const { type, value, formula } = cell
  if (value === null) return formula ? { text: '', spoilt: messages.importing.noResult } : ''
  if (type === 's') return context.strings[Number(value)] ?? ''
  if (type === 'str' || type === 'inlineStr') return value
  if (type === 'b') return value === '1' ? '是' : '否'
  if (type === 'e') return { text: value, spoilt: messages.importing.errorCell(value) }
  if (type === 'd') return value.slice(0, 10)
  return readNumber(value, cell.format, context.since1904)
}

/** A spreadsheet keeps 15 digits of a number. */
const LOSING = 1e15
/** Days from 1970 back to the day that spreadsheets count from. */
const EPOCH = { 1900: 25_569, 1904: 24_107 }

function readNumber(value: string, format: NumberFormat, since1904: boolean): ReadCell {
  const number = Number(value)
  if (value.trim() === '' || Number.isNaN(number)) return value
  if (Math.abs(number) >= LOSING) return { text: value, spoilt: messages.importing.lostDigits }
  if (format === 'date') return showDate(number, since1904)
  if (format === 'percent') return `${round(number * 100)}%`
  if (typeof format === 'object') return String(number).padStart(format.digits, '0')
  // Nothing tells such a number's day from that of other workbooks.
  if (since1904 && /^\d{5}$/u.test(value)) return { text: value, spoilt: messages.importing.oldDates }
  return String(round(number))
}

/** Takes off what reckoning in binary adds at the end. */
function round(number: number): number {
  return Number(number.toPrecision(15))
}

function showDate(serial: number, since1904: boolean): string {
  const days = serial - EPOCH[since1904 ? 1904 : 1900]
  const minutes = Math.round(days * 1440)
  const instant = new Date(minutes * 60_000)
  if (Number.isNaN(instant.getTime()) || serial < 1) return String(serial)
  const text = instant.toISOString()
  return minutes % 1440 === 0 ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}
