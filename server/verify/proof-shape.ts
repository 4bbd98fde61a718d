/** Keys and types of a proof (dr1 §2, §8, §9): exactly these, none missing and none more. */
import { z } from 'zod'

const text = z.string()
const ruleShape = z.union([
  z.strictObject({ ratio: z.tuple([z.int(), z.int()]), weighted: z.literal(true).optional() }),
  z.strictObject({ count: z.int(), weighted: z.literal(true).optional() }),
])
const announcedBeacon = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drand'), chain: text, delay: z.int() }),
  z.strictObject({ kind: z.literal('number'), name: text, digits: z.int(), expected: text }),
])
const commitShape = z.strictObject({
  protocol: text,
  draw: text,
  plan: text,
  planHash: text,
  nth: z.int(),
  reason: text.nullable(),
  items: z.array(text),
  sheet: text,
  excluded: text,
  inspectors: text,
  seats: text,
  rules: z.record(text, ruleShape),
  secret: text,
  saltKey: text,
  witnesses: z.int(),
  beacon: announcedBeacon.nullable(),
  due: text,
  opens: text.nullable(),
  previous: text.nullable(),
  registry: z.strictObject({ n: z.int(), hash: text }),
  at: text,
})
const witnessShape = z.strictObject({ person: text, text, line: text })
const arrivedBeacon = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), name: text, value: text }),
  z.strictObject({ kind: z.literal('drand'), chain: text, round: z.int(), value: text, signature: text }),
])
const replacementShape = z.strictObject({
  visit: z.int(),
  seat: z.int(),
  leaver: text.nullable(),
  entry: z.int(),
  secret: text,
  witness: witnessShape,
  inspector: text.nullable(),
})
const entryShape = z.strictObject({
  n: z.int(),
  at: text,
  kind: text,
  actor: text,
  body: text,
  prev: text,
  hash: text,
})

/** A text, or where a proof would be too big with it its hash: then it is fetched apart. */
const fileShape = z.union([text, z.strictObject({ sha256: text })])

export const proofShape = z.strictObject({
  protocol: text,
  commit: commitShape,
  files: z.strictObject({ sheet: fileShape, excluded: fileShape, inspectors: fileShape, seats: fileShape }),
  witnesses: z.array(witnessShape),
  beacon: arrivedBeacon.nullable(),
  secret: text,
  seed: text,
  selected: z.array(z.tuple([text, z.int(), z.int(), text])),
  openings: z.array(z.tuple([text, text, z.array(text)])),
  roster: z.array(z.tuple([text, text, text])).nullable(),
  refusal: z.strictObject({ seats: z.array(z.int()), inspectors: z.array(text), room: z.int() }).nullable(),
  replacements: z.array(replacementShape),
  ledger: z.strictObject({
    entries: z.array(entryShape),
    bodies: z.record(text, z.record(text, z.unknown())),
  }),
})

export type FileName = keyof z.infer<typeof proofShape>['files']
/** A proof with all its texts. */
export type Proof = Omit<z.infer<typeof proofShape>, 'files'> & { files: Record<FileName, string> }
export type Commit = Proof['commit']
export type Rule = z.infer<typeof ruleShape>
export type Entry = z.infer<typeof entryShape>
export type Replacement = z.infer<typeof replacementShape>
