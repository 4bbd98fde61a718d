/** Keeps numbers that lead to a person out of words that everybody will read. */
import { Refusal } from './command.js'
import { messages } from './messages.js'
import { holdsPersonalNumber } from './rules/personal-numbers.js'

/** @throws Refusal */
export function refusePersonal(text: string): void {
  if (holdsPersonalNumber(text)) throw new Refusal(messages.router.personal)
}
