/** Shows what an import would change, with the buttons to decide it, to whoever sent the file and to whoever decides. */
import type { Button, FileRef, ImportRequest, View } from '../../db/store.js'
import type { Notice } from '../command.js'
import { messages } from '../messages.js'
import { mayDecide, otherDeciders } from './import-deciders.js'

/** @param refused the rows that were left out, for the sender */
export async function showImport(
  view: View,
  request: ImportRequest,
  text: string,
  refused: FileRef | null,
): Promise<Notice[]> {
  const asker = (await view.people.get(request.askedBy))!
  const files = refused ? [refused] : []
  const drop: Button = { label: messages.imports.drop, send: `/import 放弃 ${request.id}` }
  const apply: Button = { label: messages.imports.apply, send: `/import 应用 ${request.id}` }
  const toAsker = (words: string, buttons: Button[]): Notice => ({
    to: { person: asker.id },
    content: { text: words, buttons: [buttons], files },
  })
  if (await mayDecide(view, asker, request))
    return [toAsker(messages.imports.decideSelf(text), [apply, drop])]
  const others = await otherDeciders(view, request)
  if (others.length === 0) return [toAsker(messages.imports.nobodyDecides(text), [drop])]
  const asked = messages.imports.decideOther(text, asker.name)
  return [
    toAsker(messages.imports.waitsForOther(text), [drop]),
    ...others.map(({ id }) => ({
      to: { person: id },
      content: { text: asked, buttons: [[apply, drop]] },
    })),
  ]
}
