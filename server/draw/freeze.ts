/** The worker's part of a freeze: gathers, checks, writes the four files, makes the secrets; nothing is committed here. */
import { randomBytes } from 'node:crypto'
import { isRatingFirms } from '../../commands/credit/rate-firm.js'
import type { SharedFirms } from '../../commands/messages/rivals.js'
import { messages } from '../../commands/messages.js'
import { tables } from '../../commands/registries/kinds/kinds.js'
import { type FrozenFiles, freezeLists } from '../../commands/rules/draw/freeze.js'
import type { FileStore } from '../../db/files.js'
import type { DrawSummary, FrozenKeys, Plan, Store, StratumRule, View } from '../../db/store.js'
import { findImportUnderWay } from '../import/under-way.js'
import { findRefusal } from './find-refusal.js'
import { keepText } from './frozen-files.js'
import { type Gathered, gather, type Span, type TakeRows } from './gather.js'
import type { Kept } from './packer.js'
import { openRivalLists } from './rival-lists.js'
import { openSheetThread } from './sheet-thread.js'
import type { SheetOrder } from './sheet-worker.js'

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

export interface Previewed {
  summary: DrawSummary
  /** What waiting draws have in their lists, for which this one would have to wait. */
  shared: SharedFirms[]
}

export async function previewPlan(
  store: Store,
  files: FileStore,
  input: Omit<FreezeInput, 'drawNo'>,
): Promise<Previewed | Refused> {
  const taken = await store.read((view) => takeIn(view, files, input, () => {}))
  return 'refused' in taken ? taken : { summary: taken.gathered.summary, shared: taken.shared }
}

export async function freezeDraw(
  store: Store,
  files: FileStore,
  input: FreezeInput,
): Promise<Frozen | Refused> {
  const saltKey = randomBytes(32).toString('hex')
  const sheet = createSheet({ filesDir: files.dir, drawNo: input.drawNo, saltKey })
  try {
    const taken = await store.read((view) => takeIn(view, files, input, sheet.take))
    if ('refused' in taken) return taken
    const { gathered, plan, registry, shared } = taken
    if (shared.length > 0) return { refused: messages.rivals.shares(plan.no, shared) }
    const { keys, hashes } = await keepAll(files, sheet, gathered)
    const secret = randomBytes(32).toString('hex')
    const { summary, rules } = gathered
    return { plan, summary, keys, hashes, rules, secret, saltKey, registry }
  } finally {
    await sheet.stop()
  }
}

interface Taken extends Pick<Previewed, 'shared'> {
  gathered: Gathered
  plan: Plan
  registry: { n: number; hash: string }
}

/** Draws that commit later see this one's list in their turn: its number says that none did meanwhile. */
async function takeIn(
  view: View,
  files: FileStore,
  input: Omit<FreezeInput, 'drawNo'>,
  takeRows: TakeRows,
): Promise<Taken | Refused> {
  const kind = await findImportUnderWay(view)
  if (kind) return { refused: messages.draw.importing(tables[kind].title, kind) }
  // Half of the firms would stand in the strata of the rules before.
  if (await isRatingFirms(view)) return { refused: messages.creditRules.rating }
  const plan = await view.plans.get(input.plan)
  if (!plan) return { refused: messages.draw.unknownPlan(input.plan) }
  const rivals = await openRivalLists(view, files)
  const gathered = await gather(view, plan, input, async (rows) => {
    await rivals.take(rows)
    await takeRows(rows)
  })
  const refused = await findRefusal(view, gathered)
  if (refused !== null) return { refused }
  return { gathered, plan, shared: rivals.shared(), registry: await view.ledger.head() }
}

interface Sheet {
  take: TakeRows
  keep(): Promise<Kept>
  stop(): Promise<void>
}

/** Sealed and packed as its rows are read; what cannot be written is told only at the end, since the checks say more. */
function createSheet(order: SheetOrder): Sheet {
  const thread = openSheetThread(order)
  let fault: unknown
  return {
    async take(rows) {
      if (fault) return
      try {
        await thread.take(rows)
      } catch (error) {
        fault = error
      }
    },
    async keep() {
      if (fault) throw fault
      return thread.end()
    },
    stop: thread.stop,
  }
}

async function keepAll(
  files: FileStore,
  sheet: Sheet,
  gathered: Gathered,
): Promise<Pick<Frozen, 'keys' | 'hashes'>> {
  const lists = freezeLists(gathered)
  const recused = gathered.recused.map((row) => `${JSON.stringify(row)}\n`)
  const kept = {
    sheet: await sheet.keep(),
    excluded: await keepText(files, [lists.excluded]),
    inspectors: await keepText(files, [lists.inspectors]),
    seats: await keepText(files, [lists.seats]),
  }
  const keys = { ...mapOf(kept, 'key'), recused: (await keepText(files, recused)).key }
  return { keys, hashes: mapOf(kept, 'hash') }
}

type KeptFiles = Record<keyof FrozenFiles, Kept>

function mapOf({ sheet, excluded, inspectors, seats }: KeptFiles, part: 'key' | 'hash'): FrozenFiles {
  return {
    sheet: sheet[part],
    excluded: excluded[part],
    inspectors: inspectors[part],
    seats: seats[part],
  }
}
