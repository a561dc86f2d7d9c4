import { findEconomy } from '#expo/ground/economies/index.ts'
import { grantRoleIn } from '#expo/ground/people/index.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { foldName, foldNumber } from '../folding.ts'
import { hostOf } from '../rules.ts'
import type { Kind, Size } from '../words.ts'

/** What a company says of itself that others can check. */
export interface CompanyFacts {
  economyCode: string
  /** As it stands in the register; '' where there is none. */
  registrationNumber: string
  kinds: readonly Kind[]
  sizeClass: Size | null
  foundedYear: number | null
  website: string | null
}

export interface NewCompany extends CompanyFacts {
  legalName: { text: string; lang: string }
  names?: Wording
  by: Actor
}

/**
 * Put a company on record; the person who does so becomes its administrator.
 * Who: anybody signed in. Holds: one company per registration number and economy. Follows: `company.founded`.
 */
export async function foundCompany(db: Db, order: NewCompany): Promise<{ id: string }> {
  const { by } = order
  const id = newId()
  return transact(db, async (tx) => {
    await insistOnEconomy(tx, order.economyCode)
    await keepingNumbers(() =>
      tx
        .insertInto('companies.companies')
        .values({ id, ...columnsOf(order), source: null, mergedInto: null })
        .execute(),
    )
    await tx
      .insertInto('companies.names')
      .values(nameRows(id, order.legalName, order.names))
      .execute()
    const details = { economyCode: order.economyCode, kinds: [...order.kinds] }
    await record(tx, { what: 'company.founded', about: id, by, details })
    if (by.kind === 'person')
      await grantRoleIn(tx, { personId: by.id, grant: { role: 'administrator', kind: 'company', id }, by })
    return { id }
  })
}

/** The columns that a company's facts are kept in. */
export function columnsOf(facts: CompanyFacts) {
  const { economyCode, sizeClass, foundedYear, website } = facts
  const numberKey = foldNumber(facts.registrationNumber)
  return {
    economyCode,
    sizeClass,
    foundedYear,
    website,
    websiteHost: website && hostOf(website),
    kinds: [...facts.kinds],
    registrationNumber: numberKey === '' ? null : facts.registrationNumber,
    numberKey: numberKey === '' ? null : numberKey,
  }
}

/** The rows that a company's names are kept in, each with the keys it is compared by. */
export function nameRows(companyId: string, legalName: { text: string; lang: string }, names: Wording = {}) {
  const row = (lang: string, name: string, legal: boolean) => {
    const { key, sound } = foldName(name)
    if (key === '') throw new Refusal('invalid', 'companies.name-without-letters', {}, legal ? 'legal' : `name.${lang}`)
    return { companyId, lang, legal, name, key, sound }
  }
  return [
    row(legalName.lang, legalName.text, true),
    ...Object.entries(names)
      .filter(([lang, name]) => lang !== legalName.lang || name !== legalName.text)
      .map(([lang, name]) => row(lang, name, false)),
  ]
}

/** A company is of a country or territory; international organisations are on the list of economies themselves. */
export async function insistOnEconomy(tx: Tx, code: string): Promise<void> {
  if ((await findEconomy(tx, code))?.kind !== 'country')
    throw new Refusal('invalid', 'companies.no-such-economy', {}, 'economy')
}

/** Says in words that a registration number is on record already. */
export async function keepingNumbers<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (brokenPromise(error) === 'one_company_per_registration_number')
      throw new Refusal('conflict', 'companies.number-taken', {}, 'number')
    throw error
  }
}
