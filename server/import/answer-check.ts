/** The check of a file as a worker's task: a refusal is an answer, since an error would end the thread and lose its kind. */
import { messages } from '../../commands/messages.js'
import type { StartWorker } from '../jobs/worker-thread.js'
import { type CheckedFile, type CheckOrder, checkFile } from './check-file.js'
import { ImportError } from './import-error.js'

interface Refused {
  refused: string
  /** As in ImportError. */
  forceable: boolean
}

type Answer<T> = T | Refused

export function answerCheck(order: CheckOrder): Promise<Answer<CheckedFile>> {
  return asAnswer(checkFile(order))
}

export async function asAnswer<T>(work: Promise<T>): Promise<Answer<T>> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ImportError) return { refused: error.message, forceable: error.forceable }
    throw error
  }
}

/** For a worker that reads files: its memory in megabytes, most of it a workbook's table of texts, is given back at once. */
export const checkThread = {
  limits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 },
  keptIdle: 0,
}

/** The answer where a worker ended because it needed more memory than it may have. @throws any other error */
export function refuseTooLarge(error: NodeJS.ErrnoException): Refused {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return { refused: messages.importing.tooLarge, forceable: false }
  throw error
}

/** @throws ImportError as `checkFile`, and when the file needs more memory than the worker may have */
export function checkInWorker(startWorker: StartWorker): (order: CheckOrder) => Promise<CheckedFile> {
  return async (order) => {
    const answer = await startWorker('check', order).catch(refuseTooLarge)
    if ('refused' in answer) throw new ImportError(answer.refused)
    return answer
  }
}
