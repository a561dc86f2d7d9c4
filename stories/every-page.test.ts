import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { addCompanion } from '#expo/exhibition/applications/commands/companions.ts'
import { addDocument } from '#expo/exhibition/applications/commands/documents.ts'
import { recommend } from '#expo/exhibition/applications/commands/recommend.ts'
import { writeAsStaff } from '#expo/exhibition/applications/commands/thread.ts'
import { anAcceptedApplication, anApplication } from '#expo/exhibition/applications/makers.ts'
import { beginDraft } from '#expo/exhibition/booths/commands/begin-draft.ts'
import { aHappening } from '#expo/ground/calendar/makers.ts'
import { addRanking } from '#expo/ground/companies/index.ts'
import { aCompany, aDocument, aVerifiedCompany } from '#expo/ground/companies/makers.ts'
import { system } from '#kernel/actor.ts'
import { day } from '#kernel/day.ts'
import { LANGUAGES } from '#kernel/language.ts'
import { setAside } from '#platform/uploads.ts'
import { maker } from '#tests/house.ts'
import { aStage } from '#tests/served.ts'
import { aTreasury } from '#tests/treasury.ts'
import { map } from '../src/main/map.ts'
import { violationsOf } from './axe.ts'

const stage = await aStage()
const { id: stranger } = await stage.house.db
  .selectFrom('people.users')
  .select('id')
  .orderBy('id')
  .executeTakeFirstOrThrow()
const membership = await stage.house.db
  .selectFrom('economies.memberships')
  .select(['id', 'groupCode'])
  .executeTakeFirstOrThrow()
const { id: administrator } = await stage.house.db
  .selectFrom('people.users')
  .select('id')
  .where('email', '=', 'admin@rialto.example')
  .executeTakeFirstOrThrow()
const upload = await setAside(stage.house.db, {
  about: `/groups/${membership.groupCode}/upload`,
  by: { kind: 'person', id: administrator, grants: [] },
  fileName: 'members.csv',
  bytes: new TextEncoder().encode('economy,from,until\nTLS,2500-01-01,\nAtlantis,2500-01-01,\nFRA,1/1/2500,=1+1\n'),
})

const { db, files } = stage.house
const company = await aVerifiedCompany(db, files, { name: 'Kooperativa Café Timor' })
await aCompany(db, { name: 'Cooperativa Cafe Timor' })
const paper = await aDocument(db, files, { companyId: company.id, kind: 'licence' })
await addRanking(db, { code: 'largest', names: { en: 'The largest' }, source: null, by: maker })

const EDITION = 'ciie-2023'
const happening = await stage.house.db
  .selectFrom('calendar.happenings as h')
  .innerJoin('editionsViews.editions as e', 'e.id', 'h.editionId')
  .select('h.id')
  .where('e.code', '=', EDITION)
  .where('h.ownerKind', '=', 'edition')
  .limit(1)
  .executeTakeFirstOrThrow()
const [pavilion] = await stage.house.db
  .selectFrom('pavilionsViews.participations as p')
  .innerJoin('editionsViews.editions as e', 'e.id', 'p.editionId')
  .select(['p.pavilionId', 'p.economyCode', 'p.editionId'])
  .where('e.code', '=', EDITION)
  .orderBy('p.economyCode')
  .limit(1)
  .execute()
const activity = await aHappening(stage.house.db, pavilion?.editionId ?? '', {
  owner: { kind: 'pavilion', id: pavilion?.pavilionId ?? '' },
})
const HALL = '1.1H'
const { id: editionId } = await stage.house.db
  .selectFrom('editionsViews.editions')
  .select('id')
  .where('code', '=', EDITION)
  .executeTakeFirstOrThrow()
const now = new Date('2023-10-20T12:00:00+08:00')
const draft = await beginDraft(stage.house.db, { editionId, hallCode: HALL, from: 'released', now, by: system('test') })
const drawn = { booth: '', structure: '' }
for (const thing of ['booth', 'structure'] as const)
  drawn[thing] = await stage.house.db
    .selectFrom(thing === 'booth' ? 'booths.booths' : 'booths.structures')
    .select(thing === 'booth' ? 'boothId as id' : 'structureId as id')
    .where('planId', '=', draft.id)
    .executeTakeFirstOrThrow()
    .then((row) => (row as { id: string }).id)
