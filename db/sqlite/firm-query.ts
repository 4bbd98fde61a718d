/** Reads the words of a search: what the index is asked for, and whether a name that it offers really fits. */
import { foldName } from '../fold-name.js'
import { readAloud } from '../read-aloud.js'
import { splitSyllables } from '../split-syllables.js'
import { endOf, initialOf, initialTriples, pairsOf, startOf, syllablePairs } from './firm-words.js'

/** `anywhere`, `beginning` and `exactly` are asked of FTS5; what it offers counts once it `fits`. */
export interface FirmQuery {
  /** The beginning of a credit code, when it may be one. */
  code: string | null
  /** What was typed, folded, as one word. */
  whole: string
  /** Names that have every word. */
  anywhere: string
  beginning: string
  exactly: string
  /** Whether a folded name has the words as they stand: the index knows pairs of characters, not their places. */
  fits(name: string): boolean
}

/** Nobody types more, and each character costs the index a look. */
const LONGEST = 60

/** `words` as they were typed; null when nothing in them can be looked for. */
export function readFirmQuery(words: string[]): FirmQuery | null {
  const folded = words.map((word) => foldName(word).slice(0, LONGEST)).filter((word) => word !== '')
  const whole = folded.join('').slice(0, LONGEST)
  if (whole === '') return null
  const characters = [...whole]
  const [pairs, start] = [pairsOf(characters), startOf(characters)]
  const every = folded.map(matchWord).filter((match) => match !== '')
  return {
    code: /^[0-9a-z]\d[0-9a-z]*$/.test(whole) ? whole.toUpperCase() : null,
    whole,
    // A single character is in too many names: alone, it finds those that begin with it.
    anywhere: every.length > 0 ? every.join(' AND ') : all([start]),
    beginning: all([start, ...pairs]),
    exactly: all([start, endOf(characters), ...pairs]),
    fits: (name) => folded.every((word) => holds(name, word)),
  }
}

function all(words: string[]): string {
  return words.map((word) => `"${word}"`).join(' AND ')
}

function isLetters(word: string): boolean {
  return /^[a-z]{3,}$/.test(word)
}

function matchWord(word: string): string {
  const ways = [pairsOf([...word])]
  if (isLetters(word)) {
    ways.push(initialTriples([...word]))
    ways.push(...splitSyllables(word).map(syllablePairs))
  }
  const matches = ways.filter((way) => way.length > 0).map((way) => `(${all(way)})`)
  return matches.length > 1 ? `(${matches.join(' OR ')})` : (matches[0] ?? '')
}

function holds(name: string, word: string): boolean {
  if (name.includes(word)) return true
  if (!isLetters(word)) return false
  const syllables = readAloud([...name])
  return (
    syllables.map(initialOf).join('').includes(word) || syllables.some((_, i) => sounds(syllables, i, word))
  )
}

/** Whether the syllables from the i-th on are exactly the letters of the word. */
function sounds(syllables: string[], i: number, word: string): boolean {
  let read = 0
  for (; read < word.length && i < syllables.length; i++) {
    if (!word.startsWith(syllables[i]!, read)) return false
    read += syllables[i]!.length
  }
  return read === word.length
}
