import { type Config, readConfig, WrongSetting } from '#platform/config.ts'
import { findHolder } from '#platform/data-folder.ts'
import { release } from '#platform/release.ts'
import { database } from '../doctor/database.ts'
import { broken, type Check, type Finding, type Patient } from '../doctor/finding.ts'
import { machine } from '../doctor/machine.ts'
import { openToLook } from '../doctor/open.ts'
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
  { format = 'text', now = Date.now }: { format?: string; now?: () => number } = {},
): Promise<{ text: string; healthy: boolean; findings: Finding[] }> {
  if (format !== 'text' && format !== 'json') throw new WrongOrder(`There is no format ${format}: text, json.`)
  const { config, findings } = settingsOf(environment)
  if (config) findings.push(...(await examine(config, environment, now)))
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

async function examine(config: Config, environment: Environment, now: () => number): Promise<Finding[]> {
  const holder = findHolder(config.dataFolder)
  const patient = { config, environment, holder, db: null, empty: false, now } satisfies Patient
  const findings = await examineAll(machine, patient)
  const opened = await openToLook(config, holder)
  findings.push(opened.finding)
  try {
    findings.push(
      ...(await examineAll([...database, ...work, ...outside], { ...patient, db: opened.db, empty: opened.empty })),
    )
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
