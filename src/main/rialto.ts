import { Command } from 'commander'
import { CannotRestore, CannotWrite, Damaged } from '#platform/backup/index.ts'
import { type Config, readConfig, WrongSetting } from '#platform/config.ts'
import { findHolder, InUse, UnusableFolder } from '#platform/data-folder.ts'
import { tryAgain } from '#platform/jobs.ts'
import { WrongKeys } from '#platform/keys.ts'
import { WrongMigrations } from '#platform/migrate.ts'
import { CannotRun } from '#platform/postgres/index.ts'
import { Busy } from '#platform/presence.ts'
import { release } from '#platform/release.ts'
import { UnusableFacts } from '../demonstration/facts.ts'
import { DEMONSTRATION_FACTS } from '../demonstration/seed.ts'
import { administrator } from './commands/administrator.ts'
import { backup, restore, verify } from './commands/backup.ts'
import { doctor } from './commands/doctor.ts'
import { results, WrongOrder } from './commands/results.ts'
import { prepareDatabase, runAll, runPart, say } from './commands/run.ts'
import { seedBeside } from './commands/seed.ts'
import { Interrupted, listenForTheEnd, untilDone, wanted } from './ending.ts'
import { type Installation, openInstallation } from './installation.ts'

listenForTheEnd()

const program = new Command('rialto')
  .description('Rialto runs an international import fair and publishes results that anybody can check.')
  .version(release)
  .showHelpAfterError()
  .addHelpText(
    'after',
    '\nEvery setting is an environment variable: docs/running.md. `rialto help COMMAND` shows examples.',
  )

/** A command on an installation; `join` lets it work beside a server that runs already. */
const on =
  <Args extends unknown[]>(
    use: (installation: Installation, ...args: Args) => Promise<void>,
    { join = true, name = 'rialto', lasting = false }: { join?: boolean; name?: string; lasting?: boolean } = {},
  ) =>
  async (...args: Args): Promise<void> => {
    const installation = await openInstallation(readConfig(process.env), { join, name })
    try {
      const used = use(installation, ...args)
      await (lasting ? used : untilDone(used))
    } finally {
      await installation.close()
    }
  }

const examples = (...lines: string[]) => `\nExamples:\n${lines.map((line) => `  $ ${line}\n`).join('')}`

program
  .command('start', { isDefault: true })
  .summary('serve and work: what npm start does')
  .description(
    'Prepare the database, load the demonstration fair into an empty embedded one, answer HTTP and work off the queue.',
  )
  .addHelpText('after', examples('npm start', 'PORT=3000 RIALTO_DATA=/srv/rialto RIALTO_DEMO=no npm start'))
  .action(on(runAll, { join: false, name: 'rialto start', lasting: true }))

program
  .command('serve')
  .summary('answer HTTP')
  .description(
    'Answer HTTP; the queue is worked off elsewhere by `rialto worker`. As many as wanted on one DATABASE_URL.',
  )
  .addHelpText(
    'after',
    examples('DATABASE_URL=postgresql://rialto:...@db/rialto RIALTO_DATA=/mnt/shared npx rialto serve'),
  )
  .action(on((installation) => runPart(installation, 'serve'), { name: 'rialto serve', lasting: true }))

program
  .command('worker')
  .summary('work off the queue')
  .description(
    'Work off the queue: letters, reactions, what comes round by the clock. As many as wanted on one DATABASE_URL.',
  )
  .addHelpText(
    'after',
    examples('DATABASE_URL=postgresql://rialto:...@db/rialto RIALTO_DATA=/mnt/shared npx rialto worker'),
  )
  .option('--again', 'first put what has failed for good back into the queue')
  .action(
    on(
      async (installation, { again }: { again?: boolean }) => {
        if (again) say(`${await tryAgain(installation.database.db)} jobs are tried again.`)
        await runPart(installation, 'worker')
      },
      { name: 'rialto worker', lasting: true },
    ),
  )

program
  .command('migrate')
  .summary('bring the database to this version')
  .description('Bring the database to this version. Every start does so too; in an upgrade it can be done beforehand.')
  .option(
    '--new-keys',
    'accept other keys than the database was written with: see "When the keys are lost" in docs/running.md',
  )
  .addHelpText(
    'after',
    examples('npx rialto migrate', 'DATABASE_URL=postgresql://rialto:...@db/rialto npx rialto migrate'),
  )
  .action(
    on(async (installation, { newKeys = false }: { newKeys?: boolean }) => {
      const { applied, total } = await prepareDatabase(installation, { newKeys })
      say(applied.length === 0 ? `All ${total} migrations stand.` : `Applied ${applied.join(', ')}.`)
    }),
  )

program
  .command('seed')
  .summary('load a fair out of a facts file')
  .description(
    'Load a fair out of a facts file (docs/facts.md), with accounts to try things with; without a file, the CIIE. ' +
      'With --full every application is loaded, also into a fair whose exhibitors are here already. With these accounts a server listens on this machine only: everybody knows their password.',
  )
  .option('--facts <file>', 'the facts file', DEMONSTRATION_FACTS)
  .option('--full', 'all applications, also those of whoever does not exhibit')
  .option('--no-accounts', 'load no demonstration accounts')
  .addHelpText(
    'after',
    examples('npx rialto seed', 'npx rialto seed --full', 'npx rialto seed --facts harbour.json --no-accounts'),
  )
  .action(
    on(
      async (installation, { facts, accounts, full = false }: { facts: string; accounts: boolean; full?: boolean }) => {
        await prepareDatabase(installation)
        say(await seedBeside(installation, { file: facts, accounts, full, now: new Date(), tell: say }))
      },
    ),
  )

