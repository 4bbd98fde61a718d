/** The worker's part of /proof and /verify: a kept proof as a file to send, and the independent check of a proof. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { messages } from '../../commands/messages.js'
import type { FileStore } from '../../db/files.js'
import type { FileRef } from '../../db/store.js'
import type { Verdict } from '../verify/verdict.js'
import { verifyProof } from '../verify/verify-proof.js'

const unpack = promisify(gunzip)

/** Bytes; no chat platform takes much more. */
const MOST = 20 * 1024 * 1024

/** @param packed the hash of the kept proof. @returns null when it is too large to be sent */
export async function handOutProof(
  files: FileStore,
  { drawNo, packed }: { drawNo: string; packed: string },
): Promise<FileRef | null> {
  const bytes = await unpack(await files.get(packed))
  if (bytes.length > MOST) return null
  const name = messages.proof.fileName(drawNo)
  return { hash: await files.put(bytes), name, mime: 'application/json', size: bytes.length }
}

/** Checks a kept proof, which is packed, or any file of the file store. */
export async function verifyKept(
  files: FileStore,
  subject: { packed: string } | { file: string },
): Promise<Verdict> {
  return verifyProof(
    'file' in subject ? await files.get(subject.file) : await unpack(await files.get(subject.packed)),
  )
}
