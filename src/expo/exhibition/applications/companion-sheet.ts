import { z } from 'zod'
import { foldName, foldNumber, listOnRecord } from '#expo/ground/companies/index.ts'
import { isPublic } from '#expo/ground/companies/rules.ts'
import { listEconomies } from '#expo/ground/economies/index.ts'
import { todayIn } from '#expo/ground/editions/rules.ts'
import type { Db } from '#platform/database.ts'
import type { GoodRow, Problem } from '#platform/sheets/read.ts'
import type { Call, Door } from '#web/door.ts'
import { optionalText, text } from '#web/form.ts'
import { oneOf } from '#web/intake/cells.ts'
import { intakeDoors } from '#web/intake/doors.tsx'
import { type CompanionFacts, columnsOf, keepCompanions, TWICE, twiceIn } from './commands/companions.ts'
import { applicationAddress } from './pages/stand.tsx'
import { mayActForApplicant } from './permissions.ts'
import { applicationInPath, type Standing } from './places.ts'
import { countCompanions, listCompanionKeys } from './queries/companions.ts'
import { mayAddCompanions, mayWrite, namesOf } from './rules.ts'
import { COMPANIONSHIPS } from './words.ts'

const CompanionRow = z.object({
  kind: oneOf(COMPANIONSHIPS, (one) => `applications.companionships.${one}`, 'co-exhibitor'),
  name: text(200),
  name_en: optionalText(200),
  economy: text(200),
  number: optionalText(60),
  shows: optionalText(1000),
  email: z
    .string()
    .transform((typed) => typed.trim())
    .refine((typed) => typed === '' || z.email().max(254).safeParse(typed).success, { error: 'web.email' })
    .transform((typed) => typed || null),
})
type CompanionRow = z.output<typeof CompanionRow>

/** Countries and territories by code and by every name they have, as people write them into sheets. */
async function economiesByName(db: Db): Promise<(written: string) => string | undefined> {
  const codes = new Map<string, string>()
  for (const { code, alpha2, kind, names } of await listEconomies(db, { hidden: true })) {
    if (kind !== 'country') continue
    for (const name of [code, alpha2 ?? code, ...Object.values(names)]) codes.set(name.toLowerCase(), code)
  }
  return (written) => codes.get(written.toLowerCase())
}

const factsOf = ({ kind, name, name_en, number, shows, email }: CompanionRow, economyCode: string): CompanionFacts => ({
  kind,
  names: namesOf(name, name_en),
  economyCode,
  registrationNumber: number,
  shows,
  contactEmail: email,
})

const KNOWN_BY = { number: 'applications.known-by-number', name: 'applications.known-by-name' }

/** Each economy is known, each name names, nobody is on the list already or twice in the file, and there is room for all. */
async function check(db: Db, { thing }: Call<Standing>, rows: readonly GoodRow<CompanionRow>[]) {
  const { id, state } = thing.application
  const codeOf = await economiesByName(db)
  const standing = await listCompanionKeys(db, id)
  const counted = await countCompanions(db, id)
  const seen: Parameters<typeof twiceIn>[0][number][] = [...standing]
  const problems: Omit<Problem, 'value'>[] = []
  let room = counted['co-exhibitor'] + counted.represented
  for (const { line, row } of rows) {
    const problem = (column: keyof CompanionRow | null, code: string, details = {}) =>
      problems.push({ line, column, code, details })
    const economyCode = codeOf(row.economy)
    if (!economyCode) {
      problem('economy', 'companies.no-such-economy')
      continue
    }
    const one = columnsOf(factsOf(row, economyCode))
    const twice = twiceIn(seen, one)
    const more = mayAddCompanions(room, 1)
    const write = mayWrite(state, 'co-exhibitors')
    if (one.nameKey === '') problem('name', 'companies.name-without-letters')
    else if (twice) problem(twice, TWICE[twice])
    else if (!write.ok) problem(null, `applications.${write.reason}`)
    else if (!more.ok) problem(null, `applications.${more.reason}`, more.details)
    else {
      seen.push(one)
      room += 1
    }
  }
  return problems
}

/** Who of them is on record already, as far as everybody may know it: told, and nothing is held against the row. */
async function remarks(db: Db, _: Call<Standing>, rows: readonly GoodRow<CompanionRow>[]) {
  const codeOf = await economiesByName(db)
  const found = await listOnRecord(
    db,
    rows.map(({ row }) => ({
      name: row.name,
      economyCode: codeOf(row.economy) ?? '',
      registrationNumber: row.number,
    })),
  )
  return rows.flatMap(({ line }, index) => {
    const match = found[index]
    if (!match || !isPublic(match.company)) return []
    const [name = ''] = Object.values(match.company.names)
    const column = match.by === 'number' ? 'number' : 'name'
    return [{ line, column, code: KNOWN_BY[match.by], details: { name } }]
  })
}

/** Those who stand with an applicant, by sheet: an umbrella organiser brings hundreds, and nobody should type them one by one. */
export const companionSheetDoors: Door[] = intakeDoors<Standing, CompanionRow>({
  path: '/:lang/:edition/applications/:id/co-exhibitors/upload',
  thing: applicationInPath,
  may: mayActForApplicant,
  title: 'applications.companions-by-sheet',
  back: ({ thing: { edition, application }, reader }) => ({
    to: `${applicationAddress(edition, application)}/co-exhibitors`,
    label: reader.t('applications.part.co-exhibitors'),
  }),
  file: ({ edition }) => `${edition.code}-co-exhibitors`,
  columns: [
    {
      key: 'kind',
      label: 'applications.companionship',
      hint: 'applications.companionship-in-sheet',
      required: false,
      example: 'co-exhibitor',
    },
    {
      key: 'name',
      label: 'applications.own-name',
      hint: 'applications.own-name-hint',
      required: true,
      example: 'Kooperativa Kafé Ermera',
    },
    { key: 'name_en', label: 'applications.english-name', required: false, example: 'Ermera Coffee Cooperative' },
    {
      key: 'economy',
      label: 'applications.economy',
      hint: 'economies.economy-in-sheet',
      required: true,
      example: 'TLS',
    },
    { key: 'number', label: 'applications.number', required: false, example: 'TL-2019/77' },
    { key: 'shows', label: 'applications.shows', required: false, example: 'Coffee beans' },
    { key: 'email', label: 'applications.contact', required: false, example: 'maria@example.org' },
  ],
  row: CompanionRow,
  once: (row) => `${foldName(row.name).key} ${row.economy.toLowerCase()} ${foldNumber(row.number)}`,
  check,
  remarks,
  keep: async (tx, { thing, actor, now }, rows) => {
    const codeOf = await economiesByName(tx)
    const companions = rows.map(({ row }) => factsOf(row, codeOf(row.economy) ?? row.economy))
    const { edition, application } = thing
    const when = { today: todayIn(edition, now), now }
    await keepCompanions(tx, { applicationId: application.id, companions, ...when, by: actor })
  },
})
