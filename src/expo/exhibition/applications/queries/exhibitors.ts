import { type RawBuilder, sql } from 'kysely'
import { foldName } from '#expo/ground/companies/index.ts'
import type { Day } from '#kernel/day.ts'
import type { Language, Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db } from '#platform/database.ts'
import { inLetterOrder } from '../listings.ts'
import type { BoothKind, ListedRole } from '../words.ts'
import { standingNamed } from './named.ts'

/** One line of the list of exhibitors, under the name that the reader's language has for it. */
export interface ListedExhibitor {
  id: string
  applicationId: string
  companyId: string | null
  name: { text: string; lang: string }
  letter: string
  role: ListedRole
  economyCode: string
  areaCode: string
  zoneCode: string | null
  from: Day
  constructed: boolean
}

export interface ExhibitorFilter {
  words?: string
  economyCode?: string
  areaCode?: string
  zoneCode?: string
  letter?: string
}

/** Whose list: of an edition, as of a day, in a language. */
export interface Whose {
  editionId: string
  lang: Language
  asOf: Day
}

/** Exhibitors of the edition whose names answer words, in any script: every word is in the name. */
function answeringExhibitors(editionId: string, words: string): RawBuilder<boolean> {
  const { key } = foldName(words)
  const holds = key.split(' ').map((word) => sql`x.name_key like ${`%${word}%`}`)
  return sql`(l.company_id in ${standingNamed(words)}
    or l.record_id in (select x.id from applications.co_exhibitors x join applications.applications a on a.id = x.application_id
      where a.edition_id = ${editionId} and ${key} <> '' and ${sql.join(holds, sql` and `)}))`
}

function narrowed(db: Db, { editionId, lang, asOf }: Whose, filter: ExhibitorFilter) {
  const { words = '', economyCode = '', areaCode = '', zoneCode = '', letter = '' } = filter
  return db
    .selectFrom('applications.listings as l')
    .where('l.editionId', '=', editionId)
    .where('l.lang', '=', lang)
    .where('l.fromDay', '<=', asOf)
    .where((where) => where.or([where('l.untilDay', 'is', null), where('l.untilDay', '>', asOf)]))
    .$if(words !== '', (query) => query.where(answeringExhibitors(editionId, words)))
    .$if(economyCode !== '', (query) => query.where('l.economyCode', '=', economyCode))
    .$if(areaCode !== '', (query) => query.where('l.areaCode', '=', areaCode))
    .$if(zoneCode !== '', (query) => query.where('l.zoneCode', '=', zoneCode))
    .$if(letter !== '', (query) => query.where('l.letter', '=', letter))
}

/** Exhibitors in the order of the reader's alphabet, a page at a time: those after the record `after`. */
export async function listExhibitors(
  db: Db,
  whose: Whose,
  filter: ExhibitorFilter,
  { after = '', limit }: { after?: string; limit: number },
): Promise<ListedExhibitor[]> {
  const rows = await narrowed(db, whose, filter)
    .select(['l.recordId as id', 'l.applicationId', 'l.companyId', 'l.name', 'l.nameLang', 'l.letter', 'l.role'])
    .select(['l.economyCode', 'l.areaCode', 'l.zoneCode', 'l.fromDay as from', 'l.constructed'])
    .$if(after !== '', (query) =>
      query.where(
        sql<boolean>`(l.sort_key, l.record_id) > (select m.sort_key, m.record_id from applications.listings m
          where m.record_id = ${after} and m.lang = ${whose.lang})`,
      ),
    )
    .orderBy('l.sortKey')
    .orderBy('l.recordId')
    .limit(limit)
    .execute()
  return rows.map(({ name, nameLang, ...row }) => ({ ...row, name: { text: name, lang: nameLang } }))
}

/** How many exhibitors a filter leaves as of a day: under each letter of the reader's alphabet in its order, and from each economy. */
export async function countExhibitors(
  db: Db,
  whose: Whose,
  filter: Omit<ExhibitorFilter, 'letter'>,
): Promise<{ letters: { letter: string; count: number }[]; economies: Map<string, number> }> {
  const rows = await narrowed(db, whose, filter)
    .select([sql<string | null>`l.letter`.as('letter'), sql<string | null>`l.economy_code`.as('economyCode')])
    .select((select) => select.fn.countAll<number>().as('count'))
    .groupBy(sql`grouping sets ((l.letter), (l.economy_code))`)
    .execute()
  const inOrder = inLetterOrder(whose.lang)
  const letters = rows.flatMap(({ letter, count }) => (letter === null ? [] : [{ letter, count }]))
  const economies = rows.flatMap(({ economyCode, count }) =>
    economyCode === null ? [] : [[economyCode, count] as const],
  )
  return { letters: letters.sort((a, b) => inOrder(a.letter, b.letter)), economies: new Map(economies) }
}

