import { loadConstructed as loadCompanies } from '#expo/ground/companies/index.ts'
import { findWindow, listAreas, setArea, setWindow } from '#expo/ground/editions/index.ts'
import { system } from '#kernel/actor.ts'
import { type Day, day } from '#kernel/day.ts'
import { type Db, transact } from '#platform/database.ts'
import { beginApplication } from './commands/begin.ts'
import { decide } from './commands/decide.ts'
import type { ConstructedApplication } from './commands/load-constructed.ts'
import { submitApplication } from './commands/submit.ts'
import { writeGoods, writePlace, writeStand } from './commands/write.ts'
import { getApplication } from './queries/applications.ts'
import type { BoothKind, Role } from './words.ts'

let made = 0
const by = system('test')
const instant = (on: Day) => new Date(`${on}T12:00:00+08:00`)

/** A verified company that no document stands behind; `name` and `economyCode` as given. */
export async function anExhibitor(
  db: Db,
  { name, economyCode = 'TLS', number }: { name?: string; economyCode?: string; number?: string } = {},
): Promise<{ id: string; name: string }> {
  made += 1
  // Told apart before the transaction begins: of many made at once, each has its own.
  const registrationNumber = number ?? `EX-${Date.now()}-${made}`
  const text = name ?? `Orchard ${made} ${'abcdefghij'.charAt(made % 10)}`
  const { ids } = await transact(db, (tx) =>
    loadCompanies(tx, {
      companies: [
        {
          legalName: { text, lang: 'en' },
          names: {},
          economyCode,
          registrationNumber,
          kinds: ['exhibitor'],
          sizeClass: 'small',
          foundedYear: null,
          website: null,
          verifiedFrom: day('2020-01-01'),
          rankings: [],
          source: null,
        },
      ],
      now: instant(day('2020-01-01')),
      by,
    }),
  )
  return { id: ids[0] as string, name: text }
}

/** What a constructed exhibitor applied for: accepted, in the area `food`, alone; the rest as given. */
export const aConstructed = (
  given: Pick<ConstructedApplication, 'companyId' | 'boothKind' | 'areaM2' | 'submitted' | 'acceptedOn'> &
    Partial<ConstructedApplication>,
): ConstructedApplication => ({
  role: 'exhibitor',
  showsItself: true,
  state: 'accepted',
  areaCode: 'food',
  zoneCode: null,
  leastOpenSides: 1,
  shows: { en: 'Coffee' },
  hsChapters: ['09'],
  near: [],
  block: 'none',
  decidedOn: given.acceptedOn,
  endedOn: null,
  withdrawnOn: null,
  reason: null,
  coExhibitors: [],
  recommendations: [],
  source: null,
  ...given,
})

export interface MadeApplication {
  id: string
  companyId: string
  editionId: string
}

interface Wanted {
  companyId?: string
  economyCode?: string
  role?: Role
  areaCode?: string
  zoneCode?: string | null
  boothKind?: BoothKind
  areaM2?: number
  leastOpenSides?: number
  submittedOn?: Day
  /** The very instant; without it noon of the day. */
  submittedAt?: Date
}

/** The edition takes applications for two years and has the area, unless the test has set them otherwise. */
async function prepared(db: Db, editionId: string, areaCode: string, on: Day): Promise<void> {
  const year = Number(on.slice(0, 4))
  if (!(await findWindow(db, editionId, 'exhibitor-application'))) {
    const opensAt = new Date(`${year - 1}-01-01T00:00:00+08:00`)
    const closesAt = new Date(`${year + 1}-01-01T00:00:00+08:00`)
    await setWindow(db, { editionId, kind: 'exhibitor-application', opensAt, closesAt, by })
  }
  const areas = await listAreas(db, editionId)
  if (areas.some((one) => one.code === areaCode)) return
  const area = { code: areaCode, kind: 'area', parentCode: null, name: { en: areaCode }, tint: 1, position: 0 } as const
  await setArea(db, { editionId, ...area, by })
}

/** A draft that is whole: 36 m² raw space in the area `food`, unless said otherwise. */
export async function aDraft(db: Db, editionId: string, over: Wanted = {}): Promise<MadeApplication> {
  const { areaCode = 'food', submittedOn = day('2023-03-01'), role = 'exhibitor' } = over
  await prepared(db, editionId, areaCode, submittedOn)
  const economy = over.economyCode ? { economyCode: over.economyCode } : {}
  const companyId = over.companyId ?? (await anExhibitor(db, economy)).id
  const now = instant(submittedOn)
  const { id } = await beginApplication(db, { editionId, companyId, role, now, by })
  const page = async () => ({ applicationId: id, version: (await getApplication(db, id)).version, now, by })
  const { zoneCode = null, boothKind = 'raw', areaM2 = 36, leastOpenSides = 1 } = over
  await writePlace(db, { ...(await page()), areaCode, zoneCode, showsItself: true })
  await writeStand(db, { ...(await page()), boothKind, areaM2, leastOpenSides })
  const goods = { shows: { en: 'Coffee' }, hsChapters: ['09'], brands: '', certificates: '' }
  await writeGoods(db, { ...(await page()), ...goods })
  return { id, companyId, editionId }
}

/** An application that was submitted, on 1 March 2023 unless another day is given. */
export async function anApplication(db: Db, editionId: string, over: Wanted = {}): Promise<MadeApplication> {
  const draft = await aDraft(db, editionId, over)
  const { version } = await getApplication(db, draft.id)
  await submitApplication(db, {
    applicationId: draft.id,
    version,
    now: over.submittedAt ?? instant(over.submittedOn ?? day('2023-03-01')),
    by,
  })
  return draft
}

/** An application that was accepted, on 1 April 2023 unless another day is given. */
export async function anAcceptedApplication(
  db: Db,
  editionId: string,
  { acceptedOn = day('2023-04-01'), ...over }: Wanted & { acceptedOn?: Day } = {},
): Promise<MadeApplication> {
  const application = await anApplication(db, editionId, over)
  const { version } = await getApplication(db, application.id)
  const decision = { decision: 'accepted', reason: null, words: '', on: acceptedOn } as const
  const when = { today: acceptedOn, now: instant(acceptedOn) }
  await decide(db, { applicationId: application.id, version, ...decision, ...when, by })
  return application
}
