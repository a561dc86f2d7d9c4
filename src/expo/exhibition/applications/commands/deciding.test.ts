import { expect, test } from 'vitest'
import { loadConstructed as loadCompanies } from '#expo/ground/companies/index.ts'
import { aCompany } from '#expo/ground/companies/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { type Day, day } from '#kernel/day.ts'
import { LANGUAGES } from '#kernel/language.ts'
import { transact } from '#platform/database.ts'
import { freshDatabase, maker } from '#tests/house.ts'
import {
  acceptedApplications,
  getApplication,
  listApplications,
  loadConstructed,
  lockApplication,
  setTerms,
} from '../index.ts'
import { forgetDrafts } from '../jobs.ts'
import { aConstructed, aDraft, anAcceptedApplication, anApplication, anExhibitor } from '../makers.ts'
import { findApplication } from '../queries/applications.ts'
import { COMMON_TERMS } from '../rules.ts'
import type { Decision } from '../words.ts'
import { beginApplication, discardDraft, restoreDraft } from './begin.ts'
import { decide, reopenApplication, withdrawApplication } from './decide.ts'
import { letInLate, submitApplication } from './submit.ts'
import { writeStand } from './write.ts'

const { db } = await freshDatabase()
const TODAY = day('2023-04-01')
const NOW = new Date('2023-04-01T12:00:00+08:00')

const deed = async (applicationId: string, today: Day = TODAY) => ({
  applicationId,
  version: (await getApplication(db, applicationId)).version,
  today,
  now: new Date(`${today}T12:00:00+08:00`),
  by: maker,
})
const decideOn = async (id: string, decision: Decision, on = TODAY) =>
  decide(db, { ...(await deed(id)), decision, reason: decision === 'accepted' ? null : 'area-full', words: '', on })

test('an application that is accepted takes part from that day on', async () => {
  const edition = await anEdition(db)
  const { id, companyId } = await anApplication(db, edition.id)
  await decideOn(id, 'accepted', day('2023-03-15'))
  expect(await getApplication(db, id)).toMatchObject({ state: 'accepted', acceptedOn: '2023-03-15', companyId })
  const exhibitors = await db
    .selectFrom('applicationsViews.exhibitors')
    .selectAll()
    .where('editionId', '=', edition.id)
    .execute()
  expect(exhibitors).toMatchObject([{ recordId: id, role: 'main', fromDay: '2023-03-15', untilDay: null }])
  expect((await acceptedApplications(db, edition.id)).map((one) => one.id)).toEqual([id])
})

test('of twenty clerks who decide at once, one decides', async () => {
  const edition = await anEdition(db)
  const { id } = await anApplication(db, edition.id)
  const seen = await deed(id)
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      decide(db, { ...seen, decision: index % 2 ? 'accepted' : 'declined', reason: null, words: 'Because', on: TODAY }),
    ),
  )
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  const decisions = await db
    .selectFrom('applications.decisions')
    .select('state')
    .where('applicationId', '=', id)
    .execute()
  expect(decisions).toEqual([{ state: (await getApplication(db, id)).state }])
})

test('nobody decides about an application that says something else by now', async () => {
  const edition = await anEdition(db)
  const { id } = await anApplication(db, edition.id)
  const seen = await deed(id)
  const amended = { applicationId: id, version: seen.version, now: NOW, by: maker }
  await writeStand(db, { ...amended, boothKind: 'raw', areaM2: 400, leastOpenSides: 4 })
  const decision = { decision: 'accepted', reason: null, words: '', on: TODAY } as const
  await expect(decide(db, { ...seen, ...decision })).rejects.toMatchObject({ code: 'web.stale' })
  expect(await getApplication(db, id)).toMatchObject({ state: 'submitted', heardSince: NOW })
})

test('submitted twenty times at once, an application is submitted once, and numbers are given once each', async () => {
  const edition = await anEdition(db)
  const drafts = [await aDraft(db, edition.id), await aDraft(db, edition.id), await aDraft(db, edition.id)]
  const versions = await listApplications(
    db,
    drafts.map((one) => one.id),
  )
  const numbers = await Promise.all(
    drafts.flatMap(({ id }) =>
      Array.from({ length: 7 }, () =>
        submitApplication(db, {
          applicationId: id,
          version: versions.get(id)?.version ?? 0,
          now: new Date('2023-03-01T12:00:00+08:00'),
          by: maker,
        }),
      ),
    ),
  )
  expect([...new Set(numbers.map((one) => one.number))].sort()).toEqual([1, 2, 3])
  const facts = await db
    .selectFrom('platform.journal')
    .select('about')
    .where('what', '=', 'application.submitted')
    .where(
      'about',
      'in',
      drafts.map((one) => one.id),
    )
    .execute()
  expect(facts).toHaveLength(3)
})

