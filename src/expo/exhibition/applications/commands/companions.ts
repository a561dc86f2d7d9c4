import { foldName, foldNumber } from '#expo/ground/companies/index.ts'
import { findEconomy } from '#expo/ground/economies/index.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { insist } from '#kernel/verdict.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { listAnew } from '../listings.ts'
import { type Application, lockApplication } from '../queries/applications.ts'
import { type Companion, countCompanions, getCompanion, listCompanionKeys } from '../queries/companions.ts'
import { mayAddCompanions, mayWrite } from '../rules.ts'
import type { Companionship } from '../words.ts'
import { written } from './write.ts'

/** What an applicant says of somebody who stands with it. */
export interface CompanionFacts {
  kind: Companionship
  names: Wording
  economyCode: string
  /** As it stands in the register; '' where there is none. */
  registrationNumber: string
  shows: string
  contactEmail: string | null
}

interface Order {
  applicationId: string
  /** The day at the venue. */
  today: Day
  now: Date
  by: Actor
}

async function take(tx: Tx, applicationId: string): Promise<Application> {
  const application = await lockApplication(tx, applicationId)
  insist('applications', mayWrite(application.state, 'co-exhibitors'))
  return application
}

/** Whoever joins an accepted application takes part from that day on; before, from its acceptance on. */
const beginning = (application: Application, today: Day): Day | null =>
  application.acceptedOn !== null && application.acceptedOn < today ? today : null

/** The columns that a companion's facts are kept in, each name with the key it is compared by. */
export function columnsOf(facts: CompanionFacts) {
  const { kind, names, economyCode, shows, contactEmail } = facts
  const [name = ''] = Object.values(names)
  const nameKey = foldName(name).key
  const numberKey = foldNumber(facts.registrationNumber) || null
  const registrationNumber = numberKey === null ? null : facts.registrationNumber
  return { kind, names, nameKey, economyCode, registrationNumber, numberKey, shows, contactEmail }
}

/**
 * Name somebody who stands with the applicant.
 * Who: those who act for the company. Holds: nobody is named twice; so many at most. Follows: `application.co-exhibitor-added`.
 */
export async function addCompanion(db: Db, order: Order & { companion: CompanionFacts }): Promise<{ id: string }> {
  const { today, now, by, companion } = order
  return transact(db, async (tx) => {
    const application = await take(tx, order.applicationId)
    const counted = await countCompanions(tx, application.id)
    insist('applications', mayAddCompanions(counted['co-exhibitor'] + counted.represented, 1))
    const columns = await checked(tx, application.id, companion, null)
    const id = newId()
    const fromDay = beginning(application, today)
    await onceByNumber(() =>
      tx
        .insertInto('applications.coExhibitors')
        .values({ id, applicationId: application.id, companyId: null, ...columns, fromDay, untilDay: null })
        .execute(),
    )
    await changed(tx, application, { now, by })
    const details = { coExhibitor: id, kind: companion.kind, from: fromDay }
    await record(tx, { what: 'application.co-exhibitor-added', about: application.id, by, details })
    return { id }
  })
}

/**
 * Correct what is said of somebody who stands with the applicant.
 * Who: those who act for the company. Holds: of two who correct at once, the second is told; nobody is there twice.
 * Follows: `application.co-exhibitor-changed`.
 */
export async function changeCompanion(
  db: Db,
  order: Order & { companionId: string; version: number; companion: CompanionFacts },
): Promise<void> {
  const { now, by, companion } = order
  await transact(db, async (tx) => {
    const application = await take(tx, order.applicationId)
    const standing = await companionOf(tx, application.id, order.companionId)
    if (standing.version !== order.version) throw new Refusal('conflict', 'web.stale')
    const columns = await checked(tx, application.id, companion, standing)
    await onceByNumber(() =>
      tx
        .updateTable('applications.coExhibitors')
        .set({ ...columns, version: standing.version + 1 })
        .where('id', '=', standing.id)
        .execute(),
    )
    await changed(tx, application, { now, by })
    const details = { coExhibitor: standing.id, kind: companion.kind }
    await record(tx, { what: 'application.co-exhibitor-changed', about: application.id, by, details })
  })
}

/**
 * Take somebody off the list of those who stand with the applicant. Whoever took part did so until that day.
 * Who: those who act for the company. Holds: figures of earlier days stand. Follows: `application.co-exhibitor-removed`.
 */
export async function removeCompanion(db: Db, order: Order & { companionId: string }): Promise<void> {
  const { today, now, by } = order
  await transact(db, async (tx) => {
    const application = await take(tx, order.applicationId)
    const standing = await companionOf(tx, application.id, order.companionId)
    const begun = application.acceptedOn === null ? null : later(application.acceptedOn, standing.from)
    const untilDay = begun !== null && begun < today ? today : null
    if (untilDay === null) await tx.deleteFrom('applications.coExhibitors').where('id', '=', standing.id).execute()
    else
      await tx
        .updateTable('applications.coExhibitors')
        .set({ untilDay, version: standing.version + 1 })
        .where('id', '=', standing.id)
        .execute()
    await changed(tx, application, { now, by })
    const details = { coExhibitor: standing.id, until: untilDay }
    await record(tx, { what: 'application.co-exhibitor-removed', about: application.id, by, details })
  })
}
const later = (one: Day, other: Day | null): Day => (other !== null && other > one ? other : one)

