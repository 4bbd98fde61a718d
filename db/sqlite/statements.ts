/** Prepared statements that several nouns share: drizzle builds the SQL once for each connection. */

import { getTableColumns, is, Param, Placeholder, type Query, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Connection } from './connection.js'

type Row<T extends SQLiteTable> = T['$inferInsert']

type Put<T extends SQLiteTable> = (row: Row<T>) => Written

interface Written {
  changes: number
  lastInsertRowid: number | bigint
}

/** A statement that is built at its first use: few connections need them all, and building takes most of their opening. */
export function whenNeeded<T>(build: () => T): () => T {
  let built: T | undefined
  return () => {
    built ??= build()
    return built
  }
}

/** Inserts whole rows; an id that the database gives is left out of the row. */
export function prepareInsert<T extends SQLiteTable>(connection: Connection, table: T): Put<T> {
  const query = () => connection.db.insert(table).values(placeholders(table)).toSQL()
  const put = whenNeeded(() => prepareRow<T>(connection, query()))
  return (row) => put()(row)
}

/** Inserts whole rows; one whose key is there already is left as it was (`changes` is 0 then). */
export function prepareInsertNew<T extends SQLiteTable>(connection: Connection, table: T): Put<T> {
  const query = () => connection.db.insert(table).values(placeholders(table)).onConflictDoNothing().toSQL()
  const put = whenNeeded(() => prepareRow<T>(connection, query()))
  return (row) => put()(row)
}

/** Inserts whole rows, or replaces every other column of the row that has the same key. */
export function prepareUpsert<T extends SQLiteTable>(
  connection: Connection,
  table: T,
  ...key: [SQLiteColumn, ...SQLiteColumn[]]
): Put<T> {
  const query = () =>
    connection.db
      .insert(table)
      .values(placeholders(table))
      .onConflictDoUpdate({ target: key, set: othersGiven(table, key) as never })
      .toSQL()
  const put = whenNeeded(() => prepareRow<T>(connection, query()))
  return (row) => put()(row)
}

/** The statement itself, whose values are found once: drizzle looks for them anew each time, which a million rows feel. */
function prepareRow<T extends SQLiteTable>({ raw }: Connection, { sql: text, params }: Query): Put<T> {
  const statement = raw.prepare(text)
  const fields = params.map((param) => {
    if (!is(param, Param) || !is(param.value, Placeholder)) throw new Error(`a fixed value in ${text}`)
    return { name: param.value.name, encoder: param.encoder }
  })
  return (row) =>
    statement.run(
      fields.map(({ name, encoder }) => {
        if (!(name in row)) throw new Error(`no value for ${name}`)
        return encoder.mapToDriverValue(row[name as keyof typeof row])
      }),
    )
}

function othersGiven(table: SQLiteTable, key: SQLiteColumn[]): Record<string, unknown> {
  const others = Object.entries(getTableColumns(table)).filter(([, column]) => !key.includes(column))
  return Object.fromEntries(
    others.map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`]),
  )
}

/** @throws with `otherwise` when the change met no row */
export function mustChange(written: Written, otherwise: string): void {
  if (written.changes === 0) throw new Error(otherwise)
}

function placeholders<T extends SQLiteTable>(table: T): Row<T> {
  const given = Object.entries(getTableColumns(table)).filter(([, column]) => !isRunningId(column))
  return Object.fromEntries(given.map(([name]) => [name, sql.placeholder(name)]))
}

function isRunningId(column: object): boolean {
  return 'autoIncrement' in column && column.autoIncrement === true
}
