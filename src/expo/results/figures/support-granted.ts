import { sql } from 'kysely'
import { currenciesOf } from '#kernel/currency.ts'
import type { Behind } from '../words.ts'
import { type Figure, supporting } from './figure.ts'

/** A unit of a currency in its smallest ones. */
const WHOLE = sql`case when currency = any(${currenciesOf(0)}) then 1 when currency = any(${currenciesOf(3)}) then 1000 else 100 end`

/** Reductions and subsidies that were given and not returned, in the fair's currency; free booths are counted in booths. */
export const supportGranted: Figure = {
  id: 'support-granted',
  version: 1,
  unit: 'money',
  by: ['economy'],
  records: (of) => sql<Behind>`
    select kind, application_id as id, economy_code, area_code, zone_code, min(from_day) as since, null as mode,
      sum(units::numeric / ${WHOLE}) as amount, 'granted' as reason, '{}'::text[] as earlier, bool_and(constructed) as constructed
    from ${supporting(of)} now where unit = 'money'
    group by kind, application_id, economy_code, area_code, zone_code order by economy_code, application_id`,
}
