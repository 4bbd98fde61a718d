/** The table of files that somebody wants to have imported. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { FileRef, ImportChanges } from '../../store.js'
import { json, oneOf, runningId } from './columns.js'
import { people } from './registries.js'

const FULLNESS = ['no', 'full', 'forced'] as const
const IMPORT_STATES = [
  'checking',
  'waiting',
  'approved',
  'applying',
  'applied',
  'refused',
  'dropped',
  'lapsed',
  'failed',
] as const

export const importRequests = sqliteTable(
  'import_requests',
  {
    id: runningId(),
    kind: text().notNull(),
    file: json().$type<FileRef>().notNull(),
    fullness: text({ enum: FULLNESS }).notNull(),
    askedBy: text()
      .notNull()
      .references(() => people.id),
    askedAt: text().notNull(),
    state: text({ enum: IMPORT_STATES }).notNull(),
    version: integer().notNull(),
    plan: json().$type<ImportChanges>(),
    shownAt: text(),
    decidedBy: text().references(() => people.id),
  },
  (t) => [
    index('import_requests_by_state').on(t.state),
    oneOf('import_requests_fullness', 'fullness', FULLNESS),
    oneOf('import_requests_state', 'state', IMPORT_STATES),
  ],
)
