import { sql } from 'kysely'
import { getCompany } from '#expo/ground/companies/index.ts'
import { getEditionById, listAreas } from '#expo/ground/editions/index.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { type Application, findLiveApplication, getApplication, lockApplication } from '../queries/applications.ts'
import { daysLeft, mayBecome } from '../rules.ts'
import type { Role } from '../words.ts'

/**
 * Begin an application; it is a draft until it is submitted. What an earlier one said is carried over, as far as this edition has it.
 * Who: those who act for the company. Holds: one live application per company and edition. Follows: `application.begun`.
 */
export async function beginApplication(
  db: Db,
  order: { editionId: string; companyId: string; role: Role; carriedFrom?: string | null; now: Date; by: Actor },
): Promise<{ id: string }> {
  const { editionId, role, now, by } = order
  const id = newId()
  return transact(db, async (tx) => {
    const company = await getCompany(tx, order.companyId)
    if (company.state !== 'active') throw new Refusal('conflict', 'applications.company-closed')
    if (await findLiveApplication(tx, editionId, company.id)) throw already()
    const earlier = order.carriedFrom ? await earlierOf(tx, order.carriedFrom, company.id) : null
    const carriedFrom = earlier?.id ?? null
    await oneLive(() =>
      tx
        .insertInto('applications.applications')
        .values({ ...blank, id, editionId, companyId: company.id, role, begunAt: now, carriedFrom })
        .execute(),
    )
    if (earlier) await carryOver(tx, { from: earlier, to: id, editionId })
    const details = { editionId, companyId: company.id, role, carriedFrom }
    await record(tx, { what: 'application.begun', about: id, by, details })
    return { id }
  })
}

const blank = {
  number: null,
  areaCode: null,
  zoneCode: null,
  boothKind: null,
  areaM2: null,
  wishedHall: null,
  submittedAt: null,
  submittedOn: null,
  decidedOn: null,
  acceptedOn: null,
  endedOn: null,
  withdrawnOn: null,
  discardedAt: null,
  lateUntil: null,
  askedSince: null,
  heardSince: null,
  owner: null,
  source: null,
} as const

const already = () => new Refusal('conflict', 'applications.applied-already', {}, 'company')

/** Says in words that a company has an application already. */
async function oneLive<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (brokenPromise(error) === 'one_live_application_per_company') throw already()
    throw error
  }
}

async function earlierOf(tx: Tx, id: string, companyId: string): Promise<Application> {
  const earlier = await getApplication(tx, id)
  if (earlier.companyId !== companyId) throw new Refusal('missing', 'applications.no-such-application')
  return earlier
}

/** Halls and booths are another edition's; an area or zone that this edition does not have is asked for anew. */
async function carryOver(tx: Tx, { from, to, editionId }: { from: Application; to: string; editionId: string }) {
  const edition = await getEditionById(tx, editionId)
  if ((await getEditionById(tx, from.editionId)).fairId !== edition.fairId)
    throw new Refusal('missing', 'applications.no-such-application')
  const areas = await listAreas(tx, editionId)
  const area = areas.find((one) => one.code === from.areaCode && one.kind === 'area')
  const zone = areas.find((one) => one.code === from.zoneCode && one.parentCode === area?.code)
  const { role, showsItself, boothKind, areaM2, leastOpenSides, shows, hsChapters, brands, certificates } = from
  const { wishes, near, block } = from
  await tx
    .updateTable('applications.applications')
    .set({ role, showsItself, boothKind, leastOpenSides, shows, hsChapters, brands, certificates, wishes, near, block })
    .set({
      areaM2: areaM2 === null ? null : String(areaM2),
      areaCode: area?.code ?? null,
      zoneCode: zone?.code ?? null,
    })
    .where('id', '=', to)
    .execute()
  await carryCompanions(tx, from.id, to)
  await sql`insert into applications.neighbours (application_id, wish, name, company_id)
    select ${to}, wish, name, company_id from applications.neighbours where application_id = ${from.id}`.execute(tx)
}

async function carryCompanions(tx: Tx, from: string, to: string): Promise<void> {
  const companions = await tx
    .selectFrom('applications.coExhibitors')
    .select(['kind', 'companyId', 'names', 'nameKey', 'economyCode', 'registrationNumber', 'numberKey', 'shows'])
    .select('contactEmail')
    .where('applicationId', '=', from)
    .where('untilDay', 'is', null)
    .orderBy('id')
    .execute()
  if (companions.length === 0) return
  await tx
    .insertInto('applications.coExhibitors')
    .values(companions.map((one) => ({ ...one, id: newId(), applicationId: to, fromDay: null, untilDay: null })))
    .execute()
}

/**
 * Throw a draft away. It can be brought back while it is kept.
 * Who: those who act for the company. Holds: only drafts, as what was submitted is withdrawn. Follows: `application.discarded`.
 */
export async function discardDraft(db: Db, order: { applicationId: string; now: Date; by: Actor }): Promise<void> {
  await transact(db, async (tx) => {
    const { id, state, version } = await lockApplication(tx, order.applicationId)
    insist('applications', mayBecome(state, 'discarded'))
    await tx
      .updateTable('applications.applications')
      .set({ state: 'discarded', discardedAt: order.now, version: version + 1 })
      .where('id', '=', id)
      .execute()
    await record(tx, { what: 'application.discarded', about: id, by: order.by, details: {} })
  })
}

/**
 * Bring a discarded draft back.
 * Who: those who act for the company. Holds: while it is kept, and where no other was begun. Follows: `application.restored`.
 */
export async function restoreDraft(db: Db, order: { applicationId: string; today: Day; by: Actor }): Promise<void> {
  await transact(db, async (tx) => {
    const { id, state, version, discardedAt } = await lockApplication(tx, order.applicationId)
    insist('applications', mayBecome(state, 'draft'))
    const discardedOn = (discardedAt as Date).toISOString().slice(0, 10) as Day
    if (daysLeft(discardedOn, order.today) === 0) throw new Refusal('closed', 'applications.kept-no-more')
    await oneLive(() =>
      tx
        .updateTable('applications.applications')
        .set({ state: 'draft', discardedAt: null, version: version + 1 })
        .where('id', '=', id)
        .execute(),
    )
    await record(tx, { what: 'application.restored', about: id, by: order.by, details: {} })
  })
}
