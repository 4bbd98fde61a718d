/** Opens the thread that seals and packs a sheet, and hands it the rows as they are read. */
import { on, once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { SheetRow } from '../../commands/rules/draw/write-sheet.js'
import { packageRoot } from '../package-root.js'
import type { Kept } from './packer.js'
import type { SheetOrder, SheetPart } from './sheet-worker.js'

export interface SheetThread {
  /** Resolves when there is room for more. @throws what the thread threw */
  take(rows: SheetRow[]): Promise<void>
  /** The sheet is on the disk when it answers. @throws what the thread threw */
  end(): Promise<Kept>
  /** What is not ended leaves nothing behind. */
  stop(): Promise<void>
}

/** Parts that may wait for the thread. */
const WAITING = 8

export function openSheetThread(order: SheetOrder): SheetThread {
  const worker = new Worker(new URL('dist/server/draw/sheet-worker.js', packageRoot), {
    workerData: order,
    execArgv: [],
  })
  const ended = once(worker, 'exit').catch(() => {})
  // Keeps what the thread threw until it is asked for.
  const answers = on(worker, 'message', { close: ['exit'] })
  let waiting = 0

  async function nextAnswer(): Promise<unknown> {
    const { value, done } = await answers.next()
    if (done) throw new Error('the thread of the sheet ended before its answer')
    return value[0]
  }

  return {
    async take(rows) {
      worker.postMessage(partOf(rows))
      waiting++
      for (; waiting > WAITING; waiting--) await nextAnswer()
    },
    async end() {
      worker.postMessage('end')
      for (; waiting > 0; waiting--) await nextAnswer()
      return (await nextAnswer()) as Kept
    },
    async stop() {
      worker.postMessage('cancel')
      await ended
    },
  }
}

function partOf(rows: SheetRow[]): SheetPart {
  const part: SheetPart = { cells: [], recused: new Map() }
  for (const [i, { firm, stratum, weight, recused }] of rows.entries()) {
    part.cells.push(firm, stratum, weight)
    if (recused.length > 0) part.recused.set(i, recused)
  }
  return part
}
