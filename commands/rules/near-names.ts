/** Which names somebody may have meant who mistyped one, and by which pieces of what was typed they can be looked for. */
import { distance } from 'fastest-levenshtein'

const PIECE = 4
/** Each piece is a look into the index. */
const MOST_PIECES = 8
/** What so many names have says nothing. */
const COMMON = /公司|有限|责任|股份|合伙|企业|商行|商店|经营部|个体|分公司|合作社/u
/** Beyond that share of the letters another name is meant. */
const FURTHEST = 0.4

/** Parts of what was typed, those that tell most first; where one letter is wrong most of them are right. */
export function piecesOf(typed: string): string[] {
  const letters = [...typed.normalize('NFKC').replace(/\s/gu, '')]
  const pieces: string[] = []
  for (let start = 0; start + 2 <= letters.length; start += 2)
    pieces.push(letters.slice(start, start + PIECE).join(''))
  const telling = [...new Set(pieces)].filter((piece) => [...piece].length >= 2)
  const isCommon = (piece: string) => COMMON.test(piece)
  return telling.sort((a, b) => Number(isCommon(a)) - Number(isCommon(b))).slice(0, MOST_PIECES)
}

/** Those of the names that are near what was typed, the nearest first. */
export function nearNames<T extends { name: string }>(typed: string, offered: T[], most: number): T[] {
  const wanted = typed.normalize('NFKC').replace(/\s/gu, '')
  if (wanted.length < 2) return []
  return offered
    .map((one) => ({ one, cost: costBetween(wanted, one.name.normalize('NFKC')) }))
    .filter(({ cost }) => cost <= FURTHEST)
    .sort((a, b) => a.cost - b.cost || (a.one.name < b.one.name ? -1 : 1))
    .slice(0, most)
    .map(({ one }) => one)
}

/** The share of letters that differ, of the whole name or of whichever part of it is as long as what was typed. */
function costBetween(typed: string, name: string): number {
  const { length } = typed
  const parts = [name]
  for (let start = 0; start + length <= name.length; start++) parts.push(name.slice(start, start + length))
  return Math.min(...parts.map((part) => distance(typed, part) / Math.max(length, part.length)))
}
