import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { type Figure, IS_EXHIBITOR } from './figure.ts'

/** Exhibitors of all earlier public editions of the fair, each as of its last day, added up: who came twice is counted twice. */
export const exhibitorsEarlierEditions: Figure = {
  id: 'exhibitors-earlier-editions',
  version: 1,
  unit: 'exhibitors',
  by: [],
  records: (of) => sql<Behind>`
    select 'edition' as kind, e.code as id, null as economy_code, null as area_code, null as zone_code,
      least(e.closes_on, ${of.asOf}::date) as since, null as mode, n.count as amount, 'of-edition' as reason, '{}'::text[] as earlier,
      n.constructed
    from editions_views.editions this
    join editions_views.editions e on e.fair_id = this.fair_id and e.opens_on < this.opens_on and e.shown
    cross join lateral (
      select count(*) as count, bool_and(constructed) as constructed from (
        select bool_and(x.constructed) as constructed
        from applications_views.exhibitors x
        where x.edition_id = e.id and ${IS_EXHIBITOR} and x.from_day <= least(e.closes_on, ${of.asOf}::date)
          and (x.until_day is null or x.until_day > least(e.closes_on, ${of.asOf}::date))
        group by coalesce(x.company_id, x.record_id)
      ) distinct_ones
    ) n
    where this.id = ${of.editionId} and n.count > 0 order by e.opens_on`,
}
