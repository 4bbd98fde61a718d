/** Finds out how a whole text file is encoded, and in which line it stops being so. */
import { isAscii, isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import { messages } from '../../commands/messages.js'
import { ImportError } from './import-error.js'

type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

const CHUNK = 1 << 20
const byteOrderMarks: [Encoding, Buffer][] = [
  ['utf-8', Buffer.from('efbbbf', 'hex')],
  ['utf-16le', Buffer.from('fffe', 'hex')],
  ['utf-16be', Buffer.from('feff', 'hex')],
]

/** A byte-order mark decides; without one it is strict UTF-8, and what is not that is GB18030. @throws ImportError */
export async function detectEncoding(path: string): Promise<Encoding> {
  const state: State = { line: 1, seen: null, marked: null, blank: true }
  for await (const lines of linesOf(path)) {
    state.marked ??=
      byteOrderMarks.find(([, mark]) => lines.subarray(0, mark.length).equals(mark))?.[0] ?? 'none'
    if (state.marked.startsWith('utf-16')) return state.marked as Encoding
    if (lines.includes(0)) throw new ImportError(messages.importing.unknownEncoding)
    weighLines(lines, state)
  }
  if (state.blank) throw new ImportError(messages.importing.empty)
  return state.seen ?? 'utf-8'
}

interface State {
  /** Of the text, from 1. */
  line: number
  /** What the lines so far can only be; null while they are ASCII, or could be both. */
  seen: 'utf-8' | 'gb18030' | null
  marked: Encoding | 'none' | null
  blank: boolean
}

/** Whole lines in pieces of about a megabyte, so that no character is cut. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    let rest: Buffer = Buffer.alloc(0)
    for await (const chunk of file.createReadStream({ highWaterMark: CHUNK, autoClose: false })) {
      const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
      const end = bytes.lastIndexOf(10) + 1 || bytes.lastIndexOf(13) + 1
      // A line beyond all measure is a file of another kind, or has no line feeds at all.
      const cut = end === 0 && bytes.length > 16 * CHUNK ? bytes.length : end
      if (cut > 0) yield bytes.subarray(0, cut)
      rest = bytes.subarray(cut)
    }
    if (rest.length > 0) yield rest
  } finally {
    await file.close()
  }
}

function weighLines(lines: Buffer, state: State): void {
  if (state.blank)
    state.blank =
      lines
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/u, '')
        .trim() === ''
  if (isAscii(lines) || (state.seen !== 'gb18030' && isUtf8(lines))) {
    if (!isAscii(lines)) state.seen = 'utf-8'
    state.line += countLines(lines)
    return
  }
  for (let start = 0; start < lines.length; state.line++) {
    const end = lines.indexOf(10, start) + 1 || lines.length
    weighLine(lines.subarray(start, end), state)
    start = end
  }
}

function weighLine(line: Buffer, state: State): void {
  if (isAscii(line)) return
  const found = encodingOf(line)
  const { importing } = messages
  if (found === null) {
    throw new ImportError(
      state.seen === null && state.marked === 'none'
        ? importing.unknownEncoding
        : importing.badCharacters(state.line),
    )
  }
  if (found === 'either') return
  state.seen ??= found
  const names = { 'utf-8': 'UTF-8', gb18030: 'GBK' }
  if (state.seen !== found)
    throw new ImportError(importing.mixedEncodings(state.line, names[state.seen], names[found]))
}

/** Two Chinese characters of GBK can look like two of UTF-8's two-byte letters, never like a Chinese one for a whole line. */
function encodingOf(line: Buffer): 'utf-8' | 'gb18030' | 'either' | null {
  const utf8 = isUtf8(line)
  if (utf8 && /[\u3000-\u9fff\uff00-\uffef]/u.test(line.toString('utf8'))) return 'utf-8'
  const gb = isGb18030(line)
  if (gb && utf8) return 'either'
  if (gb) return 'gb18030'
  return utf8 ? 'utf-8' : null
}

const gb18030 = new TextDecoder('gb18030', { fatal: true })

function isGb18030(line: Buffer): boolean {
  try {
    gb18030.decode(line)
    return true
  } catch {
    return false
  }
}

function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++
  return count
}
