import { sql } from 'kysely'
import { foldName, plainName } from '#expo/ground/companies/index.ts'
import { inLanguage, LANGUAGES, type Language, type Wording } from '#kernel/language.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'

/**
 * The list of exhibitors as each language reads it. PostgreSQL is not asked to put names in order: what it knows of alphabets depends on
 * how it was built. Names in the reader's own letters come first, in their order; the others by how they are written in Latin letters,
 * which for Chinese is its pinyin; numbers last.
 */
export interface Listed {
  name: string
  nameLang: string
  sortKey: string
  letter: string
}

const OWN_LETTERS: Partial<Record<Language, RegExp>> = {
  ru: /^\p{Script=Cyrillic}/u,
  ar: /^\p{Script=Arabic}/u,
}

export function listedIn(names: Wording, lang: Language): Listed {
  const { text: name, lang: nameLang } = inLanguage(names, lang)
  const plain = plainName(name)
  if (OWN_LETTERS[lang]?.test(plain)) {
    const key = plain.replaceAll('ё', 'е').replaceAll('ة', 'ت')
    return { name, nameLang, sortKey: `0${key}`, letter: letterOf(key) }
  }
  const { key } = foldName(name)
  if (/^[^a-z]/.test(key) || key === '') return { name, nameLang, sortKey: `2${key || plain}`, letter: '#' }
  // Ñ is a letter of its own between N and O.
  if (lang === 'es' && plain.startsWith('ñ')) return { name, nameLang, sortKey: `1n~${key.slice(1)}`, letter: 'Ñ' }
  return { name, nameLang, sortKey: `1${key}`, letter: letterOf(key) }
}

/** The letters of a list in the order of its names. */
export const inLetterOrder =
  (lang: Language) =>
  (a: string, b: string): number => {
    const key = (letter: string) => {
      if (letter === '#') return '2'
      if (letter === 'Ñ') return '1n~'
      return `${OWN_LETTERS[lang]?.test(letter) ? 0 : 1}${letter.toLowerCase()}`
    }
    return key(a) < key(b) ? -1 : 1
  }

const letterOf = (key: string) => ([...key][0] ?? '#').toUpperCase()

/** Which applications are listed anew: these, or all of a company. */
type Which = { applicationIds: readonly string[] } | { companyId: string }

/** How many records are put into words at once. */
const BATCH = 2000

/**
 * List exhibitors anew, in the transaction of what changed them.
 * Danger: whatever changes names, days, place or role of an exhibitor must call it; the test "the list agrees with the view" walks them.
 */
export async function listAnew(tx: Tx, which: Which): Promise<void> {
  const ids = 'companyId' in which ? await applicationsOf(tx, which.companyId) : [...which.applicationIds]
  for (let at = 0; at < ids.length; at += BATCH) await listThese(tx, ids.slice(at, at + BATCH))
}

/** The same for all that a company exhibits in, once its names or its economy have changed: a reaction, so it may be repeated. */
export const listCompanyAnew = (db: Db, companyId: string): Promise<void> =>
  transact(db, (tx) => listAnew(tx, { companyId }))

async function applicationsOf(tx: Tx, companyId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('applicationsViews.exhibitors')
    .select('applicationId')
    .distinct()
    .where('companyId', '=', companyId)
    .execute()
  return rows.map((row) => row.applicationId)
}

async function listThese(tx: Tx, applicationIds: string[]): Promise<void> {
  await sql`delete from applications.listings where application_id = any(${applicationIds}::uuid[])`.execute(tx)
  const exhibitors = await tx
    .selectFrom('applicationsViews.exhibitors')
    .selectAll()
    .where(sql<boolean>`application_id = any(${applicationIds}::uuid[])`)
    .where('role', 'in', ['main', 'co-exhibitor'])
    .execute()
  const rows = exhibitors.flatMap(({ names, ...one }) =>
    LANGUAGES.map((lang) => ({ ...one, lang, ...listedIn(names, lang) })),
  )
  if (rows.length === 0) return
  const column = <Name extends keyof (typeof rows)[number]>(name: Name) => rows.map((row) => row[name])
  await sql`insert into applications.listings (record_id, lang, application_id, edition_id, company_id, role, name, name_lang, sort_key,
      letter, economy_code, area_code, zone_code, from_day, until_day, constructed)
    select * from unnest(${column('recordId')}::uuid[], ${column('lang')}::text[], ${column('applicationId')}::uuid[],
      ${column('editionId')}::uuid[], ${column('companyId')}::uuid[], ${column('role')}::text[], ${column('name')}::text[],
      ${column('nameLang')}::text[], ${column('sortKey')}::text[], ${column('letter')}::text[], ${column('economyCode')}::text[],
      ${column('areaCode')}::text[], ${column('zoneCode')}::text[], ${column('fromDay')}::date[], ${column('untilDay')}::date[],
      ${column('constructed')}::boolean[])`.execute(tx)
}
