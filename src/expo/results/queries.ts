import { sql } from 'kysely'
import { listEconomies, listGroups, listMemberships, listRegions } from '#expo/ground/economies/index.ts'
import { type Edition, listAreas, listEditions } from '#expo/ground/editions/index.ts'
import { type Day, holdsOn } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import { digestOf } from './digest.ts'
import type { Figure } from './figures/figure.ts'
import { figures } from './figures/index.ts'
import { sumOf, sumsBy } from './rules.ts'
import type { Behind, Dimension, Qualifier } from './words.ts'

export interface Computed {
  figure: Figure
  value: number
  records: Behind[]
  digest: string
}

/** A figure of an edition as of a day, recomputed from the records. */
export async function computeFigure(db: Db, figure: Figure, of: { editionId: string; asOf: Day }): Promise<Computed> {
  const { rows } = await figure.records(of).execute(db)
  const records = rows.map((row) => ({ ...row, amount: Number(row.amount) }))
  return { figure, records, value: sumOf(records), digest: digestOf(records) }
}

export const computeFigures = (db: Db, of: { editionId: string; asOf: Day }): Promise<Computed[]> =>
  Promise.all(figures.map((figure) => computeFigure(db, figure, of)))

/** A figure's value, where nobody looks at the thousands of records behind it. */
export interface Counted {
  figure: Figure
  value: number
  records: number
  constructed: number
}

/** The same value as of all its records, summed where they lie. */
export async function countFigure(db: Db, figure: Figure, of: { editionId: string; asOf: Day }): Promise<Counted> {
  const { rows } = await sql<{ value: string | null; records: number; constructed: number }>`
    select sum(amount) as value, count(*)::int as records, (count(*) filter (where constructed))::int as constructed
    from (${figure.records(of)}) t`.execute(db)
  const { value = null, records = 0, constructed = 0 } = rows[0] ?? {}
  return { figure, value: Number(value ?? 0), records, constructed }
}

export const countFigures = (
  db: Db,
  of: { editionId: string; asOf: Day },
  among: readonly Figure[] = figures,
): Promise<Counted[]> => Promise.all(among.map((figure) => countFigure(db, figure, of)))

/** A part of a figure: an area, a zone, an economy, a region, a group; with the sum of the records that belong to it. */
export interface Share {
  code: string
  names: Wording
  value: number
}

/** A figure by area, zone, economy, region or group: sums of its own records, the largest first. Parts without any are left out. */
export async function shareOut(
  db: Db,
  { records }: Computed,
  dimension: Dimension,
  { editionId, on }: { editionId: string; on: Day },
): Promise<Share[]> {
  const partsOf = await partsBy(db, dimension, on)
  const names = await namesOf(db, dimension, editionId)
  return sumsBy(records, partsOf).map(({ code, value }) => ({ code, value, names: names.get(code) ?? { en: code } }))
}

/** Which parts a record belongs to; groups as of the edition's reference day. */
async function partsBy(db: Db, dimension: Dimension, on: Day): Promise<(record: Behind) => readonly (string | null)[]> {
  if (dimension === 'area') return (record) => [record.areaCode]
  if (dimension === 'zone') return (record) => [record.zoneCode]
  if (dimension === 'economy') return (record) => [record.economyCode]
  if (dimension === 'region') {
    const regions = new Map((await listEconomies(db, { hidden: true })).map((one) => [one.code, one.regionCode]))
    return (record) => [regions.get(record.economyCode ?? '') ?? null]
  }
  const members = (await listMemberships(db, {})).filter((one) => holdsOn(one, on))
  const groups = Map.groupBy(members, (one) => one.economyCode)
  return (record) => (groups.get(record.economyCode ?? '') ?? []).map((one) => one.groupCode)
}

async function namesOf(db: Db, dimension: Dimension, editionId: string): Promise<Map<string, Wording>> {
  if (dimension === 'area' || dimension === 'zone')
    return new Map((await listAreas(db, editionId)).map((one) => [one.code, one.name]))
  if (dimension === 'economy')
    return new Map((await listEconomies(db, { hidden: true })).map((one) => [one.code, one.names]))
  const listed = dimension === 'region' ? await listRegions(db) : await listGroups(db)
  return new Map(listed.map((one) => [one.code, one.names]))
}

