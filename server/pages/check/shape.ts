/** Says what shape a value must have: exactly these keys, of these types. */
import type { Json } from './canonical-reader.js'

/** What is wrong with a value, as the place inside it and a few words; null when nothing is. */
export type Shape = (value: Json) => string | null

type Keyed = { [key: string]: Json }

const isKeyed = (value: Json): value is Keyed =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const text: Shape = (value) => (typeof value === 'string' ? null : ' 应为文本')

export const integer: Shape = (value) => (typeof value === 'number' ? null : ' 应为整数')

export const flag: Shape = (value) => (typeof value === 'boolean' ? null : ' 应为 true 或 false')

/** A text with a form of its own. */
export const formed =
  (holds: (text: string) => boolean): Shape =>
  (value) =>
    typeof value === 'string' && holds(value) ? null : ' 的写法不对'

export const nullable =
  (shape: Shape): Shape =>
  (value) =>
    value === null ? null : shape(value)

export const listOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) ? findWrong(value, () => shape) : ' 应为列表'

export const tuple =
  (...shapes: Shape[]): Shape =>
  (value) =>
    Array.isArray(value) && value.length === shapes.length
      ? findWrong(value, (i) => shapes[i]!)
      : ` 应为 ${shapes.length} 项的列表`

function findWrong(values: Json[], shapeAt: (i: number) => Shape): string | null {
  for (let i = 0; i < values.length; i += 1) {
    const problem = shapeAt(i)(values[i]!)
    if (problem !== null) return `[${i}]${problem}`
  }
  return null
}

/** Any keys, all values of one shape. */
export const mapOf =
  (shape: Shape): Shape =>
  (value) => {
    if (!isKeyed(value)) return ' 应为对象'
    return firstProblem(Object.keys(value), (key) => inside(key, shape(value[key]!)))
  }

/** Exactly these keys; the optional ones may be missing. */
export const object =
  (shapes: Record<string, Shape>, optional: Record<string, Shape> = {}): Shape =>
  (value) => {
    if (!isKeyed(value)) return ' 应为对象'
    const known = new Map(Object.entries({ ...optional, ...shapes }))
    const missing = Object.keys(shapes).find((key) => !Object.hasOwn(value, key))
    if (missing !== undefined) return ` 缺少 ${missing}`
    return firstProblem(Object.keys(value), (key) => {
      const shape = known.get(key)
      return shape ? inside(key, shape(value[key]!)) : ` 多出 ${key}`
    })
  }

/** An object whose text under one key says which shape it has. */
export const byKey =
  (key: string, shapes: Record<string, Shape>): Shape =>
  (value) => {
    const kind = isKeyed(value) ? value[key] : null
    const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind]! : null
    return shape ? shape(value) : ` 的 ${key} 不认识`
  }

const inside = (key: string, problem: string | null) => (problem === null ? null : `.${key}${problem}`)

function firstProblem(keys: string[], problemOf: (key: string) => string | null): string | null {
  for (const key of keys) {
    const problem = problemOf(key)
    if (problem !== null) return problem
  }
  return null
}
