import type { Day } from '#kernel/day.ts'
import type { Language } from '#kernel/language.ts'
import { money } from '#kernel/money.ts'
import { newId, type Tx } from '#platform/database.ts'
import type { Paper } from '#platform/typeset/paper.ts'
import { type Account, asAccount, listUnpaid } from '../queries/accounts.ts'
import type { InvoiceKind, PaperKind } from '../words.ts'

/**
 * The next number of a series. Its row is locked until the transaction ends, so a number that is not used in the end was never given out:
 * the series has no gap.
 */
export async function nextNumber(tx: Tx, editionId: string, kind: InvoiceKind | 'receipt'): Promise<number> {
  const { lastNumber } = await tx
    .insertInto('fees.series')
    .values({ editionId, kind, lastNumber: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['editionId', 'kind'])
        .doUpdateSet((set) => ({ lastNumber: set('fees.series.lastNumber', '+', 1) })),
    )
    .returning('lastNumber')
    .executeTakeFirstOrThrow()
  return lastNumber
}

/** Keeps what a document says; it is set when it is first wanted, or by a job soon after. */
export async function makeOut(
  tx: Tx,
  order: { accountId: string; kind: PaperKind; language: Language; paper: Paper },
): Promise<string> {
  const id = newId()
  const { accountId: applicationId, kind, language, paper } = order
  const data = JSON.stringify(paper)
  await tx
    .insertInto('fees.papers')
    .values({ id, applicationId, kind, language, data, digest: null, sizeBytes: null })
    .execute()
  return id
}

/** The account's sums anew after something was invoiced or paid. Danger: only under the account's lock. */
export async function restate(tx: Tx, accountId: string): Promise<Account> {
  const { currency } = await tx
    .selectFrom('fees.accounts')
    .select('currency')
    .where('applicationId', '=', accountId)
    .executeTakeFirstOrThrow()
  const invoiced = await tx
    .selectFrom('fees.invoices')
    .select((select) => select.fn.sum<string | null>('totalMinor').as('sum'))
    .where('applicationId', '=', accountId)
    .executeTakeFirstOrThrow()
  const received = await tx
    .selectFrom('fees.payments')
    .select((select) => select.fn.sum<string | null>('minor').as('sum'))
    .where('applicationId', '=', accountId)
    .executeTakeFirstOrThrow()
  const receivedMinor = BigInt(received.sum ?? 0)
  const [oldest] = await listUnpaid(tx, { id: accountId, received: money(receivedMinor, currency) })
  const nextDueOn: Day | null = oldest?.dueOn ?? null
  const row = await tx
    .updateTable('fees.accounts')
    .set({ invoicedMinor: BigInt(invoiced.sum ?? 0), receivedMinor, nextDueOn })
    .where('applicationId', '=', accountId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return asAccount(row)
}
