/** One change of an import in words for people: who it is, and each field that differs. */
import { isDeepStrictEqual } from 'node:util'
import { messages } from '../../commands/messages.js'
import { type ImportKind, tables } from '../../commands/registries/kinds/kinds.js'
import type { Table } from '../../commands/registries/kinds/table.js'
import type { Change } from './step-through.js'

export function describeChange(
  kind: ImportKind,
  { before, after }: Change,
  counted: 'added' | 'changed' | 'gone',
): string {
  const { columns, key }: Table<unknown> = tables[kind]
  const [old, now] = [before ?? {}, after] as Record<string, unknown>[]
  const label = messages.imports.label(key(after), typeof now?.name === 'string' ? now.name : '')
  if (counted !== 'changed') return label
  const fields = Object.keys(now ?? {}).filter((field) => !isDeepStrictEqual(old?.[field], now?.[field]))
  return messages.imports.changed(
    label,
    fields.map((field) => messages.imports.field(field, columns[field]?.header, old?.[field], now?.[field])),
  )
}
