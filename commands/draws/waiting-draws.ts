/** Which draws wait for a witness in a chat, themselves or some of their seats. */
import type { ChatRef, Draw, View } from '../../db/store.js'
import { isSameChat } from '../same-chat.js'

export async function waitingDraws(view: View, chat: ChatRef): Promise<Draw[]> {
  const undrawn = await view.draws.inStates(['committed', 'witnessed'])
  return [...undrawn, ...(await drawsToReplace(view))].filter((one) => isSameChat(one.chat, chat))
}

/** The number that a witness has to write before the words, since another draw waits in the same chat; else null. */
export async function numberToWrite(view: View, { no, chat }: Draw): Promise<string | null> {
  return (await waitingDraws(view, chat)).length > 1 ? no : null
}

async function drawsToReplace(view: View): Promise<Draw[]> {
  const waiting = await view.replacements.inStates(['leaving'])
  const draws: Draw[] = []
  for (const no of new Set(waiting.map((one) => one.draw))) draws.push((await view.draws.byNo(no))!)
  return draws
}
