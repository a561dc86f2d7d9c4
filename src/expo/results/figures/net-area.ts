import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { type Figure, holdingStands } from './figure.ts'

/** Net exhibition space, in m², of the stands that exhibitors and organisers hold (UFI: contracted, paid or not). */
export const netArea: Figure = {
  id: 'net-area',
  version: 1,
  unit: 'square-metres',
  by: ['area', 'zone', 'economy'],
  records: (of) => sql<Behind>`
    select kind, application_id as id, economy_code, area_code, zone_code, from_day as since, null as mode, area_m2 as amount,
      'holds-area' as reason, '{}'::text[] as earlier, constructed
    from ${holdingStands(of)} now order by economy_code, application_id`,
}
