import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import { foldName, foldNumber } from '../folding.ts'
import { ALIKE, hostOf, isSharedHost, type Likeness, likenessOf } from '../rules.ts'
import { type Company, getCompany, listCompanies } from './companies.ts'

/** What is known of a company that others are compared with: one on record, or one that is about to be founded. */
export interface Sought {
  names: readonly string[]
  economyCode: string
  website?: string | null
  registrationNumber?: string | null
  /** The company itself. */
  besides?: string
}

export interface Alike {
  company: Company
  likeness: Likeness
}

/** More candidates than anybody reads are not scored. */
const MOST_CANDIDATES = 60

/** Companies that may be the one that is sought, the likeliest first; those known to be different are left out. */
export async function listAlike(db: Db, sought: Sought, limit = 10): Promise<Alike[]> {
  const folded = sought.names.map(foldName).filter((one) => one.key !== '')
  const keys = folded.map((one) => one.key)
  const sounds = folded.map((one) => one.sound).filter((sound) => sound !== null)
  const host = sought.website ? hostOf(sought.website) : ''
  const besides = sought.besides ?? null
  const { rows } = await sql<{
    id: string
    name: number
    sound: boolean
    website: boolean
    number: boolean
    economy: boolean
  }>`
    select s.id, max(f.name) as name, bool_or(f.sound) as sound, bool_or(f.website) as website, bool_or(f.number) as number,
           s.economy_code = ${sought.economyCode} as economy
    from (
      select company_id as id, likeness as name, false as sound, false as website, false as number
      from companies.names_like(${keys}::text[])
      union all
      select company_id, 0, true, false, false from companies.names where sound = any(${sounds}::text[])
      union all
      select id, 0, false, true, false from companies.companies where website_host = ${isSharedHost(host) ? '' : host}
      union all
      select id, 0, false, false, true from companies.companies where number_key = ${foldNumber(sought.registrationNumber ?? '')}
    ) f
    join companies.companies c on c.id = f.id
    join companies.companies s on s.id = coalesce(c.merged_into, c.id)
    where s.id is distinct from ${besides}::uuid
      and not exists (select from companies.distinctions x
        where (x.one_id = s.id and x.other_id = ${besides}::uuid) or (x.one_id = ${besides}::uuid and x.other_id = s.id))
    group by s.id
    order by greatest(max(f.name), case when bool_or(f.sound or f.website or f.number) then 0.8 else 0 end) desc, s.id
    limit ${MOST_CANDIDATES}`.execute(db)
  const scored = rows
    .map(({ id, ...common }) => ({ id, likeness: likenessOf(common) }))
    .filter((one) => one.likeness.score >= ALIKE)
    .sort((a, b) => b.likeness.score - a.likeness.score)
    .slice(0, limit)
  const companies = await listCompanies(
    db,
    scored.map((one) => one.id),
  )
  return scored.flatMap(({ id, likeness }) => {
    const company = companies.get(id)
    return company ? [{ company, likeness }] : []
  })
}

/** Companies that may be the same as one on record. */
export async function duplicatesOf(db: Db, companyId: string): Promise<Alike[]> {
  const company = await getCompany(db, companyId)
  const { economyCode, website, registrationNumber } = company
  const names = [...new Set([company.legalName.text, ...Object.values(company.names)])]
  return listAlike(db, { names, economyCode, website, registrationNumber, besides: company.id })
}

/** What is known of somebody who may be on record: a line of a list that was sent. */
export interface Named {
  name: string
  economyCode: string
  registrationNumber: string | null
}

/**
 * Who of many is on record, in one query: by the registration number in its economy, else by a name that is written or heard the same in
 * any script. In the order asked; null where nobody is.
 */
export async function listOnRecord(
  db: Db,
  sought: readonly Named[],
): Promise<({ company: Company; by: 'number' | 'name' } | null)[]> {
  if (sought.length === 0) return []
  const asked = sought.map(({ name, economyCode, registrationNumber }, index) => ({
    index,
    ...foldName(name),
    economyCode,
    number: foldNumber(registrationNumber ?? ''),
  }))
  const { rows } = await sql<{ index: number; id: string; number: boolean }>`
    select distinct on (s.index) s.index, f.id, f.number
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as s (index integer, key text, sound text, "economyCode" text, number text)
    cross join lateral (
      select c.id, true as number from companies.companies c
      where s.number <> '' and c.number_key = s.number and c.economy_code = s."economyCode"
      union all
      select n.company_id, false from companies.names n where s.key <> '' and n.key = s.key
      union all
      select n.company_id, false from companies.names n where n.sound = s.sound
    ) f
    join companies.companies c on c.id = f.id and c.economy_code = s."economyCode"
    order by s.index, f.number desc, f.id`.execute(db)
  const companies = await listCompanies(
    db,
    rows.map((row) => row.id),
  )
  const found = new Map(rows.map((row) => [row.index, row]))
  return sought.map((_, index) => {
    const row = found.get(index)
    const company = row && companies.get(row.id)
    return company ? { company, by: row.number ? 'number' : 'name' } : null
  })
}
