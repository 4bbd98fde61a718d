/** What the entries of a draw hold (dr1 §7, §8). */
import { z } from 'zod'
import type { OwnEntry } from './own-entries.js'
import { demand } from './verdict.js'

const text = z.string()
const hex = z.string().regex(/^[0-9a-f]{64}$/)
const index = z.int().min(0)

const SHAPES = {
  'draw.committed': z.strictObject({ draw: text, commit: hex }),
  'draw.witnessed': z.strictObject({ draw: text, line: hex, last: z.boolean() }),
  'draw.beacon': z.strictObject({ draw: text, value: text, confirmedBy: text.nullable() }),
  'draw.drawn': z.strictObject({ draw: text, secret: hex, seed: hex, result: hex }),
  'visit.leaving': z.strictObject({
    draw: text,
    visit: index,
    seat: index,
    leaver: text.nullable(),
    reason: text,
    evidence: hex,
    secret: hex,
  }),
  'visit.replaced': z.strictObject({ draw: text, entry: z.int(), secret: hex, inspector: text.nullable() }),
}

type Shapes = typeof SHAPES
export type OwnKind = keyof Shapes

/** Kinds that this text does not name, such as a firm that has gone, stand in the chain and decide nothing. */
export function decides(kind: string): boolean {
  return kind.startsWith('draw.') || Object.hasOwn(SHAPES, kind)
}

/** @throws Mismatch ledger when the entry is of another kind or its body has other keys or types */
export function readBody<K extends OwnKind>(entry: OwnEntry | undefined, kind: K): z.infer<Shapes[K]> {
  demand(entry !== undefined, 'ledger', `留痕账本缺少 ${kind} 条目`)
  demand(entry.kind === kind, 'ledger', `留痕账本第 ${entry.n} 条应是 ${kind}，却是 ${entry.kind}`)
  const { success, data } = SHAPES[kind].safeParse(entry.shown)
  demand(success, 'ledger', `留痕账本第 ${entry.n} 条的内容缺项、多项或类型不对`)
  return data as z.infer<Shapes[K]>
}
