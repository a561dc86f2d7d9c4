import { applicationAddress, countUndecided, listApplicationsOf } from '#expo/exhibition/applications/index.ts'
import { isLive } from '#expo/exhibition/applications/rules.ts'
import { countWaitingOf, listDuties } from '#expo/exhibition/fees/index.ts'
import { countByState, listPavilionsById } from '#expo/exhibition/pavilions/index.ts'
import { countProposals, type Happening, listAgenda } from '#expo/ground/calendar/index.ts'
import { countRequests, countWaiting, listCompanies, mayReviewCompanies } from '#expo/ground/companies/index.ts'
import { proofOf } from '#expo/ground/companies/rules.ts'
import { listEconomies } from '#expo/ground/economies/index.ts'
import { type Edition, findWindow, listEditions } from '#expo/ground/editions/index.ts'
import { nowIn, todayIn } from '#expo/ground/editions/rules.ts'
import { getAccount } from '#expo/ground/people/index.ts'
import { type Grant, holds, type Person, type Role } from '#kernel/actor.ts'
import { type Day, dayAt } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import type { PhraseKey, PhraseValues } from '#web/phrases.ts'
import type { Reader } from '#web/reader.ts'

/** One thing somebody has to do, on the one list with the one clock. */
export interface Task {
  key: PhraseKey
  values: PhraseValues
  href: string
  /** The last moment, where there is one, in the zone that it is meant in. */
  due: { at: Date; timeZone: string } | null
}

/** Something a person looks after, and the way to it. */
export interface Thing {
  key: PhraseKey
  values: PhraseValues
  href: string
}

/** What is on a person's own agenda in one edition. */
export interface Agenda {
  edition: Edition
  happenings: Happening[]
}

const ON_AGENDA = 20

/** What a person takes part in from now on, edition by edition. An edition with a rehearsal clock counts by its own. */
export async function agendaOf(db: Db, actor: Person, now: Date): Promise<Agenda[]> {
  const editions = await listEditions(db, { hidden: true })
  const earliest = editions.map((edition) => nowIn(edition, now)).reduce((a, b) => (b < a ? b : a), now)
  const happenings = await listAgenda(db, actor.id, earliest, ON_AGENDA)
  return editions
    .map((edition) => ({
      edition,
      happenings: happenings.filter((one) => one.editionId === edition.id && one.endsAt > nowIn(edition, now)),
    }))
    .filter((agenda) => agenda.happenings.length > 0)
}

/** What a person looks after and what is due there, the most urgent first. */
export async function deskOf(
  db: Db,
  reader: Reader,
  { actor, now }: { actor: Person; now: Date },
): Promise<{ tasks: Task[]; things: Thing[] }> {
  const editions = await listEditions(db, { hidden: true })
  const staffed = editions.filter((edition) => worksOn(actor, edition, 'manager', 'clerk'))
  const accounted = editions.filter((edition) => worksOn(actor, edition, 'manager', 'clerk', 'accountant'))
  const parts = [
    await ofPavilions(db, reader, editions, idsOf(actor.grants, 'pavilion')),
    await ofCompanies(db, reader, { grants: actor.grants, today: dayAt(now, 'UTC') }),
    await ofApplications(db, reader, { editions, companyIds: idsOf(actor.grants, 'company'), now }),
    await ofFees(db, reader, { editions, companyIds: idsOf(actor.grants, 'company') }),
    ...(await Promise.all(staffed.map((edition) => ofEdition(db, reader, edition)))),
    ...(await Promise.all(accounted.map((edition) => ofAccounts(db, reader, edition, now)))),
    await ofReview(db, reader, actor),
    await ofAccount(db, reader, actor, editions),
  ]
  const tasks = parts.flatMap((part) => part.tasks)
  const late = (task: Task) => task.due?.at.getTime() ?? Number.POSITIVE_INFINITY
  return { tasks: tasks.sort((a, b) => late(a) - late(b)), things: parts.flatMap((part) => part.things) }
}

const worksOn = (actor: Person, { id }: Edition, ...roles: Role[]) =>
  roles.some((role) => holds(actor, role, 'edition', id))

const idsOf = (grants: readonly Grant[], kind: Grant['kind']) =>
  grants.filter((grant) => grant.kind === kind).map((grant) => grant.id)

