/** What a firm is found by: the words of its name in the full-text index, and those of a search. */
import type { Database } from 'better-sqlite3'
import { foldName } from '../fold-name.js'
import { readAloud } from '../read-aloud.js'
import type { Connection } from './connection.js'
import { whenNeeded } from './statements.js'

/** A table of firms by code and name, and the index of their words under its rowids. */
export interface WordIndex {
  firms: string
  words: string
}

export const ALL_FIRMS: WordIndex = { firms: 'firms', words: 'firm_words' }
/** Those with a public result, under the names that are public. */
export const PUBLISHED_FIRMS: WordIndex = { firms: 'published_firms', words: 'published_firm_words' }

/** Marks keep the kinds of words apart; a name that holds a mark is told apart when the hit is looked at. */
const START = '^'
const END = '$'
const PAIR = '.'
const INITIALS = '~'

/** For the migration, which indexes the firms that are there already. */
export function defineFirmWords(raw: Database): void {
  raw.function('words_of_firm', { deterministic: true }, (name) => wordsOfName(String(name)))
}

/**
 * Statements that keep the index in step, in the transaction of the firm's own. Triggers would do the same at four times
 * the price: a statement with triggers opens a savepoint, and FTS5 writes out what it has gathered at each of those.
 */
export function prepareFirmWords({ raw }: Connection, { firms, words }: WordIndex) {
  const known = whenNeeded(() =>
    raw.prepare<[string], { rowid: number; name: string }>(
      `SELECT rowid AS rowid, name FROM ${firms} WHERE code = ?`,
    ),
  )
  const added = whenNeeded(() => raw.prepare(`INSERT INTO ${words} (words, rowid) VALUES (?, ?)`))
  const renamed = whenNeeded(() => raw.prepare(`UPDATE ${words} SET words = ? WHERE rowid = ?`))
  return {
    find: (code: string) => known().get(code),
    add: (rowid: number | bigint, name: string) => void added().run(wordsOfName(name), rowid),
    rename: (rowid: number, name: string) => void renamed().run(wordsOfName(name), rowid),
  }
}

function wordsOfName(name: string): string {
  const characters = [...foldName(name)]
  if (characters.length === 0) return ''
  const syllables = readAloud(characters)
  const words = [startOf(characters), ...pairsOf(characters), endOf(characters)]
  return words.concat(syllablePairs(syllables), initialTriples(syllables.map(initialOf))).join(' ')
}

export function initialOf(syllable: string): string {
  return String.fromCodePoint(syllable.codePointAt(0)!)
}

export function startOf(characters: string[]): string {
  return START + (characters[0] ?? '')
}

export function endOf(characters: string[]): string {
  return (characters.at(-1) ?? '') + END
}

/** 山城食品 → 山城 城食 食品. */
export function pairsOf(characters: string[]): string[] {
  const pairs: string[] = []
  for (let i = 1; i < characters.length; i++) pairs.push(characters[i - 1]! + characters[i]!)
  return pairs
}

/** shan cheng shi → .shancheng .chengshi */
export function syllablePairs(syllables: string[]): string[] {
  return pairsOf(syllables).map((pair) => PAIR + pair)
}

/** s c s p → ~scs ~csp: pairs of letters would be in half of all names. */
export function initialTriples(initials: string[]): string[] {
  const triples: string[] = []
  for (let i = 2; i < initials.length; i++)
    triples.push(INITIALS + initials[i - 2]! + initials[i - 1]! + initials[i]!)
  return triples
}
