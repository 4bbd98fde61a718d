/** The form of the conformance kit: files of vectors, one a line, so that a person can read and compare them. */

export interface Vector {
  about: string
  given?: unknown
  expected?: unknown
  [more: string]: unknown
}

export interface KitFile {
  kind: string
  about: string
  vectors: Vector[]
}

/** JSON with one vector a line; lone surrogates are written as escapes. */
export function formatKitFile({ kind, about, vectors }: KitFile): string {
  const lines = vectors.map((vector) => JSON.stringify(vector))
  return `{\n"kind": ${JSON.stringify(kind)},\n"about": ${JSON.stringify(about)},\n"vectors": [\n${lines.join(',\n')}\n]\n}\n`
}

/** A double as the 16 hex digits of its big-endian bits. */
export function bitsOf(double: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(double)
  return bytes.toString('hex')
}

export function doubleOf(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE()
}
