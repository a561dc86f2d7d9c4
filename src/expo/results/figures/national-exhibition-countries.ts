import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { type Figure, taking } from './figure.ts'

/** Countries, in any mode, whose participation in the national exhibition is confirmed and not withdrawn. */
export const nationalExhibitionCountries: Figure = {
  id: 'national-exhibition-countries',
  version: 1,
  unit: 'countries',
  records: (of) => sql<Behind>`
    select pavilion_id, economy_code, from_day as since, mode, 1 as amount, 'takes-part' as reason, '{}'::text[] as earlier, constructed
    from ${taking(of)} now where kind = 'country' order by economy_code`,
}
