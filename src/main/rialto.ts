import { Command } from 'commander'
import { loadReference } from '#expo/ground/economies/index.ts'
import { hasDemonstrationAccounts } from '#expo/ground/people/index.ts'
import { type Config, readConfig, WrongSetting } from '#platform/config.ts'
import { findHolder, InUse } from '#platform/data-folder.ts'
import { migrate } from '#platform/migrate.ts'
import { CannotRun } from '#platform/postgres/index.ts'
import { UnusableFacts } from '../demonstration/facts.ts'
import { DEMONSTRATION_FACTS } from '../demonstration/seed.ts'
import { administrator } from './commands/administrator.ts'
import { backup, restore } from './commands/backup.ts'
import { doctor } from './commands/doctor.ts'
import { results, WrongOrder } from './commands/results.ts'
import { isEmpty, seed, welcome } from './commands/seed.ts'
import { type Installation, openInstallation } from './installation.ts'
import { serve, work } from './serve.ts'

const program = new Command('rialto')
  .description('Rialto runs an international import fair and publishes results that anybody can check.')
  .showHelpAfterError()

/** Resolves when somebody wants the process to end: a signal, or the door of the command line that is gone. */
const asked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.once(signal, () => resolve())
})

const say = (text: string): void => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)

async function withInstallation(
  use: (installation: Installation) => Promise<void>,
  { join = true } = {},
): Promise<void> {
  const installation = await openInstallation(readConfig(process.env), { join })
  try {
    await use(installation)
  } finally {
    await installation.close()
  }
}

/** Where people reach the installation: as set, else where the running server says it is, else where the next one will be. */
const addressOf = (config: Config): string =>
  config.publicUrl ?? findHolder(config.dataFolder)?.address ?? `http://localhost:${config.port}`

async function prepareDatabase({ databaseUrl, database }: Installation) {
  const migrated = await migrate(databaseUrl)
  await loadReference(database.db)
  return migrated
}

program
  .command('start', { isDefault: true })
  .description(
    'prepare the database, load the demonstration fair into an empty one, serve and work: what npm start does',
  )
  .action(() =>
    withInstallation(
      async (installation) => {
        const { database, config, embedded } = installation
        await prepareDatabase(installation)
        if (embedded && config.demo && (await isEmpty(database.db)))
          say(await seed(database.db, { file: DEMONSTRATION_FACTS, now: new Date() }))
        const demonstration = await hasDemonstrationAccounts(database.db)
        const server = await serve(installation, { demonstration })
        const worker = await work(installation)
        installation.dataFolder?.announce(server.address)
        say(await welcome(database.db, server.address))
        await asked
        await server.stop()
        await worker.stop()
      },
      { join: false },
    ),
  )

program
  .command('serve')
  .description('answer HTTP; work off the queue elsewhere with `rialto worker`')
  .action(() =>
    withInstallation(async (installation) => {
      await prepareDatabase(installation)
      const server = await serve(installation, {
        demonstration: await hasDemonstrationAccounts(installation.database.db),
      })
      installation.dataFolder?.announce(server.address)
      say(`Rialto stands at ${server.address}`)
      await asked
      await server.stop()
    }),
  )

program
  .command('worker')
  .description('work off the queue: letters, reactions, what comes round by the clock')
  .action(() =>
    withInstallation(async (installation) => {
      await prepareDatabase(installation)
      const worker = await work(installation)
      say('Rialto works off the queue')
      await asked
      await worker.stop()
    }),
  )

program
  .command('migrate')
  .description('bring the database to this version')
  .action(() =>
    withInstallation(async (installation) => {
      const { applied, total } = await prepareDatabase(installation)
      say(applied.length === 0 ? `All ${total} migrations stand.` : `Applied ${applied.join(', ')}.`)
    }),
  )

program
  .command('seed')
  .description(
    'load a fair out of a facts file (docs/facts.md), with accounts to try things with; without a file, the CIIE',
  )
  .option('--facts <file>', 'the facts file', DEMONSTRATION_FACTS)
  .option('--no-accounts', 'load no demonstration accounts')
  .action(({ facts, accounts }: { facts: string; accounts: boolean }) =>
    withInstallation(async (installation) => {
      await prepareDatabase(installation)
      say(await seed(installation.database.db, { file: facts, accounts, now: new Date() }))
    }),
  )

program
  .command('administrator <email>')
  .description('print a link, good for one use within a day, by which somebody becomes an administrator')
  .option('--lang <language>', 'language of the page it opens', 'en')
  .action((email: string, { lang }: { lang: string }) =>
    withInstallation(async (installation) => {
      await prepareDatabase(installation)
      const order = { email, lang, publicUrl: addressOf(installation.config), now: new Date() }
      say(await administrator(installation.database.db, order))
    }),
  )

program
  .command('results <edition>')
  .description('print the figures of an edition, as of a day')
  .option('--as-of <day>', 'the day, as 2023-11-04; without one, today at the venue')
  .option('--format <format>', 'json, csv or text', 'text')
  .option('--lang <language>', 'language of names and definitions', 'en')
  .action((edition: string, options: { asOf?: string; format: string; lang: string }) =>
    withInstallation(async ({ database }) => say(await results(database.db, { edition, ...options, now: new Date() }))),
  )

program
  .command('doctor')
  .description('say what is wrong with this installation and how to mend it')
  .action(async () => {
    const { text, healthy } = await doctor(process.env)
    say(text)
    if (!healthy) process.exitCode = 1
  })

program
  .command('backup <file>')
  .description('write everything (database, files, keys) into one checksummed file')
  .action((file: string) => withInstallation(async (installation) => say(await backup(installation, file))))

program
  .command('restore <file>')
  .description('fill an empty installation from a backup')
  .action((file: string) =>
    withInstallation(async (installation) => say(await restore(installation, file)), { join: false }),
  )

const EXPECTED = [WrongSetting, InUse, CannotRun, UnusableFacts, WrongOrder]

function wordsOf(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    return `Port ${process.env.PORT ?? 8080} is taken by another program. Set PORT to another.`
  if (EXPECTED.some((kind) => error instanceof kind)) return (error as Error).message
  return (error as Error).stack ?? String(error)
}

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`rialto: ${wordsOf(error)}\n`)
  process.exitCode = 1
}
// The channel to the door would keep the process alive.
if (process.connected) process.disconnect?.()
