import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Certainty } from '../words.ts'

/**
 * Decide whether an economy is shown and by what names; an empty name gives it the United Nations' back.
 * Who: administrators of the house. Holds: a stale page changes nothing. Follows: `economy.shown-as`.
 */
export async function showEconomyAs(
  db: Db,
  order: { code: string; shown: boolean; shownNames: Wording; version: number; why: string | undefined; by: Actor },
): Promise<void> {
  const { code, shown, shownNames, by, why } = order
  await transact(db, async (tx) => {
    const changed = await tx
      .updateTable('economies.economies')
      .set({ shown, shownNames, version: order.version + 1 })
      .where('code', '=', code)
      .where('version', '=', order.version)
      .returning('code')
      .executeTakeFirst()
    if (!changed) throw new Refusal('conflict', 'web.stale')
    await record(tx, {
      what: 'economy.shown-as',
      about: code,
      by,
      why,
      details: { shown, languages: Object.keys(shownNames) },
    })
  })
}

/**
 * Add an international organisation.
 * Who: administrators of the house. Holds: one per code. Follows: `organisation.added`.
 */
export async function addOrganisation(db: Db, order: { code: string; names: Wording; by: Actor }): Promise<void> {
  const { code, names, by } = order
  await transact(db, async (tx) => {
    const added = await tx
      .insertInto('economies.economies')
      .values({
        code,
        kind: 'organisation',
        names,
        alpha2: null,
        m49: null,
        regionCode: null,
        subregionCode: null,
        latitude: null,
        longitude: null,
      })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('code')
      .executeTakeFirst()
    if (!added) throw new Refusal('conflict', 'economies.code-taken', { code }, 'code')
    await record(tx, { what: 'organisation.added', about: code, by, details: { code } })
  })
}

/**
 * Add a group that memberships can be dated in.
 * Who: administrators of the house. Holds: one per code. Follows: `group.added`.
 */
export async function addGroup(
  db: Db,
  order: { code: string; names: Wording; source: string | null; by: Actor },
): Promise<void> {
  const { code, names, source, by } = order
  await transact(db, async (tx) => {
    const added = await tx
      .insertInto('economies.groups')
      .values({ code, names, source })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('code')
      .executeTakeFirst()
    if (!added) throw new Refusal('conflict', 'economies.code-taken', { code }, 'code')
    await record(tx, { what: 'group.added', about: code, by, details: { code } })
  })
}

export interface MembershipOrder {
  economyCode: string
  from: Day
  until: Day | null
  certainty: Certainty
  note: string | null
  why: string | undefined
  by: Actor
}

/**
 * Enter that an economy belongs to a group from a day on.
 * Who: administrators of the house. Holds: one membership at a time. Follows: `membership.added`.
 */
export async function addMembership(db: Db, order: MembershipOrder & { groupCode: string }): Promise<void> {
  const { groupCode, economyCode, from, until, certainty, note, by, why } = order
  refuseReversed(from, until)
  await transact(db, async (tx) => {
    await tx
      .insertInto('economies.memberships')
      .values({ id: newId(), groupCode, economyCode, fromDay: from, untilDay: until, certainty, note })
      .execute()
      .catch(refuseOverlap)
    await record(tx, {
      what: 'membership.added',
      about: groupCode,
      by,
      why,
      details: { group: groupCode, economy: economyCode, from, until },
    })
  })
}

/**
 * Correct a membership's days: put off a graduation, or enter that it happened.
 * Who: administrators of the house. Holds: one membership at a time; a stale page changes nothing. Follows: `membership.changed`.
 */
export async function changeMembership(
  db: Db,
  order: Omit<MembershipOrder, 'economyCode'> & { id: string; version: number },
): Promise<void> {
  const { id, from, until, certainty, note, by, why } = order
  refuseReversed(from, until)
  await transact(db, async (tx) => {
    const changed = await tx
      .updateTable('economies.memberships')
      .set({ fromDay: from, untilDay: until, certainty, note, version: order.version + 1 })
      .where('id', '=', id)
      .where('version', '=', order.version)
      .returning(['groupCode', 'economyCode'])
      .executeTakeFirst()
      .catch(refuseOverlap)
    if (!changed) throw new Refusal('conflict', 'web.stale')
    await recordMembership(tx, 'membership.changed', changed, { from, until, by, why })
  })
}

/**
 * Remove a membership that was entered by mistake; one that ended is given its last day instead.
 * Who: administrators of the house; with a reason. Holds: a stale page changes nothing. Follows: `membership.removed`.
 */
export async function removeMembership(
  db: Db,
  order: { id: string; version: number; why: string; by: Actor },
): Promise<void> {
  await transact(db, async (tx) => {
    const gone = await tx
      .deleteFrom('economies.memberships')
      .where('id', '=', order.id)
      .where('version', '=', order.version)
      .returning(['groupCode', 'economyCode', 'fromDay as from', 'untilDay as until'])
      .executeTakeFirst()
    if (!gone) throw new Refusal('conflict', 'web.stale')
    await recordMembership(tx, 'membership.removed', gone, {
      from: gone.from,
      until: gone.until,
      by: order.by,
      why: order.why,
    })
  })
}

const recordMembership = (
  tx: Tx,
  what: 'membership.changed' | 'membership.removed',
  of: { groupCode: string; economyCode: string },
  rest: { from: Day; until: Day | null; by: Actor; why: string | undefined },
) =>
  record(tx, {
    what,
    about: of.groupCode,
    by: rest.by,
    why: rest.why,
    details: { group: of.groupCode, economy: of.economyCode, from: rest.from, until: rest.until },
  })

function refuseReversed(from: Day, until: Day | null): void {
  if (until !== null && until <= from) throw new Refusal('invalid', 'economies.ends-before-it-begins', {}, 'until')
}

function refuseOverlap(error: unknown): never {
  const promise = brokenPromise(error)
  if (promise === 'one_membership_at_a_time') throw new Refusal('conflict', 'economies.already-member', {}, 'from')
  if (promise?.includes('economy_code')) throw new Refusal('invalid', 'economies.no-such-economy', {}, 'economy')
  throw error
}
