import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { type Figure, supporting } from './figure.ts'

/** Companies of least developed countries, on the reference day, to whom support of any kind was given and not returned; each once. */
export const supportedLdcCompanies: Figure = {
  id: 'supported-ldc-companies',
  version: 1,
  unit: 'companies',
  by: ['region', 'economy'],
  records: (of) => sql<Behind>`
    select kind, application_id as id, economy_code, area_code, zone_code, min(from_day) as since, null as mode, 1 as amount,
      'supported' as reason, '{}'::text[] as earlier, bool_and(constructed) as constructed
    from ${supporting(of)} now
    where economy_code in (select m.economy_code from economies_views.memberships m
      join editions_views.editions e on e.id = ${of.editionId}
      where m.group_code = 'LDC' and m.from_day <= e.ldc_reference_day and (m.until_day is null or m.until_day > e.ldc_reference_day))
    group by kind, application_id, economy_code, area_code, zone_code order by economy_code, application_id`,
}
