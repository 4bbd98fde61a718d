/** The tables that the printed record is built of: forms, hashes, lists, and lines to sign on. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type IRunPropertiesOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { FANGSONG, MONO, run, SONG, TEXT_WIDTH } from './record-type.js'

// Half-points: 21 is 五号, 18 小五. 64 characters of 17 fill one line beside a label.
const LABEL: IRunPropertiesOptions = { font: SONG, size: 21, bold: true }
const VALUE: IRunPropertiesOptions = { font: FANGSONG, size: 21 }
const SMALL: IRunPropertiesOptions = { font: FANGSONG, size: 18 }
const SMALL_LABEL: IRunPropertiesOptions = { font: SONG, size: 18, bold: true }
const HEX: IRunPropertiesOptions = { font: MONO, size: 17 }

interface CellStyle {
  run: IRunPropertiesOptions
  width: number
  span?: number
  center?: boolean
  shaded?: boolean
}

function cell(lines: string[], { run: style, width, span = 1, center, shaded }: CellStyle): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan: span,
    verticalAlign: VerticalAlignTable.CENTER,
    ...(shaded ? { shading: { fill: 'F2F2F2' } } : {}),
    children: lines.map(
      (line) =>
        new Paragraph({
          alignment: center ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [run(line, style)],
        }),
    ),
  })
}

function table(widths: number[], rows: TableRow[]): Table {
  return new Table({
    rows,
    columnWidths: widths,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { top: 40, bottom: 40, left: 60, right: 60 },
  })
}

/** A label and what was filled in beside it. */
type Field = [label: string, lines: string | string[]]

/** A form; each of its rows holds one field across the page or two beside each other. */
export function formTable(rows: Field[][]): Table {
  const [label, half] = [1500, TEXT_WIDTH / 2 - 1500]
  const cells = ([name, lines]: Field, alone: boolean) => [
    cell([name], { run: LABEL, width: label, center: true, shaded: true }),
    cell([lines].flat(), {
      run: VALUE,
      ...(alone ? { width: TEXT_WIDTH - label, span: 3 } : { width: half }),
    }),
  ]
  return table(
    [label, half, label, half],
    rows.map((row) => {
      const children = row.flatMap((field) => cells(field, row.length === 1))
      return new TableRow({ cantSplit: true, children })
    }),
  )
}

/** Hashes beside their names, each unbroken on one line so that it can be copied and compared. */
export function hexTable(rows: [label: string, hex: string][]): Table {
  const [name, value] = [1900, TEXT_WIDTH - 1900]
  return table(
    [name, value],
    rows.map(
      ([label, hex]) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell([label], { run: SMALL_LABEL, width: name, center: true, shaded: true }),
            cell([hex], { run: HEX, width: value }),
          ],
        }),
    ),
  )
}

interface Column {
  head: string
  /** Twips. */
  width: number
  center?: boolean
}

/** A list whose head stands again on every page and whose rows stay whole; a cell holds one or more lines. */
export function gridTable(columns: Column[], rows: (string | string[])[][]): Table {
  const head = columns.map(({ head, width }) =>
    cell([head], { run: SMALL_LABEL, width, center: true, shaded: true }),
  )
  const body = rows.map((row) =>
    columns.map(({ width, center = false }, index) =>
      cell([row[index] ?? ''].flat(), { run: SMALL, width, center }),
    ),
  )
  return table(
    columns.map(({ width }) => width),
    [
      new TableRow({ tableHeader: true, cantSplit: true, children: head }),
      ...body.map((children) => new TableRow({ cantSplit: true, children })),
    ],
  )
}

/** Lines to sign on, two beside each other, kept on one page. */
export function signatureTable(lines: [string, string][]): Table {
  const none = { style: BorderStyle.NONE }
  const half = TEXT_WIDTH / 2
  return new Table({
    columnWidths: [half, half],
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: {
      top: none,
      bottom: none,
      left: none,
      right: none,
      insideHorizontal: none,
      insideVertical: none,
    },
    rows: lines.map(
      (pair, index) =>
        new TableRow({
          cantSplit: true,
          keepNext: index < lines.length - 1,
          height: { value: 800, rule: HeightRule.ATLEAST },
          children: pair.map((text) => cell([text], { run: { font: SONG, size: 24 }, width: half })),
        }),
    ),
  })
}
