import sharp from 'sharp'
import { setVenue } from '#expo/exhibition/booths/index.ts'
import { aDraft, aPlan, aSheet } from '#expo/exhibition/booths/makers.ts'
import { USUAL_RULES } from '#expo/exhibition/booths/rules/plan.ts'
import { addPicture } from '#expo/exhibition/pavilions/commands/write-page.ts'
import { aPavilion } from '#expo/exhibition/pavilions/makers.ts'
import { aHappening, aPlace, openDays } from '#expo/ground/calendar/makers.ts'
import { addRanking } from '#expo/ground/companies/index.ts'
import { aCompany, aDocument, aVerifiedCompany } from '#expo/ground/companies/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { invitePerson } from '#expo/ground/people/index.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { publishFigure } from '#expo/results/commands/publish.ts'
import { day } from '#kernel/day.ts'
import { transact } from '#platform/database.ts'
import { setAside } from '#platform/uploads.ts'
import { freshDatabase, maker, type OpenHouse, openHouse, type Visitor } from './house.ts'

/** A small town to knock at every door in: an edition with a pavilion, another beside it, a company, and people with and without roles. */
export interface Town {
  house: OpenHouse
  edition: { id: string; code: string }
  visitors: Record<'guest' | 'stranger' | 'neighbour' | 'administrator', Visitor>
  /** How often the database has been asked so far. */
  questions(): number
  /** The address of a door with real things in it. */
  addressOf(path: string): string
}

/** The hall that has a plan. */
const HALL = '4.1H'

export async function aTown(): Promise<Town> {
  const database = await freshDatabase()
  const house = openHouse(database, { clock: () => new Date('2023-06-15T12:00:00+08:00') })
  const { db } = house
  const edition = await anEdition(db)
  const pavilion = await aPavilion(db, edition.id, 'TLS')
  await openDays(db, edition.id)
  const place = await aPlace(db, edition.id)
  const happening = await aHappening(db, edition.id, { placeId: place.id })
  const owner = { kind: 'pavilion' as const, id: pavilion.id }
  const activity = await aHappening(db, edition.id, { owner })
  const sheet = aSheet()
  await aPlan(db, edition.id, HALL, sheet)
  await aDraft(db, edition.id, HALL, null)
  const ground = { code: HALL, hallCode: HALL, name: {}, level: 0, xM: 0, yM: 0, lengthM: 60, widthM: 40, turn: 0 }
  const venue = { rules: USUAL_RULES, grounds: [ground], passages: [] }
  await setVenue(db, { editionId: edition.id, ...venue, version: 0, by: maker })
  const elsewhere = await anEdition(db)
  const other = await aPavilion(db, elsewhere.id, 'TLS')
  const { files } = house.house
  const company = await aVerifiedCompany(db, files)
  const document = await aDocument(db, files, { companyId: company.id, kind: 'licence' })
  await addRanking(db, { code: 'largest', names: { en: 'The largest' }, source: null, by: maker })
  const stranger = await aPerson(db)
  const neighbour = await aPerson(
    db,
    { role: 'manager', kind: 'edition', id: elsewhere.id },
    { role: 'administrator', kind: 'pavilion', id: other.id },
    { role: 'administrator', kind: 'company', id: (await aCompany(db)).id },
  )
  const administrator = await aPerson(db, { role: 'administrator', kind: 'house', id: '' })
  const dot = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c33' } })
    .png()
    .toBuffer()
  const picture = await addPicture(db, files, {
    pavilionId: pavilion.id,
    bytes: dot,
    alt: { en: 'Red' },
    by: maker,
  })
  const published = { editionId: edition.id, figure: 'national-exhibition-countries', asOf: day('2023-06-01') }
  const publication = await publishFigure(db, { ...published, by: maker })
  const membership = await db.selectFrom('economies.memberships').select(['id', 'groupCode']).executeTakeFirstOrThrow()

  await transact(db, (tx) =>
    invitePerson(tx, {
      email: 'guest@example.org',
      grant: { role: 'member', kind: 'company', id: crypto.randomUUID() },
      language: 'en',
      subject: 'An invitation',
      text: (link) => link,
      onward: '/desk',
      publicUrl: '',
      now: new Date('2023-06-15T12:00:00+08:00'),
      by: maker,
    }),
  )
  const letter = await db
    .selectFrom('platform.mails')
    .select('body')
    .where('recipient', '=', 'guest@example.org')
    .executeTakeFirstOrThrow()

  const upload = await setAside(db, {
    about: `/groups/${membership.groupCode}/upload`,
    by: { kind: 'person', id: administrator.id, grants: [] },
    fileName: 'members.csv',
    bytes: new TextEncoder().encode('economy,from\nTLS,2500-01-01\nnobody,2500-01-01\n'),
  })

  const ids: [RegExp, string][] = [
    [/\/pictures\/:id/, picture.id],
    [/\/house\/people\/:id/, stranger.id],
    [/\/publications\/:id/, publication.id],
    [/\/groups\/:group\/:id/, membership.id],
    [/\/activities\/:happening/, activity.id],
    [/\/:happening/, happening.id],
  ]
  const examples: Record<string, string> = {
    lang: 'en',
    edition: edition.code,
    fair: edition.code.split('-')[0] ?? '',
    area: 'food',
    hall: HALL,
    window: 'pavilion-invitation',
    economy: 'tls',
    figure: 'national-exhibition-countries',
    dimension: 'region',
    place: place.code,
    tongue: 'fr',
    group: membership.groupCode,
    upload,
    company: company.id,
    document: document.id,
    ranking: 'largest',
    token: letter.body.split('/').at(-1) ?? '',
    version: 'v1',
    number: `${HALL}-A01`,
    booth: sheet.booths[0]?.id ?? '',
    structure: sheet.structures[0]?.id ?? '',
    ground: HALL,
    issue: '1',
  }
  return {
    house,
    edition,
    visitors: {
      guest: house.stranger(),
      stranger: await house.signIn(stranger),
      neighbour: await house.signIn(neighbour),
      administrator: await house.signIn(administrator),
    },
    questions: database.questions,
    addressOf: (path) =>
      path
        .replace(/:(\w+)\{[^/]*\\(\.\w+)\}/, (_, name: string, ending: string) => `${examples[name]}${ending}`)
        .replace(/:(id|happening)\b/, ids.find(([where]) => where.test(path))?.[1] ?? crypto.randomUUID())
        .replace(/:(\w+)/g, (_, name: string) => examples[name] ?? 'example'),
  }
}
