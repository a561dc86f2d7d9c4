import { describe, expect, test } from 'vitest'
import { anAcceptedApplication, anApplication } from '#expo/exhibition/applications/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { transact } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { maker as by, countQueries, freshDatabase } from '#tests/house.ts'
import { aHolding, aPlan, aSheet } from '../../makers.ts'
import { findLiveHolding, holdersOf, listHoldings, listLiveHoldings } from '../queries.ts'
import { acceptOffer, askForChange, prolongOffer, refuseChange } from './answer.ts'
import { endHolding, endHoldingOf } from './end.ts'
import { loadConstructedHoldings } from './load-constructed.ts'
import { offerBooth } from './offer.ts'

const { db } = await freshDatabase()
const now = new Date('2023-06-02T09:00:00+08:00')
const today = day('2023-06-02')
const answerBy = new Date('2023-06-20T12:00:00+08:00')
const when = { today, now, by }

/** Which refusal a deed meets; a deed that passes is a failure. */
const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const factsOf = async (id: string) => (await listEntries(db, id)).map((entry) => entry.what).reverse()
const offer = (applicationId: string, boothIds: string[], over: Partial<Parameters<typeof offerBooth>[1]> = {}) =>
  offerBooth(db, { applicationId, boothIds, answerBy, words: '', ...when, ...over })

async function aFair() {
  const edition = await anEdition(db)
  const sheet = aSheet()
  await aPlan(db, edition.id, '1H', sheet)
  const idOf = (number: string) => sheet.booths.find((booth) => booth.number === number)?.id ?? ''
  const applicant = () => anAcceptedApplication(db, edition.id)
  return { edition, sheet, idOf, applicant }
}

describe('an offer', () => {
  test('keeps what was offered: booths that stand wall to wall are one stand, with its floor and its open sides', async () => {
    const { edition, idOf, applicant } = await aFair()
    const { id: applicationId } = await applicant()
    const { id } = await offer(applicationId, [idOf('A01'), idOf('A03'), idOf('A02'), idOf('A04')])
    const holding = await findLiveHolding(db, applicationId)
    expect(holding).toMatchObject({ id, state: 'offered', hallCode: '1H', kind: 'standard', areaM2: 36, openSides: 3 })
    expect(holding?.booths.map((booth) => booth.number)).toEqual(['A01', 'A02', 'A03', 'A04'])
    expect(await db.selectFrom('boothsViews.holdings').selectAll().where('holdingId', '=', id).execute()).toMatchObject(
      [{ editionId: edition.id, numbers: ['1H-A01', '1H-A02', '1H-A03', '1H-A04'], fromDay: null, areaM2: '36.00' }],
    )
    expect(await factsOf(id)).toEqual(['booth.offered'])
  })

  test('is for an accepted application, of one stand that stands in the public plan', async () => {
    const { edition, idOf, applicant } = await aFair()
    const { id } = await applicant()
    const waiting = await anApplication(db, edition.id)
    const elsewhere = await aFair()
    expect(await refusalOf(offer(waiting.id, [idOf('A01')]))).toBe('holdings.not-accepted')
    expect(await refusalOf(offer(id, []))).toBe('holdings.no-booths')
    expect(await refusalOf(offer(id, [idOf('A01'), idOf('B01')]))).toBe('holdings.several-kinds')
    expect(await refusalOf(offer(id, [idOf('A01'), idOf('A07')]))).toBe('holdings.not-adjoining')
    expect(await refusalOf(offer(id, [crypto.randomUUID()]))).toBe('holdings.booth-gone')
    expect(await refusalOf(offer(id, [elsewhere.idOf('A01')]))).toBe('holdings.booth-gone')
    expect(await listHoldings(db, id)).toEqual([])
  })

  test('of twenty clerks who offer one booth at once, one does', async () => {
    const { idOf, applicant } = await aFair()
    const applications = []
    for (let clerk = 0; clerk < 20; clerk++) applications.push(await applicant())
    const met = await Promise.all(applications.map(({ id }) => refusalOf(offer(id, [idOf('B01')]))))
    expect(met.filter((code) => code === 'passed')).toHaveLength(1)
    expect(new Set(met)).toEqual(new Set(['passed', 'holdings.booth-held']))
    expect(await holdersOf(db, [idOf('B01')])).toHaveLength(1)
  })

  test('of two clerks who offer to one application at once, one does; another offer takes the place of the first', async () => {
    const { idOf, applicant } = await aFair()
    const { id } = await applicant()
    const met = await Promise.all([refusalOf(offer(id, [idOf('B01')])), refusalOf(offer(id, [idOf('B02')]))])
    expect(met.toSorted()).toEqual(['holdings.holds-already', 'passed'])
    const first = await findLiveHolding(db, id)
    const insteadOf = { holdingId: first?.id ?? '', version: 1, why: 'The stage needs the floor.' }
    const stale = offer(id, [idOf('A01')], { insteadOf: { ...insteadOf, version: 9 } })
    expect(await refusalOf(stale)).toBe('web.stale')
    await offer(id, [idOf('A01')], { insteadOf })
    const [second, before] = await listHoldings(db, id)
    expect(second).toMatchObject({ state: 'offered', replaces: first?.id })
    expect(before).toMatchObject({ state: 'ended', endedAs: 'replaced', reason: 'The stage needs the floor.' })
    expect(await holdersOf(db, [idOf('B01'), idOf('B02')])).toEqual([])
  })
})

