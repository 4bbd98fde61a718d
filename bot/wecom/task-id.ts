/** Names a card by the message that it belongs to, so that a pressed one is known after a restart as well. */
import { randomBytes } from 'node:crypto'

interface CardPlace {
  /** The message's reference. */
  ref: string
  /** Which of its cards, from 0. */
  n: number
}

/** Digits, letters, `_`, `-` and `@` alone; a card that is sent again needs a name that was never used. */
export const newTaskId = ({ ref, n }: CardPlace): string => `${ref}@${n}@${randomBytes(4).toString('hex')}`

/** @returns null for a task that this bot has not named */
export function readTaskId(taskId: string): CardPlace | null {
  const [, ref, n] = /^([\w-]+)@(\d+)@[0-9a-f]{8}$/.exec(taskId) ?? []
  return ref === undefined ? null : { ref, n: Number(n) }
}
