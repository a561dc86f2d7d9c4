import { sql } from 'kysely'
import { type Edition, getEditionById } from '#expo/ground/editions/index.ts'
import { dayAt } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { findHappening, type Happening } from '../queries/happenings.ts'
import { listPeople } from '../queries/people.ts'
import { mayBeCalled, mayBecome, wordsOf } from '../rules.ts'
import type { Kind, Owner } from '../words.ts'
import { type Deed, nextOf, refuseBroken, type Taking, takeHappening, takePeople, takePlace } from './hold.ts'
import { type NewPerson, putOn } from './people.ts'

/** What a happening is, apart from when and where. */
export interface Described {
  kind: Kind
  title: Wording
  about: Wording
  languages: readonly string[]
  /** Whether the programme announces it, once it is set. */
  public: boolean
  /** In how many languages an announced title must stand. */
  titleLanguages: number
}

export interface Plan extends Described, Taking {
  /** An id of the form's own, so that a form that is sent twice plans once. */
  id?: string | undefined
  editionId: string
  owner: Owner
  /** Whose economy's it is, and its page under the edition's address. */
  economyCode?: string | null
  way?: string | null
  /** True for a proposal, which holds its place until staff set it. */
  proposed: boolean
  people?: readonly NewPerson[]
}

/**
 * Plan a happening, or propose one.
 * Who: staff of the edition, and whoever owns it. Holds: neither its place nor its people are elsewhere at that time.
 * Follows: `happening.planned`.
 */
export async function plan(db: Db, order: Plan): Promise<{ id: string }> {
  return transact(db, async (tx) => {
    const id = order.id ?? newId()
    insistOnTitle(order)
    const edition = await getEditionById(tx, order.editionId)
    const heldUntil = await takePlace(tx, { ...order, edition, happeningId: id })
    if (!(await insert(tx, { ...order, id, edition, heldUntil }))) return sentTwice(await findHappening(tx, id), order)
    await putOn(tx, order.people ?? [], { ...order, edition, happeningId: id })
    const { editionId, owner } = order
    await record(tx, {
      what: 'happening.planned',
      about: id,
      by: order.by,
      why: order.unusualWhy ?? undefined,
      details: { editionId, owner: owner.kind, ownerId: owner.id, state: stateOf(order), ...heldBy(order) },
    })
    return { id }
  })
}

/** A form sent twice has planned what it says once. One that was changed in between has planned something else. */
function sentTwice(earlier: Happening | null, order: Plan): { id: string } {
  const same =
    earlier?.owner.id === order.owner.id &&
    earlier.startsAt.getTime() === order.startsAt.getTime() &&
    (earlier.place?.id ?? null) === order.placeId
  if (!same) throw new Refusal('conflict', 'calendar.sent-already')
  return { id: earlier.id }
}

function insistOnTitle({ title, titleLanguages, public: isPublic }: Described): void {
  const verdict = mayBeCalled(title, isPublic ? titleLanguages : 1)
  if (!verdict.ok) throw new Refusal('invalid', `calendar.${verdict.reason}`, verdict.details, 'title')
}

const stateOf = (order: { proposed: boolean }) => (order.proposed ? ('draft' as const) : ('set' as const))
const heldBy = ({ placeId, startsAt, endsAt }: Taking) => ({
  placeId,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

/** False where the same form, sent at the same time, has planned it by now. */
async function insert(tx: Tx, order: Plan & { id: string; edition: Edition; heldUntil: Date }): Promise<boolean> {
  const { id, edition, owner, kind, title, about, placeId, startsAt, endsAt, heldUntil, unusualWhy } = order
  const made = await tx
    .insertInto('calendar.happenings')
    .values({
      id,
      editionId: edition.id,
      ownerKind: owner.kind,
      ownerId: owner.id,
      economyCode: order.economyCode ?? null,
      way: order.way ?? null,
      kind,
      title,
      words: wordsOf(title),
      about,
      languages: [...order.languages],
      placeId,
      startsAt,
      endsAt,
      heldUntil,
      state: stateOf(order),
      public: order.public,
      unusualWhy,
      setOn: order.proposed ? null : dayAt(order.now, edition.timeZone),
      cancelledOn: null,
      cancelledWhy: null,
      changedAt: sql<Date>`now()`,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
    .catch(refuseBroken)
  return made !== undefined
}

/**
 * Move a happening to another time or place, with everybody on it.
 * Who: staff of the edition, and whoever owns it. Holds: as planning. Follows: `happening.moved`.
 */
export async function move(db: Db, order: Deed & Taking & { proposed: boolean }): Promise<void> {
  await transact(db, async (tx) => {
    // The place before the happening, as everywhere: two who move two things past each other must not wait for each other.
    const known = await findHappening(tx, order.happeningId)
    if (!known) throw new Refusal('missing', 'calendar.no-such-happening')
    const edition = await getEditionById(tx, known.editionId)
    const heldUntil = await takePlace(tx, { ...order, edition, owner: known.owner })
    const { happening } = await takeHappening(tx, order)
    await takePeople(tx, await listPeople(tx, [happening.id]), { ...order, edition })
    const { placeId, startsAt, endsAt, unusualWhy } = order
    const state = order.proposed ? 'draft' : happening.state
    const setOn = state === 'set' ? happening.setOn : null
    await tx
      .updateTable('calendar.happenings')
      .set({ placeId, startsAt, endsAt, heldUntil, unusualWhy, state, setOn, ...nextOf(happening) })
      .where('id', '=', happening.id)
      .execute()
      .catch(refuseBroken)
    await record(tx, {
      what: 'happening.moved',
      about: happening.id,
      by: order.by,
      why: unusualWhy ?? undefined,
      details: { ...heldBy(order), state },
    })
  })
}

/**
 * Say anew what a happening is: kind, title, text, languages, and whether the programme announces it.
 * Who: staff of the edition, and whoever owns it. Holds: what is announced has its title in enough languages.
 * Follows: `happening.described`.
 */
export async function describe(db: Db, order: Deed & Described): Promise<void> {
  insistOnTitle(order)
  await transact(db, async (tx) => {
    const { happening } = await takeHappening(tx, order)
    const { kind, title, about, languages } = order
    await tx
      .updateTable('calendar.happenings')
      .set({
        kind,
        title,
        words: wordsOf(title),
        about,
        languages: [...languages],
        public: order.public,
        ...nextOf(happening),
      })
      .where('id', '=', happening.id)
      .execute()
    const details = { public: order.public }
    await record(tx, { what: 'happening.described', about: happening.id, by: order.by, details })
  })
}

/**
 * Set a happening that was proposed: it stands in the programme from now on.
 * Who: staff of the edition. Holds: only a proposal is set; its place has been held for it. Follows: `happening.set`.
 */
export async function settle(db: Db, order: Deed & { now: Date }): Promise<void> {
  await transact(db, async (tx) => {
    const { happening, edition } = await takeHappening(tx, order)
    insist('calendar', mayBecome(happening.state, 'set'))
    const on = dayAt(order.now, edition.timeZone)
    await tx
      .updateTable('calendar.happenings')
      .set({ state: 'set', setOn: on, ...nextOf(happening) })
      .where('id', '=', happening.id)
      .execute()
    await record(tx, { what: 'happening.set', about: happening.id, by: order.by, details: { on } })
  })
}
