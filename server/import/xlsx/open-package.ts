/** Opens the zip package of a workbook and refuses what is no plain workbook, before anything of it is unpacked. */
import type { Readable } from 'node:stream'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { messages } from '../../../commands/messages.js'
import { ImportError } from '../import-error.js'

export interface WorkbookPackage {
  has(part: string): boolean
  /** The part unpacked, chunk by chunk. @throws ImportError when it is missing or broken */
  open(part: string): AsyncIterable<Buffer>
  close(): void
}

const MEGABYTE = 1 << 20
/** Of one part, unpacked: a full sheet of a million rows has about as much. */
const LARGEST_PART = 1500 * MEGABYTE
/** Tables pack to a tenth or a thirtieth; only a bomb packs to a five-hundredth. */
const DENSEST = 300
const MOST_PARTS = 5000

/** Of all parts, which may share the same bytes of the package. */
const LARGEST_PACKAGE = 4096 * MEGABYTE

/** @throws ImportError */
export async function openPackage(path: string): Promise<WorkbookPackage> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(broken)
  try {
    const entries = await readEntries(zip)
    refuseOthers(entries)
    refuseBomb(entries, zip.fileSize)
    return {
      has: (part) => entries.has(part),
      open: (part) => unpack(zip, entries.get(part)),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error instanceof ImportError ? error : broken(error)
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, entry)
    if (entries.size > MOST_PARTS) throw new ImportError(messages.importing.tooDense)
  }
  return entries
}

const others: [RegExp, string][] = [
  [/^word\//u, messages.importing.wordFile],
  [/^xl\/vbaProject\.bin$/u, messages.importing.macros],
  [/^xl\/macrosheets\//u, messages.importing.macros],
  [/^xl\/workbook\.bin$/u, messages.importing.binaryWorkbook],
  [/^META-INF\/manifest\.xml$/u, messages.importing.openDocument],
]

function refuseOthers(entries: Map<string, Entry>): void {
  for (const [pattern, answer] of others)
    if ([...entries.keys()].some((name) => pattern.test(name))) throw new ImportError(answer)
  if (!entries.has('xl/workbook.xml')) throw new ImportError(messages.importing.otherFile)
}

function refuseBomb(entries: Map<string, Entry>, packed: number): void {
  let whole = 0
  for (const { uncompressedSize } of entries.values()) whole += uncompressedSize
  const dense = whole > 20 * MEGABYTE && whole > packed * DENSEST
  if (whole > LARGEST_PACKAGE || dense) throw new ImportError(messages.importing.tooDense)
}

async function* unpack(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (entry === undefined) throw new ImportError(messages.importing.broken)
  const { compressedSize, uncompressedSize } = entry
  const dense = uncompressedSize > 20 * MEGABYTE && uncompressedSize > compressedSize * DENSEST
  if (uncompressedSize > LARGEST_PART || dense) throw new ImportError(messages.importing.tooDense)
  let stream: Readable | undefined
  try {
    // The package holds the unpacked size to what the directory says, so that no part can lie about it.
    stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) yield chunk as Buffer
  } catch (error) {
    throw error instanceof ImportError ? error : broken(error)
  } finally {
    stream?.destroy()
  }
}

function broken(error: unknown): never {
  throw new ImportError(messages.importing.broken, { cause: error })
}
