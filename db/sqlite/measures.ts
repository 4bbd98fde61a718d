/** Measures of the policy's timetable in SQLite. */

import { and, asc, eq, sql } from 'drizzle-orm'
import type { MeasuresTx, MeasuresView } from '../nouns/measures.js'
import type { Connection } from './connection.js'
import { measures, measureProgress as progress } from './schema/office-work.js'
import { mustChange, prepareInsert, prepareUpsert } from './statements.js'

/** The newest report of each department. */
const NEWEST = sql`"id" in (select max("id") from measure_progress group by "measure", "department")`

export function readMeasures({ db }: Connection): MeasuresView {
  return {
    measures: {
      get: async (no) => db.select().from(measures).where(eq(measures.no, no)).get(),
      all: async () => db.select().from(measures).orderBy(asc(measures.due), asc(measures.no)).all(),
      async progress(no) {
        const rows = db
          .select()
          .from(progress)
          .where(and(eq(progress.measure, no), NEWEST))
        return rows.orderBy(asc(progress.department)).all()
      },
    },
  }
}

export function writeMeasures(connection: Connection): MeasuresTx {
  const { db } = connection
  const put = prepareUpsert(connection, measures, measures.no)
  const report = prepareInsert(connection, progress)
  return {
    measures: {
      ...readMeasures(connection).measures,
      put: async (row) => void put(row),
      report: async (row) => void report({ ...row, confirmedBy: null }),
      async confirm(no, department, by) {
        const its = and(eq(progress.measure, no), eq(progress.department, department), NEWEST)
        const written = db.update(progress).set({ confirmedBy: by }).where(its).run()
        mustChange(written, `${department} has not reported on measure ${no}`)
      },
    },
  }
}
