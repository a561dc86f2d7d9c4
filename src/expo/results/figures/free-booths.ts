import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { type Figure, supporting } from './figure.ts'

/** Booths that were given free of charge and not returned. */
export const freeBooths: Figure = {
  id: 'free-booths',
  version: 1,
  unit: 'booths',
  by: ['economy', 'area'],
  records: (of) => sql<Behind>`
    select kind, application_id as id, economy_code, area_code, zone_code, min(from_day) as since, null as mode, sum(units) as amount,
      'free-booths' as reason, '{}'::text[] as earlier, bool_and(constructed) as constructed
    from ${supporting(of)} now where unit = 'booths'
    group by kind, application_id, economy_code, area_code, zone_code order by economy_code, application_id`,
}
