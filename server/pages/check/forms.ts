/** The forms of dr1 §0: hashes, identifiers, days, instants, and the order by UTF-8 bytes. */

export const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

export const isStratum = (text: string) => /^[A-Za-z0-9._-]{1,32}$/.test(text)

export const isIdentifier = (text: string) => /^[^\u0000-\u0020\u007f,]{1,64}$/u.test(text)

/** 'YYYY-MM-DD' that is in the calendar. */
export const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && isInstant(`${text}T00:00:00.000Z`)

/** 'YYYY-MM-DDTHH:MM:SS.sssZ' that is in the calendar. */
export function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false
  const moment = new Date(text)
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === text
}

export const countCodePoints = (text: string) => [...text].length

/** By UTF-8 bytes: below zero when a comes first. The two texts are well-formed. */
export function compareBytes(a: string, b: string): number {
  let i = 0
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i += 1
  return placeOf(a, i) - placeOf(b, i)
}

/** Surrogates stand for code points above U+FFFF, though their units are below U+E000. */
function placeOf(text: string, i: number): number {
  if (i >= text.length) return -1
  const unit = text.charCodeAt(i)
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** Ascending by UTF-8 bytes, without duplicates. */
export const isSorted = (texts: readonly string[]) =>
  texts.every((text, i) => i === 0 || compareBytes(texts[i - 1]!, text) < 0)
