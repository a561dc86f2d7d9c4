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
    select 'edition' as kind, code as id, null as economy_code, null as area_code, null as zone_code, on_day as since, null as mode,
      count(*) as amount, 'of-edition' as reason, '{}'::text[] as earlier, bool_and(constructed) as constructed
    from (
      select e.code, e.on_day, bool_and(x.constructed) as constructed
      from (
        select e.id, e.code, least(e.closes_on, ${of.asOf}::date) as on_day
        from editions_views.editions this
        join editions_views.editions e on e.fair_id = this.fair_id and e.opens_on < this.opens_on and e.shown
        where this.id = ${of.editionId}
      ) e
      join applications_views.exhibitors x on x.edition_id = e.id
      where ${IS_EXHIBITOR} and x.from_day <= e.on_day and (x.until_day is null or x.until_day > e.on_day)
      group by e.code, e.on_day, coalesce(x.company_id, x.record_id)
    ) ones
    group by code, on_day order by on_day`,
}