async function ofPavilions(db: Db, reader: Reader, editions: Edition[], ids: string[]) {
  const tasks: Task[] = []
  const things: Thing[] = []
  const names = new Map((await listEconomies(db, { hidden: true })).map((one) => [one.code, one.names]))
  for (const pavilion of await listPavilionsById(db, ids)) {
    const edition = editions.find((one) => one.id === pavilion.editionId)
    if (!edition) continue
    const href = reader.at(`/${edition.code}/pavilions/${pavilion.economyCode.toLowerCase()}/desk`)
    const economy = reader.words(names.get(pavilion.economyCode) ?? {}).text
    const values = { economy, edition: reader.words(edition.name).text }
    things.push({ key: 'front.thing.pavilion', values, href })
    if (pavilion.state === 'invited') {
      const window = await findWindow(db, edition.id, 'pavilion-invitation')
      const due = window && { at: window.closesAt, timeZone: edition.timeZone }
      tasks.push({ key: 'front.task.answer-invitation', values, href: `${href}/answer`, due })
    } else if (['confirmed', 'design-approved'].includes(pavilion.state) && !pavilion.pageShownOn)
      tasks.push({ key: 'front.task.write-page', values, href, due: openingOf(edition) })
  }
  return { tasks, things }
}

const REASON_SHOWN = 120

/** Companies and what their proof asks for: a document, another one after a refusal, an answer to who asks to be let in. */
async function ofCompanies(db: Db, reader: Reader, { grants, today }: { grants: readonly Grant[]; today: Day }) {
  const tasks: Task[] = []
  const things: Thing[] = []
  const administered = grants.filter((grant) => grant.kind === 'company' && grant.role === 'administrator')
  const asking = await countRequests(
    db,
    administered.map((grant) => grant.id),
  )
  for (const company of (await listCompanies(db, idsOf(grants, 'company'))).values()) {
    const href = reader.at(`/companies/${company.id}/desk`)
    const values = { company: reader.words(company.names).text }
    things.push({ key: 'front.thing.company', values, href })
    if (company.state !== 'active') continue
    const { proof, why } = proofOf(company.registrations, today)
    const send = `${href}/documents`
    if (proof === 'missing') tasks.push({ key: 'front.task.send-registration', values, href: send, due: null })
    if (proof === 'lapsed') tasks.push({ key: 'front.task.verification-ended', values, href: send, due: null })
    if (proof === 'refused') {
      const reason = (why ?? '').slice(0, REASON_SHOWN)
      tasks.push({ key: 'front.task.document-refused', values: { ...values, reason }, href, due: null })
    }
    const count = asking.get(company.id) ?? 0
    if (count > 0) tasks.push({ key: 'front.task.answer-requests', values: { ...values, count }, href, due: null })
  }
  return { tasks, things }
}

/** What companies have applied for: a draft that is to be sent in time, a question that waits for its answer. */
async function ofApplications(
  db: Db,
  reader: Reader,
  { editions, companyIds, now }: { editions: Edition[]; companyIds: string[]; now: Date },
) {
  const tasks: Task[] = []
  const things: Thing[] = []
  const applications = (await listApplicationsOf(db, companyIds)).filter((one) => isLive(one.state))
  const companies = await listCompanies(
    db,
    applications.map((one) => one.companyId),
  )
  for (const application of applications) {
    const edition = editions.find((one) => one.id === application.editionId)
    if (!edition || todayIn(edition, now) > edition.closesOn) continue
    const company = reader.words(companies.get(application.companyId)?.names ?? {}).text
    const values = { company, edition: reader.words(edition.name).text }
    const href = reader.at(applicationAddress(edition, application))
    things.push({ key: 'front.thing.application', values, href })
    if (application.askedSince)
      tasks.push({ key: 'front.task.answer-question', values, href: `${href}#thread`, due: null })
    if (application.state !== 'draft') continue
    const window = await findWindow(db, edition.id, 'exhibitor-application')
    const until = application.lateUntil ?? window?.closesAt
    const due = until ? { at: until, timeZone: edition.timeZone } : null
    tasks.push({ key: 'front.task.submit-application', values, href, due })
  }
  return { tasks, things }
}

