import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * Asks PostgreSQL which transactions are visible now (`pg_current_snapshot`). Two equal answers mean that the whole database shows
 * the same: whatever was committed between them, by any server of the installation, would have changed it. It reads no table.
 *
 * Those who ask while an answer is on its way share the next one: theirs must have begun after they asked, or it could miss what
 * they have just written.
 */
export function snapshotsOf(db: Db): () => Promise<string> {
  let running: Promise<string> | null = null
  let next: Promise<string> | null = null
  const begin = () => {
    running = ask(db).finally(() => {
      running = null
    })
    return running
  }
  const after = async (before: Promise<string>) => {
    await before.catch(() => {})
    next = null
    return begin()
  }
  return () => {
    if (!running) return begin()
    next ??= after(running)
    return next
  }
}

async function ask(db: Db): Promise<string> {
  const { rows } = await sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.execute(db)
  return (rows[0] as { snapshot: string }).snapshot
}
