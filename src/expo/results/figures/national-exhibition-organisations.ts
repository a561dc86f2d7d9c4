import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { AS_PAVILION, type Figure, taking } from './figure.ts'

/** International organisations whose participation is confirmed and not withdrawn; counted apart from countries. */
export const nationalExhibitionOrganisations: Figure = {
  id: 'national-exhibition-organisations',
  version: 1,
  unit: 'organisations',
  by: [],
  records: (of) => sql<Behind>`
    select ${AS_PAVILION}, 1 as amount, 'takes-part' as reason, '{}'::text[] as earlier
    from ${taking(of)} now where kind = 'organisation' order by economy_code`,
}
