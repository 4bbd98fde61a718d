/** The jobs behind /proof and /verify: what the worker found becomes the answer in the chat that asked. */
import type { Content } from '../../commands/command.js'
import { messages } from '../../commands/messages.js'
import type { ChatRef, FileRef, Job, JobKind, Store } from '../../db/store.js'
import type { Verdict } from '../verify/verdict.js'
import type { JobOptions } from './do-job.js'
import { TookTooLong } from './worker-thread.js'

export const PROOF_JOBS: JobKind[] = ['proof', 'verify']

/** Milliseconds: anybody may send a file made to last, and others wait behind it. */
const PATIENCE = 60_000

function tellSlow(error: unknown): string {
  if (!(error instanceof TookTooLong)) throw error
  return messages.verify.tooSlow(PATIENCE / 1000)
}

export async function answerProof(
  { kind, subject, payload }: Job,
  { store, startWorker, findProof, office: { publicUrl } }: JobOptions,
): Promise<Content> {
  if (kind === 'proof') {
    const file = await startWorker('hand-out-proof', { drawNo: subject, packed: await packedOf(subject) })
    return file
      ? { text: messages.proof.sent(subject, publicUrl), files: [file] }
      : { text: messages.proof.tooLarge(subject, publicUrl) }
  }
  const { file, asked } = payload as { chat: ChatRef; file: FileRef | null; asked: string | null }
  if (file) {
    const found = await startWorker('verify', { file: file.hash }, PATIENCE).catch(tellSlow)
    if (typeof found === 'string') return { text: found }
    return { text: messages.verify.ofFile(file.name, found, await findStranger(store, found, asked)) }
  }
  const found = await startWorker('verify', { drawNo: subject, packed: await packedOf(subject) })
  return { text: messages.verify.ofDraw(subject, found, publicUrl) }

  /** @throws when the draw is not drawn, which whoever asks has found out before */
  async function packedOf(drawNo: string): Promise<string> {
    const kept = await findProof(drawNo)
    if (!kept) throw new Error(`${drawNo} is not drawn`)
    return kept.hash
  }
}

/** Any proof that agrees with itself matches: whether it is the one that was meant only our own books can tell. */
async function findStranger(store: Store, found: Verdict, asked: string | null): Promise<string | null> {
  if (found.result !== 'match') return null
  const { draw, commit } = found.about
  if (asked !== null && draw !== asked) return messages.verify.otherDraw(asked, draw)
  const own = await store.read((view) => view.draws.byNo(draw))
  return own?.commitHash === commit ? null : messages.verify.foreign(draw)
}
