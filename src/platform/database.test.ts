import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { money } from '#kernel/money.ts'
import { freshDatabase } from '#tests/house.ts'

const { db } = await freshDatabase()

test('money comes out of the database as it went in, beyond what a float holds too', async () => {
  for (const minor of [0n, -1n, 350_000n, 9_007_199_254_740_993n, -9_223_372_036_854_775_807n]) {
    const { rows } = await sql<{ minor: number | bigint }>`select ${minor}::bigint as minor`.execute(db)
    expect(money(rows[0]?.minor ?? 0, 'VND').minor).toBe(minor)
  }
})

test('a sum of money is exact', async () => {
  const { rows } = await sql<{
    total: string
  }>`select sum(minor) as total from (values (9007199254740993::bigint), (1)) as lines (minor)`.execute(db)
  expect(money(rows[0]?.total ?? 0, 'VND').minor).toBe(9_007_199_254_740_994n)
})
