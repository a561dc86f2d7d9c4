import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { getFigure } from '../figures/index.ts'
import { computeFigure, findStanding } from '../queries.ts'
import { frozen } from '../rules.ts'
import type { Qualifier } from '../words.ts'

export interface Publishing {
  editionId: string
  figure: string
  asOf: Day
  by: Actor
}

/**
 * Publish a figure of an edition as of a day: value, definition, day and records are frozen together.
 * Who: managers of the edition. Holds: published once; what stands is corrected instead. Follows: `figure.published`.
 */
export async function publishFigure(db: Db, order: Publishing): Promise<{ id: string; value: number }> {
  return transact(db, async (tx) => {
    const { id, value } = await freeze(tx, order, null)
    const details = { figure: order.figure, asOf: order.asOf, value, publication: id }
    await record(tx, { what: 'figure.published', about: order.editionId, by: order.by, details })
    return { id, value }
  })
}

/**
 * Correct a published figure: the new publication supersedes the old, which stays readable.
 * Who: managers of the edition, with a reason. Holds: one correction of each publication. Follows: `figure.corrected`.
 */
export async function correctFigure(
  db: Db,
  order: Publishing & { why: string },
): Promise<{ id: string; value: number }> {
  return transact(db, async (tx) => {
    const standing = await findStanding(tx, order)
    if (!standing) throw new Refusal('conflict', 'results.not-published')
    const { id, value } = await freeze(tx, order, {
      supersedes: standing.id,
      reason: order.why,
      digest: standing.digest,
      asOf: standing.asOf,
    })
    const details = { figure: order.figure, asOf: order.asOf, value, publication: id, supersedes: standing.id }
    await record(tx, { what: 'figure.corrected', about: order.editionId, by: order.by, why: order.why, details })
    return { id, value }
  })
}

async function freeze(
  tx: Tx,
  order: Publishing,
  correction: { supersedes: string; reason: string; digest: string; asOf: Day } | null,
) {
  const figure = getFigure(order.figure)
  const computed = await computeFigure(tx, figure, order)
  if (correction?.digest === computed.digest && correction.asOf === order.asOf)
    throw new Refusal('conflict', 'results.nothing-to-correct')
  const id = newId()
  try {
    await tx
      .insertInto('results.publications')
      .values({
        id,
        editionId: order.editionId,
        figure: figure.id,
        definitionVersion: figure.version,
        asOf: order.asOf,
        value: String(computed.value),
        records: JSON.stringify(frozen(computed.records)),
        digest: computed.digest,
        publishedBy: signature(order.by),
        supersedes: correction?.supersedes ?? null,
        reason: correction?.reason ?? null,
      })
      .execute()
  } catch (error) {
    const promise = brokenPromise(error)
    if (promise === 'one_first_publication') throw new Refusal('conflict', 'results.already-published')
    if (promise === 'superseded_once') throw new Refusal('conflict', 'web.stale')
    throw error
  }
  return { id, value: computed.value }
}

export interface NewOutsideFact {
  editionId: string
  figure: string
  value: number
  qualifier: Qualifier
  unit: string
  asOf: Day | null
  source: string
  note: string
  verified: boolean
}

/**
 * Note what somebody else published, beside the computed value.
 * Who: managers of the edition. Holds: records are never bent to it. Follows: `outside-fact.added`.
 */
export async function addOutsideFact(db: Db, order: NewOutsideFact & { by: Actor }): Promise<void> {
  const { by, ...fact } = order
  await transact(db, async (tx) => {
    await tx
      .insertInto('results.outsideFacts')
      .values({ id: newId(), ...fact, value: String(fact.value), addedBy: signature(by) })
      .execute()
    const details = { figure: fact.figure, value: fact.value, qualifier: fact.qualifier }
    await record(tx, { what: 'outside-fact.added', about: fact.editionId, by, details })
  })
}

/**
 * Take a fact from outside back that was entered by mistake.
 * Who: managers of the edition, with a reason. Holds: the journal keeps it. Follows: `outside-fact.removed`.
 */
export async function removeOutsideFact(
  db: Db,
  order: { id: string; editionId: string; why: string; by: Actor },
): Promise<void> {
  await transact(db, async (tx) => {
    const gone = await tx
      .deleteFrom('results.outsideFacts')
      .where('id', '=', order.id)
      .where('editionId', '=', order.editionId)
      .returning(['figure', 'value'])
      .executeTakeFirst()
    if (!gone) throw new Refusal('missing', 'results.no-such-fact')
    const details = { figure: gone.figure, value: Number(gone.value) }
    await record(tx, { what: 'outside-fact.removed', about: order.editionId, by: order.by, why: order.why, details })
  })
}

/** Loads the facts of a facts file in one go. Who: the demonstration. Follows: `outside-facts.loaded`. */
export async function loadOutsideFacts(
  tx: Tx,
  order: { editionId: string; facts: readonly Omit<NewOutsideFact, 'editionId'>[]; by: Actor },
): Promise<void> {
  if (order.facts.length === 0) return
  const addedBy = signature(order.by)
  const rows = order.facts.map((fact) => ({
    id: newId(),
    editionId: order.editionId,
    ...fact,
    value: String(fact.value),
    addedBy,
  }))
  await tx.insertInto('results.outsideFacts').values(rows).execute()
  await record(tx, {
    what: 'outside-facts.loaded',
    about: order.editionId,
    by: order.by,
    details: { count: rows.length },
  })
}
