import type { Edition } from '#expo/ground/editions/index.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { listPeople } from '../queries/people.ts'
import { whoIs } from '../rules.ts'
import type { PersonRole } from '../words.ts'
import { type Deed, nextOf, refuseBroken, type Taking, takeHappening, takePeople } from './hold.ts'

export interface NewPerson {
  /** The account, where the person has one; the name is announced either way. */
  accountId: string | null
  name: string
  affiliation: string
  role: PersonRole
  /** What an interpreter interprets into. */
  languages: readonly string[]
}

/** Puts people on a happening within its own transaction: locked, checked, written. */
export async function putOn(
  tx: Tx,
  people: readonly NewPerson[],
  order: Taking & { edition: Edition; happeningId: string; field?: string },
): Promise<string[]> {
  const { edition, happeningId, startsAt, endsAt } = order
  const known = people.map((person) => ({ ...person, id: newId(), who: whoIs({ ...person, editionId: edition.id }) }))
  await takePeople(tx, known, order)
  const there = (await listPeople(tx, [happeningId])).length
  if (known.length > 0)
    await tx
      .insertInto('calendar.people')
      .values(
        known.map(({ languages, ...person }, index) => ({
          ...person,
          languages: [...languages],
          happeningId,
          startsAt,
          endsAt,
          live: true,
          position: there + index,
        })),
      )
      .execute()
      .catch(refuseBroken)
  return known.map((person) => person.id)
}

/**
 * Put a person on a happening: as host, speaker, or interpreter into some languages.
 * Who: staff of the edition, and whoever owns it. Holds: nobody is in two places at once, nor twice on one happening.
 * Follows: `happening.person-added`.
 */
export async function addPerson(
  db: Db,
  order: Deed & NewPerson & Pick<Taking, 'now' | 'namedIn'>,
): Promise<{ id: string }> {
  const { accountId, name, affiliation, role, languages } = order
  if (role === 'interpreter' && languages.length === 0)
    throw new Refusal('invalid', 'calendar.interpreter-without-languages', {}, 'tongues')
  return transact(db, async (tx) => {
    const { happening, edition } = await takeHappening(tx, order)
    const { startsAt, endsAt } = happening
    const taking = { ...order, edition, startsAt, endsAt, placeId: null, unusualWhy: null, field: 'name' }
    const [id = ''] = await putOn(tx, [{ accountId, name, affiliation, role, languages }], taking)
    await step(tx, happening)
    const details = { entry: id, role }
    await record(tx, { what: 'happening.person-added', about: happening.id, by: order.by, details })
    return { id }
  })
}

/**
 * Take a person off a happening.
 * Who: staff of the edition, and whoever owns it. Holds: only who is on it is taken off. Follows: `happening.person-removed`.
 */
export async function removePerson(db: Db, order: Deed & { entry: string }): Promise<void> {
  await transact(db, async (tx) => {
    const { happening } = await takeHappening(tx, order)
    const gone = await tx
      .deleteFrom('calendar.people')
      .where('id', '=', order.entry)
      .where('happeningId', '=', happening.id)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw new Refusal('missing', 'calendar.nobody-there')
    await step(tx, happening)
    const details = { entry: order.entry }
    await record(tx, { what: 'happening.person-removed', about: happening.id, by: order.by, details })
  })
}

const step = (tx: Tx, happening: Parameters<typeof nextOf>[0]) =>
  tx.updateTable('calendar.happenings').set(nextOf(happening)).where('id', '=', happening.id).execute()
