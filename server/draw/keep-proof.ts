/** Keeps a draw's proof in the file store, compressed. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FileStore } from '../../db/files.js'
import type { Store } from '../../db/store.js'
import { writeProof } from './write-proof.js'

const pack = promisify(gzip)

/** @returns its key in the file store and its bytes there, or null when there is no such drawn draw */
export async function keepProof(
  store: Store,
  files: FileStore,
  drawNo: string,
): Promise<{ hash: string; size: number } | null> {
  const proof = await writeProof(store, files, drawNo)
  if (proof === null) return null
  const bytes = await pack(proof)
  return { hash: await files.put(bytes), size: bytes.length }
}
