import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { anAcceptedApplication } from '#expo/exhibition/applications/makers.ts'
import { setHall } from '#expo/ground/editions/index.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, holderIn, transact } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { freshDatabase, maker } from '#tests/house.ts'
import { findLiveHolding, listHoldings } from '../holdings/queries.ts'
import { aBooth, aDraft, aGate, aHall, aHolding, aPlan, aSheet } from '../makers.ts'
import { findPlan, findRules, listGrounds, listPassages, listReleased, listVersions, readDrawing } from '../queries.ts'
import type { Sheet } from '../rules/change.ts'
import { movedBy } from '../rules/edit.ts'
import { type Booth, USUAL_RULES } from '../rules/plan.ts'
import { beginDraft, discardDraft } from './begin-draft.ts'
import { copyVenue } from './copy-venue.ts'
import { drawPlan } from './draw.ts'
import { loadConstructedPlans } from './load-constructed.ts'
import { releasePlan } from './release.ts'
import { setVenue } from './set-venue.ts'

const { db } = await freshDatabase()
const by = maker
const now = new Date('2023-06-02T09:00:00+08:00')
const today = day('2023-06-02')

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
const release = (planId: string, version: number, over: Partial<Parameters<typeof releasePlan>[1]> = {}) =>
  releasePlan(db, { planId, version, note: 'Moved.', remedies: [], now, today, by, ...over })

async function aReleasedHall() {
  const edition = await anEdition(db)
  const sheet = aSheet()
  const plan = await aPlan(db, edition.id, '1H', sheet)
  return { edition, sheet, plan }
}

describe('a draft', () => {
  test('begins with what is public, and leaves that as it is', async () => {
    const { edition, sheet, plan } = await aReleasedHall()
    const draft = await aDraft(db, edition.id, '1H', null)
    expect(draft).toMatchObject({ number: 2, state: 'draft', basedOn: plan.id })
    const drawing = await readDrawing(db, draft)
    expect(drawing.booths.map((booth) => booth.id).sort()).toEqual(sheet.booths.map((booth) => booth.id).sort())
    await drawPlan(db, { planId: draft.id, version: draft.version, booths: [], structures: [], by })
    expect((await readDrawing(db, plan)).booths).toHaveLength(10)
    expect(await factsOf(draft.id)).toEqual(['plan.begun', 'plan.drawn'])
  })

  test('can begin with an empty floor or a suggestion that keeps the rules', async () => {
    const edition = await anEdition(db)
    await aHall(db, edition.id)
    expect(await refusalOf(beginDraft(db, { editionId: edition.id, hallCode: '1H', from: 'released', now, by }))).toBe(
      'booths.nothing-released',
    )
    const { id } = await beginDraft(db, { editionId: edition.id, hallCode: '1H', from: 'small', now, by })
    const draft = await findPlan(db, edition.id, '1H', 'draft')
    expect(draft && (await readDrawing(db, draft)).booths.length).toBeGreaterThan(5)
    await release(id, 1)
    expect(await listReleased(db, edition.id)).toHaveLength(1)
  })

  test('is one per hall: of twenty clerks who begin one at once, one does', async () => {
    const { edition } = await aReleasedHall()
    const begin = () => refusalOf(beginDraft(db, { editionId: edition.id, hallCode: '1H', from: 'released', now, by }))
    const answers = await Promise.all(Array.from({ length: 20 }, begin))
    expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set(['passed', 'booths.draft-exists']))
    expect(await listVersions(db, edition.id, '1H')).toHaveLength(2)
  })

  test('keeps sizes and open sides as its shapes give them', async () => {
    const edition = await anEdition(db)
    await aHall(db, edition.id)
    const draft = await aDraft(db, edition.id, '1H')
    const bySides = Object.fromEntries(
      (await readDrawing(db, draft)).booths.map((booth) => [booth.number, [booth.areaM2, booth.openSides]]),
    )
    expect(bySides).toMatchObject({ A01: [9, 2], A03: [9, 1], B01: [72, 4], B02: [72, 4] })
  })

  test('of twenty strokes at once saves one; the others hear that their page is old and nothing of theirs is half done', async () => {
    const { edition } = await aReleasedHall()
    const draft = await aDraft(db, edition.id, '1H', null)
    const { booths, structures } = await readDrawing(db, draft)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const drawn = booths.map((booth) => ({ ...booth, number: `${booth.number}-${index}` }))
        return refusalOf(drawPlan(db, { planId: draft.id, version: draft.version, booths: drawn, structures, by }))
      }),
    )
    expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set(['passed', 'web.stale']))
    const after = await readDrawing(db, draft)
    expect(new Set(after.booths.map((booth) => booth.number.split('-')[1])).size).toBe(1)
    expect(after.booths).toHaveLength(booths.length)
  })

  test('refuses shapes that cannot be built, ids twice, and ids of booths elsewhere', async () => {
    const { edition } = await aReleasedHall()
    const other = await aReleasedHall()
    const draft = await aDraft(db, edition.id, '1H', null)
    const draw = (sheet: Partial<Sheet>) =>
      refusalOf(drawPlan(db, { planId: draft.id, version: draft.version, booths: [], structures: [], ...sheet, by }))
    const slanting = aBooth('X', 0, 0, {
      outline: [
        [0, 0],
        [3, 0],
        [4, 3],
        [0, 3],
      ],
    })
    expect(await draw({ booths: [slanting] })).toBe('booths.slanting')
    expect(await draw({ booths: [aBooth('X', 0, 0, { size: [0.5, 0.5] })] })).toBe('booths.too-small')
    const twice = aBooth('X', 0, 0)
    expect(await draw({ booths: [twice, { ...aBooth('Y', 9, 9), id: twice.id }] })).toBe('booths.id-twice')
    expect(await draw({ booths: [{ ...twice, id: other.sheet.booths[0]?.id ?? '' }] })).toBe('booths.id-elsewhere')
    expect(await draw({ booths: [twice] })).toBe('passed')
  })

  test('can be thrown away; the next counts on', async () => {
    const { edition } = await aReleasedHall()
    const draft = await aDraft(db, edition.id, '1H', null)
    expect(await refusalOf(discardDraft(db, { planId: draft.id, version: 99, by }))).toBe('web.stale')
    await discardDraft(db, { planId: draft.id, version: draft.version, by })
    expect(await findPlan(db, edition.id, '1H', 'draft')).toBeNull()
    expect(await factsOf(draft.id)).toEqual(['plan.begun', 'plan.discarded'])
    expect((await aDraft(db, edition.id, '1H', null)).number).toBe(2)
  })
})

