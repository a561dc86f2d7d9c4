import { getEditionById, type Hall, listAreas, listHalls } from '#expo/ground/editions/index.ts'
import { type Actor, signature } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { type Drawing, findEarlier, findPlan, findRules, lockDraft, type Plan, readDrawing } from '../queries.ts'
import type { Booth, Floor } from '../rules/plan.ts'
import { MIXES, type MixName, suggestPlan } from '../rules/suggest.ts'
import { writeSheet } from './write.ts'

export interface DraftOrder {
  editionId: string
  hallCode: string
  /**
   * What it begins with: the released plan, that of the same hall in another edition of the fair, an empty floor, or a suggestion with
   * stands of this mix.
   */
  from: 'released' | 'earlier' | 'empty' | MixName
  /** By the edition's own clock. */
  now: Date
  by: Actor
}

/**
 * Begin to draw a hall's next plan.
 * Who: staff of the edition. Holds: one draft per hall; the released plan stands until the draft is released. Follows: `plan.begun`.
 */
export async function beginDraft(db: Db, order: DraftOrder): Promise<{ id: string; number: number }> {
  const { editionId, hallCode, by } = order
  return transact(db, async (tx) => {
    const hall = (await listHalls(tx, editionId)).find((one) => one.code === hallCode)
    if (!hall) throw new Refusal('missing', 'booths.no-such-hall')
    const released = await findPlan(tx, editionId, hallCode, 'released')
    const size = { lengthM: hall.lengthM, widthM: hall.widthM }
    const basedOn = order.from === 'released' ? (released?.id ?? null) : null
    const plan = await insertDraft(tx, {
      editionId,
      hallCode,
      basedOn,
      ...size,
      by: signature(by),
      at: order.now,
      constructed: false,
    })
    const { floor, constructed } = await beginning(tx, order, hall, released)
    await writeSheet(tx, plan.id, { ...floor, ...size }, { ...(await findRules(tx, editionId)), constructed })
    await record(tx, {
      what: 'plan.begun',
      about: plan.id,
      by,
      details: { editionId, hallCode, number: plan.number, basedOn },
    })
    return plan
  })
}

type Beginning = { floor: Pick<Floor, 'booths' | 'structures'>; constructed: (booth: Booth) => boolean }
const asItWas = ({ booths, structures }: Drawing): Beginning => {
  const ids = new Set(booths.filter((booth) => booth.constructed).map((booth) => booth.id))
  return { floor: { booths, structures }, constructed: (booth) => ids.has(booth.id) }
}

async function beginning(
  tx: Tx,
  { editionId, from }: DraftOrder,
  hall: Hall,
  released: Plan | null,
): Promise<Beginning> {
  if (from === 'empty') return { floor: { booths: [], structures: [] }, constructed: () => false }
  if (from === 'released') {
    if (!released) throw new Refusal('conflict', 'booths.nothing-released')
    return asItWas(await readDrawing(tx, released))
  }
  if (from === 'earlier') {
    const earlier = await findEarlier(tx, await getEditionById(tx, editionId), hall.code)
    if (!earlier) throw new Refusal('conflict', 'booths.nothing-released')
    return asItWas(withNewIds(await readDrawing(tx, earlier.plan)))
  }
  return { floor: await suggestionFor(tx, from, { ...hall, editionId }), constructed: () => false }
}

/** A booth of another edition is another booth, wherever it stands. */
const withNewIds = (drawing: Drawing): Drawing => ({
  ...drawing,
  booths: drawing.booths.map((booth) => ({ ...booth, id: newId() })),
  structures: drawing.structures.map((one) => ({ ...one, id: newId() })),
})

export async function insertDraft(
  tx: Tx,
  of: {
    editionId: string
    hallCode: string
    basedOn: string | null
    lengthM: number
    widthM: number
    by: string
    at: Date
    constructed: boolean
  },
): Promise<{ id: string; number: number }> {
  const { editionId, hallCode } = of
  const newest = await tx
    .selectFrom('booths.plans')
    .select((select) => select.fn.max('number').as('number'))
    .where('editionId', '=', editionId)
    .where('hallCode', '=', hallCode)
    .executeTakeFirst()
  const plan = { id: newId(), number: (newest?.number ?? 0) + 1 }
  try {
    await tx
      .insertInto('booths.plans')
      .values({
        ...plan,
        editionId,
        hallCode,
        basedOn: of.basedOn,
        lengthM: String(of.lengthM),
        widthM: String(of.widthM),
        madeBy: of.by,
        madeAt: of.at,
        releasedBy: null,
        releasedAt: null,
        constructed: of.constructed,
      })
      .execute()
  } catch (error) {
    const promise = brokenPromise(error)
    if (promise === 'one_draft_per_hall' || promise === 'plan_versions_are_counted_per_hall')
      throw new Refusal('conflict', 'booths.draft-exists')
    throw error
  }
  return plan
}

async function suggestionFor(
  tx: Tx,
  mix: MixName,
  hall: { editionId: string; code: string; lengthM: number; widthM: number; areaCodes: readonly string[] },
): Promise<Floor> {
  const areas = await listAreas(tx, hall.editionId)
  const shown = areas.filter((area) => hall.areaCodes.includes(area.code) && area.kind !== 'zone')
  const wished = shown.length > 0 ? shown : areas.filter((area) => area.kind !== 'zone').slice(0, 1)
  if (wished.length === 0) throw new Refusal('conflict', 'booths.no-areas')
  return suggestPlan({
    lengthM: hall.lengthM,
    widthM: hall.widthM,
    rules: await findRules(tx, hall.editionId),
    wishes: wished.map((area) => ({
      areaCode: area.code,
      share: 1 / wished.length,
      mix: MIXES[mix],
      national: area.kind === 'national',
      zones: [],
    })),
    pillars: false,
    seed: `${hall.editionId} ${hall.code} ${mix}`,
    newId,
  })
}

/**
 * Throw a draft away.
 * Who: staff of the edition. Holds: what is released stands as it is. Follows: `plan.discarded`.
 */
export async function discardDraft(db: Db, order: { planId: string; version: number; by: Actor }): Promise<void> {
  await transact(db, async (tx) => {
    const { editionId, hallCode, number, version } = await lockDraft(tx, order.planId)
    if (version !== order.version) throw new Refusal('conflict', 'web.stale')
    await tx.deleteFrom('booths.plans').where('id', '=', order.planId).execute()
    const details = { editionId, hallCode, number }
    await record(tx, { what: 'plan.discarded', about: order.planId, by: order.by, details })
  })
}
