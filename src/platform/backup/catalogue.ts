import type { ClientBase } from 'pg'
import { listMigrations } from '../migrate.ts'

/** A table as it is backed up: what PostgreSQL computes by itself is left out. */
export interface Table {
  schema: string
  name: string
  columns: string[]
}

export interface Sequence {
  schema: string
  name: string
  value: string
  called: boolean
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const nameOf = ({ schema, name }: { schema: string; name: string }): string =>
  `${quoted(schema)}.${quoted(name)}`

/** The schemas that are Rialto's: those its migrations make. On a server of others there may be more. */
export async function listSchemas(): Promise<string[]> {
  const made = (await listMigrations()).flatMap(({ sql }) =>
    [...sql.matchAll(/^create schema (?:if not exists )?(\w+)/gim)].map(([, name]) => (name as string).toLowerCase()),
  )
  return [...new Set(['platform', ...made])].sort()
}

/** Every table of ours, in the order of their names. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name,
            array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any($1)
     group by 1, 2 order by 1, 2`,
    [await listSchemas()],
  )
  return rows
}

export async function listSequences(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname = any($1) order by 1, 2`,
    [await listSchemas()],
  )
  const read: Sequence[] = []
  for (const sequence of rows) {
    const { rows: state } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${nameOf(sequence)}`,
    )
    if (state[0]) read.push({ ...sequence, ...state[0] })
  }
  return read
}

/**
 * Statements that lift what would refuse rows coming in table by table, or slow them down, and that put it back, checking everything:
 * foreign keys, triggers, and indexes that are no constraint's.
 */
export async function listObstacles(client: ClientBase): Promise<{ lift: string[]; restore: string[] }> {
  const schemas = await listSchemas()
  const { rows: keys } = await client.query<{ tablename: string; name: string; definition: string }>(
    `select k.conrelid::regclass::text as tablename, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname = any($1) order by 1, 2`,
    [schemas],
  )
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'r' and not c.relispartition
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype <> 'f') order by 1`,
    [schemas],
  )
  const { rows: triggers } = await client.query<{ tablename: string; name: string; mode: string }>(
    `select t.tgrelid::regclass::text as tablename, t.tgname as name,
            case t.tgenabled when 'R' then 'replica' when 'A' then 'always' else '' end as mode
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D' and n.nspname = any($1) order by 1, 2`,
    [schemas],
  )
  return {
    lift: [
      ...keys.map(({ tablename, name }) => `alter table ${tablename} drop constraint ${quoted(name)}`),
      ...indexes.map(({ name }) => `drop index ${name}`),
      ...triggers.map(({ tablename, name }) => `alter table ${tablename} disable trigger ${quoted(name)}`),
    ],
    restore: [
      ...indexes.map(({ definition }) => definition),
      ...keys.map(
        ({ tablename, name, definition }) => `alter table ${tablename} add constraint ${quoted(name)} ${definition}`,
      ),
      ...triggers.map(({ tablename, name, mode }) => `alter table ${tablename} enable ${mode} trigger ${quoted(name)}`),
    ],
  }
}

export async function listMaterializedViews(client: ClientBase): Promise<string[]> {
  // In the order they were made: one that reads another came after it.
  const { rows } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'm' and n.nspname = any($1) order by c.oid`,
    [await listSchemas()],
  )
  return rows.map((row) => row.name)
}
