import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Config } from '#platform/config.ts'
import { type Holder, takeDataFolder } from '#platform/data-folder.ts'
import { type Db, openDatabase } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { embeddedUrl, findPostmaster, startPostgres } from '#platform/postgres/index.ts'
import { tellTheDoor } from '../installation.ts'
import { broken, type Finding, look, ok } from './finding.ts'

/** The database as the doctor sees it, and what was found at its door. */
interface Opened {
  finding: Finding
  db: Db | null
  empty: boolean
  close(): Promise<void>
}

const shut = (finding: Finding): Opened => ({ finding, db: null, empty: false, close: async () => {} })

/** Opens the database for reading only: where it runs, there; an embedded one that does not is started and stopped again. */
export async function openToLook(config: Config, holder: Holder | null): Promise<Opened> {
  if (config.databaseUrl)
    return connect(
      config.databaseUrl,
      'DATABASE_URL',
      'Check DATABASE_URL, and that the server runs and lets this machine in.',
    )
  if (holder)
    return connect(
      embeddedUrl(config.dataFolder),
      'embedded, running',
      'Stop the server and start it again; its log and postgres.log say more.',
    )
  if (findPostmaster(config.dataFolder))
    return connect(
      embeddedUrl(config.dataFolder),
      'embedded, left running by a server that was killed',
      'The next start mends it.',
    )
  const folder = join(config.dataFolder, 'postgres')
  if (!existsSync(join(folder, 'PG_VERSION')))
    return shut(
      look('Database', 'There is none yet.', 'The first start makes it. If there should be one, set RIALTO_DATA.'),
    )
  if (process.getuid && statSync(config.dataFolder).uid !== process.getuid())
    return shut(look('Database', 'It does not run, and belongs to another user.', 'Run this as that user.'))
  return startToLook(config)
}

async function startToLook(config: Config): Promise<Opened> {
  try {
    const taken = takeDataFolder(config.dataFolder)
    try {
      const postgres = await startPostgres({ dataFolder: config.dataFolder, log: openLog('silent'), tell: tellTheDoor })
      const opened = await connect(
        postgres.url,
        'embedded; started to look into it',
        'postgres.log in the data folder says more.',
      )
      return {
        ...opened,
        async close() {
          await opened.close()
          await postgres.stop()
          taken.release()
        },
      }
    } catch (error) {
      taken.release()
      throw error
    }
  } catch (error) {
    return shut(
      broken(
        'Database',
        (error as Error).message,
        'postgres.log in the data folder says more. If it is lost, restore a backup.',
      ),
    )
  }
}

async function connect(url: string, which: string, remedy: string): Promise<Opened> {
  const { db, close } = openDatabase(url, { max: 2, name: 'rialto doctor', readOnly: true })
  try {
    const { rows } = await sql<{ there: boolean }>`
      select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'platform' and c.relname = 'migrations') as there`.execute(db)
    if (rows[0]?.there) return { finding: ok('Database', which), db, empty: false, close }
    const fill = 'The first start fills it, or npx rialto restore FILE.'
    return { finding: look('Database', `${which}; it holds no Rialto yet.`, fill), db, empty: true, close }
  } catch (error) {
    await close()
    return shut(broken('Database', `It does not answer: ${(error as Error).message}`, remedy))
  }
}
