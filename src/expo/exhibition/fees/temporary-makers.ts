import { sql } from 'kysely'
import { aCompany } from '#expo/ground/companies/makers.ts'
import type { Db } from '#platform/database.ts'

let made = 0
/** TEMPORARY: an accepted application with an accepted booth, by hand. */
export async function rawStand(
  db: Db,
  editionId: string,
  over: {
    economy?: string
    kind?: string
    areaM2?: string
    sides?: number
    submittedAt?: Date
    state?: string
    holding?: boolean
    companyId?: string
  } = {},
): Promise<{ id: string; companyId: string }> {
  made += 1
  const number = made
  const company = over.companyId ? { id: over.companyId } : await aCompany(db, { economyCode: over.economy ?? 'TLS' })
  const id = crypto.randomUUID()
  const { kind = 'standard', areaM2 = '18', sides = 1, state = 'accepted' } = over
  const submittedAt = over.submittedAt ?? new Date(Date.UTC(2023, 4, 2, 0, 0, number))
  await sql`insert into editions.areas (edition_id, code, kind, name) values (${editionId}, 'food', 'area', '{"en": "Food"}') on conflict do nothing`.execute(
    db,
  )
  await sql`insert into applications.applications (id, edition_id, company_id, number, state, area_code, booth_kind, area_m2, least_open_sides, submitted_at, submitted_on, accepted_on)
    values (${id}, ${editionId}, ${company.id}, ${number}, ${state}, 'food', ${kind}, ${areaM2}, ${sides}, ${submittedAt}, '2023-05-02', '2023-05-20')`.execute(
    db,
  )
  if (over.holding !== false) await rawHolding(db, editionId, id, { kind, areaM2, sides })
  return { id, companyId: company.id }
}
export async function rawHolding(
  db: Db,
  editionId: string,
  applicationId: string,
  { kind = 'standard', areaM2 = '18', sides = 1 } = {},
) {
  await sql`delete from booths_views.holdings where application_id = ${applicationId}`.execute(db)
  await sql`insert into booths_views.holdings (holding_id, edition_id, application_id, booth_ids, numbers, hall_code, area_m2, kind, open_sides, state, from_day)
    values (gen_random_uuid(), ${editionId}, ${applicationId}, '{}', '{A07}', '4.1H', ${areaM2}, ${kind}, ${sides}, 'accepted', '2023-06-01')`.execute(
    db,
  )
}
