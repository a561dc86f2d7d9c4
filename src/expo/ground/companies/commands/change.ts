import type { Actor } from '#kernel/actor.ts'
import { LANGUAGES, type Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { foldNumber } from '../folding.ts'
import { mayReviewCompanies } from '../permissions.ts'
import { type Company, lockCompany } from '../queries/companies.ts'
import { isPublic, mayChange, mayChangeIdentity } from '../rules.ts'
import { type CompanyFacts, columnsOf, insistOnEconomy, keepingNumbers, nameRows } from './found.ts'

interface Deed {
  companyId: string
  version: number
  by: Actor
  why?: string | undefined
}

/** Locks a living company and refuses a stale page. */
async function take(tx: Tx, deed: Deed): Promise<Company> {
  const company = await lockCompany(tx, deed.companyId)
  if (company.version !== deed.version) throw new Refusal('conflict', 'web.stale')
  return company
}

const change = (
  tx: Tx,
  company: Company,
  columns: Partial<ReturnType<typeof columnsOf>> & { state?: Company['state'] },
) =>
  keepingNumbers(() =>
    tx
      .updateTable('companies.companies')
      .set({ ...columns, version: company.version + 1 })
      .where('id', '=', company.id)
      .execute(),
  )

/** A verified company is who its document says: what the document proves is changed by those who look at documents. */
const insistOnIdentity = (company: Company, by: Actor, same: boolean): void =>
  insist(
    'companies',
    mayChangeIdentity({ verified: isPublic(company), same, staff: mayReviewCompanies.may(by, company) }),
  )

/**
 * Change what a company says of itself.
 * Who: those who act for it, staff. Holds: one company per number; a verified one keeps economy and number, unless staff correct them.
 * Follows: `company.facts-changed`.
 */
export async function changeFacts(db: Db, order: Deed & CompanyFacts): Promise<void> {
  const { economyCode, kinds, by, why } = order
  await transact(db, async (tx) => {
    const company = await take(tx, order)
    insist('companies', mayChange(company))
    const sameNumber = foldNumber(order.registrationNumber) === foldNumber(company.registrationNumber ?? '')
    insistOnIdentity(company, by, economyCode === company.economyCode && sameNumber)
    if (economyCode !== company.economyCode) await insistOnEconomy(tx, economyCode)
    await change(tx, company, columnsOf(order))
    await record(tx, {
      what: 'company.facts-changed',
      about: company.id,
      by,
      why,
      details: { economyCode, kinds: [...kinds] },
    })
  })
}

/**
 * Write down what a company is called: its legal name, and its name in other languages where it has one.
 * Who: those who act for it, staff. Holds: one legal name; a verified company keeps it, unless staff correct it.
 * Follows: `company.names-written`.
 */
export async function writeNames(
  db: Db,
  order: Deed & { legalName: { text: string; lang: string }; names: Wording },
): Promise<void> {
  const { legalName, names, by, why } = order
  await transact(db, async (tx) => {
    const company = await take(tx, order)
    insist('companies', mayChange(company))
    insistOnIdentity(
      company,
      by,
      legalName.text === company.legalName.text && legalName.lang === company.legalName.lang,
    )
    const rows = nameRows(company.id, legalName, names)
    // Names in languages that the form does not offer came with a merger or a load, and stay.
    await tx
      .deleteFrom('companies.names')
      .where('companyId', '=', company.id)
      .where((where) => where.or([where('legal', '=', true), where('lang', 'in', [...LANGUAGES])]))
      .execute()
    await tx.insertInto('companies.names').values(rows).execute()
    await change(tx, company, {})
    const details = { languages: [...new Set(rows.map((row) => row.lang))] }
    await record(tx, { what: 'company.names-written', about: company.id, by, why, details })
  })
}

/**
 * Write what a company tells of itself in one language, or take a language away by leaving it empty.
 * Who: those who act for it. Holds: one text per language. Follows: `company.profile-written` or `company.profile-removed`.
 */
export async function writeProfile(
  db: Db,
  order: { companyId: string; lang: string; summary: string; body: string; by: Actor },
): Promise<void> {
  const { companyId, lang, summary, body, by } = order
  await transact(db, async (tx) => {
    insist('companies', mayChange(await lockCompany(tx, companyId)))
    if (summary === '') {
      if (body !== '') throw new Refusal('invalid', 'web.required', {}, 'summary')
      await tx.deleteFrom('companies.profiles').where('companyId', '=', companyId).where('lang', '=', lang).execute()
      await record(tx, { what: 'company.profile-removed', about: companyId, by, details: { lang } })
      return
    }
    await tx
      .insertInto('companies.profiles')
      .values({ companyId, lang, summary, body })
      .onConflict((conflict) => conflict.columns(['companyId', 'lang']).doUpdateSet({ summary, body }))
      .execute()
    await record(tx, { what: 'company.profile-written', about: companyId, by, details: { lang } })
  })
}

/**
 * Close a company: it acts no more, and what it took part in stands.
 * Who: its administrators, administrators of the house; with a reason. Holds: only an active one. Follows: `company.closed`.
 */
export async function closeCompany(db: Db, deed: Deed & { why: string }): Promise<void> {
  await transact(db, async (tx) => {
    const company = await take(tx, deed)
    insist('companies', mayChange(company))
    await change(tx, company, { state: 'closed' })
    await record(tx, { what: 'company.closed', about: company.id, by: deed.by, why: deed.why, details: {} })
  })
}

/**
 * Open a closed company again.
 * Who: administrators of the house, as a company may have been closed for a reason. Holds: only a closed one. Follows: `company.reopened`.
 */
export async function reopenCompany(db: Db, deed: Deed & { why: string }): Promise<void> {
  await transact(db, async (tx) => {
    const company = await take(tx, deed)
    if (company.state !== 'closed') throw new Refusal('conflict', 'companies.not-closed')
    await change(tx, company, { state: 'active' })
    await record(tx, { what: 'company.reopened', about: company.id, by: deed.by, why: deed.why, details: {} })
  })
}
