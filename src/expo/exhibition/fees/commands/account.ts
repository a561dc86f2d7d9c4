import { type Edition, getEditionById } from '#expo/ground/editions/index.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Currency } from '#kernel/currency.ts'
import type { Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Making } from '../papers/paper.ts'
import { type Account, type Billing, findAccount, lockAccount } from '../queries/accounts.ts'
import { namesFor } from '../queries/names.ts'
import { findIssuer } from '../queries/organiser.ts'
import { accountReference } from '../rules/reference.ts'
import type { Stand } from '../stand.ts'
import { languageOf } from '../telling.ts'

/**
 * The account of a stand, opened where there is none yet, with its row locked until the transaction ends.
 * Who: a reaction to an accepted application or booth. Holds: one per application, with a reference of
 * its own, in the currency of its tariff for good. Follows: `account.opened`.
 */
export async function openAccount(
  tx: Tx,
  order: { stand: Stand; edition: Edition; currency: Currency; by: Actor },
): Promise<Account> {
  const { stand, edition, currency, by } = order
  const id = stand.applicationId
  if (!(await findAccount(tx, id))) {
    if (stand.number === null) throw new Refusal('conflict', 'fees.not-submitted')
    const reference = accountReference(edition.code, stand.number)
    const opened = await tx
      .insertInto('fees.accounts')
      .values({
        applicationId: id,
        editionId: edition.id,
        number: stand.number,
        reference,
        currency,
        language: await languageOf(tx, stand),
        nextDueOn: null,
        releasedOn: null,
        constructed: stand.constructed,
      })
      .onConflict((conflict) => conflict.column('applicationId').doNothing())
      .returning('applicationId')
      .executeTakeFirst()
    if (opened)
      await record(tx, { what: 'account.opened', about: id, by, details: { editionId: edition.id, reference } })
  }
  return lockAccount(tx, id)
}

/**
 * Say to whom invoices are made out and where money is paid back to. What was issued stays as it is.
 * Who: whoever acts for the applicant, staff. Holds: of two who write at once one is told. Follows: `account.billing-set`.
 */
export async function setBilling(
  db: Db,
  order: { accountId: string; billing: Billing; language: Language; version: number; by: Actor },
): Promise<void> {
  const { accountId, billing, language, by } = order
  await transact(db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    if (account.version !== order.version) throw new Refusal('conflict', 'web.stale')
    await tx
      .updateTable('fees.accounts')
      .set({
        billName: billing.name,
        billAddress: billing.address,
        billTaxNumber: billing.taxNumber,
        billOrder: billing.order,
        billBank: billing.bank,
        language,
        version: account.version + 1,
      })
      .where('applicationId', '=', accountId)
      .execute()
    await record(tx, { what: 'account.billing-set', about: accountId, by, details: {} })
    if (language !== account.language)
      await record(tx, { what: 'account.language-set', about: accountId, by, details: { language } })
  })
}

/** What documents of an account are made out of. */
export async function makingOf(tx: Tx, { account, stand }: { account: Account; stand: Stand }): Promise<Making> {
  const [edition, issuer, names] = await Promise.all([
    getEditionById(tx, account.editionId),
    findIssuer(tx, account.editionId),
    namesFor(tx, account.editionId),
  ])
  return { edition, issuer, account, stand, names, language: account.language }
}