describe('an answer', () => {
  test('is given once and in time; from then on the application holds its booths', async () => {
    const { edition } = await aFair()
    const { id: holdingId, applicationId } = await aHolding(db, edition.id, { answerBy })
    const late = { holdingId, version: 1, ...when, now: new Date('2023-06-21T12:00:00+08:00') }
    expect(await refusalOf(acceptOffer(db, late))).toBe('holdings.answer-late')
    const both = await Promise.all([1, 2].map(() => refusalOf(acceptOffer(db, { holdingId, version: 1, ...when }))))
    expect(both.toSorted()).toEqual(['holdings.answered', 'passed'])
    const stale = askForChange(db, { holdingId, version: 1, words: 'x', neededBy: null, ...when })
    expect(await refusalOf(stale)).toBe('holdings.answered')
    expect(await refusalOf(acceptOffer(db, { holdingId, version: 2, ...when }))).toBe('holdings.answered')
    expect(await findLiveHolding(db, applicationId)).toMatchObject({ state: 'accepted', acceptedOn: today })
    expect(await factsOf(holdingId)).toEqual(['booth.offered', 'booth.accepted'])
  })

  test('may ask for others; a no puts the offer back with its reason and its time', async () => {
    const { edition } = await aFair()
    const { id: holdingId } = await aHolding(db, edition.id, { answerBy })
    const words = 'We build a kitchen and need water.'
    const ask = { holdingId, version: 1, words, neededBy: null, ...when }
    expect(await refusalOf(askForChange(db, { ...ask, words: ' ' }))).toBe('holdings.words-missing')
    expect(await refusalOf(askForChange(db, { ...ask, neededBy: day('2023-06-01') }))).toBe('holdings.day-past')
    await askForChange(db, { ...ask, neededBy: day('2023-06-09') })
    expect(await refusalOf(askForChange(db, { ...ask, version: 2 }))).toBe('holdings.asked')
    const until = new Date('2023-07-01T12:00:00+08:00')
    const no = { holdingId, version: 2, words: 'None of them has water.', answerBy: until, ...when }
    expect(await refusalOf(refuseChange(db, { ...no, words: '' }))).toBe('holdings.why-missing')
    await refuseChange(db, no)
    expect(await refusalOf(refuseChange(db, { ...no, version: 3 }))).toBe('holdings.not-asked')
    await prolongOffer(db, { holdingId, version: 3, until: new Date('2023-07-09T12:00:00+08:00'), ...when })
    await acceptOffer(db, { holdingId, version: 4, ...when, now: new Date('2023-07-08T12:00:00+08:00') })
    expect(await factsOf(holdingId)).toEqual([
      'booth.offered',
      'booth.change-asked',
      'booth.change-refused',
      'booth.offer-prolonged',
      'booth.accepted',
    ])
  })
})

describe('the end of a holding', () => {
  test('needs a reason, frees the booths, and leaves known what was held until then', async () => {
    const { edition } = await aFair()
    const { id: holdingId, boothIds, applicationId } = await aHolding(db, edition.id, { accepted: true })
    const end = { holdingId, why: 'Not paid for.', today, by }
    expect(await refusalOf(endHolding(db, { ...end, why: ' ' }))).toBe('holdings.why-missing')
    expect(await refusalOf(endHolding(db, { ...end, version: 1 }))).toBe('web.stale')
    await endHolding(db, end)
    expect(await refusalOf(endHolding(db, end))).toBe('holdings.ended')
    expect(await listHoldings(db, applicationId)).toMatchObject([
      { state: 'ended', endedOn: today, endedAs: 'ended', acceptedOn: '2023-06-01' },
    ])
    await aHolding(db, edition.id, { boothIds })
  })

  test('comes with the end of the application, and again does no harm', async () => {
    const { edition } = await aFair()
    const { id, applicationId } = await aHolding(db, edition.id, { accepted: true })
    for (let time = 0; time < 2; time++) await endHoldingOf(db, { applicationId, on: today, why: '', by })
    expect(await findLiveHolding(db, applicationId)).toBeNull()
    expect((await factsOf(id)).filter((what) => what === 'booth.ended')).toHaveLength(1)
  })
})

test('constructed holdings are loaded at once, marked, and hold as any other', async () => {
  const { edition, idOf, applicant } = await aFair()
  const [one, two, gone] = [await applicant(), await applicant(), await applicant()]
  const day1 = day('2023-05-01')
  const held = { state: 'accepted', offeredOn: day1, answerBy: null, acceptedOn: day1, ended: null } as const
  const ended = { on: day('2023-05-09'), as: 'ended', reason: 'Constructed.' } as const
  await transact(db, (tx) =>
    loadConstructedHoldings(tx, {
      editionId: edition.id,
      holdings: [
        { ...held, applicationId: one.id, boothIds: [idOf('A01'), idOf('A02')], openSides: 3 },
        { ...held, applicationId: two.id, boothIds: [idOf('B01')], state: 'offered', acceptedOn: null },
        { ...held, applicationId: gone.id, boothIds: [idOf('B01')], state: 'ended', ended },
      ],
      now,
      by,
    }),
  )
  const live = await listLiveHoldings(db, edition.id)
  const byState = live.toSorted((a, b) => (a.state < b.state ? -1 : 1))
  expect(
    byState.map(({ state, areaM2, openSides, constructed }) => ({ state, areaM2, openSides, constructed })),
  ).toEqual([
    { state: 'accepted', areaM2: 18, openSides: 3, constructed: true },
    { state: 'offered', areaM2: 72, openSides: 4, constructed: true },
  ])
  expect(await refusalOf(offer(gone.id, [idOf('B01')]))).toBe('holdings.booth-held')
})

test('a list of holdings asks the database no more for three than for one', async () => {
  const { edition } = await aFair()
  await aHolding(db, edition.id)
  const once = await countQueries(db, (counted) => listLiveHoldings(counted, edition.id))
  await aHolding(db, edition.id)
  await aHolding(db, edition.id)
  expect(await countQueries(db, (counted) => listLiveHoldings(counted, edition.id))).toBe(once)
})
