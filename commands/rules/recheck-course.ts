/** Whether an order to put something right (责令改正) waits for a check, or for what follows from one that found nothing mended. */

/** The order as far as it counts here; days are 'YYYY-MM-DD', instants ISO strings in UTC. */
interface Order {
  id: number
  kind: string
  recheckOn: string | null
  nextCheckOn: string | null
}

/** `on` is the day by which it is to be checked, or the day of the check after which nobody did anything. */
export type CheckDue = { kind: 'check' | 'unmended'; on: string }

/**
 * Another order takes the place of one whose check failed; any other decision is a next step as well, but ends no day that was set.
 * @param last the order's newest check
 * @param others the other decisions of the same result that stand
 * @returns null where nothing is left to do
 */
export function checkDue(
  { id, kind, recheckOn, nextCheckOn }: Order,
  last: { on: string; done: boolean; at: string } | undefined,
  others: { id: number; kind: string; at: string }[],
): CheckDue | null {
  if (kind !== 'rectify' || recheckOn === null || last?.done) return null
  if (!last) return { kind: 'check', on: recheckOn }
  // Running numbers tell what came later within one moment.
  const later = others.filter((one) => one.id > id && one.at >= last.at)
  if (later.some((one) => one.kind === 'rectify')) return null
  if (nextCheckOn !== null) return { kind: 'check', on: nextCheckOn }
  return later.length > 0 ? null : { kind: 'unmended', on: last.on }
}
