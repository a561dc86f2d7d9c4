import sharp from 'sharp'
import { expect, test } from 'vitest'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { day, plusDays } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listEntries } from '#platform/journal.ts'
import { freshDatabase, maker, openHouse } from '#tests/house.ts'
import { anInvitation, aPavilion } from '../makers.ts'
import { findPavilion, getPavilion, listParticipants, listTerms } from '../queries.ts'
import { approveDesign, confirmPavilion, declinePavilion, openPavilion, withdrawPavilion } from './answer.ts'
import { changeTerms } from './change-terms.ts'
import { invitePavilion } from './invite.ts'
import { addPicture, removePicture, showPage, writeProfile } from './write-page.ts'

const database = await freshDatabase()
const { db } = database
const { house } = openHouse(database)

/** Which refusal a deed meets; a deed that passes is a failure. */
const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const by = maker
const factsOf = async (id: string) => (await listEntries(db, id)).map((entry) => entry.what).reverse()

test('an invitation, its confirmation, the approved design and the opening each leave their day and their fact', async () => {
  const edition = await anEdition(db)
  const { id } = await anInvitation(db, edition.id, 'TLS')
  const on = (text: string, version: number) => ({
    pavilionId: id,
    on: day(text),
    today: day('2023-11-05'),
    version,
    by,
  })
  await confirmPavilion(db, on('2023-04-02', 1))
  await approveDesign(db, on('2023-09-01', 2))
  await openPavilion(db, on('2023-11-05', 3))
  expect(await getPavilion(db, edition.id, 'TLS')).toMatchObject({
    state: 'open',
    answeredOn: '2023-04-02',
    designApprovedOn: '2023-09-01',
    openedOn: '2023-11-05',
  })
  expect(await factsOf(id)).toEqual([
    'pavilion.invited',
    'pavilion.confirmed',
    'pavilion.design-approved',
    'pavilion.opened',
  ])
})

test('who confirmed takes part from that day on, and who withdrew until the day of it', async () => {
  const edition = await anEdition(db)
  const { id } = await aPavilion(db, edition.id, 'LAO', { on: day('2023-04-10') })
  await withdrawPavilion(db, {
    pavilionId: id,
    on: day('2023-06-01'),
    today: day('2023-06-05'),
    version: 2,
    by,
    why: 'A flood.',
  })
  const takers = async (asOf: string) =>
    (await listParticipants(db, edition.id, day(asOf))).map((one) => one.economyCode)
  expect(await takers('2023-04-09')).toEqual([])
  expect(await takers('2023-04-10')).toEqual(['LAO'])
  expect(await takers('2023-05-31')).toEqual(['LAO'])
  expect(await takers('2023-06-01')).toEqual([])
})

test('who declined may be invited and confirm again; the days before stay as they were', async () => {
  const edition = await anEdition(db)
  const { id } = await anInvitation(db, edition.id, 'NPL')
  await declinePavilion(db, { pavilionId: id, on: day('2023-03-20'), today: day('2023-03-20'), version: 1, by })
  const again = await anInvitation(db, edition.id, 'NPL', { today: day('2023-05-01') })
  expect(again.id).toBe(id)
  await confirmPavilion(db, { pavilionId: id, on: day('2023-05-02'), today: day('2023-05-02'), version: 3, by })
  expect((await listTerms(db, id)).map((one) => one.from)).toEqual(['2023-05-02'])
})

test('of twenty clerks inviting the same country at once, one does', async () => {
  const edition = await anEdition(db)
  const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(anInvitation(db, edition.id, 'BTN'))))
  expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
  expect(new Set(answers)).toEqual(new Set(['passed', 'pavilions.already']))
  const pavilion = await findPavilion(db, edition.id, 'BTN')
  expect(await factsOf(pavilion?.id ?? '')).toEqual(['pavilion.invited'])
})

test('of twenty answers at once, one holds, and the others hear that the page is old or the step is taken', async () => {
  const edition = await anEdition(db)
  const { id } = await anInvitation(db, edition.id, 'VUT')
  const deed = { pavilionId: id, on: day('2023-04-01'), today: day('2023-04-01'), version: 1, by }
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      refusalOf(index % 2 ? confirmPavilion(db, deed) : declinePavilion(db, deed)),
    ),
  )
  expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
  for (const answer of answers)
    expect(['passed', 'pavilions.already', 'pavilions.not-from-here', 'web.stale']).toContain(answer)
  expect(await listTerms(db, id)).toHaveLength((await getPavilion(db, edition.id, 'VUT')).state === 'confirmed' ? 1 : 0)
})

test('a second confirmation, a stale page and a day to come are refused and change nothing', async () => {
  const edition = await anEdition(db)
  const { id } = await aPavilion(db, edition.id, 'STP')
  const before = await getPavilion(db, edition.id, 'STP')
  const deed = { pavilionId: id, on: day('2023-04-05'), today: day('2023-04-05'), version: 2, by }
  expect(await refusalOf(confirmPavilion(db, deed))).toBe('pavilions.already')
  expect(await refusalOf(approveDesign(db, { ...deed, version: 1 }))).toBe('web.stale')
  expect(await refusalOf(approveDesign(db, { ...deed, on: day('2023-04-06') }))).toBe('pavilions.day-to-come')
  expect(await refusalOf(withdrawPavilion(db, { ...deed, on: day('2023-03-20'), why: 'x' }))).toBe(
    'pavilions.day-before-terms',
  )
  expect(await getPavilion(db, edition.id, 'STP')).toEqual(before)
  expect(await listTerms(db, id)).toHaveLength(1)
})

