import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { AS_PAVILION, type Figure, taking } from './figure.ts'

/** Countries, in any mode, whose participation in the national exhibition is confirmed and not withdrawn. */
export const nationalExhibitionCountries: Figure = {
  id: 'national-exhibition-countries',
  version: 1,
  unit: 'countries',
  by: ['region', 'group'],
  records: (of) => sql<Behind>`
    select ${AS_PAVILION}, 1 as amount, 'takes-part' as reason, '{}'::text[] as earlier
    from ${taking(of)} now where kind = 'country' order by economy_code`,
}
