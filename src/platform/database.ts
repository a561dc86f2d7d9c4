import { randomUUIDv7 } from 'node:crypto'
import { CamelCasePlugin, type ColumnType, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'

/** Every table of the house. Empty here: each room hangs its own on this wall (see any `tables.ts`). */
export interface Tables {}

/** What a query accepts: the pool or an open transaction, always handed in, never imported. */
export type Db = Kysely<Tables>
/** What a command's inner steps accept: only an open transaction will do. */
export type Tx = Transaction<Tables>

/**
 * A column of minor units, `<what>_minor bigint`, beside its `<what>_currency char(3)`: read by `money(minor, currency)`, written as
 * bigint.
 * @public rooms with prices declare their columns by it.
 */
export type Minor = ColumnType<number | bigint, bigint, bigint>

export interface Database {
  db: Db
  /** The pool under it, for COPY, LISTEN and the jobs. */
  pool: pg.Pool
  close(): Promise<void>
}

function wholeNumber(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

// Days stay days: the driver would make local midnights of them. Counts fit a double; money beyond 2^53 stays exact.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    if (oid === pg.types.builtins.INT8) return wholeNumber
    return pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

/** Opens a pool. `onError` hears of connections that the server broke; without a listener Node would stop. */
export function openDatabase(
  url: string,
  {
    max = 10,
    name = 'rialto',
    readOnly = false,
    onError,
  }: { max?: number; name?: string; readOnly?: boolean; onError?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: name,
    ...(readOnly && { options: '-c default_transaction_read_only=on' }),
    connectionTimeoutMillis: 10_000,
  })
  let closing = false
  // A pool that has ended lets its last connections go by themselves; a server that stops meanwhile breaks them, which is no news.
  const heard = (error: Error) => {
    if (!closing) onError?.(error)
  }
  pool.on('error', heard)
  // A connection in use when the server goes tells its own query; this keeps Node from stopping over it.
  pool.on('connect', (client) => client.on('error', heard))
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    db,
    pool,
    close() {
      closing = true
      return db.destroy()
    },
  }
}

/** Does work in a transaction: in one of its own, or in the caller's where there is one already, to stand or fall with it. */
export const transact = <Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  db.isTransaction ? work(db as Tx) : db.transaction().execute(work)

/** A new id: sorts by time of making, so indexes stay dense. From Node, as PostgreSQL 15 has no uuidv7(). */
export const newId = (): string => randomUUIDv7()

/** The constraint a write broke, if that is why it failed: the promise in the schema that stood when the check did not. */
export function brokenPromise(error: unknown): string | undefined {
  if (!(error instanceof pg.DatabaseError)) return undefined
  return error.code?.startsWith('23') ? error.constraint : undefined
}

/** After a row could not go because another refers to it: the schema, and so the room, that holds on to it. */
export const holderIn = (error: unknown): string => (error instanceof pg.DatabaseError ? (error.schema ?? '') : '')
