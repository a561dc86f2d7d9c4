import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { AS_PAVILION, type Figure, taking, takingEarlier } from './figure.ts'

/** Countries on site now and never before in an earlier edition of the same fair; debuts on site are among them. */
export const nationalExhibitionFirstOnSite: Figure = {
  id: 'national-exhibition-first-on-site',
  version: 2,
  unit: 'countries',
  by: ['region', 'group'],
  records: (of) => sql<Behind>`
    select ${AS_PAVILION}, 1 as amount,
      case when online is null then 'first-time-on-site' else 'was-online-before' end as reason,
      coalesce(online, '{}') as earlier
    from ${taking(of)} now left join ${takingEarlier(of)} earlier using (economy_code)
    where kind = 'country' and mode = 'on-site' and coalesce(cardinality(on_site), 0) = 0
    order by economy_code`,
}