describe('a hall drawn before, in another edition', () => {
  test('lends its public plan to a draft, as other booths; a hidden edition lends nothing', async () => {
    const { edition: before, sheet } = await aReleasedHall()
    const fairCode = before.code.split('-')[0] ?? ''
    const edition = await anEdition(db, { fairCode, opensOn: day('2024-11-05') })
    await aHall(db, edition.id)
    const begin = () => beginDraft(db, { editionId: edition.id, hallCode: '1H', from: 'earlier', now, by })
    await hideEdition(before.id)
    expect(await refusalOf(begin())).toBe('booths.nothing-released')
    await hideEdition(before.id, true)
    await begin()
    const draft = await findPlan(db, edition.id, '1H', 'draft')
    const drawing = draft && (await readDrawing(db, draft))
    const numbers = (booths: readonly { number: string }[] = []) => booths.map((booth) => booth.number).sort()
    expect(numbers(drawing?.booths)).toEqual(numbers(sheet.booths))
    expect(drawing?.structures).toHaveLength(sheet.structures.length)
    const known = new Set(sheet.booths.map((booth) => booth.id))
    expect(drawing?.booths.some((booth) => known.has(booth.id))).toBe(false)
  })
})
const hideEdition = (id: string, shown = false) =>
  db.updateTable('editions.editions').set({ shown }).where('id', '=', id).execute()

