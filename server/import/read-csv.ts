/** Turns the bytes of an office's CSV file into a header and rows, whatever the encoding and the separator. */
import { CsvError, parse } from 'csv-parse/sync'

/** The file as a whole cannot be read; the message tells the person who handed it in what to do. */
export class ImportError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ImportError'
  }
}

/**
 * Reads comma, tab or semicolon separated text: `rows[i]` is the spreadsheet's row `i + 2`, cells stand as written.
 * @throws ImportError
 */
export function readCsv(bytes: Buffer): { header: string[]; rows: string[][] } {
  const content = decode(bytes)
  if (content.trim() === '') throw new ImportError('文件是空的')
  try {
    const [header = [], ...rows] = parse(content, {
      delimiter: separatorOf(content),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    })
    return { header, rows }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? `第 ${error.lines} 行附近` : '文件中'
    throw new ImportError(`${line}的引号没有成对，请检查这一行后重新保存为 CSV`, { cause: error })
  }
}

const workbookStarts = [Buffer.from('504b0304', 'hex'), Buffer.from('d0cf11e0', 'hex')]
const byteOrderMarks = [
  { encoding: 'utf-8', mark: Buffer.from('efbbbf', 'hex') },
  { encoding: 'utf-16le', mark: Buffer.from('fffe', 'hex') },
  { encoding: 'utf-16be', mark: Buffer.from('feff', 'hex') },
]

/** A byte-order mark decides; without one it is strict UTF-8, and what is not that is GB18030. */
function decode(bytes: Buffer): string {
  const startsWith = (start: Buffer) => bytes.subarray(0, start.length).equals(start)
  if (workbookStarts.some(startsWith))
    throw new ImportError('这是 Excel 工作簿，不是 CSV；请在表格软件里另存为 CSV 后再导入')
  const marked = byteOrderMarks.find(({ mark }) => startsWith(mark))
  for (const encoding of marked === undefined ? ['utf-8', 'gb18030'] : [marked.encoding]) {
    const content = decodeStrictly(bytes, encoding)
    if (content !== undefined && !content.includes('\0')) return content
  }
  throw new ImportError('认不出文件的文字编码，请另存为 UTF-8 编码的 CSV 后再导入')
}

function decodeStrictly(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The separator that the header uses most. */
function separatorOf(content: string): string {
  const [header = ''] = content.split(/[\r\n]/u, 1)
  const uses = (separator: string) => header.split(separator).length
  return [',', '\t', ';'].reduce((best, next) => (uses(next) > uses(best) ? next : best))
}
