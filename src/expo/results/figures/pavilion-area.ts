import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { AS_PAVILION, type Figure, taking } from './figure.ts'

/** Net exhibition space, in m², of pavilions on site: countries and organisations alike (UFI: contracted, paid or not). */
export const pavilionArea: Figure = {
  id: 'pavilion-area',
  version: 1,
  unit: 'square-metres',
  by: [],
  records: (of) => sql<Behind>`
    select ${AS_PAVILION}, area_m2 as amount, 'area' as reason, '{}'::text[] as earlier
    from ${taking(of)} now where mode = 'on-site' and area_m2 > 0 order by economy_code`,
}
