/** Opens an office's file by what is in it, whatever its name says. */
import { type FileHandle, open } from 'node:fs/promises'
import { messages } from '../../commands/messages.js'
import { ImportError } from './import-error.js'
import { openCsv } from './read-csv.js'
import { openXlsx } from './read-xlsx.js'
import type { RowSource } from './row-source.js'

const zipStart = Buffer.from('504b0304', 'hex')
const compoundStart = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** Of pictures, documents and archives that get sent by mistake. */
const otherStarts = ['25504446', '89504e47', 'ffd8ff', '52617221', '377abcaf', '1f8b', '474946'].map(
  (start) => Buffer.from(start, 'hex'),
)

/** Some systems hand out web pages under the name of a workbook. */
const markup = /^\s*(<(!doctype|html|head|body|meta|table|style|div|\?xml)\b|<!--|MIME-Version:)/iu

/** @throws ImportError */
export async function openSource(path: string): Promise<RowSource> {
  const file = await openFile(path)
  try {
    if (!(await file.stat()).isFile()) throw new ImportError(messages.importing.notAFile(path))
    const start = await readAt(file, 0, 512)
    const startsWith = (magic: Buffer) => start.subarray(0, magic.length).equals(magic)
    if (start.length === 0) throw new ImportError(messages.importing.empty)
    if (startsWith(compoundStart)) throw new ImportError(await nameCompound(file, start))
    if (otherStarts.some(startsWith)) throw new ImportError(messages.importing.otherFile)
    if (markup.test(start.toString('latin1').replace(/^\u00ef\u00bb\u00bf/u, '')))
      throw new ImportError(messages.importing.webPage)
    return startsWith(zipStart) ? await openXlsx(path) : await openCsv(path)
  } finally {
    await file.close()
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const { importing } = messages
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ImportError(importing.notFound(path))
    if (code === 'EACCES' || code === 'EPERM') throw new ImportError(importing.unreadable(path))
    if (code === 'EISDIR') throw new ImportError(importing.notAFile(path))
    throw error
  }
}

/** Names of the streams in a compound file's directory, which old and encrypted documents are ([MS-CFB] 2.6). */
async function nameCompound(file: FileHandle, header: Buffer): Promise<string> {
  if (header.length < 512) return messages.importing.otherFile
  const sector = 2 ** Math.min(12, header.readUInt16LE(30))
  const directory = await readAt(file, (header.readUInt32LE(48) + 1) * sector, 4096)
  const has = (name: string) => directory.includes(Buffer.from(`${name}\0`, 'utf16le'))
  if (has('EncryptedPackage') || has('EncryptionInfo')) return messages.importing.encrypted
  if (has('WordDocument')) return messages.importing.wordFile
  return has('Workbook') || has('Book') ? messages.importing.oldWorkbook : messages.importing.otherFile
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position })
  return buffer.subarray(0, bytesRead)
}
