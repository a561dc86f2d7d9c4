import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { newId, type Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { type CompanyFacts, columnsOf, nameRows } from './found.ts'

/** A company that was made up so that published totals come out. */
export interface ConstructedCompany extends CompanyFacts {
  legalName: { text: string; lang: string }
  names: Wording
  /** The day from which it counts as verified; null for one that nobody has looked at. */
  verifiedFrom: Day | null
  rankings: readonly { ranking: string; year: number; rank: number | null }[]
  source: string | null
}

/**
 * Load constructed companies, thousands of them in four statements.
 * Who: the demonstration. Holds: each is marked as constructed. Follows: `companies.constructed`, once for all of them.
 */
export async function loadConstructed(
  tx: Tx,
  order: { companies: readonly ConstructedCompany[]; now: Date; by: Actor },
): Promise<{ ids: string[] }> {
  const made = order.companies.map((company) => ({ ...company, id: newId() }))
  const rows = (of: readonly object[]) => sql`${JSON.stringify(of)}::jsonb`
  await sql`insert into companies.companies (id, kinds, economy_code, registration_number, number_key, size_class, founded_year, website,
      website_host, constructed, source)
    select id, array(select jsonb_array_elements_text(kinds)), "economyCode", "registrationNumber", "numberKey", "sizeClass",
      "foundedYear", website, "websiteHost", true, source
    from jsonb_to_recordset(${rows(made.map(({ id, source, ...one }) => ({ id, source, ...columnsOf(one) })))}) as
      r (id uuid, kinds jsonb, "economyCode" text, "registrationNumber" text, "numberKey" text, "sizeClass" text, "foundedYear" integer,
        website text, "websiteHost" text, source text)`.execute(tx)
  await sql`insert into companies.names (company_id, lang, legal, name, key, sound)
    select "companyId", lang, legal, name, key, sound
    from jsonb_to_recordset(${rows(made.flatMap((one) => nameRows(one.id, one.legalName, one.names)))}) as
      r ("companyId" uuid, lang text, legal boolean, name text, key text, sound text)`.execute(tx)
  const verified = made
    .filter((one) => one.verifiedFrom !== null)
    .map(({ id, verifiedFrom }) => ({ id: newId(), companyId: id, verifiedFrom }))
  await sql`insert into companies.documents (id, company_id, kind, file_name, media_type, size_bytes, sent_at, verdict, from_day,
      judged_at, constructed)
    select id, "companyId", 'registration', '', '', 0, ${order.now}, 'accepted', "verifiedFrom", ${order.now}, true
    from jsonb_to_recordset(${rows(verified)}) as r (id uuid, "companyId" uuid, "verifiedFrom" date)`.execute(tx)
  const ranked = made.flatMap(({ id, rankings }) => rankings.map((one) => ({ companyId: id, ...one })))
  await sql`insert into companies.rankings (ranking, year, company_id, rank)
    select ranking, year, "companyId", rank
    from jsonb_to_recordset(${rows(ranked)}) as r ("companyId" uuid, ranking text, year integer, rank integer)`.execute(
    tx,
  )
  // What is planned in this transaction must know of the thousands that nobody has counted yet.
  await sql`analyze companies.companies, companies.names`.execute(tx)
  await record(tx, { what: 'companies.constructed', about: 'world', by: order.by, details: { count: made.length } })
  return { ids: made.map((one) => one.id) }
}
