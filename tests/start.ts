import { mkdirSync } from 'node:fs'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { loadReference } from '#expo/ground/economies/index.ts'
import { takeDataFolder } from '#platform/data-folder.ts'
import { openDatabase } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres/index.ts'
import { inRoot } from '#platform/root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the template that every test file gets a copy of. */
    template: string
  }
}

let stop: (() => Promise<void>) | undefined

/** One PostgreSQL for the whole run; both projects are given the template's address. */
export async function setup(project: TestProject): Promise<void> {
  const begun = await begin()
  stop = begun.stop
  project.provide('template', begun.template)
}

export const teardown = async (): Promise<void> => stop?.()

async function begin() {
  const folder = inRoot('var', 'tests')
  mkdirSync(folder, { recursive: true })
  const dataFolder = takeDataFolder(folder)
  const postgres = await startPostgres({ dataFolder: folder, log: openLog('error') })
  const admin = new pg.Client({ connectionString: postgres.urlOf('postgres') })
  await admin.connect()
  // What a killed run has left; and nothing here need outlive a power cut.
  const { rows } = await admin.query<{ datname: string }>(`select datname from pg_database where datname ~ '^test_'`)
  for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`)
  await admin.query('alter system set synchronous_commit = off')
  await admin.query('alter system set fsync = off')
  await admin.query('select pg_reload_conf()')
  await admin.query('create database test_template')
  await admin.end()

  const template = postgres.urlOf('test_template')
  await migrate(template)
  const database = openDatabase(template)
  await loadReference(database.db)
  await database.close()
  return {
    template,
    async stop() {
      await postgres.stop()
      dataFolder.release()
    },
  }
}
