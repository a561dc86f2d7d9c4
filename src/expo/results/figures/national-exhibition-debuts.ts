import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { earlierEditions, type Figure, taking } from './figure.ts'

/** Countries with no confirmed, unwithdrawn participation in an earlier edition of the same fair, in any mode. */
export const nationalExhibitionDebuts: Figure = {
  id: 'national-exhibition-debuts',
  version: 1,
  unit: 'countries',
  records: (of) => sql<Behind>`
    select pavilion_id, economy_code, from_day as since, mode, 1 as amount, 'first-time' as reason, '{}'::text[] as earlier, constructed
    from ${taking(of)} now
    where kind = 'country' and cardinality(${earlierEditions(of.asOf, ['on-site', 'online'])}) = 0
    order by economy_code`,
}
