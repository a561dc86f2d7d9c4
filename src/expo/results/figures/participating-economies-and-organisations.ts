import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { type Figure, onStands, taking } from './figure.ts'

/** Countries, regions and international organisations that take part in any way: with a pavilion, with exhibitors, with both. Each once. */
export const participatingEconomiesAndOrganisations: Figure = {
  id: 'participating-economies-and-organisations',
  version: 1,
  unit: 'economies-and-organisations',
  by: ['region', 'group'],
  records: (of) => sql<Behind>`
    select 'economy' as kind, code as id, code as economy_code, null as area_code, null as zone_code, min(from_day) as since,
      null as mode, 1 as amount,
      case when bool_and(pavilion) then 'with-pavilion' when bool_or(pavilion) then 'with-both' else 'with-exhibitors' end as reason,
      '{}'::text[] as earlier, bool_and(constructed) as constructed
    from (
      select economy_code as code, from_day, true as pavilion, constructed from ${taking(of)} pavilions
      union all
      select economy_code, from_day, false, constructed from ${onStands(of)} exhibitors
    ) t
    group by code order by code`,
}
