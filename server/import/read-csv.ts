/** Reads an office's text file row by row, whatever the encoding and the separator. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { messages } from '../../commands/messages.js'
import type { TableRow } from '../../commands/registry/table.js'
import { detectEncoding } from './detect-encoding.js'
import { ImportError } from './import-error.js'
import { MOST_COLUMNS, type RowSource } from './row-source.js'

const CHUNK = 1 << 18
/** Characters: an unclosed quote must not gather the rest of a large file. */
const LONGEST_ROW = 1 << 20

/** Comma, tab or semicolon separated text; the whole file's encoding is checked first. @throws ImportError */
export async function openCsv(path: string): Promise<RowSource> {
  const encoding = await detectEncoding(path)
  const separator = separatorOf(await readHead(path, encoding))
  return {
    sheets: [{ name: null, rows: () => readRows(path, encoding, separator) }],
    notes: () => [],
    close() {},
  }
}

async function* readRows(path: string, encoding: string, delimiter: string): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  })
  // The reader below sees every error that the pipeline meets.
  pipeline(createReadStream(path, { highWaterMark: CHUNK }), decode(encoding), parser, () => {})
  let row = 0
  let line = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row++
      line = parser.info.lines
      if (cells.length > MOST_COLUMNS)
        throw new ImportError(messages.importing.tooWide(row, cells.length, MOST_COLUMNS))
      yield { row, cells }
    }
  } catch (error) {
    if (error instanceof TypeError) throw new ImportError(messages.importing.badCharacters(line + 1))
    if (!(error instanceof CsvError)) throw error
    throw new ImportError(messages.importing.openQuote(line + 1), { cause: error })
  } finally {
    parser.destroy()
  }
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

/** The separator that one of the first lines uses most: titles above the header use none. */
function separatorOf(head: string): string {
  const lines = head.split(/\r\n|\n|\r/u, 30)
  const uses = (separator: string) => Math.max(...lines.map((line) => line.split(separator).length))
  return [',', '\t', ';'].reduce((best, next) => (uses(next) > uses(best) ? next : best))
}
