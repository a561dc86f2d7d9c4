import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { type Figure, IS_EXHIBITOR } from './figure.ts'

/** Exhibitors of all earlier public editions of the fair, each as of its last day, added up: who came twice is counted twice. */
export const exhibitorsEarlierEditions: Figure = {
  id: 'exhibitors-earlier-editions',
  version: 1,
  unit: 'exhibitors',
  by: [],
  // Told apart by the edition's id and not by its code, whose first letters are those of all others: sorting them takes as long as reading.
  records: (of) => sql<Behind>`
    with earlier as materialized (
      select e.id, e.code, least(e.closes_on, ${of.asOf}::date) as on_day
      from editions_views.editions this
      join editions_views.editions e on e.fair_id = this.fair_id and e.opens_on < this.opens_on and e.shown
      where this.id = ${of.editionId}
    ), ones as (
      select x.edition_id, bool_and(x.constructed) as constructed
      from earlier e join applications_views.exhibitors x on x.edition_id = e.id
      where ${IS_EXHIBITOR} and x.from_day <= e.on_day and (x.until_day is null or x.until_day > e.on_day)
      group by x.edition_id, coalesce(x.company_id, x.record_id)
    ), counted as (
      select edition_id, count(*) as amount, bool_and(constructed) as constructed from ones group by edition_id
    )
    select 'edition' as kind, e.code as id, null as economy_code, null as area_code, null as zone_code, e.on_day as since, null as mode,
      c.amount, 'of-edition' as reason, '{}'::text[] as earlier, c.constructed
    from counted c join earlier e on e.id = c.edition_id order by e.on_day`,
}
