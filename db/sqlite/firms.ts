/** Firms in SQLite, made to stream a county of a million of them. */

import { and, asc, count, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import type { Firm, Scope, Tx, View } from '../store.js'
import type { Connection } from './connection.js'
import { ALL_FIRMS, prepareFirmWords } from './firm-words.js'
import { firms } from './schema/registries.js'
import { createFirmSearch } from './search-firms.js'
import { prepareUpsert, whenNeeded } from './statements.js'

/** What a draw asks of every firm, in the order in which the driver gives it. */
const DRAWN = {
  code: firms.code,
  status: firms.status,
  creditClass: firms.creditClass,
  weight: firms.weight,
}
/** Rows: enough to make a query worth while, few enough to be forgotten at once. */
const CHUNK = 2000

type DrawnColumns = [Firm['code'], Firm['status'], Firm['creditClass'], Firm['weight']]

export function readFirms(connection: Connection): Pick<View, 'firms'> {
  const { db } = connection
  const byCode = whenNeeded(() =>
    db
      .select()
      .from(firms)
      .where(eq(firms.code, sql.placeholder('code')))
      .prepare(),
  )
  const search = createFirmSearch(connection, ALL_FIRMS)
  const howMany = whenNeeded(() => db.select({ firms: count() }).from(firms).prepare())
  return {
    firms: {
      get: async (code) => byCode().get({ code }),
      search: async (words, limit, offset) =>
        search(words, limit, offset).map((code) => byCode().get({ code })!),
      async eachInScope(scopes, take) {
        const next = gt(firms.code, sql.placeholder('after'))
        const filter = and(...scopes.map(inScope), next)
        const query = db
          .select(DRAWN)
          .from(firms)
          .where(filter)
          .orderBy(asc(firms.code))
          .limit(CHUNK)
          .prepare()
        for (let after = '', full = true; full; ) {
          const rows = query.values({ after }) as DrawnColumns[]
          full = rows.length === CHUNK
          after = rows.at(-1)?.[0] ?? after
          // By index: taking an array apart by pattern costs a good part of reading the row.
          await take(
            rows.map((row) => ({ code: row[0], status: row[1], creditClass: row[2], weight: row[3] })),
          )
        }
      },
      count: async () => howMany().get()?.firms ?? 0,
    },
  }
}

export function writeFirms(connection: Connection): Pick<Tx, 'firms'> {
  const put = prepareUpsert(connection, firms, firms.code)
  const { find, add, rename } = prepareFirmWords(connection, ALL_FIRMS)
  return {
    firms: {
      ...readFirms(connection).firms,
      async put(row) {
        const before = find(row.code)
        const { lastInsertRowid } = put(row)
        if (before === undefined) add(lastInsertRowid, row.name)
        else if (before.name !== row.name) rename(before.rowid, row.name)
      },
    },
  }
}

/** A firm has the tags of a scope when it has any of them. */
function inScope({ trades, types, districts, classes, tags }: Scope): SQL | undefined {
  return and(
    trades.length ? inArray(firms.trade, spellingsOf(trades)) : undefined,
    types.length ? inArray(firms.type, spellingsOf(types)) : undefined,
    districts.length ? inArray(firms.district, spellingsOf(districts)) : undefined,
    classes.length ? inArray(firms.creditClass, classes) : undefined,
    tags.length
      ? sql`exists (select 1 from json_each(${firms.tags}) where value in ${spellingsOf(tags)})`
      : undefined,
  )
}

/** `有限责任公司(自然人独资)` is written with brackets of either width, in two files of the same office. */
function spellingsOf(words: string[]): string[] {
  const all = words.flatMap((word) => {
    const narrow = word.normalize('NFKC')
    const wide = narrow.replace(/[!-/:-@]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
    return [word, narrow, wide]
  })
  return [...new Set(all)]
}
