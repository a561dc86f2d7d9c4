import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { type Figure, onStands } from './figure.ts'

/** Countries and regions that exhibitors come from: of the address in the contract (UFI). */
export const exhibitorEconomies: Figure = {
  id: 'exhibitor-economies',
  version: 1,
  unit: 'economies',
  by: ['region', 'group'],
  records: (of) => sql<Behind>`
    select 'economy' as kind, economy_code as id, economy_code, null as area_code, null as zone_code, min(from_day) as since,
      null as mode, 1 as amount, 'sends-exhibitors' as reason, '{}'::text[] as earlier, bool_and(constructed) as constructed
    from ${onStands(of)} now group by economy_code order by economy_code`,
}
