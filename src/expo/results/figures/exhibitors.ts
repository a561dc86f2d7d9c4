import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { exhibiting, type Figure } from './figure.ts'

/** Main and co-exhibitors with staff and goods of their own; represented companies and organisers that show nothing are none (ISO 25639-1; UFI). */
export const exhibitors: Figure = {
  id: 'exhibitors',
  version: 1,
  unit: 'exhibitors',
  by: ['area', 'zone', 'region', 'group', 'economy'],
  records: (of) => sql<Behind>`
    select 'exhibitor' as kind, record_id as id, economy_code, area_code, zone_code, from_day as since, null as mode, 1 as amount,
      case role when 'main' then 'exhibits' else 'exhibits-with' end as reason, '{}'::text[] as earlier, constructed
    from ${exhibiting(of)} now order by economy_code, record_id`,
}
