import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { AS_PAVILION, type Figure, taking, takingEarlier } from './figure.ts'

/** Countries with no confirmed, unwithdrawn participation in an earlier edition of the same fair, in any mode. */
export const nationalExhibitionDebuts: Figure = {
  id: 'national-exhibition-debuts',
  version: 2,
  unit: 'countries',
  by: ['region', 'group'],
  records: (of) => sql<Behind>`
    select ${AS_PAVILION}, 1 as amount, 'first-time' as reason, '{}'::text[] as earlier
    from ${taking(of)} now left join ${takingEarlier(of)} earlier using (economy_code)
    where kind = 'country' and earlier.economy_code is null
    order by economy_code`,
}
