import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import type { Figure } from './figure.ts'

/** Companies of least developed countries that an embassy, a ministry or an agency of the United Nations recommends; each once. */
export const recommendedLdcCompanies: Figure = {
  id: 'recommended-ldc-companies',
  version: 1,
  unit: 'companies',
  by: ['region', 'economy'],
  records: (of) => sql<Behind>`
    select distinct on (r.company_id)
      case when a.accepted_on <= ${of.asOf} and (a.ended_on is null or a.ended_on > ${of.asOf}) and a.shows_itself
        then 'exhibitor' else 'applicant' end as kind,
      r.application_id as id, a.economy_code, a.area_code, a.zone_code, r.on_day as since, null as mode, 1 as amount,
      'recommended' as reason, '{}'::text[] as earlier, r.constructed
    from applications_views.recommendations r
    join applications_views.applications a on a.id = r.application_id
    join editions_views.editions e on e.id = r.edition_id
    join economies_views.memberships m on m.economy_code = a.economy_code and m.group_code = 'LDC'
      and m.from_day <= e.ldc_reference_day and (m.until_day is null or m.until_day > e.ldc_reference_day)
    where r.edition_id = ${of.editionId} and r.on_day <= ${of.asOf} and (r.until_day is null or r.until_day > ${of.asOf})
    order by r.company_id, r.on_day, r.application_id`,
}
