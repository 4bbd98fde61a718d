/** Reads what stands behind a plan's number in /draw: why it is drawn again, and the public number it is to wait for. */

/** Values as typed; null where the key is missing or nothing stands behind it. */
export interface DrawRequest {
  reason: string | null
  name: string | null
  digits: string | null
  expected: string | null
  /** What stands before the first key. */
  loose: string
  /** Keys that were given twice. */
  repeated: string[]
}

/** A key begins the text or follows white space or a comma. */
const KEY = /(?<=^|[\s，,；;、])(理由|信标|位数|公布)\s*[=＝:：]\s*/gu

/** White space inside becomes one space; all else is kept to the letter. */
export function readDrawRequest(text: string): DrawRequest {
  const line = text.trim().replace(/\s+/gu, ' ')
  const keys = [...line.matchAll(KEY)]
  const values = new Map<string, string>()
  const repeated: string[] = []
  for (const [i, match] of keys.entries()) {
    const key = match[1]!
    if (values.has(key)) repeated.push(key)
    else values.set(key, upTo(line, match.index + match[0].length, keys[i + 1]?.index))
  }
  const typed = (key: string) => values.get(key) || null
  return {
    reason: typed('理由'),
    name: typed('信标'),
    digits: typed('位数'),
    expected: typed('公布'),
    loose: upTo(line, 0, keys[0]?.index),
    repeated,
  }
}

/** Up to the next key, without the comma before it; the look back keeps the time in proportion to the text. */
function upTo(line: string, start: number, next: number | undefined): string {
  const value = line.slice(start, next).trim()
  return next === undefined ? value : value.replace(/(?<![\s，,；;、])[\s，,；;、]+$/u, '')
}
