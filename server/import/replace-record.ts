/** The one way by which a record that came from outside takes the place of an earlier one, which is kept. */
import { type ImportKind, tables } from '../../commands/registries/kinds/kinds.js'
import type { Table } from '../../commands/registries/kinds/table.js'
import type { ChangeSource, Instant, Tx, VersionedKind } from '../../db/store.js'
import { registries } from './registries.js'
import { noteNews } from './registry-news.js'

/** Who changed it, when and through what. */
export interface Replaced {
  at: Instant
  by: string
  through: ChangeSource
}

const VERSIONED: readonly string[] = ['firms', 'inspectors', 'people', 'items', 'plans']

/** @param before what the store holds; a first record has no version to keep. */
export async function replaceRecord(
  tx: Tx,
  kind: ImportKind,
  record: unknown,
  before: unknown,
  how: Replaced,
): Promise<void> {
  // A class or a weight is a part of the firm.
  const versioned = kind === 'credit' ? 'firms' : kind
  if (isVersioned(versioned) && typeof before === 'object' && before !== null) {
    const { at, ...from } = how
    const key = keyOf(kind, before)
    // A firm's own row has the class that the rules made, which is what it was until now.
    const record = versioned === 'firms' ? (await tx.firms.get(key))! : before
    await tx.versions.keep({ kind: versioned, key, replacedAt: at, ...from, record })
  }
  await registries[kind].put(tx, record, how)
  await noteNews(tx, kind, before, record)
}

const keyOf = (kind: ImportKind, record: object) => (tables[kind] as Table<object>).key(record)

function isVersioned(kind: string): kind is VersionedKind {
  return VERSIONED.includes(kind)
}
