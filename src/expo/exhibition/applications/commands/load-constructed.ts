import { sql } from 'kysely'
import { foldName, foldNumber } from '#expo/ground/companies/index.ts'
import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { newId, type Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { listAnew } from '../listings.ts'
import type { Block, BoothKind, Companionship, Nearness, RecommenderKind, Role, State } from '../words.ts'

/** An application that was made up so that published totals come out. */
export interface ConstructedApplication {
  companyId: string
  role: Role
  /** False for an umbrella organiser that shows nothing of its own. */
  showsItself: boolean
  state: State
  areaCode: string
  zoneCode: string | null
  boothKind: BoothKind
  areaM2: number
  leastOpenSides: number
  shows: Wording
  hsChapters: readonly string[]
  near: readonly Nearness[]
  block: Block
  /** The instant it was submitted, and the day at the venue; null for a draft. */
  submitted: { at: Date; on: Day } | null
  decidedOn: Day | null
  acceptedOn: Day | null
  endedOn: Day | null
  withdrawnOn: Day | null
  /** Of a decision; null for an acceptance without words. */
  reason: string | null
  coExhibitors: readonly {
    kind: Companionship
    companyId: string | null
    names: Wording
    economyCode: string
    registrationNumber: string | null
    shows: string
    from: Day | null
    until: Day | null
  }[]
  recommendations: readonly {
    byKind: RecommenderKind
    body: string
    economyCode: string | null
    author: string
    on: Day
    words: string
  }[]
  source: string | null
}

/** Rows that go into a table at once. */
const BATCH = 5000

/**
 * Load the constructed applications of an edition, thousands of them in a few statements; they are numbered in the order given.
 * Who: the demonstration. Holds: each is marked as constructed. Follows: `applications.constructed`, once for all of them.
 */
export async function loadConstructed(
  tx: Tx,
  order: { editionId: string; applications: readonly ConstructedApplication[]; now: Date; by: Actor },
): Promise<{ ids: string[] }> {
  const { editionId, now, by } = order
  const { lastNumber } = (await tx
    .selectFrom('applications.counters')
    .select('lastNumber')
    .where('editionId', '=', editionId)
    .executeTakeFirst()) ?? { lastNumber: 0 }
  let number = lastNumber
  const made = order.applications.map((one) => ({
    ...one,
    id: newId(),
    number: one.submitted ? ++number : null,
    submittedAt: one.submitted?.at ?? null,
    submittedOn: one.submitted?.on ?? null,
    discardedAt: one.state === 'discarded' ? now : null,
  }))
  for (let at = 0; at < made.length; at += BATCH) {
    const some = made.slice(at, at + BATCH)
    await insertApplications(tx, editionId, some)
    await insertCompanions(tx, some)
    await insertDecisions(tx, some, signature(by))
    await insertRecommendations(tx, some, signature(by))
    // The list is read anew in this transaction: its plan must know of the thousands that nobody has counted yet.
    await sql`analyze applications.applications, applications.co_exhibitors`.execute(tx)
    await listAnew(tx, { applicationIds: some.filter((one) => one.acceptedOn !== null).map((one) => one.id) })
  }
  await tx
    .insertInto('applications.counters')
    .values({ editionId, lastNumber: number })
    .onConflict((conflict) => conflict.column('editionId').doUpdateSet({ lastNumber: number }))
    .execute()
  await record(tx, {
    what: 'applications.constructed',
    about: editionId,
    by,
    details: { editionId, count: made.length },
  })
  return { ids: made.map((one) => one.id) }
}

type Made = ConstructedApplication & { id: string; number: number | null } & {
  submittedAt: Date | null
  submittedOn: Day | null
  discardedAt: Date | null
}
const rows = (of: readonly object[]) => sql`${JSON.stringify(of)}::jsonb`

async function insertApplications(tx: Tx, editionId: string, made: readonly Made[]): Promise<void> {
  const of = made.map(({ coExhibitors: _, recommendations: __, submitted: ___, ...one }) => one)
  await sql`insert into applications.applications (id, edition_id, company_id, number, role, shows_itself, state, area_code, zone_code,
      booth_kind, area_m2, least_open_sides, shows, hs_chapters, near, block, submitted_at, submitted_on, decided_on, accepted_on,
      ended_on, withdrawn_on, discarded_at, constructed, source)
    select id, ${editionId}, "companyId", number, role, "showsItself", state, "areaCode", "zoneCode", "boothKind", "areaM2",
      "leastOpenSides", shows, array(select jsonb_array_elements_text("hsChapters")), array(select jsonb_array_elements_text(near)), block,
      "submittedAt", "submittedOn", "decidedOn", "acceptedOn", "endedOn", "withdrawnOn", "discardedAt", true, source
    from jsonb_to_recordset(${rows(of)}) as r (id uuid, "companyId" uuid, number integer, role text, "showsItself" boolean, state text,
      "areaCode" text, "zoneCode" text, "boothKind" text, "areaM2" numeric, "leastOpenSides" integer, shows jsonb, "hsChapters" jsonb,
      near jsonb, block text, "submittedAt" timestamptz, "submittedOn" date, "decidedOn" date, "acceptedOn" date, "endedOn" date,
      "withdrawnOn" date, "discardedAt" timestamptz, source text)`.execute(tx)
}

async function insertCompanions(tx: Tx, made: readonly Made[]): Promise<void> {
  const of = made.flatMap(({ id: applicationId, coExhibitors }) =>
    coExhibitors.map((one) => ({ ...one, ...keysOf(one), id: newId(), applicationId })),
  )
  await sql`insert into applications.co_exhibitors (id, application_id, kind, company_id, names, name_key, economy_code,
      registration_number, number_key, shows, from_day, until_day, constructed)
    select id, "applicationId", kind, "companyId", names, "nameKey", "economyCode", "registrationNumber", "numberKey", shows, "from",
      until, true
    from jsonb_to_recordset(${rows(of)}) as r (id uuid, "applicationId" uuid, kind text, "companyId" uuid, names jsonb, "nameKey" text,
      "economyCode" text, "registrationNumber" text, "numberKey" text, shows text, "from" date, until date)`.execute(tx)
}

const keysOf = (one: { names: Wording; registrationNumber: string | null }) => ({
  nameKey: foldName(Object.values(one.names)[0] ?? '').key,
  numberKey: one.registrationNumber && foldNumber(one.registrationNumber),
})

async function insertDecisions(tx: Tx, made: readonly Made[], by: string): Promise<void> {
  const of = made
    .filter((one) => one.decidedOn !== null)
    .map(({ id: applicationId, state, acceptedOn, decidedOn, reason }) => ({
      id: newId(),
      applicationId,
      state: acceptedOn === null ? state : 'accepted',
      decidedOn,
      reason,
    }))
  await sql`insert into applications.decisions (id, application_id, state, reason_code, on_day, decided_by)
    select id, "applicationId", state, reason, "decidedOn", ${by}
    from jsonb_to_recordset(${rows(of)}) as r (id uuid, "applicationId" uuid, state text, reason text, "decidedOn" date)
    where state in ('accepted', 'declined', 'wait-listed')`.execute(tx)
}

async function insertRecommendations(tx: Tx, made: readonly Made[], by: string): Promise<void> {
  const of = made.flatMap(({ id: applicationId, recommendations }) =>
    recommendations.map((one) => ({ ...one, id: newId(), applicationId })),
  )
  await sql`insert into applications.recommendations (id, application_id, by_kind, body, economy_code, author, on_day, words, way,
      entered_by, confirmed_by, constructed)
    select id, "applicationId", "byKind", body, "economyCode", author, "on", words, 'staff', ${by}, ${by}, true
    from jsonb_to_recordset(${rows(of)}) as r (id uuid, "applicationId" uuid, "byKind" text, body text, "economyCode" text, author text,
      "on" date, words text)`.execute(tx)
}
