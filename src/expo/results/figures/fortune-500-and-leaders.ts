import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { type Figure, onStands } from './figure.ts'

/** Exhibitors that stand in a list of the largest companies or leaders of an industry in the year in which the edition opens. */
export const fortune500AndLeaders: Figure = {
  id: 'fortune-500-and-leaders',
  version: 1,
  unit: 'companies',
  by: ['area', 'region'],
  records: (of) => sql<Behind>`
    select distinct on (company_id) 'exhibitor' as kind, record_id as id, economy_code, area_code, zone_code, from_day as since,
      null as mode, 1 as amount, 'ranked' as reason, '{}'::text[] as earlier, constructed
    from ${onStands(of)} now
    where company_id in (select r.company_id from companies_views.rankings r
      join editions_views.editions e on e.id = ${of.editionId} and r.year = extract(year from e.opens_on))
    order by company_id, role desc, from_day, record_id`,
}
