/** What a record's earlier versions say about its changes. */

/** One field of a record before and after a change. */
export interface FieldChange {
  field: string
  from: unknown
  to: unknown
}

/** The fields that differ, in the order in which the newer record has them. */
function compareRecords(before: object, after: object): FieldChange[] {
  const [from, to] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  const fields = [...new Set([...to.keys(), ...from.keys()])]
  return fields
    .map((field) => ({ field, from: from.get(field), to: to.get(field) }))
    .filter((one) => JSON.stringify(one.from) !== JSON.stringify(one.to))
}

/**
 * Each version with what replaced it.
 * @param versions newest first; @param current what the newest one was replaced by
 */
export function listChanges<V extends { record: object }>(
  versions: V[],
  current: object,
): { version: V; fields: FieldChange[] }[] {
  return versions.map((version, i) => ({
    version,
    fields: compareRecords(version.record, versions[i - 1]?.record ?? current),
  }))
}
