/** The worker's part of /verify: the independent check of a draw's kept proof, or of a file that somebody sent. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { FileStore } from '../../db/files.js'
import type { Store } from '../../db/store.js'
import { namesApart, type Texts } from '../verify/read-proof.js'
import type { Verdict } from '../verify/verdict.js'
import { verifyProof } from '../verify/verify-proof.js'

const unpack = promisify(gunzip)

/** Hashes of the file store: of a draw's kept proof, which is packed, or of any file. */
export type VerifyInput = { drawNo: string; packed: string } | { file: string }

export async function verifyKept(store: Store, files: FileStore, input: VerifyInput): Promise<Verdict> {
  if ('file' in input) return verifyProof(await files.get(input.file))
  const proof = await unpack(await files.get(input.packed))
  return verifyProof(proof, await readApart(store, files, input.drawNo, namesApart(proof)))
}

/** The lists of our own draw that its proof only names, since there are too many rows. */
async function readApart(
  store: Store,
  files: FileStore,
  drawNo: string,
  names: ReturnType<typeof namesApart>,
): Promise<Texts> {
  const draw = await store.read((view) => view.draws.byNo(drawNo))
  const texts: Texts = {}
  for (const name of names) texts[name] = await unpack(await files.get(draw!.files![name]))
  return texts
}
