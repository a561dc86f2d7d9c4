import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Config, readConfig, WrongSetting } from '#platform/config.ts'
import { findHolder, type Holder, takeDataFolder } from '#platform/data-folder.ts'
import { type Db, openDatabase } from '#platform/database.ts'
import { openLog } from '#platform/log.ts'
import { embeddedUrl, startPostgres } from '#platform/postgres/index.ts'
import { release } from '#platform/release.ts'
import { database } from '../doctor/database.ts'
import { broken, type Check, type Finding, look, ok, type Patient } from '../doctor/finding.ts'
import { machine } from '../doctor/machine.ts'
import { outside } from '../doctor/outside.ts'
import { work } from '../doctor/work.ts'
import { WrongOrder } from './results.ts'

type Environment = Record<string, string | undefined>

/**
 * `rialto doctor`: examines an installation, whether its server runs or not, and whatever is broken. It reads only; where the
 * embedded database does not run, it is started to look into it and stopped again.
 */
export async function doctor(
  environment: Environment,
  { format = 'text' }: { format?: string } = {},
): Promise<{ text: string; healthy: boolean; findings: Finding[] }> {
  if (format !== 'text' && format !== 'json') throw new WrongOrder(`There is no format ${format}: text, json.`)
  const { config, findings } = settingsOf(environment)
  if (config) findings.push(...(await examine(config, environment)))
  const healthy = findings.every(({ verdict }) => verdict !== 'broken')
  const told = { rialto: release, dataFolder: config?.dataFolder ?? null, healthy, findings }
  return { text: format === 'json' ? `${JSON.stringify(told, null, 2)}\n` : inWords(told), healthy, findings }
}

/** A wrong setting is a finding; what it leaves in doubt is not examined. */
function settingsOf(environment: Environment): { config: Config | null; findings: Finding[] } {
  try {
    return { config: readConfig(environment), findings: [] }
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error
    const findings = [broken('Settings', error.message, 'Mend them; docs/running.md says what each means.')]
    if (error.names.some((name) => ['RIALTO_DATA', 'DATABASE_URL'].includes(name))) return { config: null, findings }
    const rest = Object.fromEntries(Object.entries(environment).filter(([name]) => !error.names.includes(name)))
    return { config: readConfig(rest), findings }
  }
}

async function examine(config: Config, environment: Environment): Promise<Finding[]> {
  const holder = findHolder(config.dataFolder)
  const patient = { config, environment, holder, db: null, now: Date.now } satisfies Patient
  const findings = await examineAll(machine, patient)
  const opened = await openToLook(config, holder)
  findings.push(opened.finding)
  try {
    findings.push(...(await examineAll([...database, ...work, ...outside], { ...patient, db: opened.db })))
  } finally {
    await opened.close()
  }
  return findings
}

async function examineAll(checks: readonly Check[], patient: Patient): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const check of checks)
    try {
      findings.push(...[await check.examine(patient)].flat())
    } catch (error) {
      // One thing that cannot be examined hides nothing of the rest.
      findings.push({
        check: check.name,
        verdict: 'unknown',
        finding: `Could not be examined: ${(error as Error).message}`,
      })
    }
  return findings
}

interface Opened {
  finding: Finding
  db: Db | null
  close(): Promise<void>
}

const shut = (finding: Finding): Opened => ({ finding, db: null, close: async () => {} })

async function openToLook(config: Config, holder: Holder | null): Promise<Opened> {
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
      const postgres = await startPostgres({ dataFolder: config.dataFolder, log: openLog('silent') })
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
    await sql`select 1`.execute(db)
    return { finding: ok('Database', which), db, close }
  } catch (error) {
    await close()
    return shut(broken('Database', `It does not answer: ${(error as Error).message}`, remedy))
  }
}

const MARKS = { ok: 'ok', look: 'LOOK', broken: 'BROKEN', unknown: '?' } as const

function inWords(told: { rialto: string; dataFolder: string | null; healthy: boolean; findings: Finding[] }): string {
  const width = Math.max(...told.findings.map(({ check }) => check.length))
  const lines = told.findings.flatMap(({ check, verdict, finding, remedy }) => [
    `${MARKS[verdict].padEnd(6)}  ${check.padEnd(width)}  ${finding}`,
    ...(remedy ? [`${' '.repeat(8)}${' '.repeat(width)}  -> ${remedy}`] : []),
  ])
  const count = (verdict: string) => told.findings.filter((one) => one.verdict === verdict).length
  const sum = told.healthy
    ? `Nothing is broken${count('look') > 0 ? `; ${count('look')} to look at` : ''}.`
    : `${count('broken')} broken, ${count('look')} to look at.`
  return [`Rialto ${told.rialto}${told.dataFolder ? ` on ${told.dataFolder}` : ''}`, '', ...lines, '', sum, ''].join(
    '\n',
  )
}