/** What records are told by, with what they are called: economies, editions, exhibitors and applicants. */
export async function nameRecords(db: Db, editionId: string, ids: readonly string[]): Promise<Map<string, Wording>> {
  const names = new Map<string, Wording>()
  const wanted = new Set(ids)
  const uuids = ids.filter((id) => id.includes('-') && id.length === 36)
  if (uuids.length < wanted.size) {
    for (const one of await listEconomies(db, { hidden: true })) names.set(one.code, one.names)
    for (const one of await listEditions(db)) names.set(one.code, one.name)
  }
  if (uuids.length === 0) return names
  const { rows } = await sql<{ id: string; names: Wording }>`
    select record_id as id, names from applications_views.exhibitors
    where edition_id = ${editionId} and record_id = any(${uuids}::uuid[])
    union all
    select a.id, s.names from applications_views.applications a join companies_views.standing s on s.id = a.company_id
    where a.id = any(${uuids}::uuid[]) and a.accepted_on is null`.execute(db)
  for (const row of rows) names.set(row.id, row.names)
  return names
}

export interface InSeries {
  edition: Edition
  asOf: Day
  value: number | null
  outside: OutsideFact[]
}

/** A figure over the editions of a fair: each as of its last day, or of the asked day where that comes first; none before it began. */
export async function listSeries(
  db: Db,
  figure: Figure,
  { edition, asOf }: { edition: Edition; asOf: Day },
): Promise<InSeries[]> {
  const editions = (await listEditions(db))
    .filter((one) => one.fairId === edition.fairId && one.opensOn <= edition.opensOn)
    .sort((a, b) => (a.opensOn < b.opensOn ? -1 : 1))
  const facts = await listOutsideFacts(db, { figure: figure.id })
  return Promise.all(
    editions.map(async (one) => {
      const on = one.id === edition.id || asOf < one.closesOn ? asOf : one.closesOn
      const { value, records } = await countFigure(db, figure, { editionId: one.id, asOf: on })
      const outside = facts.filter((fact) => fact.editionId === one.id)
      return { edition: one, asOf: on, value: records === 0 && one.id !== edition.id ? null : value, outside }
    }),
  )
}

export interface OutsideFact {
  id: string
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

export async function listOutsideFacts(db: Db, of: { editionId?: string; figure?: string }): Promise<OutsideFact[]> {
  const rows = await db
    .selectFrom('results.outsideFacts')
    .select(['id', 'editionId', 'figure', 'value', 'qualifier', 'unit', 'asOf', 'source', 'note', 'verified'])
    .$if(of.editionId !== undefined, (query) => query.where('editionId', '=', of.editionId as string))
    .$if(of.figure !== undefined, (query) => query.where('figure', '=', of.figure as string))
    .orderBy('figure')
    .orderBy('asOf')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, value: Number(row.value) }))
}

export interface Publication {
  id: string
  figure: string
  definitionVersion: number
  asOf: Day
  value: number
  digest: string
  publishedAt: Date
  supersedes: string | null
  reason: string | null
}

/** Publications of an edition's figures, newest first; the first of a figure is the one that holds. */
export async function listPublications(db: Db, of: { editionId: string; figure?: string }): Promise<Publication[]> {
  const rows = await db
    .selectFrom('results.publications')
    .select(['id', 'figure', 'definitionVersion', 'asOf', 'value', 'digest', 'publishedAt', 'supersedes', 'reason'])
    .where('editionId', '=', of.editionId)
    .$if(of.figure !== undefined, (query) => query.where('figure', '=', of.figure as string))
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, value: Number(row.value) }))
}

export async function getPublication(db: Db, editionId: string, id: string): Promise<Publication> {
  const publication = (await listPublications(db, { editionId })).find((one) => one.id === id)
  if (!publication) throw new Refusal('missing', 'results.not-published')
  return publication
}

/** The lines that were frozen in a publication: thousands of them, so they are read only where they are looked at. */
export async function getFrozen(db: Db, publicationId: string): Promise<string[]> {
  const { records } = await db
    .selectFrom('results.publications')
    .select('records')
    .where('id', '=', publicationId)
    .executeTakeFirstOrThrow()
  return records as string[]
}

/** Of the publications of one figure the one that holds: the one that no other supersedes. */
export function standingAmong(publications: readonly Publication[]): Publication | null {
  const superseded = new Set(publications.map((one) => one.supersedes))
  return publications.find((one) => !superseded.has(one.id)) ?? null
}

export const findStanding = async (db: Db, of: { editionId: string; figure: string }): Promise<Publication | null> =>
  standingAmong(await listPublications(db, of))
