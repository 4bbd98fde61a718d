/** The forms of identifiers, hashes, instants and sorted lists (dr1 §0). */

/** 1–64 code points, no control character, space or comma. */
export function isIdentifier(text: string): boolean {
  return text.isWellFormed() && /^[^\u0000-\u0020\u007f,]{1,64}$/u.test(text)
}

export function isStratum(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,32}$/.test(text)
}

/** A hash, a secret or a key: 32 bytes in lowercase hex. */
export function isHex32(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

export function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString() === text
}

export function isDay(text: string): boolean {
  return isInstant(`${text}T00:00:00.000Z`)
}

export function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}

/** What a witness may say: 1–500 code points. */
export function isWitnessText(text: string): boolean {
  return isWithin(Array.from(text).length, 1, 500)
}

/** Ascending by UTF-8 bytes and without duplicates. */
export function isSorted(texts: string[]): boolean {
  return texts.every((text, i) => i === 0 || compareBytes(texts[i - 1]!, text) < 0)
}

export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