describe('a release', () => {
  test('supersedes what was public, which stays to be looked at; booths keep their ids', async () => {
    const { edition, sheet, plan } = await aReleasedHall()
    const draft = await aDraft(db, edition.id, '1H', { ...sheet, booths: sheet.booths.slice(1) })
    await release(draft.id, draft.version)
    const versions = await listVersions(db, edition.id, '1H')
    expect(versions.map((one) => [one.number, one.state])).toEqual([
      [2, 'released'],
      [1, 'superseded'],
    ])
    expect((await readDrawing(db, plan)).booths).toHaveLength(10)
    const now2 = await readDrawing(db, versions[0] as (typeof versions)[0])
    expect(now2.booths.every((booth) => sheet.booths.some((one) => one.id === booth.id))).toBe(true)
    expect(versions[0]).toMatchObject({ note: 'Moved.', releasedAt: now })
    expect(await factsOf(draft.id)).toEqual(['plan.begun', 'plan.drawn', 'plan.released'])
  })

  test('needs something that changed, and keeps the venue’s rules', async () => {
    const { edition, sheet } = await aReleasedHall()
    const draft = await aDraft(db, edition.id, '1H', null)
    expect(await refusalOf(release(draft.id, draft.version))).toBe('booths.nothing-changed')
    const twice = [...sheet.booths, aBooth('A01', 48, 30)]
    await drawPlan(db, { planId: draft.id, version: draft.version, ...sheet, booths: twice, by })
    expect(await refusalOf(release(draft.id, draft.version + 1))).toBe('booths.findings-forbid')
    expect(await refusalOf(release(draft.id, draft.version))).toBe('web.stale')
    expect((await findPlan(db, edition.id, '1H', 'released'))?.number).toBe(1)
  })

  test('of twenty at once happens once', async () => {
    const { edition, sheet } = await aReleasedHall()
    const draft = await aDraft(db, edition.id, '1H', { ...sheet, booths: sheet.booths.slice(1) })
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(release(draft.id, draft.version))))
    expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set(['passed', 'booths.not-a-draft']))
    expect(await listReleased(db, edition.id)).toHaveLength(1)
  })

  test('unseats nobody silently: each holder has a replacement, a notice and a reason, or nothing is released', async () => {
    const { edition, sheet } = await aReleasedHall()
    const [first, second, third] = sheet.booths.slice(-2).concat(sheet.booths.slice(0, 1)) as [Booth, Booth, Booth]
    const gone = await aHolding(db, edition.id, { boothIds: [first.id], accepted: true })
    const kept = await aHolding(db, edition.id, { boothIds: [third.id] })
    const booths = sheet.booths.filter((booth) => booth.id !== first.id)
    const draft = await aDraft(db, edition.id, '1H', { ...sheet, booths })
    const holder = gone.applicationId
    const words = { notice: 'Your stand moves.', reason: 'A pillar.' }
    const remedy = { boothId: first.id, holder, replacementBoothId: second.id, ...words }
    const order = { planId: draft.id, version: draft.version, note: 'Moved.', now, today, by }
    expect(await refusalOf(releasePlan(db, { ...order, remedies: [] }))).toBe('booths.holder-unasked')
    const nowhere = { ...remedy, replacementBoothId: '' }
    expect(await refusalOf(releasePlan(db, { ...order, remedies: [nowhere] }))).toBe('booths.replacement-missing')
    const taken = { ...remedy, replacementBoothId: third.id }
    expect(await refusalOf(releasePlan(db, { ...order, remedies: [taken] }))).toBe('booths.replacement-held')
    expect(await db.selectFrom('booths.remedies').selectAll().execute()).toEqual([])
    expect((await findPlan(db, edition.id, '1H', 'released'))?.number).toBe(1)
    const told: string[] = []
    const nobody = { ...remedy, boothId: 'x', holder: 'y' }
    await releasePlan(
      db,
      { ...order, remedies: [remedy, nobody] },
      async (_, holding) => void told.push(holding.applicationId),
    )
    expect(await db.selectFrom('booths.remedies').selectAll().execute()).toEqual([{ planId: draft.id, ...remedy }])
    expect(await listEntries(db, first.id)).toMatchObject([
      { what: 'booth.holder-answered', why: 'A pillar.', details: { holder } },
    ])
    const [offered, before] = await listHoldings(db, holder)
    expect(before).toMatchObject({ id: gone.id, state: 'ended', endedAs: 'replaced', reason: 'A pillar.' })
    expect(offered).toMatchObject({ state: 'offered', replaces: gone.id, words: 'Your stand moves.' })
    expect(offered?.booths).toEqual([{ id: second.id, number: second.number }])
    expect(await findLiveHolding(db, kept.applicationId)).toMatchObject({ id: kept.id, version: 1 })
    expect(told).toEqual([holder])
  })

  test('asks whoever holds a booth that moves, and offers it where it is now; of one stand only what was touched is replaced', async () => {
    const { edition, sheet } = await aReleasedHall()
    const [first, second] = sheet.booths as [Booth, Booth]
    const { applicationId: holder } = await aHolding(db, edition.id, { boothIds: [first.id, second.id] })
    const booths = sheet.booths.map((booth) => (booth.id === first.id ? { ...booth, number: 'A99' } : booth))
    const draft = await aDraft(db, edition.id, '1H', { ...sheet, booths })
    const remedy = { boothId: first.id, holder, replacementBoothId: first.id, notice: 'n', reason: 'r' }
    await release(draft.id, draft.version, { remedies: [remedy] })
    const offered = await findLiveHolding(db, holder)
    expect(offered?.booths.map((booth) => booth.number)).toEqual([second.number, 'A99'])
  })

  test('may offer a booth of another hall', async () => {
    const { edition, sheet } = await aReleasedHall()
    const elsewhere = aSheet()
    await aPlan(db, edition.id, '2H', elsewhere)
    const [first] = sheet.booths as [Booth]
    const { applicationId: holder } = await aHolding(db, edition.id, { boothIds: [first.id] })
    const draft = await aDraft(db, edition.id, '1H', { ...sheet, booths: sheet.booths.slice(1) })
    const offer = (replacementBoothId: string) => [
      { boothId: first.id, holder, replacementBoothId, notice: 'n', reason: 'r' },
    ]
    expect(await refusalOf(release(draft.id, draft.version, { remedies: offer(first.id) }))).toBe(
      'booths.replacement-missing',
    )
    await release(draft.id, draft.version, { remedies: offer(elsewhere.booths[0]?.id ?? '') })
    expect(await findLiveHolding(db, holder)).toMatchObject({ hallCode: '2H', state: 'offered' })
  })

  test('and an offer at the same time never leave somebody with a booth that is gone', async () => {
    for (let time = 0; time < 5; time++) {
      const { edition, sheet } = await aReleasedHall()
      const [first] = sheet.booths as [Booth]
      const application = await anAcceptedApplication(db, edition.id)
      const draft = await aDraft(db, edition.id, '1H', { ...sheet, booths: sheet.booths.slice(1) })
      const met = await Promise.all([
        refusalOf(release(draft.id, draft.version)),
        refusalOf(aHolding(db, edition.id, { applicationId: application.id, boothIds: [first.id] })),
      ])
      expect([
        ['passed', 'holdings.booth-gone'],
        ['booths.holder-unasked', 'passed'],
      ]).toContainEqual(met)
    }
  })
})

