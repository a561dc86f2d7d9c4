import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { earlierEditions, type Figure, taking } from './figure.ts'

/** Countries on site now and never before in an earlier edition of the same fair; debuts on site are among them. */
export const nationalExhibitionFirstOnSite: Figure = {
  id: 'national-exhibition-first-on-site',
  version: 1,
  unit: 'countries',
  records: (of) => sql<Behind>`
    select pavilion_id, economy_code, from_day as since, mode, 1 as amount,
      case when cardinality(online) = 0 then 'first-time-on-site' else 'was-online-before' end as reason, online as earlier, constructed
    from (select now.*, ${earlierEditions(of.asOf, ['on-site'])} as on_site, ${earlierEditions(of.asOf, ['online'])} as online
      from ${taking(of)} now) now
    where kind = 'country' and mode = 'on-site' and cardinality(on_site) = 0
    order by economy_code`,
}
