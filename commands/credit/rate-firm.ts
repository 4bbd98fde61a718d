/** Rates one firm anew by the table in force, inside the transaction that changed its file; what it was before is kept. */
import type { CreditStanding, Firm, Instant, PublishedResult, Tx, View } from '../../db/store.js'
import { type CreditFact, type CreditTable, type FactKind, rateFirm } from '../rules/credit/rate.js'
import { readCreditTable } from '../rules/credit/read-table.js'
import { hashOf } from '../rules/draw/hash.js'

export interface TableInForce {
  version: number
  table: CreditTable
}

/** Null where no office has taken a table: classes are then what the registers say. */
export async function tableInForce(view: View): Promise<TableInForce | null> {
  const found = await view.creditTables.inForce()
  if (!found) return null
  const read = readCreditTable(found.text)
  if ('faults' in read) throw new Error(`table of credit rules ${found.version}: ${read.faults.join()}`)
  return { version: found.version, table: read.table }
}

/** Firms that refused or hid something are told apart from those with a problem (四(三)1). */
const REFUSAL = /不配合|弄虚作假/u
const SOUND = '未发现问题'
const DECIDED = new Set(['penalty', 'abnormal', 'serious'])

/**
 * Everything that counts for or against it. Of inspections only what the public reads: a class stands in the sheet of
 * every draw, where a result that is not public yet would be told by it.
 */
export async function loadFacts(view: View, firm: string): Promise<CreditFact[]> {
  const facts = (await view.published.standing(firm)).flatMap(factsOf)
  for (const { kind, state, on, documentNo, id } of await view.creditEntries.ofFirm(firm)) {
    const source = documentNo ?? String(id)
    if (kind === 'complaint' && state === 'upheld') facts.push({ kind, on, source })
    if ((kind === 'penalty' || kind === 'praise') && state === 'stands') facts.push({ kind, on, source })
  }
  for (const { list, from, leftOn, documentNo } of await view.listings.ofFirm(firm))
    if (list === 'black' && leftOn === null) facts.push({ kind: 'blacklisted', on: from, source: documentNo })
  return facts
}

/** A public result, and each decision that its newest version names. */
function factsOf({ visit, problem, content }: PublishedResult & { problem: boolean }): CreditFact[] {
  const kind = kindOf(
    problem,
    content.items.map(({ result }) => result),
  )
  const decided = content.decisions.filter((one) => DECIDED.has(one.kind))
  return [
    ...(kind ? [{ kind, on: content.inspectedOn, source: visit }] : []),
    ...decided.map((one) => ({
      ...{ kind: one.kind as FactKind, on: one.decidedOn, source: one.documentNo ?? visit },
    })),
  ]
}

function kindOf(problem: boolean, said: string[]): FactKind | null {
  if (problem) return said.some((one) => REFUSAL.test(one)) ? 'refusal' : 'problem'
  return said.includes(SOUND) ? 'sound' : null
}

/** Whether firms still wait to be rated by new rules: no list may be frozen half-way. */
export async function isRatingFirms(view: View): Promise<boolean> {
  return (await view.jobs.queued()).some(({ kind }) => kind === 'credit')
}

/** The firm as the registers have it: with the class that the rules start from, not with what they made of it. */
export async function asRegistered<F extends Firm | undefined>(view: View, firm: F): Promise<F> {
  const standing = firm && (await view.creditStandings.get(firm.code))
  return standing ? { ...firm, creditClass: standing.base, weight: standing.baseWeight } : firm
}

/** Takes in what the registers say of a firm; the class that the rules have made stays until they are asked anew. */
export async function putRegistered(tx: Tx, firm: Firm): Promise<void> {
  const standing = await tx.creditStandings.get(firm.code)
  if (!standing) return tx.firms.put(firm)
  const { creditClass: base, weight: baseWeight } = firm
  if (standing.base !== base || standing.baseWeight !== baseWeight)
    await tx.creditStandings.put({ ...standing, base, baseWeight })
  await tx.firms.put({ ...firm, creditClass: standing.class, weight: standing.weight })
}

/** @returns whether the firm's class or weight changed. @param by who changed the file; a person or `system` */
export async function rateAnew(
  tx: Tx,
  inForce: TableInForce | null,
  code: string,
  { today, at, by }: { today: string; at: Instant; by: string },
): Promise<boolean> {
  const firm = await tx.firms.get(code)
  if (!inForce || !firm) return false
  const before = await tx.creditStandings.get(code)
  const { base, baseWeight } = before ?? { base: firm.creditClass, baseWeight: firm.weight }
  const rating = rateFirm(base, await loadFacts(tx, code), inForce.table, today)
  const { version } = inForce
  const standing: CreditStanding = { firm: code, base, baseWeight, ...rating, version, at }
  if (!before || contentOf(standing) !== contentOf(before)) await tx.creditStandings.put(standing)
  if (firm.creditClass === rating.class && firm.weight === rating.weight) return false
  const through = { command: 'credit' }
  await tx.versions.keep({ kind: 'firms', key: code, replacedAt: at, by, through, record: firm })
  await tx.firms.put({ ...firm, creditClass: rating.class, weight: rating.weight })
  const reasons = hashOf(['ssj/credit', rating.reasons])
  const body = {
    firm: code,
    before: firm.creditClass,
    class: rating.class,
    weight: rating.weight,
    version,
    reasons,
  }
  await tx.ledger.append('credit.rated', 'system', body, at)
  return true
}

const contentOf = ({ at: _, ...rest }: CreditStanding) => JSON.stringify(Object.entries(rest).sort())

/** The same for a command that has just changed the firm's file. */
export async function rateAfter(
  { tx, now, today, caller }: { tx: Tx; now: Date; today: string; caller: { id: string } },
  firm: string,
): Promise<void> {
  await rateAnew(tx, await tableInForce(tx), firm, { today, at: now.toISOString(), by: caller.id })
}
