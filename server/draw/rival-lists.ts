/** Which firms of a sheet stand in the lists of other draws that wait: two of them must not both take one firm (四(二)1). */
import { FROZEN } from '../../commands/draws/drawable.js'
import type { SharedFirms } from '../../commands/messages/rivals.js'
import type { SheetRow } from '../../commands/rules/draw/freeze.js'
import { compareBytes } from '../../commands/rules/draw/hash.js'
import type { FileStore } from '../../db/files.js'
import type { View } from '../../db/store.js'
import { readChunks } from './frozen-files.js'

export interface RivalLists {
  /** Takes the next rows of the sheet, which come in its order. */
  take(rows: Named[]): Promise<void>
  /** For each of the draws that has any of the firms so far, in the order of their numbers. */
  shared(): SharedFirms[]
}

type Named = Pick<SheetRow, 'firm'>

/** A draw's firms that come next, in the sheet's order; none are left when it is empty. */
interface Cursor {
  firms: string[]
  at: number
  next(): Promise<string[]>
}

/** @param view of the snapshot that the sheet is gathered from */
export async function openRivalLists(view: View, files: FileStore): Promise<RivalLists> {
  const lists: { about: SharedFirms; cursor: Cursor }[] = []
  for (const { no, plan, state, files: keys, commit } of await view.draws.inStates(FROZEN)) {
    const chunks = readFirms(readChunks(files, keys!.sheet, String(commit!.sheet)))
    const next = async () => (await chunks.next()).value ?? []
    lists.push({ about: { draw: no!, plan, state, firms: 0 }, cursor: { firms: await next(), at: 0, next } })
  }
  return {
    async take(rows) {
      for (const { about, cursor } of lists) about.firms += await countShared(rows, cursor)
    },
    shared: () =>
      lists
        .map(({ about }) => about)
        .filter(({ firms }) => firms > 0)
        .sort((a, b) => compareBytes(a.draw, b.draw)),
  }
}

/** Both lists are sorted, so each is gone through once. */
async function countShared(rows: Named[], cursor: Cursor): Promise<number> {
  let shared = 0
  for (let i = 0; i < rows.length && cursor.firms.length > 0; ) {
    if (cursor.at === cursor.firms.length) {
      cursor.firms = await cursor.next()
      cursor.at = 0
      continue
    }
    const order = compareBytes(rows[i]!.firm, cursor.firms[cursor.at]!)
    if (order === 0) shared++
    if (order <= 0) i++
    if (order >= 0) cursor.at++
  }
  return shared
}

/** The firms of a sheet's text, some at a time, never none. */
async function* readFirms(chunks: AsyncIterable<string>): AsyncGenerator<string[], undefined> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    if (lines.length > 0) yield lines.map(firmOf)
  }
}

/** A line begins with `["firm",`, and no firm's id has a comma. */
function firmOf(line: string): string {
  return JSON.parse(line.slice(1, line.indexOf(',')))
}