/**
 * Keep many at once, out of a sheet that somebody has looked through.
 * Who: those who act for the company. Holds: all of them or none; so many at most. Follows: `application.co-exhibitors-sent`, once.
 */
export async function keepCompanions(tx: Tx, order: Order & { companions: readonly CompanionFacts[] }): Promise<void> {
  const { today, now, by, companions } = order
  const application = await take(tx, order.applicationId)
  const counted = await countCompanions(tx, application.id)
  insist('applications', mayAddCompanions(counted['co-exhibitor'] + counted.represented, companions.length))
  const fromDay = beginning(application, today)
  await onceByNumber(() =>
    tx
      .insertInto('applications.coExhibitors')
      .values(
        companions.map((companion) => ({
          id: newId(),
          applicationId: application.id,
          companyId: null,
          ...columnsOf(companion),
          fromDay,
          untilDay: null,
        })),
      )
      .execute(),
  )
  await changed(tx, application, { now, by })
  const details = { count: companions.length, from: fromDay }
  await record(tx, { what: 'application.co-exhibitors-sent', about: application.id, by, details })
}

/**
 * Say which company on record somebody is who stands with an applicant, or that this is not known.
 * Who: that company's own people by the link they were sent, staff of the edition. Holds: one companion per company.
 * Follows: `application.co-exhibitor-linked`.
 */
export async function linkCompanion(
  tx: Tx,
  order: { applicationId: string; companionId: string; companyId: string | null; by: Actor },
): Promise<void> {
  const { companionId, companyId, by } = order
  const application = await lockApplication(tx, order.applicationId)
  const standing = await companionOf(tx, application.id, companionId)
  await onceByNumber(() =>
    tx
      .updateTable('applications.coExhibitors')
      .set({ companyId, version: standing.version + 1 })
      .where('id', '=', companionId)
      .execute(),
  )
  await listAnew(tx, { applicationIds: [application.id] })
  const details = { coExhibitor: companionId, companyId }
  await record(tx, { what: 'application.co-exhibitor-linked', about: application.id, by, details })
}

async function companionOf(tx: Tx, applicationId: string, companionId: string): Promise<Companion> {
  const companion = await getCompanion(tx, companionId)
  if (companion.applicationId !== applicationId || companion.until !== null)
    throw new Refusal('missing', 'applications.no-such-companion')
  return companion
}

/** The economy is there, the name names, and nobody of that name or number is on the list. */
async function checked(tx: Tx, applicationId: string, companion: CompanionFacts, besides: Companion | null) {
  if ((await findEconomy(tx, companion.economyCode))?.kind !== 'country')
    throw new Refusal('invalid', 'companies.no-such-economy', {}, 'economy')
  const columns = columnsOf(companion)
  if (columns.nameKey === '') throw new Refusal('invalid', 'companies.name-without-letters', {}, 'name')
  const others = (await listCompanionKeys(tx, applicationId)).filter((one) => one.id !== besides?.id)
  const twice = twiceIn(others, columns)
  if (twice) throw new Refusal('conflict', TWICE[twice], {}, twice)
  return columns
}

export const TWICE = { number: 'applications.number-twice', name: 'applications.name-twice' } as const

/** Whether somebody is on a list already: by the number, or by the name where no number tells them apart. */
export function twiceIn(
  others: readonly { economyCode: string; nameKey: string; numberKey: string | null }[],
  one: { economyCode: string; nameKey: string; numberKey: string | null },
): 'number' | 'name' | null {
  const there = others.filter((other) => other.economyCode === one.economyCode)
  if (one.numberKey !== null && there.some((other) => other.numberKey === one.numberKey)) return 'number'
  const apart = (other: { numberKey: string | null }) => other.numberKey !== null && one.numberKey !== null
  return there.some((other) => other.nameKey === one.nameKey && !apart(other)) ? 'name' : null
}

async function changed(tx: Tx, application: Application, { now, by }: { now: Date; by: Actor }): Promise<void> {
  await written(tx, application, { part: 'co-exhibitors', now, by })
  if (application.acceptedOn !== null) await listAnew(tx, { applicationIds: [application.id] })
}

/** Says in words that somebody is on the list already. */
async function onceByNumber<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    const promise = brokenPromise(error)
    if (promise === 'one_co_exhibitor_per_number')
      throw new Refusal('conflict', 'applications.number-twice', {}, 'number')
    if (promise === 'one_co_exhibitor_per_company')
      throw new Refusal('conflict', 'applications.company-twice', {}, 'company')
    throw error
  }
}
