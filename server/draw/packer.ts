/** Keeps a text packed as it is written: while one part is compressed and kept, the next one is made. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { constants, createGzip } from 'node:zlib'
import type { FileStore } from '../../db/files.js'

/** Bytes that the compressor gives at a time, and that may wait for it: each round of it takes a turn of ours. */
const PACKED = 1 << 20
const WAITING = 1 << 24

/** The key under which a text's gzip lies, its bytes there, and F of the text. */
export interface Kept {
  key: string
  size: number
  hash: string
}

export interface Packer {
  /** Resolves when there is room for more. @throws when the file cannot be written */
  add(text: string): Promise<void>
  /** The file is on the disk when it answers. @throws when it cannot be written */
  end(): Promise<Kept>
  /** Leaves nothing behind. */
  cancel(): Promise<void>
}

/** @param strategy of zlib */
export function createPacker(files: FileStore, strategy = constants.Z_DEFAULT_STRATEGY): Packer {
  const sum = createHash('sha256')
  const gzip = createGzip({ level: 1, chunkSize: PACKED, strategy })
  let fault: unknown
  const kept = files.putParts(gzip).catch((error: unknown) => {
    fault = error
    return null
  })
  return {
    async add(text) {
      if (fault) throw fault
      const bytes = Buffer.from(text)
      sum.update(bytes)
      gzip.write(bytes)
      // The compressor's answers come between turns.
      await (gzip.writableLength > WAITING ? Promise.race([once(gzip, 'drain'), kept]) : setImmediate())
    },
    async end() {
      gzip.end()
      const file = await kept
      if (file === null) throw fault
      return { key: file.hash, size: file.size, hash: sum.digest('hex') }
    },
    async cancel() {
      gzip.destroy()
      await kept
    },
  }
}
