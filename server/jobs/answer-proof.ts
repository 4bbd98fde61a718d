/** The jobs behind /proof and /verify: what the worker found becomes the answer in the chat that asked. */
import type { Content } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import type { ChatRef, FileRef, Job } from '../../db/store.js'
import type { StartWorker } from './worker-thread.js'

/** @param publicUrl as in the office's settings */
export async function answerProof(
  { kind, subject, payload }: Job,
  startWorker: StartWorker,
  publicUrl: string | null,
): Promise<Content> {
  if (kind === 'proof') {
    const file = await startWorker('hand-out-proof', { drawNo: subject })
    return file
      ? { text: messages.proof.sent(subject, publicUrl), files: [file] }
      : { text: messages.proof.tooLarge(subject, publicUrl) }
  }
  const { file } = payload as { chat: ChatRef; file: FileRef | null }
  if (file) {
    const found = await startWorker('verify', { file: file.hash })
    return { text: messages.verify.ofFile(file.name, found) }
  }
  const found = await startWorker('verify', { drawNo: subject })
  return { text: messages.verify.ofDraw(subject, found, publicUrl) }
}