test('an invitation outside the window is refused to a clerk, and open to administrators of the house', async () => {
  const edition = await anEdition(db)
  const clerk = { kind: 'person', id: 'x', grants: [{ role: 'clerk', kind: 'edition', id: edition.id }] } as const
  const late = { today: day('2024-02-01'), now: new Date('2024-02-01T12:00:00Z') }
  expect(await refusalOf(anInvitation(db, edition.id, 'MMR', { ...late, by: clerk }))).toBe('pavilions.window-over')
  const early = { today: day('2022-12-01'), now: new Date('2022-12-01T12:00:00Z') }
  expect(await refusalOf(anInvitation(db, edition.id, 'MMR', { ...early, by: clerk }))).toBe('pavilions.window-not-yet')
  expect(await refusalOf(anInvitation(db, edition.id, 'MMR', late))).toBe('passed')
})

test('a letter that cannot be written takes the invitation back with it', async () => {
  const edition = await anEdition(db)
  const order = {
    editionId: edition.id,
    economyCode: 'KHM',
    mode: 'online',
    areaM2: 0,
    badgeQuota: 0,
    boothQuota: 0,
    guestOfHonour: false,
    today: day('2023-03-01'),
    now: new Date('2023-03-01T12:00:00Z'),
    by,
  } as const
  const failing = async () => {
    throw new Refusal('invalid', 'web.required')
  }
  expect(await refusalOf(invitePavilion(db, order, failing))).toBe('web.required')
  expect(await findPavilion(db, edition.id, 'KHM')).toBeNull()
})

test('a country that does not exist cannot be invited', async () => {
  const edition = await anEdition(db)
  expect(await refusalOf(anInvitation(db, edition.id, 'ATL'))).toBe('pavilions.no-such-economy')
})

test('terms change without gap or overlap: online in June, on site from September', async () => {
  const edition = await anEdition(db)
  const { id } = await aPavilion(db, edition.id, 'SLB', { mode: 'online', areaM2: 0, on: day('2023-06-01') })
  const order = {
    pavilionId: id,
    mode: 'on-site',
    areaM2: 54,
    guestOfHonour: true,
    badgeQuota: 12,
    boothQuota: 2,
  } as const
  const rest = { from: day('2023-09-01'), today: day('2023-09-10'), version: 2, why: 'A charter flight.', by }
  await changeTerms(db, { ...order, ...rest })
  const terms = await listTerms(db, id)
  expect(terms).toMatchObject([
    { mode: 'online', from: '2023-06-01', until: '2023-09-01' },
    { mode: 'on-site', areaM2: 54, guestOfHonour: true, from: '2023-09-01', until: null },
  ])
  for (let on = day('2023-06-01'); on < '2023-11-01'; on = plusDays(on, 1))
    expect(await listParticipants(db, edition.id, on), on).toHaveLength(1)
  expect(await refusalOf(changeTerms(db, { ...order, ...rest, from: day('2023-08-01'), version: 3 }))).toBe(
    'pavilions.day-before-terms',
  )
})

test('a page goes public in two languages and keeps them while it is', async () => {
  const edition = await anEdition(db)
  const { id } = await aPavilion(db, edition.id, 'KIR')
  const write = (lang: string, title: string) =>
    writeProfile(db, { pavilionId: id, lang, title, summary: '', body: '', by })
  await write('en', 'Kiribati')
  expect(await refusalOf(showPage(db, { pavilionId: id, on: day('2023-05-01'), by }))).toBe(
    'pavilions.page-needs-languages',
  )
  await write('fr', 'Kiribati')
  await showPage(db, { pavilionId: id, on: day('2023-05-01'), by })
  expect(await refusalOf(write('fr', ''))).toBe('pavilions.page-needs-languages')
  await showPage(db, { pavilionId: id, on: null, by })
  await write('fr', '')
  expect((await getPavilion(db, edition.id, 'KIR')).pageShownOn).toBeNull()
})

test('a pavilion that has not confirmed has no public page', async () => {
  const edition = await anEdition(db)
  const { id } = await anInvitation(db, edition.id, 'TUV')
  expect(await refusalOf(showPage(db, { pavilionId: id, on: day('2023-05-01'), by }))).toBe('pavilions.not-taking-part')
})

test('a picture is drawn anew, what is none is refused, and twelve are enough', async () => {
  const edition = await anEdition(db)
  const { id } = await aPavilion(db, edition.id, 'WSM')
  const bytes = await sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#c33' } })
    .withExif({ IFD0: { Artist: 'Somebody' } })
    .jpeg()
    .toBuffer()
  const add = (what: Uint8Array) =>
    addPicture(db, house.files, { pavilionId: id, bytes: what, alt: { en: 'A red field' }, by })
  expect(await refusalOf(add(new TextEncoder().encode('MZ not a picture')))).toBe('pavilions.not-a-picture')
  const first = await add(bytes)
  const row = await db.selectFrom('pavilions.pictures').selectAll().where('id', '=', first.id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ width: 1600, height: 800 })
  const kept = await house.files.open(row.digest)
  const drawn = await sharp(Buffer.from(await new Response(kept?.stream).arrayBuffer())).metadata()
  expect(drawn).toMatchObject({ format: 'webp' })
  expect(drawn.exif).toBeUndefined()
  for (let count = 1; count < 12; count++) await add(bytes)
  expect(await refusalOf(add(bytes))).toBe('pavilions.enough-pictures')
  await removePicture(db, { pavilionId: id, pictureId: first.id, by })
  await add(bytes)
})
