import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { type RawBuilder, sql } from 'kysely'
import { type Db, newId } from './database.ts'

/** A file kept under its own digest: the same bytes once, and no name from outside ever becomes a path. */
export interface Files {
  keep(bytes: Uint8Array): Promise<{ digest: string; size: number }>
  open(digest: string): Promise<{ stream: ReadableStream; size: number } | null>
}

const DIGEST = /^[0-9a-f]{64}$/

const pathIn = (dataFolder: string, digest: string) => join(dataFolder, 'files', digest.slice(0, 2), digest)

/** Written aside and moved: a killed server leaves no half file under a digest. */
async function put(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = `${path}.${newId()}`
  try {
    await writeFile(aside, bytes, { mode: 0o600, flush: true })
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

/** The files of an installation, in its data folder, outside anything the web serves by path. */
export function openFiles(dataFolder: string): Files {
  return {
    async keep(bytes) {
      const digest = createHash('sha256').update(bytes).digest('hex')
      await put(pathIn(dataFolder, digest), bytes)
      return { digest, size: bytes.byteLength }
    },
    async open(digest) {
      if (!DIGEST.test(digest)) return null
      const path = pathIn(dataFolder, digest)
      const found = await stat(path).catch(() => null)
      return found ? { stream: Readable.toWeb(createReadStream(path)) as ReadableStream, size: found.size } : null
    },
  }
}

/** Whether a file is there, whatever is in it. */
export const hasFile = (dataFolder: string, digest: string): Promise<boolean> =>
  stat(pathIn(dataFolder, digest)).then(
    () => true,
    () => false,
  )

/** Every file of an installation, in the order of their digests. They are added and never changed. */
export async function* listFiles(dataFolder: string): AsyncGenerator<{ digest: string; path: string; size: number }> {
  const folder = join(dataFolder, 'files')
  for (const part of (await readdir(folder).catch(() => [])).sort())
    for (const digest of (await readdir(join(folder, part))).sort()) {
      if (!DIGEST.test(digest)) continue
      const path = pathIn(dataFolder, digest)
      yield { digest, path, size: (await stat(path)).size }
    }
}

/** Puts back a file out of a backup. */
export const putFile = (dataFolder: string, digest: string, bytes: AsyncIterable<Uint8Array>): Promise<void> =>
  put(pathIn(dataFolder, digest), bytes)

/**
 * The columns that name files. Each says so in its comment (`file: what it is`, last), so that whoever looks after an installation can
 * tell what must be there without knowing the rooms.
 */
export async function listFileColumns(db: Db): Promise<{ name: string; digests(): AsyncIterable<string> }[]> {
  const { rows } = await sql<{ schema: string; tablename: string; columnname: string }>`
    select n.nspname as schema, c.relname as tablename, a.attname as columnname
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and a.attnum > 0 and col_description(c.oid, a.attnum) ~ '(^|; )file: ' order by 1, 2, 3`.execute(
    db,
  )
  return rows.map(({ schema, tablename, columnname }) => ({
    name: `${schema}.${tablename}`,
    digests: () => digestsIn(db, sql.id(schema, tablename), sql.id(columnname)),
  }))
}

/** A page at a time: an installation may name a million. */
async function* digestsIn(db: Db, table: RawBuilder<unknown>, column: RawBuilder<unknown>): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ digest: string }>`
      select distinct ${column} as digest from ${table} where ${column} > ${after} order by 1 limit 20000`.execute(db)
    for (const { digest } of rows) yield digest
    const last = rows.at(-1)
    if (!last) return
    after = last.digest
  }
}
