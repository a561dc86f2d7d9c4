import sharp from 'sharp'
import { addCompanion } from '#expo/exhibition/applications/commands/companions.ts'
import { addDocument } from '#expo/exhibition/applications/commands/documents.ts'
import { sendLink } from '#expo/exhibition/applications/commands/links.ts'
import { recommend } from '#expo/exhibition/applications/commands/recommend.ts'
import { anAcceptedApplication, anApplication } from '#expo/exhibition/applications/makers.ts'
import { setVenue } from '#expo/exhibition/booths/index.ts'
import { aDraft, aHolding, aPlan, aRun, aSheet } from '#expo/exhibition/booths/makers.ts'
import { USUAL_RULES } from '#expo/exhibition/booths/rules/plan.ts'
import { setPrices } from '#expo/exhibition/fees/makers.ts'
import { addPicture } from '#expo/exhibition/pavilions/commands/write-page.ts'
import { aPavilion } from '#expo/exhibition/pavilions/makers.ts'
import { aHappening, aPlace, openDays } from '#expo/ground/calendar/makers.ts'
import { addRanking } from '#expo/ground/companies/index.ts'
import { aCompany, aDocument, aVerifiedCompany } from '#expo/ground/companies/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { invitePerson } from '#expo/ground/people/index.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { publishFigure } from '#expo/results/commands/publish.ts'
import type { Actor } from '#kernel/actor.ts'
import { day } from '#kernel/day.ts'
import { transact } from '#platform/database.ts'
import { setAside } from '#platform/uploads.ts'
import { freshDatabase, maker, type OpenHouse, openHouse, type Visitor } from './house.ts'
import { aTreasury } from './treasury.ts'

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
  const edition = await anEdition(db, { currency: 'USD' })
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
  const holding = await aHolding(db, edition.id)
  const run = await aRun(db, edition.id)
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

  await setPrices(db, edition.id)
  const asked = { kind: 'person', id: administrator.id, grants: [] } as const
  const treasury = await aTreasury(house, edition, asked)
  const applied = await anApplying(house, edition, asked)
  const ids: [RegExp, string][] = [
    [/\/applications\/:id\/booth/, holding.applicationId],
    [/\/applications\/:id\/contract/, treasury.scanned],
    [/\/applications\/:id\/(statement|payments|billing|fees)/, treasury.paying],
    [/\/exhibitors\/:id/, applied.exhibitor],
    [/\/(applications|companies)\/:id\b(?!.*:upload)/, applied.application],
    [/\/join\/:token/, applied.joining],
    [/\/recommend\/:token/, applied.recommending],
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
    run: run.id,
    bank: treasury.bank,
    entry: treasury.entry,
    budget: treasury.budget,
    printed: treasury.printed,
    row: '1',
    companion: applied.companion,
    paper: applied.paper,
    recommendation: applied.recommendation,
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
        .replace('/:bank/files/:upload', `/:bank/files/${treasury.upload}`)
        .replace('/rates/:code', '/rates/standard')
        .replace('/measures/:code', '/measures/free-booths')
        .replace(':id/co-exhibitors/upload/:upload', `${applied.application}/co-exhibitors/upload/${applied.upload}`)
        .replace(
          /:(id|happening|token)\b/,
          (_, name: string) => ids.find(([where]) => where.test(path))?.[1] ?? examples[name] ?? crypto.randomUUID(),
        )
        .replace(/:(\w+)/g, (_, name: string) => examples[name] ?? 'example'),
  }
}

/** An application with somebody who stands with it, a file, a recommendation and links that open; and one that was accepted. */
async function anApplying({ db, house }: OpenHouse, edition: { id: string; code: string }, administrator: Actor) {
  const now = new Date('2023-06-15T12:00:00+08:00')
  const today = day('2023-06-15')
  const { id: applicationId } = await anApplication(db, edition.id, { economyCode: 'TLS' })
  const order = { applicationId, today, now, by: maker }
  const names = { und: 'Kooperativa Ermera' }
  const facts = { kind: 'co-exhibitor', names, economyCode: 'TLS', registrationNumber: '', shows: '' } as const
  const companion = await addCompanion(db, { ...order, companion: { ...facts, contactEmail: null } })
  const bytes = new TextEncoder().encode('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n')
  const file = { fileName: 'letter.pdf', bytes }
  await addDocument(db, house.files, { ...order, kind: 'letter', file })
  const of = {
    byKind: 'embassy',
    body: 'Embassy of Timor-Leste',
    economyCode: 'TLS',
    author: 'Ana',
    office: '',
  } as const
  const said = { ...of, on: today, words: '' }
  await recommend(db, house.files, { ...order, way: 'staff', said, file })
  const linked = async (purpose: 'join' | 'recommend', coExhibitorId: string | null) => {
    let link = ''
    const letter = (address: string) => {
      link = address
      return { subject: 'A link', body: address }
    }
    const to = { email: `${purpose}@example.org`, language: 'en', publicUrl: '' } as const
    await sendLink(db, { ...order, purpose, coExhibitorId, ...to, letter })
    return link.split('/').at(-1) ?? ''
  }
  const only = async (table: 'applications.documents' | 'applications.recommendations') =>
    (await db.selectFrom(table).select('id').executeTakeFirstOrThrow()).id
  return {
    application: applicationId,
    exhibitor: (await anAcceptedApplication(db, edition.id)).id,
    companion: companion.id,
    paper: await only('applications.documents'),
    recommendation: await only('applications.recommendations'),
    joining: await linked('join', companion.id),
    recommending: await linked('recommend', null),
    upload: await setAside(db, {
      about: `/${edition.code}/applications/${applicationId}/co-exhibitors/upload`,
      by: administrator,
      fileName: 'with-us.csv',
      bytes: new TextEncoder().encode('name,economy\nKooperativa Suai,TLS\n,TLS\n'),
    }),
  }
}