/** Where people reach the installation: as set, else where the running server says it is, else where the next one will be. */
const addressOf = (config: Config): string =>
  config.publicUrl ?? findHolder(config.dataFolder)?.address ?? `http://localhost:${config.port}`

program
  .command('administrator <email>')
  .summary('make somebody an administrator')
  .description(
    'Print a link, good for one use within a day, by which somebody becomes an administrator of the house: the first one, or the way ' +
      'back in when the last is locked out.',
  )
  .option('--lang <language>', 'language of the page it opens', 'en')
  .addHelpText(
    'after',
    examples('npx rialto administrator you@example.org', 'npx rialto administrator you@example.org --lang ar'),
  )
  .action(
    on(async (installation, email: string, { lang }: { lang: string }) => {
      await prepareDatabase(installation)
      const order = { email, lang, publicUrl: addressOf(installation.config), now: new Date() }
      say(await administrator(installation.database.db, order))
    }),
  )

program
  .command('results <edition>')
  .summary('print the figures of an edition')
  .description('Print every figure of an edition, as of a day, with its definition and the digest of its records.')
  .option('--as-of <day>', 'the day, as 2023-11-04; without one, today at the venue')
  .option('--format <format>', 'json, csv or text', 'text')
  .option('--lang <language>', 'language of names and definitions', 'en')
  .addHelpText(
    'after',
    examples(
      'npx rialto results ciie-2023 --as-of 2023-11-04',
      'npx rialto results ciie-2023 --format csv --lang ar > figures.csv',
    ),
  )
  .action(
    on(async ({ database }, edition: string, options: { asOf?: string; format: string; lang: string }) =>
      say(await results(database.db, { edition, ...options, now: new Date() })),
    ),
  )

program
  .command('doctor')
  .summary('say what is wrong and how to mend it')
  .description(
    'Look at everything an installation needs, and say what is wrong with it and how to mend it. Changes nothing.',
  )
  .option('--format <format>', 'text or json', 'text')
  .addHelpText(
    'after',
    `${examples('npx rialto doctor', 'npx rialto doctor --format json | jq .')}\nExits with 1 when something is broken.`,
  )
  .action(async ({ format }: { format: string }) => {
    const { text, healthy } = await doctor(process.env, { format })
    say(text)
    if (!healthy) process.exitCode = 1
  })

program
  .command('backup <file>')
  .summary('write everything into one file')
  .description(
    'Write database, files and keys into one checksummed file, while the server runs. The file holds secrets. `-` is standard output.',
  )
  .option('--force', 'write over a file of that name')
  .option('--verify', 'read an existing backup instead, every byte, and say whether it is whole')
  .addHelpText(
    'after',
    examples(
      'npx rialto backup /backups/rialto-$(date +%F).tar.gz',
      'npx rialto backup --verify /backups/rialto-2026-11-05.tar.gz',
      'npx rialto backup - | age -r age1... > rialto.tar.gz.age',
    ),
  )
  .action(async (file: string, options: { force?: boolean; verify?: boolean }) => {
    if (options.verify) return untilDone(verify(file).then(say))
    const told = file === '-' ? (text: string) => void process.stderr.write(text) : say
    await on(async (installation) => told(await backup(installation, { file, force: options.force ?? false })))()
  })

program
  .command('restore <file>')
  .summary('fill an empty installation from a backup')
  .description('Fill an empty installation from a backup: all of it or nothing. The server must not run.')
  .addHelpText(
    'after',
    examples(
      'RIALTO_DATA=/srv/rialto npx rialto restore /backups/rialto-2026-11-05.tar.gz',
      'RIALTO_DATA=/tmp/drill npx rialto restore FILE',
    ),
  )
  .action(on(async (installation, file: string) => say(await restore(installation, { file })), { join: false }))

const EXPECTED = [
  WrongSetting,
  InUse,
  UnusableFolder,
  CannotRun,
  WrongKeys,
  WrongMigrations,
  Busy,
  UnusableFacts,
  WrongOrder,
  CannotWrite,
  CannotRestore,
  Damaged,
  Interrupted,
]

function wordsOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  const { PORT = '8080', HOST = '' } = process.env
  if (code === 'EADDRINUSE') return `Port ${PORT} is taken by another program. Set PORT to another.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST=${HOST} is no address of this machine.`
  if (code === 'EACCES' && (error as NodeJS.ErrnoException).syscall === 'listen')
    return `Port ${PORT} may only be opened by root. Set PORT to one above 1023.`
  if (EXPECTED.some((kind) => error instanceof kind)) return (error as Error).message
  return (error as Error).stack ?? String(error)
}

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`rialto: ${wordsOf(wanted.aborted ? wanted.reason : error)}\n`)
  process.exitCode = 1
}
// The channel to the door would keep the process alive.
if (process.connected) process.disconnect?.()
