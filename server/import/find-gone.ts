/** Finds whom a full import does not name any more, and stages their keys; nobody is closed for a row that was refused. */
import { join } from 'node:path'
import { messages } from '../../commands/messages.js'
import { type ImportKind, tables } from '../../commands/registries/kinds/kinds.js'
import type { Table } from '../../commands/registries/kinds/table.js'
import type { Fullness, Store } from '../../db/store.js'
import type { CheckedFile } from './check-file.js'
import { ImportError } from './import-error.js'
import { registries } from './registries.js'
import { readStaged, writeStaged } from './staged-records.js'

export interface Gone {
  /** Where their keys are staged. */
  staged: string
  records: number
}

/** More are a sign that the file is a part of the register only. */
const MOST_SHARE = 0.2

/**
 * @param staged the checked records; `folder` a place for what is found
 * @returns null where the import is none of a whole register
 * @throws ImportError when so many would be closed, or may be by mistake, that it must be forced
 */
export async function findGone(
  store: Store,
  kind: ImportKind,
  fullness: Fullness,
  { staged, folder, checked }: { staged: string; folder: string; checked: CheckedFile },
): Promise<Gone | null> {
  if (fullness === 'no') return null
  const { closing } = registries[kind]
  if (!closing) throw new ImportError(messages.importing.noFull(tables[kind].title))
  const named = await gatherNamed(kind, staged)
  const gone: string[] = []
  let open = 0
  await store.read((view) =>
    closing.eachOpen(view, (key) => {
      open++
      if (!named.has(key)) gone.push(key)
    }),
  )
  if (fullness !== 'forced' && gone.length > open * MOST_SHARE)
    throw new ImportError(messages.importing.tooManyGone(gone.length, open), { forceable: true })
  if (fullness !== 'forced' && gone.length > 0 && checked.unnamed > 0)
    throw new ImportError(messages.importing.unnamedRows(checked.unnamed, gone.length), { forceable: true })
  const path = join(folder, 'gone')
  const writer = await writeStaged(path)
  for (const key of gone) await writer.addRecord(0, JSON.stringify(key))
  await writer.close()
  return { staged: path, records: gone.length }
}

async function gatherNamed(kind: ImportKind, staged: string): Promise<Set<string>> {
  const { key }: Table<unknown> = tables[kind]
  const named = new Set<string>()
  for await (const batch of readStaged(staged)) {
    for (const [, record] of batch.records) named.add(key(record))
    for (const refused of batch.named) named.add(refused)
  }
  return named
}
