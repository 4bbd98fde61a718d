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
  const { columns, key, toValues }: Table<unknown> = tables[kind]
  const named = after as { name?: unknown }
  const label = messages.imports.label(key(after), typeof named.name === 'string' ? named.name : '')
  if (counted !== 'changed') return label
  const [old, now] = [before === undefined ? {} : toValues(before), toValues(after)]
  const fields = Object.entries(columns).filter(
    ([field]) => !APPROVAL.includes(field) && !isDeepStrictEqual(old[field], now[field]),
  )
  const lines = fields.map(([field, { header }]) =>
    messages.imports.field(field, header, old[field], now[field]),
  )
  const lapsed = isApproved(before) && !isApproved(after)
  return messages.imports.changed(label, [...lines, ...(lapsed ? [messages.imports.approvalLapses] : [])])
}

/** Said in one sentence, not by columns. */
const APPROVAL = ['approvedBy', 'approvedAt', 'filingNo']
const isApproved = (record: unknown) => ((record ?? {}) as { approvedAt?: string | null }).approvedAt != null
