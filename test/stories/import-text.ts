/** Imports a table that stands in a text, as if it had been a file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportKind } from '../../commands/registries/kinds/kinds.js'
import type { Store } from '../../db/store.js'
import { type ImportReport, importFile } from '../../server/import/import-file.js'

export async function importText(
  store: Store,
  kind: ImportKind,
  text: string,
  now = new Date(),
  actor = 'system',
  dryRun = false,
): Promise<ImportReport> {
  const folder = mkdtempSync(join(tmpdir(), 'import-text-'))
  try {
    const path = join(folder, `${kind}.csv`)
    writeFileSync(path, text)
    return await importFile(store, kind, path, now, actor, { dryRun, stagingDir: folder })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
