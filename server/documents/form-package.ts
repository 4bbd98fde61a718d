/** What a Word file may hold that is to be handed out in an office's name: nothing that runs, calls out or brings another file along. */
import { SaxesParser } from 'saxes'
import { fromBufferPromise, type ZipFile } from 'yauzl'
import { messages } from '../../commands/messages.js'
import { FormFault } from './form-fault.js'

/** Unpacked, in bytes: more is no form but a bomb. */
const MOST_UNPACKED = 30 * 1024 * 1024
const MOST_PARTS = 2000
const ACTIVE_PART = /vba|activex|\/embeddings\/|\/customui\/|\.(?:bin|exe|dll|js|vbs)$/i
const ACTIVE_TYPE = /macroenabled|vbaproject|activex|oleobject/i
/** Fields that fetch a file or start a program when the paper is opened. */
const ACTIVE_FIELD = /\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|MACROBUTTON)\b/i

/** @throws FormFault with what has to be mended */
export async function checkFormPackage(bytes: Buffer): Promise<void> {
  const zip = await fromBufferPromise(bytes).catch(notWord)
  const parts = await unpack(zip).finally(() => zip.close())
  if (!parts.has('word/document.xml')) throw new FormFault(messages.form.notWord)
  for (const [name, part] of parts) {
    if (ACTIVE_PART.test(name)) throw new FormFault(messages.form.macros)
    if (/\.(?:xml|rels)$/i.test(name)) checkXml(name, part)
  }
}

/** The reader holds each part to the size that the zip's directory says, so that none can lie about it. */
async function unpack(zip: ZipFile): Promise<Map<string, Buffer>> {
  const parts = new Map<string, Buffer>()
  let unpacked = 0
  try {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize
      if (unpacked > MOST_UNPACKED || parts.size >= MOST_PARTS) throw new FormFault(messages.form.bomb)
      // Two parts of one name: every reader would take another one.
      if (parts.has(entry.fileName)) throw new FormFault(messages.form.notWord)
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
      parts.set(entry.fileName, Buffer.concat(chunks))
    }
    return parts
  } catch (error) {
    if (error instanceof FormFault) throw error
    return notWord()
  }
}

function notWord(): never {
  throw new FormFault(messages.form.notWord)
}

function checkXml(name: string, part: Buffer): void {
  const parser = new SaxesParser()
  let text = ''
  let instructions = ''
  let inInstruction = false
  parser.on('error', notWord)
  parser.on('opentag', ({ name: tag, attributes }) => {
    inInstruction = tag.endsWith(':instrText')
    const given = new Map(
      Object.entries(attributes).map(([key, value]) => [key.replace(/^.*:/, ''), String(value)]),
    )
    if (tag.endsWith(':fldSimple')) instructions += ` ${given.get('instr') ?? ''} `
    if (given.get('TargetMode') === 'External' && !given.get('Type')?.endsWith('/hyperlink'))
      throw new FormFault(messages.form.callsOut)
    if (ACTIVE_TYPE.test(given.get('ContentType') ?? '')) throw new FormFault(messages.form.macros)
  })
  parser.on('text', (found) => {
    if (inInstruction) instructions += found
    else text += found
  })
  parser.write(part.toString()).close()
  if (ACTIVE_FIELD.test(instructions)) throw new FormFault(messages.form.fields)
  if (name.startsWith('word/') && /[｛｝]/u.test(text)) throw new FormFault(messages.form.wideBraces)
}