const applied = await anApplication(db, editionId, { economyCode: 'TLS', boothKind: 'standard', areaM2: 18 })
const exhibitor = await anAcceptedApplication(db, editionId)
const applying = { applicationId: applied.id, today: day('2023-10-20'), now, by: maker }
const companion = await addCompanion(db, {
  ...applying,
  companion: {
    kind: 'co-exhibitor',
    names: { und: 'Kooperativa Ermera' },
    economyCode: 'TLS',
    registrationNumber: 'TL-77',
    shows: 'Kafé',
    contactEmail: null,
  },
})
const scan = {
  fileName: 'letter.pdf',
  bytes: new TextEncoder().encode('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n'),
}
await addDocument(db, files, { ...applying, kind: 'letter', file: scan })
await recommend(db, files, {
  ...applying,
  way: 'staff',
  said: {
    byKind: 'embassy',
    body: 'Embassy of Timor-Leste',
    economyCode: 'TLS',
    author: 'Ana Soares',
    office: 'Counsellor',
    on: day('2023-10-01'),
    words: 'They grow it themselves.',
  },
  file: scan,
})
const { id: recommendation } = await db
  .selectFrom('applications.recommendations')
  .select('id')
  .where('applicationId', '=', applied.id)
  .executeTakeFirstOrThrow()
await writeAsStaff(
  db,
  files,
  { ...applying, kind: 'question', body: 'How many sacks will you bring?', file: scan },
  async () => {},
)
const companionSheet = await setAside(db, {
  about: `/${EDITION}/applications/${applied.id}/co-exhibitors/upload`,
  by: { kind: 'person', id: administrator, grants: [] },
  fileName: 'with-us.csv',
  bytes: new TextEncoder().encode('name,economy\nKooperativa Suai,TLS\n,TLS\nSomebody,Atlantis\n'),
})
const asAdministrator = { kind: 'person', id: administrator, grants: [] } as const
const treasury = await aTreasury({ db, house: stage.house }, { id: editionId, code: EDITION }, asAdministrator)
const addressOf = (path: string) =>
  path
    .replace(/\/applications\/:id\/(?=contract)/, `/applications/${treasury.scanned}/`)
    .replace(/\/applications\/:id\/(?=statement|payments|billing)/, `/applications/${treasury.paying}/`)
    .replace('/:bank/files/:upload', `/${treasury.bank}/files/${treasury.upload}`)
    .replace('/rates/:code', '/rates/standard')
    .replace('/measures/:code', '/measures/free-booths')
    .replace(':bank', treasury.bank)
    .replace(':entry', treasury.entry)
    .replace(':budget', treasury.budget)
    .replace(':row', '1')
    .replace('/co-exhibitors/upload/:upload', `/co-exhibitors/upload/${companionSheet}`)
    .replace('/exhibitors/:id', `/exhibitors/${exhibitor.id}`)
    .replace(/\/(applications|companies)\/:id/, `/$1/${applied.id}`)
    .replace('/pavilions/:economy/companies/', '/pavilions/tls/companies/')
    .replace(':companion', companion.id)
    .replace(':recommendation', recommendation)
    .replace(/\/house\/people\/:id/, `/house/people/${stranger}`)
    .replace(/\/groups\/:group\/:id/, `/groups/${membership.groupCode}/${membership.id}`)
    .replace(':group', membership.groupCode)
    .replace(':upload', upload)
    .replace(':edition', EDITION)
    .replace(':fair', 'ciie')
    .replace(':area', 'food')
    .replace(':window', 'media')
    .replace(':economy', (pavilion?.economyCode ?? 'FRA').toLowerCase())
    .replace('/activities/:happening', `/activities/${activity.id}`)
    .replace(':happening', happening.id)
    .replace(':place', 'stage-north')
    .replace(':figure', 'national-exhibition-first-on-site')
    .replace(':dimension', 'region')
    .replace(':tongue', 'fr')
    .replace(':company', company.id)
    .replace(':document', paper.id)
    .replace(':ranking', 'largest')
    .replace(':hall', HALL)
    .replace(':number', `${HALL}-A01`)
    .replace(':booth', drawn.booth)
    .replace(':structure', drawn.structure)
    .replace(':ground', HALL)
    .replace(':issue', '1')
    .replace(':token', 'no-such-token')
