/** The worker's part of /proof: a kept proof as a file to send. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { messages } from '../../commands/messages.js'
import type { FileStore } from '../../db/files.js'
import type { FileRef } from '../../db/store.js'

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
