import type { Actor } from '#kernel/actor.ts'
import { type Currency, isCurrency } from '#kernel/currency.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Mapping } from '../bank/sheet.ts'
import { findIssuer, getBank } from '../queries/organiser.ts'

/**
 * Say who issues invoices.
 * Who: whoever keeps the edition's accounts. Holds: what was issued stays as it is. Follows: `issuer.set`.
 */
export async function setIssuer(
  db: Db,
  order: {
    editionId: string
    name: Wording
    address: string
    taxNumber: string
    contact: string
    version: number
    constructed?: boolean
    by: Actor
  },
): Promise<void> {
  const { editionId, name, address, taxNumber, contact, by, constructed = false } = order
  await transact(db, async (tx) => {
    const standing = await findIssuer(tx, editionId)
    if ((standing?.version ?? 0) !== order.version) throw new Refusal('conflict', 'web.stale')
    const row = { name, address, taxNumber, contact, constructed, version: order.version + 1 }
    const written = await tx
      .insertInto('fees.issuers')
      .values({ editionId, ...row })
      .onConflict((conflict) =>
        conflict.column('editionId').doUpdateSet(row).where('fees.issuers.version', '=', order.version),
      )
      .returning('version')
      .executeTakeFirst()
    if (!written) throw new Refusal('conflict', 'web.stale')
    await record(tx, { what: 'issuer.set', about: editionId, by, details: { version: row.version } })
  })
}

/**
 * Add or change an account of the organiser's at a bank.
 * Who: whoever keeps the edition's accounts. Holds: one per account number. Follows: `bank.set`.
 */
export async function setBank(
  db: Db,
  order: {
    editionId: string
    id: string | null
    name: string
    account: string
    bic: string
    currency: Currency
    shown: boolean
    version: number
    constructed?: boolean
    by: Actor
  },
): Promise<{ id: string }> {
  const { editionId, name, account, bic, currency, shown, by, constructed = false } = order
  return transact(db, async (tx) => {
    const id = order.id ?? newId()
    const row = { name, account, bic, currency, shown, constructed, version: order.version + 1 }
    try {
      if (order.id === null)
        await tx
          .insertInto('fees.banks')
          .values({ id, editionId, mapping: null, ...row })
          .execute()
      else {
        const standing = await getBank(tx, editionId, order.id)
        if (standing.version !== order.version) throw new Refusal('conflict', 'web.stale')
        await tx.updateTable('fees.banks').set(row).where('id', '=', id).execute()
      }
    } catch (error) {
      if (brokenPromise(error) === 'one_bank_per_account')
        throw new Refusal('conflict', 'fees.bank-twice', {}, 'account')
      throw error
    }
    await record(tx, { what: 'bank.set', about: id, by, details: { editionId } })
    return { id }
  })
}

/**
 * Remember how a bank writes its sheets.
 * Who: whoever keeps the edition's accounts. Holds: the next file is read in the same way. Follows: `bank.set`.
 */
export async function rememberMapping(
  db: Db,
  order: { editionId: string; bankId: string; mapping: Mapping; by: Actor },
): Promise<void> {
  const { editionId, bankId, mapping, by } = order
  await transact(db, async (tx) => {
    const bank = await getBank(tx, editionId, bankId)
    await tx.updateTable('fees.banks').set({ mapping }).where('id', '=', bank.id).execute()
    await record(tx, { what: 'bank.set', about: bank.id, by, details: { editionId } })
  })
}

/**
 * Set what one unit of a currency is worth in another on a day.
 * Who: whoever keeps the edition's accounts. Holds: what was booked keeps the rate that it was booked at. Follows: `rate.set`.
 */
export async function setRate(
  db: Db,
  order: {
    editionId: string
    from: string
    to: string
    on: Day
    rate: string
    source: string
    constructed?: boolean
    by: Actor
  },
): Promise<void> {
  const { editionId, from, to, on, rate, source, by, constructed = false } = order
  if (!isCurrency(from) || !isCurrency(to)) throw new Refusal('invalid', 'web.choose-one', {}, 'from')
  if (from === to) throw new Refusal('invalid', 'fees.rate-of-itself', {}, 'to')
  await transact(db, async (tx) => {
    const key = { editionId, fromCurrency: from, toCurrency: to, onDay: on }
    await tx
      .insertInto('fees.rates')
      .values({ ...key, rate, source, constructed })
      .onConflict((conflict) =>
        conflict.columns(['editionId', 'fromCurrency', 'toCurrency', 'onDay']).doUpdateSet({ rate, source }),
      )
      .execute()
    await record(tx, { what: 'rate.set', about: editionId, by, details: { from, to, on, rate } })
  })
}