const pages = map
  .filter(
    (door) =>
      door.kind === 'page' &&
      !/:(id|token)/.test(door.path.replace(/(people|:group|applications|exhibitors|companies)\/:id/, '')),
  )
  .map((door) => door.path)
const OPEN = new Set(
  map
    .filter((door) =>
      ['anyone', 'see the edition', 'see the pavilion', 'see the company', 'see the happening'].includes(
        door.permission,
      ),
    )
    .map((door) => door.path),
)
const publicPages = pages.filter((path) => OPEN.has(path))

test('there are pages for everybody and for those who work here', () => {
  expect(publicPages.length).toBeGreaterThan(12)
  expect(pages.length).toBeGreaterThan(publicPages.length + 15)
})

const admin = await stage.signedIn('admin')
const arabic = await stage.signedIn('admin', { viewport: { width: 320, height: 700 }, colorScheme: 'dark' })

const inEnglish = async (path: string) => {
  await admin.goto(addressOf(path).replace(':lang', 'en'))
  expect(await admin.locator('h1').count(), 'one heading').toBe(1)
  expect(await violationsOf(admin)).toEqual([])
}
const inArabic = async (path: string) => {
  await arabic.goto(addressOf(path).replace(':lang', 'ar'))
  expect(await arabic.locator('html').getAttribute('dir')).toBe('rtl')
  const { wide, culprits } = await arabic.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    culprits: [...document.querySelectorAll('body *')]
      .filter(
        (one) =>
          !one.closest('.scroll') &&
          (one.getBoundingClientRect().left < -1 || one.getBoundingClientRect().right > innerWidth + 1),
      )
      .slice(0, 3)
      .map((one) => one.outerHTML.slice(0, 120)),
  }))
  expect(wide, culprits.join('\n')).toBeLessThanOrEqual(1)
  expect(await violationsOf(arabic)).toEqual([])
}

// Both at once: there are many pages, and most machines have two cores.
test.each(pages)(
  '%s keeps nobody out (axe), in English and light, nor in Arabic, dark, on the narrowest phone, where nothing runs out of the screen',
  async (path) => {
    await Promise.all([inEnglish(path), inArabic(path)])
  },
)

describe.each(publicPages)('%s for a stranger', (path) => {
  test('weighs at most 20 kB of HTML, style and script, in each language', async () => {
    for (const language of LANGUAGES) {
      const answer = await fetch(stage.address + addressOf(path).replace(':lang', language), {
        headers: { 'accept-encoding': 'identity' },
      })
      const html = await answer.text()
      expect(answer.status, language).toBe(200)
      const parts = [...html.matchAll(/(?:href|src)="(\/assets\/[^"#]+\.(?:css|js))"/g)].map(
        ([, part]) => part as string,
      )
      const weights = await Promise.all(
        parts.map(async (part) => gzipSync(await (await fetch(stage.address + part)).text()).length),
      )
      // Plans count for themselves: 20 kB for a hall of 400 booths, 40 kB at most.
      const plans = [...html.matchAll(/<svg[^>]* class="plan.*?<\/svg>/gs)].map(([plan]) => plan)
      const plan = gzipSync(plans.join('')).length
      expect(plan, `${language}: ${plan} bytes of plan`).toBeLessThanOrEqual(
        path.endsWith('/plan/:hall') ? 20_000 : 40_000,
      )
      const page = plans.reduce((rest, one) => rest.replace(one, ''), html)
      const weight = gzipSync(page).length + weights.reduce((sum, one) => sum + one, 0)
      expect(weight, `${language}: ${weight} bytes`).toBeLessThanOrEqual(20_000)
    }
  })
})

test('the world’s drawing weighs at most 40 kB and may be kept', async () => {
  const html = await (await fetch(`${stage.address}/en/${EDITION}`)).text()
  const [drawing] = /\/assets\/world-[0-9a-f]+\.svg/.exec(html) ?? []
  const answer = await fetch(stage.address + drawing)
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(gzipSync(await answer.text()).length).toBeLessThanOrEqual(40_000)
})

test('the language chosen is kept', async () => {
  const page = await stage.visitor({ locale: 'en-GB' })
  await page.goto('/en')
  await page.getByRole('link', { name: 'Français' }).click()
  await page.goto('/')
  expect(page.url()).toMatch(/\/fr$/)
})

test('no page complained to the console', () => {
  expect(stage.complaints.filter((one) => !/40[149]|422/.test(one))).toEqual([])
})
