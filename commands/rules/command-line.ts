/** Reads what people type: the command word, the key–value pairs behind it, and which word they may have meant. */
import { distance } from 'fastest-levenshtein'

/** No word of ours is longer; what is, was no command, and is not worth measuring. */
const LONGEST_WORD = 32

/** The form in which words and keys are compared: NFKC, lower case. */
export function foldWord(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/**
 * Splits a message into its command word and the rest. The word follows '/' or '／' and ends at white space, at a colon
 * (which is taken off) or at the end; with `bare`, a Chinese word needs no slash, and may be followed by a sign such as
 * a full stop (taken off), as people write 收到。
 * `rest` is the text as delivered after the ASCII spaces behind the word (dr1 §3): no other white space is removed.
 * @param words every command word, folded
 * @returns null for ordinary talk; `unknown`, folded, for what looks like a command and is none
 */
export function readCommandLine(
  text: string,
  words: Pick<ReadonlySet<string>, 'has'>,
  opts: { bare: boolean },
): { word: string; rest: string } | { unknown: string } | null {
  const [head = '', slash, typed = ''] = /^\s*([/／]?)([^\s:：]*)/u.exec(text) ?? []
  if (!slash) return opts.bare ? readBareWord(text.trimStart(), words) : null
  if (typed === '' || typed.length > LONGEST_WORD) return null
  const word = foldWord(typed)
  const tail = text.slice(head.length)
  if (words.has(word)) return { word, rest: afterSpaces(tail.replace(/^[:：]/, '')) }
  return /^\p{L}[\p{L}\p{M}\p{N}_-]*$/u.test(word) ? { unknown: word } : null
}

function readBareWord(
  text: string,
  words: Pick<ReadonlySet<string>, 'has'>,
): { word: string; rest: string } | null {
  const [word = ''] = /^\p{Script=Han}+(?![\p{L}\p{N}:：])/u.exec(text) ?? []
  if (!words.has(word)) return null
  return { word, rest: afterSpaces(text.slice(word.length).replace(/^[，,、。.！!～~]+/u, '')) }
}

function afterSpaces(text: string): string {
  return text.replace(/^ +/, '')
}

/**
 * The words that somebody who typed `word` may have meant, best first: those that contain it or are contained in it,
 * and those within half of their letters, at most three; none that is much further off than the best.
 */
export function nearestWords(word: string, words: string[], limit = 3): string[] {
  const typed = foldWord(word.slice(0, LONGEST_WORD))
  const near = words
    .map((candidate) => ({ candidate, cost: costBetween(typed, foldWord(candidate)) }))
    .filter(({ cost }) => cost < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.cost - b.cost)
  return near
    .filter(({ cost }) => cost <= near[0]!.cost + 1)
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

function costBetween(typed: string, candidate: string): number {
  const edits = distance(typed, candidate)
  const [shorter, longer] = typed.length < candidate.length ? [typed, candidate] : [candidate, typed]
  // A part of a Chinese word carries its meaning; one or two Latin letters carry none.
  const telling = shorter.length > 2 || /\p{Script=Han}/u.test(shorter)
  if (telling && longer.includes(shorter)) return Math.min(edits, 1)
  return edits <= Math.min(3, Math.floor(longer.length / 2)) ? edits : Number.POSITIVE_INFINITY
}

/** A key at the beginning of a line, after white space or a comma; '//' behind the colon would be a web address. */
const KEY = /(?<=^|[\s，,；;、])(\p{L}[^\s=＝:：，,；;、]*)\s*(?:([=＝])|[:：](?!\/\/))\s*/gu

/**
 * Reads `key=value key=value…`, lines of `键：值`, and both mixed, in time linear in the text. A value runs to the next
 * key or the end of its line and is trimmed; '=' makes a key anywhere, a colon makes the first key of a line, and
 * further ones, and what follows a comma, only where `isKey` knows the word, so that a note may hold both.
 * @returns pairs by folded key, the first of each; words that stand before the first key of a line; keys given again
 */
export function readPairs(
  text: string,
  isKey: (key: string) => boolean = () => false,
): { pairs: Map<string, string>; words: string[]; duplicates: string[] } {
  const pairs = new Map<string, string>()
  const words: string[] = []
  const duplicates = new Set<string>()
  for (const line of text.split(/\r\n|[\r\n\u2028]/)) {
    const keys = [...line.matchAll(KEY)].filter(([, key = '', equals], i, all) => {
      const afterComma = /[，,；;、]/.test(line[(all[i]?.index ?? 0) - 1] ?? '')
      return isKey(foldWord(key)) || (!afterComma && (equals !== undefined || i === 0))
    })
    for (const word of line.slice(0, keys[0]?.index).match(/\S+/g) ?? []) words.push(word)
    for (const [i, match] of keys.entries()) {
      const key = foldWord(match[1] ?? '')
      if (pairs.has(key)) duplicates.add(key)
      else pairs.set(key, valueUpTo(line, match.index + match[0].length, keys[i + 1]?.index))
    }
  }
  return { pairs, words, duplicates: [...duplicates] }
}

/** Up to the next key, without the comma before it. */
function valueUpTo(line: string, start: number, next: number | undefined): string {
  const value = line.slice(start, next).trim()
  return next === undefined ? value : value.replace(/[\s，,；;、]+$/, '')
}
