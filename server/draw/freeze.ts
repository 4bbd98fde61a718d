/** The worker's part of a freeze: gathers, checks, writes the four files, makes the secrets; nothing is committed here. */
import { randomBytes } from 'node:crypto'
import { messages } from '../../commands/messages.js'
import { tables } from '../../commands/registry/kinds.js'
import { type FrozenFiles, freezeInChunks } from '../../commands/rules/draw/freeze.js'
import type { FileStore } from '../../db/files.js'
import type { DrawSummary, FrozenKeys, Plan, Store, StratumRule, View } from '../../db/store.js'
import { findImportUnderWay } from '../import/under-way.js'
import { findRefusal } from './find-refusal.js'
import { keepText } from './frozen-files.js'
import { type Gathered, gather, type Span } from './gather.js'

export interface FreezeInput extends Span {
  plan: string
  drawNo: string
}

export interface Frozen {
  plan: Plan
  summary: DrawSummary
  keys: FrozenKeys
  /** F of each file's text. */
  hashes: FrozenFiles
  rules: Record<string, StratumRule>
  secret: string
  saltKey: string
  registry: { n: number; hash: string }
}

export type Refused = { refused: string }

export async function previewPlan(
  store: Store,
  input: Omit<FreezeInput, 'drawNo'>,
): Promise<DrawSummary | Refused> {
  const taken = await store.read((view) => takeIn(view, input))
  return 'refused' in taken ? taken : taken.gathered.summary
}

export async function freezeDraw(
  store: Store,
  files: FileStore,
  input: FreezeInput,
): Promise<Frozen | Refused> {
  const taken = await store.read((view) => takeIn(view, input))
  if ('refused' in taken) return taken
  const { gathered, plan, registry } = taken
  const saltKey = randomBytes(32).toString('hex')
  const texts = freezeInChunks({ ...gathered, drawNo: input.drawNo, saltKey })
  const { keys, hashes } = await keepAll(files, texts, gathered)
  const secret = randomBytes(32).toString('hex')
  return { plan, summary: gathered.summary, keys, hashes, rules: gathered.rules, secret, saltKey, registry }
}

type Taken = { gathered: Gathered; plan: Plan; registry: { n: number; hash: string } }

async function takeIn(view: View, input: Omit<FreezeInput, 'drawNo'>): Promise<Taken | Refused> {
  const kind = await findImportUnderWay(view)
  if (kind) return { refused: messages.draw.importing(tables[kind].title, kind) }
  const plan = await view.plans.get(input.plan)
  if (!plan) return { refused: messages.draw.unknownPlan(input.plan) }
  const gathered = await gather(view, plan, input)
  const refused = await findRefusal(view, gathered)
  return refused === null ? { gathered, plan, registry: await view.ledger.head() } : { refused }
}

async function keepAll(
  files: FileStore,
  texts: ReturnType<typeof freezeInChunks>,
  { sheet }: Gathered,
): Promise<Pick<Frozen, 'keys' | 'hashes'>> {
  const recused = sheet.filter((row) => row.recused.length > 0)
  const lines = recused.map((row) => `${JSON.stringify([row.firm, row.recused])}\n`)
  const kept = {
    sheet: await keepText(files, texts.sheet),
    excluded: await keepText(files, [texts.excluded]),
    inspectors: await keepText(files, [texts.inspectors]),
    seats: await keepText(files, [texts.seats]),
  }
  const keys = { ...mapOf(kept, 'key'), recused: (await keepText(files, lines)).key }
  return { keys, hashes: mapOf(kept, 'hash') }
}

type Kept = Record<keyof FrozenFiles, Awaited<ReturnType<typeof keepText>>>

function mapOf({ sheet, excluded, inspectors, seats }: Kept, part: 'key' | 'hash'): FrozenFiles {
  return {
    sheet: sheet[part],
    excluded: excluded[part],
    inspectors: inspectors[part],
    seats: seats[part],
  }
}
