/** What the public pages read: the newest version of every disclosure, sorted and counted as it is added. */

import { index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { flag } from './columns.js'

/** One row for each result that is public, however often it was corrected. */
export const published = sqliteTable(
  'published',
  {
    visit: text().notNull(),
    department: text().notNull(),
    version: integer().notNull(),
    firm: text().notNull(),
    inspectedOn: text().notNull(),
    problem: flag(),
  },
  (t) => [
    primaryKey({ columns: [t.visit, t.department] }),
    index('published_by_day').on(t.inspectedOn, t.visit, t.department),
    index('published_by_department').on(t.department, t.inspectedOn, t.visit),
    index('published_by_firm').on(t.firm, t.inspectedOn, t.visit),
  ],
)

export const publishedItems = sqliteTable(
  'published_items',
  {
    item: text().notNull(),
    inspectedOn: text().notNull(),
    visit: text().notNull(),
    department: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.item, t.inspectedOn, t.visit, t.department] }),
    index('published_items_of').on(t.visit, t.department),
  ],
)

/** Firms with a public result, under running ids that the words of their names hang on. */
export const publishedFirms = sqliteTable(
  'published_firms',
  {
    id: integer().primaryKey(),
    code: text().notNull(),
    name: text().notNull(),
    results: integer().notNull(),
  },
  (t) => [unique('published_firms_code').on(t.code)],
)

export const publishedCounts = sqliteTable(
  'published_counts',
  {
    month: text().notNull(),
    department: text().notNull(),
    results: integer().notNull(),
    problems: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.month, t.department] })],
)

export const publishedFindings = sqliteTable(
  'published_findings',
  {
    item: text().notNull(),
    finding: text().notNull(),
    results: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.item, t.finding] })],
)
