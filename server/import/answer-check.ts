/** The check of a file as a worker's task: a refusal is an answer, since an error would end the thread and lose its kind. */
import { messages } from '../../commands/messages.js'
import type { StartWorker } from '../jobs/worker-thread.js'
import { type CheckedFile, type CheckOrder, checkFile } from './check-file.js'
import { ImportError } from './import-error.js'

type CheckAnswer = CheckedFile | { refused: string }

export async function answerCheck(order: CheckOrder): Promise<CheckAnswer> {
  try {
    return await checkFile(order)
  } catch (error) {
    if (error instanceof ImportError) return { refused: error.message }
    throw error
  }
}

/** Megabytes of a worker that reads files: a workbook's table of texts is the largest thing that it holds. */
export const checkLimits = { maxOldGenerationSizeMb: 512 }

/** @throws ImportError as `checkFile`, and when the file needs more memory than the worker may have */
export function checkInWorker(startWorker: StartWorker): (order: CheckOrder) => Promise<CheckedFile> {
  return async (order) => {
    const answer = await startWorker('check', order).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { refused: messages.importing.tooLarge }
      throw error
    })
    if ('refused' in answer) throw new ImportError(answer.refused)
    return answer
  }
}
