/** Writes one change that an upper platform pushed: record, earlier version, ledger entry and event id, or nothing. */
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { asRegistered, rateAnew, tableInForce } from '../../commands/credit/rate-firm.js'
import { messages } from '../../commands/messages.js'
import { closedFirms, closedInspectors } from '../../commands/registries/kinds/closing.js'
import { tables } from '../../commands/registries/kinds/kinds.js'
import { readRecord } from '../../commands/registries/kinds/read-record.js'
import type { Table } from '../../commands/registries/kinds/table.js'
import { hashOf } from '../../commands/rules/draw/hash.js'
import type { Day, Firm, Inspector, Instant, Tx } from '../../db/store.js'
import { registries } from '../import/registries.js'
import { replaceRecord } from '../import/replace-record.js'
import { awaitsApplied } from '../import/under-way.js'
import { WebhookRefusal } from './webhook-refusal.js'

export const eventSchema = z.strictObject({
  id: z.string().regex(/^[\w.:-]{1,64}$/),
  kind: z.enum(['firm', 'inspector']),
  op: z.enum(['upsert', 'close']),
  record: z.record(z.string(), z.unknown()),
})

type RegistryEvent = z.infer<typeof eventSchema>
type Fields = RegistryEvent['record']

export interface Applied {
  event: string
  kind: RegistryEvent['kind']
  /** The firm's code or the certificate's number. */
  key: string
  change: 'added' | 'changed' | 'unchanged'
}

interface Change {
  key: string
  before: object | undefined
  after: object
}

const ACTOR = 'webhook'
const KINDS = { firm: 'firms', inspector: 'inspectors' } as const

/**
 * @param salt of the record's hash in the ledger, which phone numbers could be guessed from without it
 * @throws WebhookRefusal
 */
export async function applyEvent(
  tx: Tx,
  event: RegistryEvent,
  { at, today, salt }: { at: Instant; today: Day; salt: string },
): Promise<Applied> {
  if (await awaitsApplied(tx)) throw new WebhookRefusal(503, 'import-under-way', messages.push.importing)
  const earlier = await tx.registryEvents.get(event.id)
  if (earlier)
    throw new WebhookRefusal(409, 'replayed', messages.push.replayed(earlier.at), { appliedAt: earlier.at })
  const { key, before, after } = await readChange(tx, event)
  await tx.registryEvents.add({ id: event.id, at, salt })
  const applied = { event: event.id, kind: event.kind, key }
  if (isDeepStrictEqual(before, after)) return { ...applied, change: 'unchanged' }
  const kind = KINDS[event.kind]
  await replaceRecord(tx, kind, after, before, { at, by: ACTOR, through: { webhook: event.id } })
  const hash = hashOf(['ssj/registry', salt, after])
  await tx.ledger.append('registry.changed', ACTOR, { kind, key, event: event.id, hash }, at)
  if (kind === 'firms') await rateAnew(tx, await tableInForce(tx), key, { today, at, by: ACTOR })
  return { ...applied, change: before === undefined ? 'added' : 'changed' }
}

async function readChange(tx: Tx, { kind, op, record }: RegistryEvent): Promise<Change> {
  if (op === 'upsert') return readUpsert(tx, KINDS[kind], record)
  return kind === 'firm' ? closeFirm(tx, record) : closeInspector(tx, record)
}

async function readUpsert(tx: Tx, kind: 'firms' | 'inspectors', fields: Fields): Promise<Change> {
  const { existing, missing } = registries[kind]
  const whole = tables[kind] as Table<object>
  const before = (await existing(tx, mustRead(whole, fields))) as object | undefined
  const after = mustRead(whole, fields, before)
  const fault = await missing?.(tx, after, [after])
  if (fault)
    throw new WebhookRefusal(409, 'refers-to-nothing', messages.push.refersToNothing, { faults: [fault] })
  return { key: whole.key(after), before, after }
}

async function closeFirm(tx: Tx, fields: Fields): Promise<Change> {
  const { code, status } = mustRead(closedFirms, fields)
  const before = await asRegistered(tx, mustExist(code, await tx.firms.get(code)))
  return { key: code, before, after: { ...before, status } satisfies Firm }
}

async function closeInspector(tx: Tx, fields: Fields): Promise<Change> {
  const { id } = mustRead(closedInspectors, fields)
  const before = mustExist(id, await tx.inspectors.get(id))
  return { key: id, before, after: { ...before, active: false } satisfies Inspector }
}

function mustRead<R extends object>(table: Table<R>, fields: Fields, before?: R): R {
  const read = readRecord(table, fields, before)
  if ('record' in read) return read.record
  throw new WebhookRefusal(400, 'bad-record', messages.push.badRecord, { faults: read.faults })
}

function mustExist<R>(key: string, found: R | undefined): R {
  if (found === undefined)
    throw new WebhookRefusal(409, 'unknown-record', messages.push.unknownRecord(key), { key })
  return found
}
