import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { emptyDatabase, freshDatabase } from '#tests/house.ts'
import { listMigrations, migrate, WrongMigrations } from './migrate.ts'
import { inRoot } from './root.ts'

test('of five servers that start at once on an empty database one migrates, and the others find nothing left to do', async () => {
  const { url } = await emptyDatabase()
  const done = await Promise.all(Array.from({ length: 5 }, () => migrate(url)))
  expect(done.filter(({ applied }) => applied.length > 0)).toHaveLength(1)
  expect(done.every(({ total }) => total === done[0]?.total)).toBe(true)
})

test('a database that knows more than this Rialto, or another past, is left alone', async () => {
  const { url, db } = await freshDatabase()
  await sql`insert into platform.migrations values ('9999_later.sql', 'x')`.execute(db)
  await expect(migrate(url)).rejects.toThrow(WrongMigrations)
  await expect(migrate(url)).rejects.toThrow(/newer than this Rialto: it knows 9999_later.sql/)
  await sql`delete from platform.migrations where name = '9999_later.sql'`.execute(db)
  await sql`update platform.migrations set digest = 'x' where name like '0001%'`.execute(db)
  await expect(migrate(url)).rejects.toThrow(/0001_platform.sql was changed after it was applied/)
})

test('every migration begins with the promise it adds', async () => {
  for (const { name } of await listMigrations())
    expect(readFileSync(inRoot('migrations', name), 'utf8'), name).toMatch(/^-- [A-Z]/)
})
