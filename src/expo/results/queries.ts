import { sql } from 'kysely'
import type { Edition } from '#expo/ground/editions/index.ts'
import { listEditions } from '#expo/ground/editions/index.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import { digestOf } from './digest.ts'
import type { Figure } from './figures/figure.ts'
import { figures } from './figures/index.ts'
import { sumOf } from './rules.ts'
import type { Behind, Qualifier } from './words.ts'

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

export interface Share {
  code: string
  names: Wording
  count: number
}

/** Countries of the national exhibition by UN region. */
export async function countByRegion(db: Db, of: { editionId: string; asOf: Day }): Promise<Share[]> {
  const { rows } = await sql<Share>`
    select r.code, r.names, count(t.economy_code)::int as count
    from economies_views.regions r
    left join (economies_views.economies x join (${figures[0]?.records(of)}) t on t.economy_code = x.code) on x.region_code = r.code
    where r.parent_code is null group by r.code, r.names order by count desc, r.code`.execute(db)
  return rows
}

/** Countries of the national exhibition by group, as members on the edition's reference day; groups without members are left out. */
export async function countByGroup(db: Db, of: { editionId: string; asOf: Day; on: Day }): Promise<Share[]> {
  const { rows } = await sql<Share>`
    select g.code, g.names, (select count(*) from (${figures[0]?.records(of)}) t
      join economies_views.memberships m on m.economy_code = t.economy_code
      where m.group_code = g.code and m.from_day <= ${of.on} and (m.until_day is null or m.until_day > ${of.on}))::int as count
    from economies_views.groups g
    where exists (select from economies_views.memberships m where m.group_code = g.code) order by g.code`.execute(db)
  return rows
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
      const computed = await computeFigure(db, figure, { editionId: one.id, asOf: on })
      const outside = facts.filter((fact) => fact.editionId === one.id)
      return {
        edition: one,
        asOf: on,
        value: computed.records.length === 0 && one.id !== edition.id ? null : computed.value,
        outside,
      }
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
  records: string[]
  digest: string
  publishedAt: Date
  supersedes: string | null
  reason: string | null
}

/** Publications of an edition's figures, newest first; the first of a figure is the one that holds. */
export async function listPublications(db: Db, of: { editionId: string; figure?: string }): Promise<Publication[]> {
  const rows = await db
    .selectFrom('results.publications')
    .select([
      'id',
      'figure',
      'definitionVersion',
      'asOf',
      'value',
      'records',
      'digest',
      'publishedAt',
      'supersedes',
      'reason',
    ])
    .where('editionId', '=', of.editionId)
    .$if(of.figure !== undefined, (query) => query.where('figure', '=', of.figure as string))
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, value: Number(row.value), records: row.records as string[] }))
}

export async function getPublication(db: Db, editionId: string, id: string): Promise<Publication> {
  const publication = (await listPublications(db, { editionId })).find((one) => one.id === id)
  if (!publication) throw new Refusal('missing', 'results.not-published')
  return publication
}

/** Of the publications of one figure the one that holds: the one that no other supersedes. */
export function standingAmong(publications: readonly Publication[]): Publication | null {
  const superseded = new Set(publications.map((one) => one.supersedes))
  return publications.find((one) => !superseded.has(one.id)) ?? null
}

export const findStanding = async (db: Db, of: { editionId: string; figure: string }): Promise<Publication | null> =>
  standingAmong(await listPublications(db, of))
