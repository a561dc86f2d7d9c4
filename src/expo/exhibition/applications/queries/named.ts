import { type RawBuilder, sql } from 'kysely'
import { answering } from '#expo/ground/companies/index.ts'

/** Ids of companies, as a query. */
type Ids = RawBuilder<unknown>

/** The standing ones, and all that were merged into them: an application may have been sent by one that is merged now. */
const withMerged = (standing: Ids): Ids => sql`(with standing as materialized ${standing}
  select id from standing
  union select gone.id from companies_views.companies gone join standing on standing.id = gone.merged_into)`

/** The standing companies that words name in any script, also by a name of one that was merged into them. */
export const standingNamed = (words: string): Ids => sql`(select s.company_id as id
  from ${answering(words)} as found join companies_views.standing s on s.id = found.id)`

export const companiesNamed = (words: string): Ids => withMerged(standingNamed(words))

export const companiesFrom = (economyCodes: readonly string[]): Ids =>
  withMerged(sql`(select c.id from companies_views.companies c
    where c.economy_code = any(${[...economyCodes]}::text[]) and c.merged_into is null)`)
