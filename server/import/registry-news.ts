/** Notes what a change of the registries means for work under way, to be told once the change is whole. */
import type { ImportKind } from '../../commands/registries/kinds/kinds.js'
import type { Firm, Inspector, Person, Plan, Tx, View } from '../../db/store.js'

/** Codes of firms, ids of people and numbers of plans that somebody must hear of. */
export interface RegistryNews {
  firms: string[]
  people: string[]
  plans: string[]
}

/** The setting that keeps them (JSON), '' when there are none. */
const KEY = 'registry.news'

export async function readNews(view: View): Promise<RegistryNews | null> {
  const kept = (await view.settings.get(KEY)) ?? ''
  return kept === '' ? null : (JSON.parse(kept) as RegistryNews)
}

export async function clearNews(tx: Tx): Promise<void> {
  await tx.settings.set(KEY, '')
}

/** In the transaction of the change. @param before undefined for what is new */
export async function noteNews(tx: Tx, kind: ImportKind, before: unknown, after: unknown): Promise<void> {
  const found = await findNews(tx, kind, before, after)
  if (found === null) return
  const [list, key] = found
  const news = (await readNews(tx)) ?? { firms: [], people: [], plans: [] }
  if (news[list].includes(key)) return
  news[list].push(key)
  await tx.settings.set(KEY, JSON.stringify(news))
}

async function findNews(
  tx: Tx,
  kind: ImportKind,
  before: unknown,
  after: unknown,
): Promise<[keyof RegistryNews, string] | null> {
  if (kind === 'plans') {
    const plan = after as Plan
    return plan.approvedAt === null ? ['plans', plan.no] : null
  }
  if (before === undefined) return null
  if (kind === 'firms') {
    const firm = after as Firm
    const visits = isOpen(before as Firm) && !isOpen(firm) ? await tx.visits.ofFirm(firm.code) : []
    return visits.some(({ state }) => state === 'pending') ? ['firms', firm.code] : null
  }
  if (kind !== 'inspectors' && kind !== 'people') return null
  const [was, is] = [before, after] as (Inspector | Person)[]
  if (!was?.active || is?.active) return null
  const person = 'person' in is! ? is.person : is!.id
  return (await tx.visits.ofPerson(person, 'pending')).length > 0 ? ['people', person] : null
}

/** Suspended business is still there to be visited. */
export function isOpen({ status }: Pick<Firm, 'status'>): boolean {
  return status === '存续' || status === '停业'
}
