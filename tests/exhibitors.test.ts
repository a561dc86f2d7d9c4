import { expect, test } from 'vitest'
import { addCompanion, linkCompanion } from '#expo/exhibition/applications/commands/companions.ts'
import { copyTerms, setTerms } from '#expo/exhibition/applications/index.ts'
import { anAcceptedApplication, anExhibitor } from '#expo/exhibition/applications/makers.ts'
import { listExhibitors } from '#expo/exhibition/applications/queries/exhibitors.ts'
import { getTerms } from '#expo/exhibition/applications/queries/terms.ts'
import { COMMON_TERMS } from '#expo/exhibition/applications/rules.ts'
import { writeNames } from '#expo/ground/companies/commands/change.ts'
import { mergeCompanies } from '#expo/ground/companies/commands/merge.ts'
import { getCompany } from '#expo/ground/companies/queries/companies.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { reactions } from '#expo/reactions.ts'
import { day } from '#kernel/day.ts'
import { LANGUAGES } from '#kernel/language.ts'
import { transact } from '#platform/database.ts'
import { freshDatabase, maker, openHouse } from './house.ts'

const database = await freshDatabase()
const { db } = database
const house = openHouse(database, { clock: () => new Date('2023-06-15T12:00:00+08:00') })
const by = maker
const when = { today: day('2023-06-15'), now: new Date('2023-06-15T12:00:00+08:00'), by }

const queriesOf = async (read: () => Promise<unknown>) => {
  await read()
  const before = database.questions()
  await read()
  return database.questions() - before
}

test('exhibitors are found by their name in any script, under the letter of the reader’s alphabet, and as of a day', async () => {
  const edition = await anEdition(db)
  const { id: companyId } = await anExhibitor(db, { name: 'Moscow Honey' })
  await writeNames(db, {
    companyId,
    version: (await getCompany(db, companyId)).version,
    legalName: { text: 'Moscow Honey', lang: 'en' },
    names: { ru: 'Московский мёд', zh: '莫斯科蜂蜜' },
    why: '',
    by,
  })
  const { id } = await anAcceptedApplication(db, edition.id, { companyId, acceptedOn: day('2023-05-01') })
  const stranger = house.stranger()
  const at = (lang: string, query = '') => `/${lang}/${edition.code}/exhibitors${query}`
  for (const words of ['honey', 'Мёд', 'мед', '蜂蜜', 'moskovskii'])
    expect((await stranger.get(at('en', `?q=${encodeURIComponent(words)}`))).text, words).toContain(id)
  expect((await stranger.get(at('en', '?q=vinegar'))).text).not.toContain(id)
  expect((await stranger.get(at('ru', `?letter=${encodeURIComponent('М')}`))).words).toContain('Московский мёд')
  expect((await stranger.get(at('en', '?letter=M'))).words).toContain('Moscow Honey')
  expect((await stranger.get(at('en', '?as-of=2023-04-30'))).text).not.toContain(id)
  expect((await stranger.get(at('en', '.csv'))).text).toContain('Moscow Honey')
  expect(JSON.parse((await stranger.get(at('en', '.json'))).text).exhibitors).toHaveLength(1)
  expect((await stranger.get(at('zh', `/${id}`))).words).toContain('莫斯科蜂蜜')
  const read = () => stranger.get(`${at('en')}?x=${Math.random()}`)
  const one = await queriesOf(read)
  await anAcceptedApplication(db, edition.id)
  await anAcceptedApplication(db, edition.id)
  expect(await queriesOf(read)).toBeLessThanOrEqual(one)
})

const around = { now: when.now, publicUrl: '' }
const follow = async (what: (typeof reactions)[number]['what'], about: string, details: object = {}) => {
  for (const one of reactions.filter((reaction) => reaction.what === what))
    for (const deed of one.follow) await deed(db, { what, about, details } as never, around)
}

/** Every exhibitor of the view is listed as it stands there, and nobody else. */
async function agree(editionId: string) {
  const listed = await db
    .selectFrom('applications.listings')
    .select(['recordId', 'companyId', 'economyCode', 'areaCode', 'fromDay', 'untilDay', 'role'])
    .where('editionId', '=', editionId)
    .where('lang', '=', 'en')
    .orderBy('recordId')
    .execute()
  const viewed = await db
    .selectFrom('applicationsViews.exhibitors')
    .select(['recordId', 'companyId', 'economyCode', 'areaCode', 'fromDay', 'untilDay', 'role'])
    .where('editionId', '=', editionId)
    .where('role', 'in', ['main', 'co-exhibitor'])
    .orderBy('recordId')
    .execute()
  expect(listed).toEqual(viewed)
  return listed
}

test('the list of exhibitors agrees with the view, whatever has become of names and companies', async () => {
  const edition = await anEdition(db)
  const { id, companyId } = await anAcceptedApplication(db, edition.id)
  const facts = {
    kind: 'co-exhibitor',
    names: { und: 'Honey of Suai' },
    economyCode: 'TLS',
    registrationNumber: '',
  } as const
  const joined = await addCompanion(db, {
    ...{ applicationId: id, ...when, companion: { ...facts, shows: '', contactEmail: null } },
  })
  await agree(edition.id)
  const [gone, kept] = [await anExhibitor(db), await anExhibitor(db, { name: 'Kept Honey' })]
  await transact(db, (tx) => linkCompanion(tx, { applicationId: id, companionId: joined.id, companyId: gone.id, by }))
  const seen = async ({ id: which }: { id: string }) => ({ id: which, version: (await getCompany(db, which)).version })
  await mergeCompanies(db, { keep: await seen(kept), gone: await seen(gone), why: 'The same', by })
  await follow('company.merged', kept.id, { gone: gone.id, into: kept.id })
  await agree(edition.id)
  await writeNames(db, {
    companyId,
    version: (await getCompany(db, companyId)).version,
    legalName: { text: 'Zebra Tea', lang: 'en' },
    names: {},
    why: 'They renamed themselves',
    by,
  })
  await follow('company.names-written', companyId)
  await follow('company.names-written', companyId)
  const listed = await agree(edition.id)
  expect(listed.find((one) => one.recordId === joined.id)?.companyId).toBe(kept.id)
  for (const lang of LANGUAGES) {
    const names = await listExhibitors(db, { editionId: edition.id, lang, asOf: when.today }, {}, { limit: 10 })
    expect(names.map((one) => one.name.text)).toContain('Zebra Tea')
  }
})

test('a cloned edition begins with the terms of the one it was cloned from, and keeps its own', async () => {
  const [from, to] = [await anEdition(db), await anEdition(db)]
  const terms = { ...COMMON_TERMS, kinds: ['standard'] as const, standardM2: 12 }
  await setTerms(db, { editionId: from.id, terms, version: 0, by })
  for (let time = 0; time < 2; time++) await copyTerms(db, { from: from.id, to: to.id, by })
  expect(await getTerms(db, to.id)).toMatchObject({ kinds: ['standard'], standardM2: 12, version: 1 })
  await setTerms(db, { editionId: to.id, terms: COMMON_TERMS, version: 1, by })
  await copyTerms(db, { from: from.id, to: to.id, by })
  expect((await getTerms(db, to.id)).standardM2).toBe(9)
})
