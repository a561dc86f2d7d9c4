import pg from 'pg'
import { hasAdministrator, hasDemonstrationAccounts } from '#expo/ground/people/index.ts'
import { type Db, transact } from '#platform/database.ts'
import { keepAway } from '#platform/presence.ts'
import type { Tell } from '../../demonstration/load.ts'
import { DEMONSTRATION_PASSWORD, seedAccounts, seedFair } from '../../demonstration/seed.ts'
import type { Installation } from '../installation.ts'

interface Order {
  file: string
  accounts?: boolean
  now: Date
  /** With all applications, of which most were declined, and not only those of whoever exhibits. */
  full?: boolean
  tell?: Tell
}

/** `rialto seed`: not with these accounts while a server lets in whoever comes; everybody knows their password. */
export async function seedBeside(
  { database, databaseUrl }: Installation,
  order: Order & { accounts: boolean },
): Promise<string> {
  if (!order.accounts || (await hasDemonstrationAccounts(database.db))) return seed(database.db, order)
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'rialto seed' })
  await client.connect()
  try {
    await keepAway(client)
    return await seed(database.db, order)
  } finally {
    await client.end()
  }
}

/** Loads a fair, and accounts to try things with unless they are there or not wanted; says what was done. */
export async function seed(db: Db, order: Order): Promise<string> {
  return transact(db, async (tx) => {
    const { file, now, full, tell } = order
    const seeded = await seedFair(tx, file, now, { loads: full ? 'applications' : 'exhibitors', ...(tell && { tell }) })
    const wanted = (order.accounts ?? true) && !(await hasDemonstrationAccounts(tx))
    if (wanted) await seedAccounts(tx, seeded)
    return [
      `Loaded ${seeded.editions} editions, ${seeded.pavilions} constructed pavilions, ${seeded.booths} constructed booths, ${seeded.companies} constructed companies with ${seeded.applications} applications, and ${seeded.facts} published facts.`,
      ...seeded.disagreements.map(
        (one) =>
          `Does not hold: ${one.what}. Published ${one.stated}; together with the other totals ${one.possible} come out.`,
      ),
      '',
    ].join('\n')
  })
}

/** What stands on the screen when the server is up. */
export async function welcome(db: Db, address: string): Promise<string> {
  const lines = ['', `  Rialto stands at ${address}`, '']
  if (await hasDemonstrationAccounts(db))
    lines.push(
      `  Demonstration accounts, password ${DEMONSTRATION_PASSWORD}:`,
      '    admin@rialto.example      the whole house',
      '    manager@rialto.example    the newest edition',
      '    clerk@rialto.example      the newest edition, without publishing',
      '    pavilion@rialto.example   one constructed pavilion',
      '',
      '  Try: sign in as clerk, open Staff, invite Timor-Leste; read the letter as admin under House, Outbox;',
      '  open its link in another browser, confirm, and see Timor-Leste counted under Results.',
      '',
    )
  if (!(await hasAdministrator(db)))
    lines.push(
      '  Nobody administers it yet. This prints a link for the first administrator:',
      '',
      '    npx rialto administrator you@example.org',
      '',
    )
  return lines.join('\n')
}
