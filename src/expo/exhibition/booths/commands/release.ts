import { getApplication } from '#expo/exhibition/applications/index.ts'
import { listAreas } from '#expo/ground/editions/index.ts'
import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { brokenPromise, type Db, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { endNow } from '../holdings/commands/end.ts'
import { insertHolding } from '../holdings/commands/offer.ts'
import { nobody, type Tell } from '../holdings/commands/telling.ts'
import { type Holding, holdersOf, lockBooths, lockLiveHolding } from '../holdings/queries.ts'
import { mayBeOffered } from '../holdings/rules.ts'
import { answerEnd } from '../holdings/terms.ts'
import { type Drawing, findPlan, findRules, listPassages, lockDraft, type Plan, readDrawing } from '../queries.ts'
import { type Change, changesOf, countsOf, mayRelease, type Remedy, toBeAsked } from '../rules/change.ts'
import { type Finding, findingsOf, type Known } from '../rules/layout.ts'

/** What an edition knows that a plan has to fit: its areas and zones, and the gates that ways over the venue go through. */
export async function knownFor(db: Db, editionId: string, hallCode: string): Promise<Known> {
  const [areas, passages] = await Promise.all([listAreas(db, editionId), listPassages(db, editionId)])
  const gates = passages.flatMap((one) => [
    ...(one.fromCode === hallCode ? [one.fromGate] : []),
    ...(one.toCode === hallCode ? [one.toGate] : []),
  ])
  return {
    areas: new Set(areas.filter((area) => area.kind !== 'zone').map((area) => area.code)),
    zones: new Map(areas.flatMap((area) => (area.kind === 'zone' ? [[area.code, area.parentCode ?? '']] : []))),
    gates: [...new Set(gates.filter((gate) => gate !== ''))],
  }
}

/** A draft beside what is public now: what differs, what the venue's rules say, and whether anything at all changed. */
export interface Review {
  draft: Drawing
  released: Drawing | null
  changes: Change[]
  structuresChanged: boolean
  findings: Finding[]
}

export async function reviewOf(db: Db, plan: Plan): Promise<Review> {
  const draft = await readDrawing(db, plan)
  const standing = await findPlan(db, plan.editionId, plan.hallCode, 'released')
  const released = standing && (await readDrawing(db, standing))
  const rules = await findRules(db, plan.editionId)
  const size = ({ lengthM, widthM }: Drawing) => `${lengthM} ${widthM}`
  return {
    draft,
    released,
    changes: changesOf(released?.booths ?? [], draft.booths),
    structuresChanged:
      JSON.stringify(draft.structures) !== JSON.stringify(released?.structures ?? []) ||
      (released !== null && size(released) !== size(draft)),
    findings: findingsOf(draft, rules, await knownFor(db, plan.editionId, plan.hallCode)),
  }
}

/** Booths that will stand after a release: the draft's, and those of the other halls. */
async function standingAfter(db: Db, draft: Drawing): Promise<Set<string>> {
  const others = await db
    .selectFrom('boothsViews.plan')
    .select('boothId')
    .where('editionId', '=', draft.editionId)
    .where('hallCode', '<>', draft.hallCode)
    .execute()
  return new Set([...draft.booths.map((booth) => booth.id), ...others.map((one) => one.boothId)])
}

export interface ReleaseOrder {
  planId: string
  version: number
  /** What changed and why, for those who look back. */
  note: string
  remedies: readonly Remedy[]
  now: Date
  /** The day at the venue, from which holdings end and others are offered. */
  today: Day
  by: Actor
}

/**
 * Make a draft the hall's plan. The plan before is superseded and stays to be looked at.
 * Who: staff of the edition. Holds: nothing that the venue's rules forbid; nobody is unseated silently: every holder of a booth that
 * goes, moves, or changes size or number has a replacement, a notice and a reason; whoever is offered booths of the hall meanwhile is
 * asked too. Follows: `plan.released`, and for each holder `booth.holder-answered`, `booth.ended`, `booth.offered` and a letter.
 */
export async function releasePlan(db: Db, order: ReleaseOrder, tell: Tell = nobody): Promise<void> {
  await transact(db, async (tx) => {
    const plan = await lockDraft(tx, order.planId)
    if (plan.version !== order.version) throw new Refusal('conflict', 'web.stale')
    await lockPlans(tx, plan.editionId)
    const review = await reviewOf(tx, plan)
    const standing = await standingAfter(tx, review.draft)
    // A form may name anything: only booths that stand are asked for, and only holders who are to be asked are answered.
    const offered = order.remedies.map((one) => one.replacementBoothId).filter((id) => standing.has(id))
    const holders = await holdersOf(tx, [...review.changes.map((change) => change.boothId), ...offered])
    insist('booths', mayRelease({ ...review, holders, remedies: order.remedies, standing }))
    const asked = toBeAsked(review.changes, holders)
    const remedies = order.remedies.filter((remedy) =>
      asked.some((one) => one.boothId === remedy.boothId && one.holder === remedy.holder),
    )
    await supersede(tx, plan, order)
    await answerHolders(tx, plan, { ...order, remedies })
    await moveHolders(tx, plan, { ...order, remedies }, tell)
    const { editionId, hallCode, number } = plan
    const details = { editionId, hallCode, number, ...countsOf(review.changes) }
    await record(tx, { what: 'plan.released', about: plan.id, by: order.by, why: order.note, details })
  })
}

async function supersede(tx: Tx, plan: Plan, order: ReleaseOrder): Promise<void> {
  const { editionId, hallCode } = plan
  await tx
    .updateTable('booths.plans')
    .set({ state: 'superseded' })
    .where('editionId', '=', editionId)
    .where('hallCode', '=', hallCode)
    .where('state', '=', 'released')
    .execute()
  try {
    await tx
      .updateTable('booths.plans')
      .set({
        state: 'released',
        releasedAt: order.now,
        releasedBy: signature(order.by),
        note: order.note,
        version: plan.version + 1,
        lengthM: String(plan.lengthM),
        widthM: String(plan.widthM),
      })
      .where('id', '=', plan.id)
      .execute()
  } catch (error) {
    const promise = brokenPromise(error) ?? ''
    if (['a_released_plan_numbers_each_booth_once', 'areas_of_a_public_plan_are_there'].includes(promise))
      throw new Refusal('conflict', 'booths.findings-forbid', { count: 1 })
    throw error
  }
}

async function answerHolders(tx: Tx, plan: Plan, order: ReleaseOrder): Promise<void> {
  for (const remedy of order.remedies) {
    const { boothId, holder, replacementBoothId } = remedy
    await tx
      .insertInto('booths.remedies')
      .values({ planId: plan.id, ...remedy })
      .execute()
    await record(tx, {
      what: 'booth.holder-answered',
      about: boothId,
      by: order.by,
      why: remedy.reason,
      details: { planId: plan.id, boothId, holder, replacement: replacementBoothId },
    })
  }
}

/** Locks what is public of an edition: nobody is offered a booth while a plan changes, and a release waits for offers that came first. */
const lockPlans = (tx: Tx, editionId: string) =>
  tx
    .selectFrom('booths.plans')
    .select('id')
    .where('editionId', '=', editionId)
    .where('state', '=', 'released')
    .orderBy('hallCode')
    .forUpdate()
    .execute()

/** Ends what the release touched and offers the replacements, those of one holder together as one stand. */
async function moveHolders(tx: Tx, plan: Plan, order: ReleaseOrder, tell: Tell): Promise<void> {
  const { editionId } = plan
  const { now, today, by } = order
  const answerBy = await answerEnd(tx, editionId, now)
  const ended: { holding: Holding; remedies: Remedy[] }[] = []
  const byHolder = Map.groupBy(order.remedies, (remedy) => remedy.holder)
  for (const [applicationId, remedies] of [...byHolder].sort()) {
    const holding = await lockLiveHolding(tx, applicationId)
    if (!holding) continue
    await endNow(tx, holding, { as: 'replaced', on: today, why: together(remedies, 'reason'), by })
    ended.push({ holding, remedies })
  }
  for (const { holding, remedies } of ended) {
    const { applicationId } = holding
    const instead = new Map(remedies.map((remedy) => [remedy.boothId, remedy.replacementBoothId]))
    const booths = await lockBooths(
      tx,
      holding.booths.map(({ id }) => instead.get(id) ?? id),
    )
    const application = await getApplication(tx, applicationId)
    // Whoever withdrew meanwhile needs no other booth.
    if (application.state !== 'accepted') continue
    const fits = mayBeOffered(application, booths)
    if (!fits.ok) throw new Refusal('conflict', 'holdings.replacement-unfit', { numbers: numbersOf(holding.booths) })
    const words = together(remedies, 'notice')
    await tell(
      tx,
      await insertHolding(tx, { applicationId, editionId, booths, answerBy, words, replaces: holding, today, now, by }),
    )
  }
}

const together = (remedies: readonly Remedy[], part: 'notice' | 'reason'): string =>
  [...new Set(remedies.map((remedy) => remedy[part]))].join('\n\n')

const numbersOf = (booths: readonly { number: string }[]): string => booths.map((booth) => booth.number).join(', ')
