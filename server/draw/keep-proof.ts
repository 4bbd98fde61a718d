/** Keeps a draw's proof in the file store, compressed, so that it is built once and served from there. */
import { hasProof } from '../../commands/draws/proven-draw.js'
import type { FileStore } from '../../db/files.js'
import type { Store, View } from '../../db/store.js'
import { keepText } from './frozen-files.js'
import { writeProof } from './write-proof.js'

/** `hash` is its key in the file store, `size` its bytes there (gzip); `stamp` says what it was made from. */
export interface KeptProof {
  hash: string
  size: number
  stamp: string
}

/** @returns null when there is no such drawn draw; `mostRows` as in writeProof */
export async function keepProof(
  store: Store,
  files: FileStore,
  drawNo: string,
  mostRows?: number,
): Promise<KeptProof | null> {
  const stamp = await store.read((view) => stampOf(view, drawNo))
  const proof = stamp === null ? null : await writeProof(store, files, drawNo, mostRows)
  if (stamp === null || proof === null) return null
  const { key, size } = await keepText(files, proof)
  return { hash: key, size, stamp }
}

/** Changes with whatever enters the ledger about the draw; null when it is not drawn here. */
export async function stampOf(view: View, drawNo: string): Promise<string | null> {
  const draw = await view.draws.byNo(drawNo)
  if (!draw || !hasProof(draw)) return null
  const later = (await view.replacements.ofDraw(drawNo)).filter((one) => one.entry !== null)
  return [draw.version, ...later.map((one) => `${one.id}:${one.version}`)].join()
}