test('what is not whole is not submitted, and neither is what comes after the window', async () => {
  const edition = await anEdition(db)
  const { id: companyId } = await anExhibitor(db)
  const { id } = await beginApplication(db, {
    editionId: edition.id,
    companyId,
    role: 'exhibitor',
    now: NOW,
    by: maker,
  })
  await expect(submitApplication(db, await deed(id))).rejects.toMatchObject({ code: 'applications.window-missing' })
  const draft = await aDraft(db, edition.id)
  await expect(submitApplication(db, await deed(id))).rejects.toMatchObject({
    code: 'applications.not-whole',
    details: { count: 4 },
  })
  const late = new Date('2024-02-01T12:00:00+08:00')
  const afterwards = { ...(await deed(draft.id)), now: late }
  await expect(submitApplication(db, afterwards)).rejects.toMatchObject({ code: 'applications.window-over' })
  const until = new Date('2024-02-02T00:00:00+08:00')
  await letInLate(db, { ...(await deed(draft.id)), until, why: 'The courier was late.' })
  await submitApplication(db, { ...(await deed(draft.id)), now: late })
  expect(await getApplication(db, draft.id)).toMatchObject({ state: 'submitted', submittedOn: '2024-02-01' })
})

test('a company has one live application in an edition, and may apply again when it was turned down', async () => {
  const edition = await anEdition(db)
  const { id, companyId } = await anApplication(db, edition.id)
  const begin = () => beginApplication(db, { editionId: edition.id, companyId, role: 'exhibitor', now: NOW, by: maker })
  await expect(begin()).rejects.toMatchObject({ code: 'applications.applied-already', field: 'company' })
  await decideOn(id, 'declined')
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, begin))
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  await expect(reopenApplication(db, { ...(await deed(id)), why: 'Thought over' })).rejects.toMatchObject({
    code: 'applications.applied-again',
  })
})

test('an acceptance is taken back on its own day only; then nobody took part', async () => {
  const edition = await anEdition(db)
  const { id } = await anAcceptedApplication(db, edition.id, { acceptedOn: TODAY })
  const tomorrow = await deed(id, day('2023-04-02'))
  await expect(reopenApplication(db, { ...tomorrow, why: 'A slip' })).rejects.toMatchObject({
    code: 'applications.only-on-its-day',
  })
  await reopenApplication(db, { ...(await deed(id)), why: 'A slip' })
  expect(await getApplication(db, id)).toMatchObject({ state: 'submitted', acceptedOn: null, decidedOn: null })
  expect(await acceptedApplications(db, edition.id)).toEqual([])
})

test('whoever withdraws took part until that day', async () => {
  const edition = await anEdition(db)
  const { id } = await anAcceptedApplication(db, edition.id)
  const on = day('2023-05-01')
  await withdrawApplication(db, { ...(await deed(id, on)), on, why: 'No goods' })
  expect(await getApplication(db, id)).toMatchObject({ state: 'withdrawn', acceptedOn: TODAY, endedOn: on })
  const again = await anAcceptedApplication(db, edition.id)
  await expect(
    withdrawApplication(db, { ...(await deed(again.id, on)), on: day('2023-03-20'), why: 'No goods' }),
  ).rejects.toMatchObject({ code: 'applications.day-before-acceptance' })
  await withdrawApplication(db, { ...(await deed(again.id, on)), on: TODAY, why: 'No goods' })
  expect(await getApplication(db, again.id)).toMatchObject({ state: 'withdrawn', acceptedOn: null, endedOn: null })
})

test('a discarded draft comes back for thirty days', async () => {
  const edition = await anEdition(db)
  const { id } = await aDraft(db, edition.id)
  await discardDraft(db, { applicationId: id, now: NOW, by: maker })
  await expect(restoreDraft(db, { applicationId: id, today: day('2023-05-01'), by: maker })).rejects.toMatchObject({
    code: 'applications.kept-no-more',
  })
  await restoreDraft(db, { applicationId: id, today: day('2023-04-30'), by: maker })
  expect(await getApplication(db, id)).toMatchObject({ state: 'draft', discardedAt: null })
  await discardDraft(db, { applicationId: id, now: NOW, by: maker })
  await forgetDrafts(db, new Date('2023-05-01T12:00:00+08:00'))
  expect(await findApplication(db, id)).not.toBeNull()
  await forgetDrafts(db, new Date('2023-05-03T12:00:00+08:00'))
  expect(await findApplication(db, id)).toBeNull()
})

