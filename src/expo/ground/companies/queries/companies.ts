import { type RawBuilder, sql } from 'kysely'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import { foldName, foldNumber } from '../folding.ts'
import type { Registration } from '../rules.ts'
import type { Kind, Size, State } from '../words.ts'

export interface Company {
  id: string
  kinds: Kind[]
  economyCode: string
  registrationNumber: string | null
  sizeClass: Size | null
  foundedYear: number | null
  website: string | null
  state: State
  mergedInto: string | null
  constructed: boolean
  source: string | null
  version: number
  legalName: { text: string; lang: string }
  /** What it is called in each language, its legal name first. */
  names: Wording
  /** Its registration documents, oldest first: `proofOf` says what they prove. */
  registrations: Registration[]
}

interface NameRow {
  lang: string
  legal: boolean
  name: string
}

const selectCompany = (db: Db) =>
  db
    .selectFrom('companies.companies as c')
    .select([
      'c.id',
      'c.kinds',
      'c.economyCode',
      'c.registrationNumber',
      'c.sizeClass',
      'c.foundedYear',
      'c.website',
      'c.state',
      'c.mergedInto',
      'c.constructed',
      'c.source',
      'c.version',
    ])
    .select([
      sql<
        NameRow[]
      >`(select jsonb_agg(jsonb_build_object('lang', n.lang, 'legal', n.legal, 'name', n.name) order by n.legal desc, n.lang)
        from companies.names n where n.company_id = c.id)`.as('nameRows'),
      sql<
        Registration[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('verdict', d.verdict, 'from', d.from_day, 'until', d.until_day,
        'why', d.why) order by d.id), '[]') from companies.documents d where d.company_id = c.id and d.kind = 'registration')`.as(
        'registrations',
      ),
    ])
type Selected = Awaited<ReturnType<ReturnType<typeof selectCompany>['executeTakeFirstOrThrow']>>

function asCompany({ nameRows, ...row }: Selected): Company {
  const legal = nameRows.find((one) => one.legal)
  if (!legal) throw new Error(`company ${row.id} has no legal name`)
  const names = Object.fromEntries(nameRows.map(({ lang, name }) => [lang, name]))
  return { ...row, legalName: { text: legal.name, lang: legal.lang }, names }
}

/** A company by its id; a merged one is the company it was merged into. */
export async function findCompany(db: Db, id: string): Promise<Company | null> {
  return (await listCompanies(db, [id])).get(id) ?? null
}

export async function getCompany(db: Db, id: string): Promise<Company> {
  const company = await findCompany(db, id)
  if (!company) throw new Refusal('missing', 'companies.no-such-company')
  return company
}

/** Companies by the ids asked for, in one query; the id of a merged company gives the one it was merged into. */
export async function listCompanies(db: Db, ids: readonly string[]): Promise<Map<string, Company>> {
  if (ids.length === 0) return new Map()
  const rows = await selectCompany(db)
    .innerJoin('companies.companies as asked', (join) =>
      join.on(sql<boolean>`c.id = coalesce(asked.merged_into, asked.id)`),
    )
    .select('asked.id as askedId')
    .where('asked.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ askedId, ...row }) => [askedId, asCompany(row)]))
}

/** The company itself with its row locked until the transaction ends; a merged one says so. */
export async function lockCompany(tx: Tx, id: string): Promise<Company> {
  const row = await selectCompany(tx).where('c.id', '=', id).forUpdate('c').executeTakeFirst()
  if (!row) throw new Refusal('missing', 'companies.no-such-company')
  if (row.state === 'merged') throw new Refusal('conflict', 'companies.merged')
  return asCompany(row)
}

/** The company of an economy with a registration number, however it is written. */
export async function findByNumber(db: Db, economyCode: string, number: string): Promise<Company | null> {
  const row = await selectCompany(db)
    .where('c.economyCode', '=', economyCode)
    .where('c.numberKey', '=', foldNumber(number))
    .where('c.state', '!=', 'merged')
    .executeTakeFirst()
  return row ? asCompany(row) : null
}

export interface CompanyFilter {
  words?: string
  kind?: Kind | undefined
  economyCode?: string
  state?: State | undefined
  /** Those that everybody may see, or those that only their own people and staff may. */
  known?: boolean | undefined
}

const PUBLIC = sql<boolean>`(c.state <> 'merged' and exists (select from companies.documents d
  where d.company_id = c.id and d.kind = 'registration' and d.verdict = 'accepted'))`

/**
 * The companies whose names answer words, as `found (id, rank)`: every word is in the name, or it is heard as the words are, or its number
 * is what was typed; only where there is none such, those that are nearly written so. Each branch has an index of its own.
 */
export function answering(words: string): RawBuilder<{ id: string; rank: number }> {
  const { key, sound } = foldName(words)
  const holds = key.split(' ').map((word) => sql`n.key like ${key.length < 3 ? `${word}%` : `%${word}%`}`)
  return sql`(with exact as materialized (
      select n.company_id as id, (case when n.key = ${key} then 4 when n.key like ${`${key}%`} then 3
        when ' ' || n.key like ${`% ${key}%`} then 2 else 1 end)::real as rank
      from companies.names n where ${key} <> '' and ${sql.join(holds, sql` and `)}
      union all select n.company_id, 1 from companies.names n where n.sound = ${sound}
      union all select c.id, 4 from companies.companies c where c.number_key = ${foldNumber(words)})
    select id, max(rank) as rank from (
      select id, rank from exact
      union all select n.company_id, word_similarity(${key}, n.key) from companies.names n
        where ${key} <% n.key and not exists (select from exact)) answers
    group by id)`
}

function narrowed(db: Db, { words = '', kind, economyCode = '', state, known }: CompanyFilter) {
  return selectCompany(db)
    .innerJoin('companies.names as legal', (join) =>
      join.onRef('legal.companyId', '=', 'c.id').on('legal.legal', '=', true),
    )
    .$if(words !== '', (query) =>
      query.where(sql<boolean>`c.id in (select found.id from ${answering(words)} as found)`),
    )
    .$if(kind !== undefined, (query) => query.where(sql<boolean>`c.kinds @> array[${kind}]::text[]`))
    .$if(economyCode !== '', (query) => query.where('c.economyCode', '=', economyCode))
    .$if(state !== undefined, (query) => query.where('c.state', '=', state as State))
    .$if(known === true, (query) => query.where(PUBLIC))
    .$if(known === false, (query) => query.where(sql<boolean>`not ${PUBLIC}`))
}

export const ORDERS = ['name', 'newest'] as const

/** Companies by legal name, or the newest first, a page at a time: those after the company `after`. */
export async function listCompanyPage(
  db: Db,
  filter: CompanyFilter,
  { order = 'name', after = '', limit }: { order?: (typeof ORDERS)[number]; after?: string; limit: number },
): Promise<Company[]> {
  // Ids sort by the time of making.
  const pages = {
    name: () =>
      narrowed(db, filter)
        .$if(after !== '', (query) =>
          query.where(
            sql<boolean>`(legal.key, legal.company_id) >
              (select m.key, m.company_id from companies.names m where m.company_id = ${after} and m.legal)`,
          ),
        )
        .orderBy('legal.key')
        .orderBy('legal.companyId'),
    newest: () =>
      narrowed(db, filter)
        .$if(after !== '', (query) => query.where('c.id', '<', after))
        .orderBy('c.id', 'desc'),
  }
  return (await pages[order]().limit(limit).execute()).map(asCompany)
}

/** The companies whose names answer words best. */
export async function searchCompanies(
  db: Db,
  { words, ...filter }: CompanyFilter & { words: string },
  limit = 20,
): Promise<Company[]> {
  const rows = await narrowed(db, filter)
    .innerJoin(answering(words).as('found'), 'found.id', 'c.id')
    .orderBy('found.rank', 'desc')
    .orderBy('legal.key')
    .limit(limit)
    .execute()
  return rows.map(asCompany)
}

export interface Profile {
  lang: string
  summary: string
  body: string
}

export const listProfiles = (db: Db, companyId: string): Promise<Profile[]> =>
  db
    .selectFrom('companies.profiles')
    .select(['lang', 'summary', 'body'])
    .where('companyId', '=', companyId)
    .orderBy('lang')
    .execute()
