import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { type Figure, holdingStands } from './figure.ts'

/** Booths of the plans that accepted applications hold, each on its own; several that adjoin may be one stand. */
export const boothsHeld: Figure = {
  id: 'booths-held',
  version: 1,
  unit: 'booths',
  by: ['area', 'zone'],
  records: (of) => sql<Behind>`
    select kind, application_id as id, economy_code, area_code, zone_code, from_day as since, null as mode, booths as amount,
      'holds-booths' as reason, '{}'::text[] as earlier, constructed
    from ${holdingStands(of)} now order by economy_code, application_id`,
}