test('nobody decides for a company of their own, and only a verified company is accepted', async () => {
  const edition = await anEdition(db)
  const { id, companyId } = await anApplication(db, edition.id)
  const { actor } = await aPerson(
    db,
    { role: 'clerk', kind: 'edition', id: edition.id },
    { role: 'member', kind: 'company', id: companyId },
  )
  const decision = { decision: 'accepted', reason: null, words: '', on: TODAY } as const
  await expect(decide(db, { ...(await deed(id)), ...decision, by: actor })).rejects.toMatchObject({
    code: 'applications.own-application',
  })
  const unknown = await aCompany(db)
  await expect(anApplication(db, edition.id, { companyId: unknown.id })).rejects.toMatchObject({
    code: 'applications.not-whole',
  })
})

test('an edition’s own terms hold, and of two managers one sets them', async () => {
  const edition = await anEdition(db)
  const terms = { ...COMMON_TERMS, kinds: ['standard'] as const }
  const set = () => setTerms(db, { editionId: edition.id, terms, version: 0, by: maker })
  const outcomes = await Promise.allSettled([set(), set(), set()])
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  const { id } = await aDraft(db, edition.id, { boothKind: 'standard', areaM2: 9 })
  const { applicationId, version } = await deed(id)
  await expect(
    writeStand(db, { applicationId, version, now: NOW, by: maker, boothKind: 'raw', areaM2: 36, leastOpenSides: 1 }),
  ).rejects.toMatchObject({ code: 'applications.kind-not-offered', field: 'kind' })
})

test('constructed applications are loaded by the thousand, counted and listed as if somebody had sent them', async () => {
  const edition = await anEdition(db)
  await aDraft(db, edition.id)
  const count = 500
  const { ids } = await transact(db, (tx) =>
    loadCompanies(tx, {
      companies: Array.from({ length: count }, (_, index) => ({
        legalName: { text: `Constructed ${index}`, lang: 'en' },
        names: { ru: `Завод ${index}` },
        economyCode: 'KAZ',
        registrationNumber: `C-${index}`,
        kinds: ['exhibitor'],
        sizeClass: null,
        foundedYear: null,
        website: null,
        verifiedFrom: TODAY,
        rankings: [],
        source: null,
      })),
      now: NOW,
      by: maker,
    }),
  )
  const loaded = await transact(db, (tx) =>
    loadConstructed(tx, {
      editionId: edition.id,
      applications: ids.map((companyId, index) =>
        aConstructed({
          companyId,
          state: index % 5 === 0 ? 'declined' : 'accepted',
          boothKind: 'raw',
          areaM2: 36,
          shows: { en: 'Apples' },
          hsChapters: ['08'],
          submitted: { at: NOW, on: TODAY },
          decidedOn: TODAY,
          acceptedOn: index % 5 === 0 ? null : TODAY,
          reason: index % 5 === 0 ? 'area-full' : null,
          coExhibitors: [
            {
              kind: index % 2 ? 'co-exhibitor' : 'represented',
              companyId: null,
              names: { en: `Companion ${index}` },
              economyCode: 'TLS',
              registrationNumber: null,
              shows: '',
              from: null,
              until: null,
            },
          ],
          recommendations:
            index === 1
              ? [
                  {
                    byKind: 'embassy',
                    body: 'Embassy',
                    economyCode: 'KAZ',
                    author: 'Constructed',
                    on: TODAY,
                    words: '',
                  },
                ]
              : [],
        }),
      ),
      now: NOW,
      by: maker,
    }),
  )
  expect(loaded.ids).toHaveLength(count)
  const { roles } = await db
    .selectFrom('applicationsViews.exhibitors')
    .select((select) => [select.fn.countAll<number>().as('roles')])
    .where('editionId', '=', edition.id)
    .where('role', 'in', ['main', 'co-exhibitor'])
    .executeTakeFirstOrThrow()
  expect(roles).toBe(400 + 200)
  const listed = await db
    .selectFrom('applications.listings')
    .select(['lang', 'letter'])
    .where('editionId', '=', edition.id)
    .execute()
  expect(listed).toHaveLength(600 * LANGUAGES.length)
  expect([...new Set(listed.filter((one) => one.lang === 'ru').map((one) => one.letter))].sort()).toEqual(['C', 'З'])
  const recommended = await db
    .selectFrom('applicationsViews.recommendations')
    .select('applicationId')
    .where('editionId', '=', edition.id)
    .execute()
  expect(recommended).toEqual([{ applicationId: loaded.ids[1] }])
  const next = await anApplication(db, edition.id)
  expect((await transact(db, (tx) => lockApplication(tx, next.id))).number).toBe(count + 1)
})
