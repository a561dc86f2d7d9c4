import pg from 'pg'
import { type Config, WrongSetting } from '#platform/config.ts'
import { type DataFolder, findHolder, takeDataFolder } from '#platform/data-folder.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { type Files, openFiles } from '#platform/files.ts'
import { type Log, openLog } from '#platform/log.ts'
import { embeddedUrl, type Postgres, startPostgres } from '#platform/postgres/index.ts'

/** An installation with its parts running: what every command of the command line works on. */
export interface Installation {
  config: Config
  log: Log
  databaseUrl: string
  /** True when the database is our own, in the data folder. */
  embedded: boolean
  database: Database
  files: Files
  dataFolder: DataFolder | null
  close(): Promise<void>
}

/**
 * Opens an installation. With the embedded database it takes the data folder for itself; `join` lets a command work beside a server
 * that runs already, on the same database.
 */
export async function openInstallation(
  config: Config,
  { join = false, name = 'rialto' }: { join?: boolean; name?: string } = {},
): Promise<Installation> {
  const log = openLog(config.logLevel)
  const running = join ? findHolder(config.dataFolder) : null
  const dataFolder = running || config.databaseUrl ? null : takeDataFolder(config.dataFolder)
  let postgres: Postgres | null = null
  try {
    if (!config.databaseUrl && !running)
      postgres = await startPostgres({ dataFolder: config.dataFolder, log, tell: tellTheDoor })
    const databaseUrl = config.databaseUrl ?? postgres?.url ?? embeddedUrl(config.dataFolder)
    await refuseOld(databaseUrl, !config.databaseUrl)
    const database = openDatabase(databaseUrl, {
      name,
      max: 16,
      onError: (err) => log.warn({ part: 'database', err }, 'a connection broke'),
    })
    return {
      config,
      log,
      databaseUrl,
      embedded: !config.databaseUrl,
      database,
      files: openFiles(config.dataFolder),
      dataFolder,
      async close() {
        // A query that was interrupted and does not end keeps nobody waiting: its connection ends with this process.
        await Promise.race([database.close(), new Promise((resolve) => setTimeout(resolve, 5_000).unref())])
        await postgres?.stop()
        dataFolder?.release()
      },
    }
  } catch (error) {
    await postgres?.stop()
    dataFolder?.release()
    throw error
  }
}

/** The door of the command line outlives us when we are killed, and stops the PostgreSQL we leave behind. */
export function tellTheDoor(postgres: number | null): void {
  if (process.connected) process.send?.({ postgres }, () => {})
}

async function refuseOld(url: string, embedded: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    if (Number(rows[0]?.server_version_num) < 150_000) throw new WrongSetting('Rialto needs PostgreSQL 15 or newer.')
  } catch (error) {
    if (error instanceof WrongSetting) throw error
    const remedy = embedded ? 'If its server has only just been started, try again.' : 'Check DATABASE_URL.'
    throw new WrongSetting(`The database does not answer: ${(error as Error).message}. ${remedy}`)
  } finally {
    await client.end().catch(() => {})
  }
}
