/** Links and sessions of the leaders' board, and the facts behind its figures, in SQLite. */

import { and, eq, isNull, lt } from 'drizzle-orm'
import type { BoardTx, BoardView, Day, Instant, ResultRow, VisitRow } from '../store.js'
import type { Connection } from './connection.js'
import { boardLinks, boardSessions } from './schema/board.js'
import { mustChange, prepareInsert, whenNeeded } from './statements.js'

export function readBoard(connection: Connection): BoardView {
  const { db } = connection
  return {
    board: {
      link: async (hash) => db.select().from(boardLinks).where(eq(boardLinks.hash, hash)).get(),
      session: async (hash) => db.select().from(boardSessions).where(eq(boardSessions.hash, hash)).get(),
      sessionsOf: async (person) =>
        db.select().from(boardSessions).where(eq(boardSessions.person, person)).all(),
      ...prepareFacts(connection),
    },
  }
}

export function writeBoard(connection: Connection): BoardTx {
  const { db } = connection
  const link = prepareInsert(connection, boardLinks)
  const session = prepareInsert(connection, boardSessions)
  return {
    board: {
      ...readBoard(connection).board,
      async addLink(row) {
        db.delete(boardLinks)
          .where(and(eq(boardLinks.person, row.person), isNull(boardLinks.usedAt)))
          .run()
        link(row)
      },
      async use(hash, at) {
        const unused = and(eq(boardLinks.hash, hash), isNull(boardLinks.usedAt))
        mustChange(db.update(boardLinks).set({ usedAt: at }).where(unused).run(), 'no unused link')
      },
      open: async (row) => void session(row),
      async end(hash) {
        db.delete(boardSessions).where(eq(boardSessions.hash, hash)).run()
      },
      endAll: async (person) =>
        db.delete(boardSessions).where(eq(boardSessions.person, person)).run().changes,
      async forget(before) {
        db.delete(boardLinks).where(lt(boardLinks.expiresAt, before)).run()
        db.delete(boardSessions).where(lt(boardSessions.expiresAt, before)).run()
      },
    },
  }
}

function prepareFacts({ raw }: Connection): Pick<BoardView['board'], 'visits' | 'results'> {
  type Visit = Omit<VisitRow, 'departments'> & { departments: string }
  type Result = Omit<ResultRow, 'settled'> & { settled: number }
  const visits = whenNeeded(() => raw.prepare<[{ since: Day }], Visit>(VISITS))
  const results = whenNeeded(() => raw.prepare<[{ since: Day; sinceAt: Instant }], Result>(RESULTS))
  return {
    async visits(since) {
      return visits()
        .all({ since })
        .map((row) => ({ ...row, departments: (JSON.parse(row.departments) as string[]).sort() }))
    },
    async results(since, sinceAt) {
      return results()
        .all({ since, sinceAt })
        .map((row) => ({ ...row, settled: row.settled === 1 }))
    },
  }
}

/** Each part has its index; doubles go afterwards, since a plain union would read whole tables in order. */
const VISITS = `
  WITH wanted AS (
    SELECT DISTINCT no FROM (
      SELECT no FROM visits WHERE "state" = 'pending'
      UNION ALL SELECT no FROM visits WHERE due >= @since
      UNION ALL SELECT visit FROM records WHERE inspectedOn >= @since
    )
  )
  SELECT v.no AS visit, v.due, r.at AS recordedAt, (
    SELECT json_group_array(DISTINCT i.department)
    FROM assignments a JOIN inspectors i ON i.id = a.inspector WHERE a.visit = v.no
  ) AS departments
  FROM wanted w CROSS JOIN visits v ON v.no = w.no LEFT JOIN records r ON r.visit = v.no AND r.version = 1
  ORDER BY v.no`

const RESULTS = `
  WITH wanted AS (
    SELECT DISTINCT visit, department FROM (
      SELECT visit, department FROM results WHERE "state" not in ('disclosed', 'corrected')
      UNION ALL SELECT visit, department FROM results WHERE discloseBy >= @since
      UNION ALL SELECT visit, department FROM disclosures WHERE at >= @sinceAt
    )
  )
  SELECT r.visit, r.department, r.discloseBy, r."state" in ('disclosed', 'corrected') AS settled,
    (SELECT min(at) FROM disclosures d WHERE d.visit = r.visit AND d.department = r.department) AS firstAt,
    (SELECT max(at) FROM disclosures d WHERE d.visit = r.visit AND d.department = r.department) AS lastAt
  FROM wanted w CROSS JOIN results r ON r.visit = w.visit AND r.department = w.department
  ORDER BY r.visit, r.department`
