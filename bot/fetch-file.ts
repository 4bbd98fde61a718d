/** Fetches a message's file from its platform, patiently: a platform that is down for minutes costs no evidence. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../commands/command.js'
import { messages } from '../commands/messages.js'
import { type ChatPlatform, type FetchedFile, type IncomingFile, SendError } from './chat.js'
import { readLocation } from './location-file.js'

/** Each pause is twice the one before: with a first one of a second about eight and a half minutes in all. */
const ATTEMPTS = 10

/**
 * @param firstPause in milliseconds
 * @param signal ends the waiting
 * @throws Refusal when the file cannot be had; SendError when the waiting was ended, see `isPassing`
 */
export async function fetchFile(
  platform: ChatPlatform,
  file: IncomingFile,
  firstPause: number,
  signal: AbortSignal,
): Promise<FetchedFile> {
  const place = readLocation(file.ref)
  if (place) return { bytes: place }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await platform.fetchFile(file.ref)
    } catch (error) {
      if (error instanceof SendError && error.fault === 'rejected') {
        throw new Refusal(messages.router.fileRefused(file.name), [], { cause: error })
      }
      if (!isPassing(error)) throw error
      if (attempt === ATTEMPTS) throw new Refusal(messages.router.fileLost(file.name), [], { cause: error })
      const pause = Math.max(firstPause * 2 ** (attempt - 1), error.retryAfter * 1000)
      await sleep(pause, undefined, { signal }).catch(() => {})
      if (signal.aborted) throw error
    }
  }
}

/** Whether the platform may well give the file later. */
export function isPassing(error: unknown): error is SendError {
  return error instanceof SendError && (error.fault === 'unavailable' || error.fault === 'slow-down')
}
