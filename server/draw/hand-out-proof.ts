/** The worker's part of /proof and /verify: a draw's proof as a file to send, and the independent check of a proof. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { messages } from '../../commands/messages.js'
import type { FileStore } from '../../db/files.js'
import type { FileRef, Store } from '../../db/store.js'
import type { Verdict } from '../verify/verdict.js'
import { verifyProof } from '../verify/verify-proof.js'
import { keepProof } from './keep-proof.js'

const unpack = promisify(gunzip)

/** Bytes; no chat platform takes much more. */
const MOST = 20 * 1024 * 1024

/** @returns null when it is too large to be sent */
export async function handOutProof(store: Store, files: FileStore, drawNo: string): Promise<FileRef | null> {
  const bytes = await readProof(store, files, drawNo)
  if (bytes.length > MOST) return null
  const name = messages.proof.fileName(drawNo)
  return { hash: await files.put(bytes), name, mime: 'application/json', size: bytes.length }
}

/** Checks the kept proof of a draw, or a file of the file store. */
export async function verifyKept(
  store: Store,
  files: FileStore,
  subject: { drawNo: string } | { file: string },
): Promise<Verdict> {
  const bytes =
    'file' in subject ? await files.get(subject.file) : await readProof(store, files, subject.drawNo)
  return verifyProof(bytes)
}

/** @throws when the draw is not drawn, which whoever asks has found out before */
async function readProof(store: Store, files: FileStore, drawNo: string): Promise<Buffer> {
  const kept = await keepProof(store, files, drawNo)
  if (!kept) throw new Error(`${drawNo} is not drawn`)
  return unpack(await files.get(kept.hash))
}