describe('what was released', () => {
  test('is never altered, whoever tries', async () => {
    const { plan, sheet } = await aReleasedHall()
    const draw = drawPlan(db, { planId: plan.id, version: plan.version, booths: [], structures: [], by })
    expect(await refusalOf(draw)).toBe('booths.not-a-draft')
    expect(await refusalOf(discardDraft(db, { planId: plan.id, version: plan.version, by }))).toBe('booths.not-a-draft')
    const behindTheHouse = [
      sql`update booths.booths set number = 'Z9' where plan_id = ${plan.id}`,
      sql`delete from booths.booths where plan_id = ${plan.id}`,
      sql`delete from booths.structures where plan_id = ${plan.id}`,
      sql`update booths.plans set state = 'draft', released_at = null, released_by = null where id = ${plan.id}`,
      sql`update booths.plans set length_m = 61 where id = ${plan.id}`,
    ]
    for (const deed of behindTheHouse) await expect(deed.execute(db)).rejects.toThrow(/superseded, never altered/)
    expect((await readDrawing(db, plan)).booths).toHaveLength(sheet.booths.length)
  })

  test('stays as it was when its hall is measured anew; the next draft has the new size', async () => {
    const { edition, plan } = await aReleasedHall()
    const hall = { code: '1H', name: { en: '1H' }, level: 0, lengthM: 70, widthM: 45, areaCodes: ['food'] }
    await setHall(db, { editionId: edition.id, ...hall, by })
    expect(await findPlan(db, edition.id, '1H', 'released')).toMatchObject({
      lengthM: plan.lengthM,
      widthM: plan.widthM,
    })
    const draft = await aDraft(db, edition.id, '1H', null)
    expect(draft).toMatchObject({ lengthM: 70, widthM: 45 })
    await release(draft.id, draft.version)
    expect(await findPlan(db, edition.id, '1H', 'released')).toMatchObject({ lengthM: 70, number: 2 })
  })

  test('grows with its hall while it is a draft', async () => {
    const { edition, sheet } = await aReleasedHall()
    const draft = await aDraft(db, edition.id, '1H', null)
    const hall = { code: '1H', name: { en: '1H' }, level: 0, lengthM: 90, widthM: 40, areaCodes: ['food'] }
    await setHall(db, { editionId: edition.id, ...hall, by })
    const booths = [...sheet.booths, aBooth('N1', 70, 30)]
    await drawPlan(db, { planId: draft.id, version: 1, ...sheet, booths, by })
    await release(draft.id, 2)
    expect(await findPlan(db, edition.id, '1H', 'released')).toMatchObject({ lengthM: 90, number: 2 })
  })

  test('keeps its hall, and the areas it has booths in, in the edition for as long as it is public', async () => {
    const edition = await anEdition(db)
    const { booths, structures } = aSheet()
    const inSeeds = booths.map((booth, index) => (index === 0 ? { ...booth, zoneCode: 'seeds' } : booth))
    await aPlan(db, edition.id, '1H', { booths: inSeeds, structures })
    const remove = async (code: string) =>
      db
        .deleteFrom('editions.areas')
        .where('editionId', '=', edition.id)
        .where('code', '=', code)
        .execute()
        .then(
          () => 'gone',
          (error: unknown) => `${holderIn(error)}: ${brokenPromise(error)}`,
        )
    await db.deleteFrom('editions.hallAreas').where('editionId', '=', edition.id).execute()
    expect(await remove('seeds')).toBe('booths: areas_of_a_public_plan_are_there')
    const draft = await aDraft(db, edition.id, '1H', { booths, structures })
    await release(draft.id, draft.version)
    expect(await remove('seeds')).toBe('gone')
    expect(await remove('food')).toBe('booths: areas_of_a_public_plan_are_there')
    const hall = db.deleteFrom('editions.halls').where('editionId', '=', edition.id).where('code', '=', '1H')
    await expect(hall.execute()).rejects.toThrow(/foreign key/)
  })

  test('is read by others in one view, with edition and hall', async () => {
    const { edition, plan } = await aReleasedHall()
    await aDraft(db, edition.id, '1H', { booths: [], structures: [] })
    const seen = await db.selectFrom('boothsViews.plan').selectAll().where('editionId', '=', edition.id).execute()
    expect(seen).toHaveLength(10)
    expect(seen[0]).toMatchObject({ hallCode: '1H', planId: plan.id, planNumber: 1 })
  })
})

