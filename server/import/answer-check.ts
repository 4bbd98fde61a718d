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

/** For a worker that reads files: its memory in megabytes, most of it a workbook's table of texts, is given back at once. */
export const checkThread = {
  limits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 },
  keptIdle: 0,
}

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
