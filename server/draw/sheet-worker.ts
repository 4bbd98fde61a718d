/** The thread that seals and packs a draw's sheet (dr1 §1) while another one reads its rows. */
import { parentPort, workerData } from 'node:worker_threads'
import { constants } from 'node:zlib'
import { createSheetWriter, type SheetRow } from '../../commands/rules/draw/write-sheet.js'
import { createFileStore } from '../../db/files.js'
import { createPacker } from './packer.js'

export interface SheetOrder {
  filesDir: string
  drawNo: string
  saltKey: string
}

/** Of each row firm, stratum and weight, one after another: a copy of objects costs six times as much. */
export interface SheetPart {
  cells: (string | number)[]
  /** The recused of the rows that have any, by the row's place here. */
  recused: Map<number, string[]>
}

const NOBODY: string[] = []

const { filesDir, drawNo, saltKey } = workerData as SheetOrder
const writeRows = createSheetWriter(drawNo, saltKey)
// Seals never repeat, so looking for repetitions takes more than twice as long for a quarter of the room.
const packer = createPacker(createFileStore(filesDir), constants.Z_HUFFMAN_ONLY)
const port = parentPort!
let last: Promise<unknown> = Promise.resolve()

async function take(part: SheetPart | 'end'): Promise<void> {
  if (part === 'end') return port.postMessage(await packer.end())
  await packer.add(writeRows(rowsOf(part)))
  port.postMessage('taken')
}

function rowsOf({ cells, recused }: SheetPart): SheetRow[] {
  return Array.from({ length: cells.length / 3 }, (_, i) => ({
    firm: cells[i * 3] as string,
    stratum: cells[i * 3 + 1] as string,
    weight: cells[i * 3 + 2] as number,
    recused: recused.get(i) ?? NOBODY,
  }))
}

// What is thrown ends the thread, with its error, once nothing is left behind.
port.on('message', (part: SheetPart | 'end' | 'cancel') => {
  last = last
    .then(() => (part === 'cancel' ? packer.cancel() : take(part)))
    .catch(async (error) => {
      await packer.cancel()
      throw error
    })
  if (part === 'cancel') void last.then(() => port.close())
})
