import { sql } from 'kysely'
import { loadConstructed } from '#expo/exhibition/applications/index.ts'
import type { Decision, State } from '#expo/exhibition/applications/words.ts'
import { loadConstructed as loadCompanies } from '#expo/ground/companies/index.ts'
import { findEdition, listAreas } from '#expo/ground/editions/index.ts'
import { system } from '#kernel/actor.ts'
import { type Day, day, plusDays } from '#kernel/day.ts'
import { openDatabase, transact } from '#platform/database.ts'

/** A fair that many want to be at: applications of made-up companies from forty economies, in every state, decided or not. */

const BATCH = 3000
const ECONOMIES =
  'AGO AUS BEL BRA CAN CHE CHL CIV COL DEU EGY ESP ETH FRA GBR GHA IDN IND ITA JPN KEN KOR LAO LKA MAR MDG MEX MYS NLD NZL PER POL RUS SEN THA TLS TUR TZA USA VNM'
const FIRST =
  'Alba Baru Ceres Delta Évora Fénix Gaia Harbour Iris Juno Kofi Lotus Meru Nara Orchard Porto Quay Rizal Suai Terra'
const SECOND = 'Coffee Trading Works Foods Motors Ceramics Textiles Medical Union Cooperative Systems Farms'
const OWN_SCRIPT = ['贸易', 'مصنع', 'Завод', 'Société', 'Kooperativa']
const STATES: readonly State[] = [
  'accepted',
  'accepted',
  'accepted',
  'submitted',
  'accepted',
  'wait-listed',
  'declined',
  'submitted',
]

const pick = (list: string, index: number): string => list.split(' ')[index % list.split(' ').length] as string
const nameOf = (index: number): string =>
  `${index % 3 === 0 ? `${OWN_SCRIPT[index % OWN_SCRIPT.length]} ` : ''}${pick(FIRST, index)} ${pick(SECOND, Math.floor(index / 7))} ${index}`

export async function fill(databaseUrl: string, editionCode: string, count: number): Promise<void> {
  const { db, close } = openDatabase(databaseUrl)
  const edition = await findEdition(db, editionCode)
  if (!edition) throw new Error(`there is no edition ${editionCode}`)
  const areas = (await listAreas(db, edition.id)).filter((one) => one.kind === 'area').map((one) => one.code)
  const by = system('bench')
  for (let at = 0; at < count; at += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, count - at) }, (_, index) => at + index)
    await transact(db, async (tx) => {
      const companies = some.map((index) => companyOf(index))
      const { ids } = await loadCompanies(tx, { companies, now: new Date(), by })
      const applications = some.map((index) =>
        applicationOf(index, { companyId: ids[index - at] as string, areas, opensOn: edition.opensOn }),
      )
      await loadConstructed(tx, { editionId: edition.id, applications, now: new Date(), by })
    })
  }
  // As the server's own upkeep would do within the minute.
  await sql`vacuum analyze`.execute(db)
  await close()
}

const companyOf = (index: number) => ({
  legalName: { text: nameOf(index), lang: 'en' },
  names: {},
  economyCode: pick(ECONOMIES, index * 7),
  registrationNumber: `BENCH-${index}`,
  kinds: ['exhibitor' as const],
  sizeClass: 'small' as const,
  foundedYear: null,
  website: null,
  verifiedFrom: day('2016-01-01'),
  rankings: [],
  source: null,
})

function applicationOf(index: number, of: { companyId: string; areas: readonly string[]; opensOn: Day }) {
  const state = STATES[index % STATES.length] as State
  const submittedOn = plusDays(of.opensOn, -300 + (index % 200))
  const decidedOn = state === 'submitted' ? null : plusDays(submittedOn, 20)
  const raw = index % 4 === 0
  return {
    companyId: of.companyId,
    role: 'exhibitor' as const,
    showsItself: true,
    state,
    areaCode: of.areas[index % of.areas.length] as string,
    zoneCode: null,
    boothKind: raw ? ('raw' as const) : ('standard' as const),
    areaM2: raw ? 36 + (index % 300) : 9 * (1 + (index % 4)),
    leastOpenSides: 1 + (index % 4),
    shows: { en: `Goods of ${nameOf(index)}, sold by those who make them.` },
    hsChapters: ['09'],
    near: [],
    block: 'none' as const,
    submitted: { at: new Date(`${submittedOn}T04:00:${String(index % 60).padStart(2, '0')}Z`), on: submittedOn },
    decidedOn,
    acceptedOn: state === 'accepted' ? decidedOn : null,
    endedOn: null,
    withdrawnOn: null,
    reason: (['declined', 'wait-listed'] as Decision[]).includes(state as Decision) ? 'area-full' : null,
    coExhibitors: [],
    recommendations:
      index % 50 === 0
        ? [
            {
              byKind: 'embassy' as const,
              body: 'An embassy',
              economyCode: null,
              author: 'Somebody',
              on: submittedOn,
              words: '',
            },
          ]
        : [],
    source: null,
  }
}
