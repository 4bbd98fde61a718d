/** Differences between two JSON values as RFC 6902 patches of `add`, `remove` and `replace`, made and applied. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export interface Operation {
  op: 'add' | 'remove' | 'replace'
  /** RFC 6901; `-` as the last step of an `add` means the end of an array. */
  path: string
  value?: Json
}

const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function escapeStep(step: string | number): string {
  return String(step).replaceAll('~', '~0').replaceAll('/', '~1')
}

export function diff(before: Json, after: Json, path = ''): Operation[] {
  const alike = Array.isArray(before) && Array.isArray(after) && before.length === after.length
  if (!alike && !(isObject(before) && isObject(after)))
    return before === after ? [] : [{ op: 'replace', path, value: after }]
  const [old, now] = [before as { [key: string]: Json }, after as { [key: string]: Json }]
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return keys.flatMap((key): Operation[] => {
    const at = `${path}/${escapeStep(key)}`
    if (!Object.hasOwn(now, key)) return [{ op: 'remove', path: at }]
    if (!Object.hasOwn(old, key)) return [{ op: 'add', path: at, value: now[key]! }]
    return diff(old[key]!, now[key]!, at)
  })
}

/** A changed copy. */
export function applyPatch(value: Json, patch: Operation[]): Json {
  const root = { value: structuredClone(value) }
  for (const operation of patch) applyOne(root, operation)
  return root.value
}

function applyOne(root: { value: Json }, { op, path, value = null }: Operation): void {
  const steps = ['value', ...path.split('/').slice(1)].map((step) =>
    step.replaceAll('~1', '/').replaceAll('~0', '~'),
  )
  const last = steps.pop()!
  const parent = steps.reduce((at, step) => Reflect.get(at, step) as object, root as object)
  if (!Array.isArray(parent)) {
    if (op === 'remove') Reflect.deleteProperty(parent, last)
    else Reflect.set(parent, last, value)
  } else if (op === 'remove') parent.splice(Number(last), 1)
  else if (op === 'replace') parent[Number(last)] = value
  else parent.splice(last === '-' ? parent.length : Number(last), 0, value)
}
