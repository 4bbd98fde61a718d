/** Reads an office's text file row by row, whatever the encoding and the separator. */
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { CsvError, type Options, type Parser, parse } from 'csv-parse'
import { messages } from '../../commands/messages.js'
import type { TableRow } from '../../commands/registries/kinds/table.js'
import { detectEncoding } from './detect-encoding.js'
import { ImportError } from './import-error.js'
import { MOST_COLUMNS, type RowSource } from './row-source.js'

const CHUNK = 1 << 18
/** Characters: an unclosed quote must not gather the rest of a large file. */
const LONGEST_ROW = 1 << 20

/** Comma, tab or semicolon separated text; the whole file's encoding is checked first. @throws ImportError */
export async function openCsv(path: string): Promise<RowSource> {
  const encoding = await detectEncoding(path)
  const delimiter = separatorOf(await readHead(path, encoding))
  return {
    sheets: [{ name: null, rows: () => readRows({ path, encoding, delimiter }) }],
    notes: () => [],
    close() {},
  }
}

type TextFormat = { path: string; encoding: string; delimiter: string }

async function* readRows(format: TextFormat): AsyncGenerator<TableRow> {
  const parser = openParser(format)
  let row = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row++
      if (cells.length > MOST_COLUMNS)
        throw new ImportError(messages.importing.tooWide(row, cells.length, MOST_COLUMNS))
      yield { row, cells }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new ImportError(messages.importing.openQuote(await findBadLine(format)), { cause: error })
  } finally {
    parser.destroy()
  }
}

function openParser({ path, encoding, delimiter }: TextFormat, onRow?: (line: number) => void): Parser {
  const options: Options = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    bom: true,
    max_record_size: LONGEST_ROW,
  }
  if (onRow) {
    options.on_record = (record, { lines }) => {
      onRow(lines)
      return record
    }
  }
  const parser = parse(options)
  const bytes = createReadStream(path, { highWaterMark: CHUNK })
  // Whoever reads the parser sees every error that the pipeline meets.
  const seen = () => {}
  // The whole file was found to be UTF-8, which the parser reads by itself.
  if (encoding === 'utf-8') pipeline(bytes, parser, seen)
  else pipeline(bytes, decode(encoding), parser, seen)
  return parser
}

/** The line after the last whole row; a second reading, because the parser runs ahead of whoever reads it. */
async function findBadLine(format: TextFormat): Promise<number> {
  let last = 0
  const parser = openParser(format, (lines) => {
    last = lines
  })
  parser.resume()
  await once(parser, 'end').catch(() => undefined)
  return last + 1
}

function decode(encoding: string) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding, { fatal: true })
    for await (const chunk of source) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  }
}

async function readHead(path: string, encoding: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(CHUNK), length: CHUNK })
    return new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** The separator of the header: texts below it may hold more of another one, and titles above it few of any. */
function separatorOf(head: string): string {
  const lines = head
    .replace(/"[^"]*"/gu, '')
    .split(/\r\n|\n|\r/u, 30)
    .filter((line) => line.trim() !== '')
  const found = [',', '\t', ';'].map((separator) => ({ separator, ...weighSeparator(lines, separator) }))
  const [best] = found.sort((a, b) => a.first - b.first || b.most - a.most)
  return best!.separator
}

/** @returns the first line that it may be the header of, and the most cells that it makes of a line */
function weighSeparator(lines: string[], separator: string): { first: number; most: number } {
  const widths = lines.map((line) => line.split(separator).length)
  const most = Math.max(...widths)
  const first = widths.findIndex((width, i) => {
    const below = widths.slice(i + 1)
    const divided = below.filter((other) => other > 1).length
    return width > 1 && width * 2 >= most && divided * 2 >= below.length
  })
  return { first: first < 0 ? lines.length : first, most }
}
