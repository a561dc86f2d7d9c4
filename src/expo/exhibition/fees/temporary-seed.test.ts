import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { listEditions } from '#expo/ground/editions/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import { system } from '#kernel/actor.ts'
import { plusDays } from '#kernel/day.ts'
import { fromDecimal } from '#kernel/money.ts'
import { openDatabase, transact } from '#platform/database.ts'
import { openFiles } from '#platform/files.ts'
import { signContract } from './commands/contract.ts'
import { FeesFacts, loadConstructed } from './commands/load-constructed.ts'
import { receiveByHand } from './commands/pay.ts'
import { openStatement } from './commands/statement.ts'
import { paperOf } from './paper-files.ts'
import { findContract } from './queries/contracts.ts'
import { rawStand } from './temporary-makers.ts'

test.runIf(process.env.SEED_URL)(
  'seed',
  async () => {
    const { db } = openDatabase(process.env.SEED_URL as string)
    const fees = FeesFacts.parse(JSON.parse(readFileSync('data/ciie/fees.json', 'utf8')))
    const by = system('demonstration')
    const now = new Date()
    for (const edition of await listEditions(db))
      await transact(db, (tx) => loadConstructed(tx, { edition, fees, by })).catch((e) =>
        console.log(edition.code, e.message),
      )
    const edition = (await listEditions(db))[0]!
    const today = todayIn(edition, now)
    console.log(edition.code, today, edition.opensOn)
    const files = openFiles(process.env.SEED_DATA as string)
    const publicUrl = 'http://localhost:8112'
    let n = 0
    for (const [economy, kind, areaM2, sides] of [
      ['TLS', 'standard', '18', 2],
      ['LAO', 'standard', '18', 1],
      ['TLS', 'standard', '18', 1],
      ['TLS', 'standard', '9', 1],
      ['DEU', 'raw', '500', 4],
      ['FRA', 'raw', '72', 2],
      ['CHN', 'standard', '9', 2],
      ['NPL', 'raw', '54', 3],
      ['JPN', 'raw', '120', 3],
      ['BRA', 'standard', '9', 1],
    ] as const) {
      const { id } = await rawStand(db, edition.id, { economy, kind, areaM2, sides })
      await openStatement(db, { applicationId: id, today: plusDays(today, -40), publicUrl, by })
      n += 1
      if (n % 3 === 2) continue
      const contract = (await findContract(db, id))!
      const { digest } = await paperOf(db, files, contract.paperId)
      await signContract(db, {
        accountId: id,
        version: 1,
        digest,
        name: 'Maria Soares',
        capacity: 'Director',
        today: plusDays(today, -38),
        now,
        publicUrl,
        by,
      })
      if (n === 5)
        await receiveByHand(db, {
          accountId: id,
          on: plusDays(today, -20),
          paid: fromDecimal('51300', 'USD'),
          note: 'Transfer',
          version: 1,
          today,
          publicUrl,
          by,
        })
      console.log(economy, kind, id)
    }
  },
  120_000,
)