/** An exhibitor as everybody may know it. */
export interface Exhibitor {
  id: string
  editionId: string
  applicationId: string
  companyId: string | null
  names: Wording
  economyCode: string
  role: ListedRole
  areaCode: string
  zoneCode: string | null
  boothKind: BoothKind
  from: Day
  until: Day | null
  constructed: boolean
  /** What it shows, in words. */
  shows: Wording
  hsChapters: string[]
  brands: string
}

/** An exhibitor by its record, on whatever days it took part; a represented company or an organiser is none. */
export async function getExhibitor(db: Db, editionId: string, id: string): Promise<Exhibitor> {
  const row = await db
    .selectFrom('applicationsViews.exhibitors as e')
    .innerJoin('applications.applications as a', 'a.id', 'e.applicationId')
    .leftJoin('applications.coExhibitors as x', 'x.id', 'e.recordId')
    .select(['e.recordId as id', 'e.editionId', 'e.applicationId', 'e.companyId', 'e.names', 'e.economyCode', 'e.role'])
    .select(['e.areaCode', 'e.zoneCode', 'e.boothKind', 'e.fromDay as from', 'e.untilDay as until', 'e.constructed'])
    .select(['a.shows', 'a.hsChapters', 'a.brands', 'x.shows as own'])
    .where('e.editionId', '=', editionId)
    .where('e.recordId', '=', id)
    .where('e.role', 'in', ['main', 'co-exhibitor'])
    .executeTakeFirst()
  if (!row) throw new Refusal('missing', 'applications.no-such-exhibitor')
  const { own, ...exhibitor } = row
  const role = row.role as ListedRole
  if (own === null) return { ...exhibitor, role }
  return { ...exhibitor, role, shows: own === '' ? {} : { und: own }, hsChapters: [], brands: '' }
}

/** Who else stands on a stand as of a day, in the reader's order: exhibitors and, by name alone, represented companies. */
export async function listOnStand(
  db: Db,
  { lang, asOf }: Pick<Whose, 'lang' | 'asOf'>,
  applicationId: string,
): Promise<{ exhibitors: ListedExhibitor[]; represented: { names: Wording; economyCode: string }[] }> {
  const exhibitors = await db
    .selectFrom('applications.listings as l')
    .select(['l.recordId as id', 'l.applicationId', 'l.companyId', 'l.name', 'l.nameLang', 'l.letter', 'l.role'])
    .select(['l.economyCode', 'l.areaCode', 'l.zoneCode', 'l.fromDay as from', 'l.constructed'])
    .where('l.applicationId', '=', applicationId)
    .where('l.lang', '=', lang)
    .where('l.fromDay', '<=', asOf)
    .where((where) => where.or([where('l.untilDay', 'is', null), where('l.untilDay', '>', asOf)]))
    .orderBy('l.sortKey')
    .limit(MOST_SHOWN)
    .execute()
  const represented = await db
    .selectFrom('applicationsViews.exhibitors')
    .select(['names', 'economyCode'])
    .where('applicationId', '=', applicationId)
    .where('role', '=', 'represented')
    .where('fromDay', '<=', asOf)
    .where((where) => where.or([where('untilDay', 'is', null), where('untilDay', '>', asOf)]))
    .orderBy('recordId')
    .limit(MOST_SHOWN)
    .execute()
  return {
    exhibitors: exhibitors.map(({ name, nameLang, ...row }) => ({ ...row, name: { text: name, lang: nameLang } })),
    represented,
  }
}
const MOST_SHOWN = 200

/** What exhibitors are called in every language, by their records, in one query. */
export async function listExhibitorNames(db: Db, ids: readonly string[]): Promise<Map<string, Wording>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('applicationsViews.exhibitors')
    .select(['recordId', 'names'])
    .where('recordId', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.recordId, row.names]))
}

/** The exhibitors of an edition whose names answer words, for the search over everything. */
export const searchExhibitors = (db: Db, whose: Whose, words: string, limit = 20): Promise<ListedExhibitor[]> =>
  listExhibitors(db, whose, { words }, { limit })