/** What is due for the stands of companies: a contract to sign, money to pay by its day. */
async function ofFees(db: Db, reader: Reader, { editions, companyIds }: { editions: Edition[]; companyIds: string[] }) {
  const applications = new Map((await listApplicationsOf(db, companyIds)).map((one) => [one.id, one]))
  const duties = await listDuties(db, [...applications.keys()])
  const companies = await listCompanies(db, companyIds)
  const tasks = duties.flatMap(({ applicationId, unsigned, unpaid }): Task[] => {
    const application = applications.get(applicationId)
    const edition = editions.find((one) => one.id === application?.editionId)
    if (!application || !edition) return []
    const company = reader.words(companies.get(application.companyId)?.names ?? {}).text
    const values = { company, edition: reader.words(edition.name).text }
    const href = reader.at(applicationAddress(edition, application))
    const sign: Task = { key: 'front.task.sign-contract', values, href: `${href}/contract`, due: null }
    if (!unpaid) return [sign]
    const paying = { ...values, amount: reader.money(unpaid.open) }
    const due = { at: new Date(`${unpaid.dueOn}T12:00:00Z`), timeZone: 'UTC' }
    const pay: Task = { key: 'front.task.pay', values: paying, href: `${href}/payments`, due }
    return unsigned ? [sign, pay] : [pay]
  })
  return { tasks, things: [] }
}

/** What waits for those who keep an edition's accounts. */
async function ofAccounts(db: Db, reader: Reader, edition: Edition, now: Date) {
  const values = { edition: reader.words(edition.name).text }
  const href = reader.at(`/${edition.code}/staff/fees`)
  const { entries, scans, releases } = await countWaitingOf(db, edition.id, todayIn(edition, now))
  const queues = [
    ['front.task.know-entries', entries.count, '/entries'],
    ['front.task.judge-scans', scans, '/accounts?state=unsigned'],
    ['front.task.release-stands', releases, '/releases'],
  ] as const
  const tasks = queues
    .filter(([, count]) => count > 0)
    .map(([key, count, path]): Task => ({ key, values: { ...values, count }, href: `${href}${path}`, due: null }))
  return { tasks, things: [{ key: 'front.thing.accounts', values, href }] satisfies Thing[] }
}

/** Documents of companies wait for all staff alike. */
async function ofReview(db: Db, reader: Reader, actor: Person) {
  const tasks: Task[] = []
  if (!mayReviewCompanies.may(actor, undefined)) return { tasks, things: [] }
  const { count } = await countWaiting(db)
  const href = reader.at('/staff/companies/documents')
  if (count > 0) tasks.push({ key: 'front.task.judge-documents', values: { count }, href, due: null })
  return { tasks, things: [] }
}

async function ofEdition(db: Db, reader: Reader, edition: Edition) {
  const tasks: Task[] = []
  const values = { edition: reader.words(edition.name).text }
  const href = reader.at(`/${edition.code}/staff`)
  const counts = await countByState(db, edition.id)
  const waiting = [
    ['invited', 'front.task.wait-for-answer'],
    ['confirmed', 'front.task.approve-designs'],
  ] as const
  for (const [state, key] of waiting) {
    const count = counts[state] ?? 0
    if (count > 0)
      tasks.push({ key, values: { ...values, count }, href: `${href}/pavilions?state=${state}`, due: null })
  }
  const { undecided, heard } = await countUndecided(db, edition.id)
  const queues = [
    ['front.task.decide-applications', undecided.count, 'state=submitted'],
    ['front.task.read-applicants', heard.count, 'open=heard'],
  ] as const
  for (const [key, count, query] of queues)
    if (count > 0) tasks.push({ key, values: { ...values, count }, href: `${href}/applications?${query}`, due: null })
  const { count } = await countProposals(db, edition.id)
  if (count > 0)
    tasks.push({ key: 'front.task.set-proposals', values: { ...values, count }, href: `${href}/calendar`, due: null })
  return { tasks, things: [{ key: 'front.thing.edition', values, href }] satisfies Thing[] }
}

async function ofAccount(db: Db, reader: Reader, actor: Person, editions: Edition[]) {
  const decides = actor.grants.some((grant) => grant.kind === 'house' || grant.kind === 'edition')
  const { twoFactorEnabled } = await getAccount(db, actor.id)
  const tasks: Task[] = []
  if (decides && !twoFactorEnabled)
    tasks.push({ key: 'front.task.second-factor', values: {}, href: reader.at('/account/second-factor'), due: null })
  const house = actor.grants.some((grant) => grant.kind === 'house')
  if (house && !editions.some((edition) => edition.shown))
    tasks.push({ key: 'front.task.begin', values: {}, href: reader.at('/'), due: null })
  const things: Thing[] = house ? [{ key: 'front.thing.house', values: {}, href: reader.at('/house') }] : []
  return { tasks, things }
}

/** Noon of the opening day, for a date on a list. */
const openingOf = (edition: Edition) => ({ at: new Date(`${edition.opensOn}T12:00:00Z`), timeZone: 'UTC' })
