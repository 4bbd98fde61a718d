/** Tells before a draw which changes of the registries wait: it takes the registries as they are when its lists are frozen. */
import type { ImportState, View } from '../../db/store.js'
import { messages } from '../messages.js'
import { type ImportKind, tables } from './kinds/kinds.js'

/** @returns one line, or none when no import waits */
export async function tellWaitingImports(view: View): Promise<string[]> {
  const named = async (state: ImportState) =>
    (await view.importRequests.inState(state)).map(
      ({ id, kind }) => `导入 ${id} ${tables[kind as ImportKind].title}`,
    )
  const waiting = await named('waiting')
  const approved = await named('approved')
  return waiting.length + approved.length > 0 ? [messages.rivals.imports(waiting, approved)] : []
}
