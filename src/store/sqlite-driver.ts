import Database, { type Options } from 'better-sqlite3'

/** A connection to a SQLite database. */
export type Connection = Database.Database

/** Opens a database file, bytes that hold one, or `:memory:`; the only place that knows the driver. */
export function openDatabase(source: string | Buffer, options: Options = {}): Connection {
  return new Database(source, options)
}
