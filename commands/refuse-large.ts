/** The size that files sent with a word may have. */
import type { FileRef } from '../db/store.js'
import { Refusal } from './command.js'
import { messages } from './messages.js'

const MOST_MB = 20

/** @throws Refusal for what is larger than chats hand over: not all of them keep to that. */
export function refuseLarge(files: FileRef[]): void {
  const large = files.find(({ size }) => size > MOST_MB * 1024 * 1024)
  if (large) throw new Refusal(messages.router.tooLarge(large.name, MOST_MB))
}
