/** What a ledger entry is about, so that everything about a visit, a draw, a plan, a person or a department is found again. */
import type { LedgerEntry } from './store.js'

const NAMED = [
  'draw',
  'visit',
  'plan',
  'person',
  'inspector',
  'leaver',
  'department',
  'unit',
  'from',
  'to',
] as const

/** Names under which several keys of a body speak of the same sort of thing. */
const SORTS: Partial<Record<(typeof NAMED)[number], string>> = {
  leaver: 'inspector',
  unit: 'department',
  from: 'department',
  to: 'department',
}

/**
 * Words such as 'visit:RW2026-003-07', 'person:P0002' or, for a visit that an entry counts from 0 within its draw,
 * 'place:CQ2026-003/6'; each once. A setting's or an extension's 'from' and 'to' are no departments.
 */
export function subjectsOf({ kind, actor, body }: Pick<LedgerEntry, 'kind' | 'actor' | 'body'>): string[] {
  const found = new Set<string>()
  if (actor !== 'system') found.add(`person:${actor}`)
  for (const key of NAMED) {
    const value = body[key]
    if (typeof value !== 'string' || (isSpan(kind) && (key === 'from' || key === 'to'))) continue
    found.add(`${SORTS[key] ?? key}:${value}`)
  }
  if (typeof body.draw === 'string' && typeof body.visit === 'number')
    found.add(`place:${body.draw}/${body.visit}`)
  if (Array.isArray(body.visits)) for (const visit of body.visits) found.add(`visit:${visit}`)
  if (typeof body.firm === 'string' && /^(?:credit|listing)\./.test(kind)) found.add(`firms:${body.firm}`)
  if (kind === 'registry.changed') found.add(`${body.kind}:${body.key}`)
  return [...found]
}

const isSpan = (kind: string) => kind.startsWith('setting.') || kind.startsWith('extension.')
