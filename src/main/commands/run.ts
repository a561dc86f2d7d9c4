import { loadReference } from '#expo/ground/economies/index.ts'
import { hasDemonstrationAccounts } from '#expo/ground/people/index.ts'
import { isUntouched } from '#platform/journal.ts'
import { insistOnKeys, keysOf } from '#platform/keys.ts'
import { type Migrated, migrate } from '#platform/migrate.ts'
import { appear } from '#platform/presence.ts'
import { DEMONSTRATION_FACTS } from '../../demonstration/seed.ts'
import { asked } from '../ending.ts'
import type { Installation } from '../installation.ts'
import { serve, work } from '../serve.ts'
import { seed, welcome } from './seed.ts'

export const say = (text: string): void => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)

/** Brings a database to this version, with what every installation holds, and sees that these keys are its own. */
export async function prepareDatabase(
  { databaseUrl, database, config }: Installation,
  { newKeys = false }: { newKeys?: boolean } = {},
): Promise<Migrated> {
  const migrated = await migrate(databaseUrl)
  await loadReference(database.db)
  await insistOnKeys(database.db, keysOf(config.dataFolder), { replace: newKeys })
  return migrated
}

/** `rialto start`: everything in one process, with the demonstration fair where an embedded database is empty. */
export async function runAll(installation: Installation): Promise<void> {
  const { database, config, embedded } = installation
  await prepareDatabase(installation)
  if (embedded && config.demo && (await isUntouched(database.db)))
    say(await seed(database.db, { file: DEMONSTRATION_FACTS, now: new Date() }))
  await runUntilAsked(installation, { name: 'start', serving: true, working: true })
}

/** `rialto serve` and `rialto worker`: one part each, on as many machines as wanted. */
export async function runPart(installation: Installation, name: 'serve' | 'worker'): Promise<void> {
  await prepareDatabase(installation)
  await runUntilAsked(installation, { name, serving: name === 'serve', working: name === 'worker' })
}

/** Stops in the order in which nothing is cut off: first nobody new comes in, then what is begun ends, then the rest closes. */
async function runUntilAsked(
  installation: Installation,
  { name, serving, working }: { name: string; serving: boolean; working: boolean },
): Promise<void> {
  const { database, databaseUrl, log } = installation
  const presence = await appear(databaseUrl, { name, log })
  const stops = [presence.end]
  try {
    if (working) {
      const worker = await work(installation, presence)
      stops.unshift(() => worker.stop())
    }
    if (serving) {
      const server = await serve(installation, { demonstration: await hasDemonstrationAccounts(database.db) })
      stops.unshift(server.stop)
      installation.dataFolder?.announce(server.address)
      say(await welcome(database.db, server.address))
    } else say('Rialto works off the queue.')
    await asked
  } finally {
    for (const stop of stops) await stop()
  }
}
