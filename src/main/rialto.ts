import { Command } from 'commander'
import { readConfig, WrongSetting } from '#platform/config.ts'
import { InUse } from '#platform/data-folder.ts'
import { migrate } from '#platform/migrate.ts'
import { CannotRun } from '#platform/postgres/index.ts'
import { type Installation, openInstallation } from './installation.ts'
import { serve, work } from './serve.ts'

const program = new Command('rialto').description('Runs an international import fair.').showHelpAfterError()

/** Resolves when somebody wants the process to end: a signal, or the door of the command line that is gone. */
const asked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
    process.once(signal as 'SIGINT', () => resolve())
})

async function withInstallation<Result>(
  use: (installation: Installation) => Promise<Result>,
  options = { join: true },
): Promise<Result> {
  const installation = await openInstallation(readConfig(process.env), options)
  try {
    return await use(installation)
  } finally {
    await installation.close()
  }
}

program
  .command('start', { isDefault: true })
  .description(
    'prepare the database, load the demonstration fair into an empty one, serve and work: what npm start does',
  )
  .action(() =>
    withInstallation(
      async (installation) => {
        await migrate(installation.databaseUrl)
        const server = await serve(installation, { demonstration: false })
        const worker = await work(installation)
        installation.dataFolder?.announce(server.address)
        process.stdout.write(`\n  Rialto stands at ${server.address}\n\n`)
        await asked
        await server.stop()
        await worker.stop()
      },
      { join: false },
    ),
  )

program
  .command('migrate')
  .description('bring the database to this version')
  .action(() =>
    withInstallation(async ({ databaseUrl }) => {
      const { applied, total } = await migrate(databaseUrl)
      process.stdout.write(
        applied.length === 0 ? `All ${total} migrations stand.\n` : `Applied ${applied.join(', ')}.\n`,
      )
    }),
  )

try {
  await program.parseAsync()
} catch (error) {
  const expected = error instanceof WrongSetting || error instanceof InUse || error instanceof CannotRun
  const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  const words = inUse
    ? `Port ${process.env.PORT ?? 8080} is taken by another program. Set PORT to another.`
    : expected
      ? (error as Error).message
      : ((error as Error).stack ?? String(error))
  process.stderr.write(`rialto: ${words}\n`)
  process.exitCode = 1
}
// The channel to the door would keep the process alive.
if (process.connected) process.disconnect?.()
