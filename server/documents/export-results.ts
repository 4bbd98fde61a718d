/** The worker's part of /publish 导出: the public results as a file, in the words of the open data. */
import type { FileStore } from '../../db/files.js'
import type { FileRef, Store } from '../../db/store.js'
import type { DataFilter } from '../pages/dataset.js'
import { results } from '../pages/datasets.js'
import { type DataForm, writeDataset } from '../pages/write-dataset.js'

export interface ExportInput {
  name: string
  form: DataForm
  filter: DataFilter
}

/** Bytes; no chat platform takes much more. */
const MOST = 20 * 1024 * 1024
const MIME = { csv: 'text/csv', json: 'application/json' }

/** @returns null where the file would be too large for a chat */
export async function exportResults(
  store: Store,
  files: FileStore,
  { name, form, filter }: ExportInput,
): Promise<FileRef | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of writeDataset(results, form, store, filter)) {
    const bytes = Buffer.from(part)
    size += bytes.length
    if (size > MOST) return null
    parts.push(bytes)
  }
  return { hash: await files.put(Buffer.concat(parts)), name, mime: MIME[form], size }
}