describe('the venue', () => {
  const grounds = [
    { code: '1H', hallCode: '1H', name: {}, level: 0, xM: 0, yM: 0, lengthM: 60, widthM: 40, turn: 1 },
    {
      code: 'plaza',
      hallCode: null,
      name: { en: 'Square' },
      level: 0,
      xM: 70,
      yM: 0,
      lengthM: 20,
      widthM: 40,
      turn: 0,
    },
  ]
  const passages = [
    { fromCode: '1H', fromGate: '1', toCode: 'plaza', toGate: '', kind: 'level' as const, metres: 30.5, seconds: 28 },
  ]
  const venue = (editionId: string, version: number) => ({
    editionId,
    rules: USUAL_RULES,
    grounds,
    passages,
    version,
    by,
  })

  test('has its rules, grounds and ways set together, by whoever looked at the last version', async () => {
    const edition = await anEdition(db)
    await aHall(db, edition.id)
    expect(await findRules(db, edition.id)).toMatchObject({ ...USUAL_RULES, version: 0 })
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(setVenue(db, venue(edition.id, 0)))))
    expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set(['passed', 'web.stale']))
    expect(await findRules(db, edition.id)).toEqual({ ...USUAL_RULES, version: 1 })
    expect(await listGrounds(db, edition.id)).toMatchObject(grounds)
    expect(await listPassages(db, edition.id)).toMatchObject(passages)
    expect(await factsOf(edition.id)).toContain('venue.set')
    expect(await refusalOf(setVenue(db, venue(edition.id, 0)))).toBe('web.stale')
  })

  test('refuses a ground twice, a hall that is not there, and ways to nowhere, and changes nothing then', async () => {
    const edition = await anEdition(db)
    await aHall(db, edition.id)
    const set = (over: object) => refusalOf(setVenue(db, { ...venue(edition.id, 0), ...over }))
    expect(await set({ grounds: [...grounds, grounds[1]] })).toBe('booths.ground-twice')
    expect(await set({ grounds: [{ ...grounds[0], code: '9H', hallCode: '9H' }], passages: [] })).toBe(
      'booths.no-such-hall',
    )
    expect(await set({ passages: [{ ...passages[0], toCode: 'moon' }] })).toBe('booths.no-such-ground')
    expect(await set({ passages: [{ ...passages[0], toCode: '1H' }] })).toBe('booths.passage-leads-nowhere')
    expect(await listGrounds(db, edition.id)).toEqual([])
    expect(await findRules(db, edition.id)).toMatchObject({ version: 0 })
  })

  test('is what a cloned edition begins with, once', async () => {
    const edition = await anEdition(db)
    await aHall(db, edition.id)
    await setVenue(db, { ...venue(edition.id, 0), rules: { ...USUAL_RULES, rowM: 30 }, constructed: true })
    const clone = await anEdition(db)
    await aHall(db, clone.id)
    for (let time = 0; time < 2; time++) await copyVenue(db, { from: edition.id, to: clone.id, by })
    expect(await findRules(db, clone.id)).toMatchObject({ rowM: 30, version: 1 })
    expect(await listGrounds(db, clone.id)).toEqual(await listGrounds(db, edition.id))
    expect(await listPassages(db, clone.id)).toMatchObject(passages.map((one) => ({ ...one, constructed: true })))
    expect((await factsOf(clone.id)).filter((what) => what === 'venue.set')).toHaveLength(1)
  })

  test('makes a gate that ways go through a gate that a plan must have', async () => {
    const { edition, sheet } = await aReleasedHall()
    await setVenue(db, venue(edition.id, 0))
    const without = { ...sheet, structures: [aGate('2', [0, 20])] }
    const draft = await aDraft(db, edition.id, '1H', without)
    expect(await refusalOf(release(draft.id, draft.version))).toBe('booths.findings-forbid')
  })
})

test('constructed plans are released and every booth of theirs is marked; a draft keeps the mark, a new booth has none', async () => {
  const edition = await anEdition(db)
  await aHall(db, edition.id)
  const sheet = aSheet()
  const plans = new Map([['1H', { lengthM: 60, widthM: 40, ...sheet }]])
  await transact(db, (tx) =>
    loadConstructedPlans(tx, { editionId: edition.id, plans, rules: USUAL_RULES, releasedAt: now, by }),
  )
  const draft = await aDraft(db, edition.id, '1H', {
    ...sheet,
    booths: [
      ...sheet.booths.map((booth) => ({ ...booth, outline: movedBy(booth.outline, 0, 0.5) })),
      aBooth('N1', 48, 30),
    ],
  })
  const marks = (await readDrawing(db, draft)).booths.map((booth) => [booth.number, booth.constructed])
  expect(marks.filter(([, constructed]) => !constructed)).toEqual([['N1', false]])
  expect((await listReleased(db, edition.id))[0]).toMatchObject({ constructed: true })
})
