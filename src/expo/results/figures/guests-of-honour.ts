import { sql } from 'kysely'
import type { Behind } from '../words.ts'
import { AS_PAVILION, type Figure, taking } from './figure.ts'

/** Countries that take part as guests of honour. */
export const guestsOfHonour: Figure = {
  id: 'guests-of-honour',
  version: 1,
  unit: 'countries',
  by: ['region'],
  records: (of) => sql<Behind>`
    select ${AS_PAVILION}, 1 as amount, 'guest-of-honour' as reason, '{}'::text[] as earlier
    from ${taking(of)} now where kind = 'country' and guest_of_honour order by economy_code`,
}
