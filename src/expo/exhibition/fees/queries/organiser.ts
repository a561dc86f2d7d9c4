import type { Currency } from '#kernel/currency.ts'
import { currency } from '#kernel/currency.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { Rate } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import type { Mapping } from '../bank/sheet.ts'

/** The organiser as invoices name it. */
export interface Issuer {
  name: Wording
  address: string
  taxNumber: string
  contact: string
  version: number
}

/** Nothing is known yet of who issues: the edition's own name has to do. */
export async function findIssuer(db: Db, editionId: string): Promise<Issuer | null> {
  const row = await db
    .selectFrom('fees.issuers')
    .select(['name', 'address', 'taxNumber', 'contact', 'version'])
    .where('editionId', '=', editionId)
    .executeTakeFirst()
  return row ?? null
}

/** An account of the organiser's at a bank. */
export interface Bank {
  id: string
  editionId: string
  name: string
  account: string
  bic: string
  currency: Currency
  /** Whether it stands on invoices. */
  shown: boolean
  /** How the bank writes its sheets, once somebody has said it. */
  mapping: Mapping | null
  version: number
}

export async function listBanks(db: Db, editionId: string): Promise<Bank[]> {
  const rows = await db
    .selectFrom('fees.banks')
    .select(['id', 'editionId', 'name', 'account', 'bic', 'currency', 'shown', 'mapping', 'version'])
    .where('editionId', '=', editionId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, currency: currency(row.currency), mapping: row.mapping as Mapping | null }))
}

export async function getBank(db: Db, editionId: string, id: string): Promise<Bank> {
  const bank = (await listBanks(db, editionId)).find((one) => one.id === id)
  if (!bank) throw new Refusal('missing', 'fees.no-such-bank')
  return bank
}

/** The bank with its row locked until the transaction ends: its files are kept one after the other, so that no entry is kept twice. */
export async function lockBank(tx: Tx, editionId: string, id: string): Promise<Bank> {
  await tx.selectFrom('fees.banks').select('id').where('id', '=', id).forUpdate().execute()
  return getBank(tx, editionId, id)
}

/** The rate of a day between two currencies, in either direction: the last one published on it or before. */
export async function findRate(
  db: Db,
  editionId: string,
  { from, to, on }: { from: Currency; to: Currency; on: Day },
): Promise<Rate | null> {
  const row = await db
    .selectFrom('fees.rates')
    .select(['fromCurrency', 'toCurrency', 'onDay', 'rate'])
    .where('editionId', '=', editionId)
    .where((where) =>
      where.or([
        where.and([where('fromCurrency', '=', from), where('toCurrency', '=', to)]),
        where.and([where('fromCurrency', '=', to), where('toCurrency', '=', from)]),
      ]),
    )
    .where('onDay', '<=', on)
    .orderBy('onDay', 'desc')
    .executeTakeFirst()
  return row ? asRate(row) : null
}

const asRate = (row: { fromCurrency: string; toCurrency: string; onDay: Day; rate: string }): Rate => ({
  from: currency(row.fromCurrency),
  to: currency(row.toCurrency),
  on: row.onDay,
  rate: row.rate.replace(/\.?0+$/, ''),
})

export async function listRates(db: Db, editionId: string): Promise<(Rate & { source: string })[]> {
  const rows = await db
    .selectFrom('fees.rates')
    .select(['fromCurrency', 'toCurrency', 'onDay', 'rate', 'source'])
    .where('editionId', '=', editionId)
    .orderBy('onDay', 'desc')
    .orderBy('fromCurrency')
    .limit(500)
    .execute()
  return rows.map(({ source, ...row }) => ({ ...asRate(row), source }))
}
