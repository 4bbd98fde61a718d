/** Finds firms by words among a million of them: a few looks into the index instead of a walk through the names. */
import { foldName } from '../fold-name.js'
import type { Connection } from './connection.js'
import { type FirmQuery, readFirmQuery } from './firm-query.js'
import type { WordIndex } from './firm-words.js'
import { whenNeeded } from './statements.js'

interface Offered {
  code: string
  name: string
}

/** Hits that are put in order; a search that finds more is too wide for any order to help. */
const MOST = 500

/** Answers the codes from `offset` on, at most `limit`. */
export function createFirmSearch(
  { raw }: Connection,
  { firms, words }: WordIndex,
): (words: string[], limit: number, offset: number) => string[] {
  const byCode = whenNeeded(() =>
    raw.prepare(`SELECT code FROM ${firms} WHERE code >= ? AND code < ? ORDER BY code LIMIT ?`).pluck(),
  )
  const byName = whenNeeded(() =>
    raw.prepare<unknown[], Offered>(
      `SELECT ${firms}.code, ${firms}.name FROM ${words} CROSS JOIN ${firms} ON ${firms}.rowid = ${words}.rowid
       WHERE ${words} MATCH ? LIMIT ?`,
    ),
  )
  const offer = (match: string) =>
    byName()
      .all(match, MOST)
      .map(({ code, name }) => ({ code, name: foldName(name) }))

  /** The best first. Where there are too many, the best of them are asked for by themselves. */
  function offerAll({ anywhere, beginning, exactly, whole }: FirmQuery): Offered[] {
    const offered = offer(anywhere)
    if (offered.length === MOST) offered.push(...offer(beginning), ...offer(exactly))
    const ranked = offered.map((one) => ({ ...one, rank: rankOf(one.name, whole) }))
    return ranked.sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1))
  }

  return (words, limit, offset) => {
    const query = readFirmQuery(words)
    if (query === null) return []
    const { code } = query
    const found = new Set(code === null ? [] : (byCode().all(code, `${code}~`, MOST) as string[]))
    for (const { code, name } of offerAll(query)) {
      if (found.size >= offset + limit) break
      if (query.fits(name)) found.add(code)
    }
    return [...found].slice(offset, offset + limit)
  }
}

function rankOf(name: string, whole: string): number {
  if (name === whole) return 0
  return name.startsWith(whole) ? 1 : 2
}
