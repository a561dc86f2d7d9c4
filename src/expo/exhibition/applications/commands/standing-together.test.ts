import { expect, test } from 'vitest'
import { foundCompany } from '#expo/ground/companies/index.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { type Day, day } from '#kernel/day.ts'
import { transact } from '#platform/database.ts'
import { listEntries } from '#platform/journal.ts'
import { freshDatabase, maker } from '#tests/house.ts'
import { aDraft, anAcceptedApplication, anApplication, anExhibitor } from '../makers.ts'
import { getApplication } from '../queries/applications.ts'
import { getCompanion, listCompanions } from '../queries/companions.ts'
import { listNeighbours } from '../queries/decisions.ts'
import { beginApplication } from './begin.ts'
import { addCompanion, type CompanionFacts, changeCompanion, linkCompanion, removeCompanion } from './companions.ts'
import { writeWishes } from './write.ts'

const { db } = await freshDatabase()
const by = maker
const TODAY = day('2023-06-01')
const now = new Date('2023-06-01T12:00:00+08:00')

let made = 0
function companion(over: Partial<CompanionFacts> = {}): CompanionFacts {
  made += 1
  const names = { und: `Companion ${'abcdefghij'.charAt(made % 10)}${made}` }
  const common = { economyCode: 'TLS', registrationNumber: '', shows: 'Honey', contactEmail: null }
  return { kind: 'co-exhibitor', names, ...common, ...over }
}
const add = (applicationId: string, facts = companion(), today: Day = TODAY) =>
  addCompanion(db, { applicationId, today, now, by, companion: facts })
const exhibitorsOf = (applicationId: string, asOf: string) =>
  db
    .selectFrom('applicationsViews.exhibitors')
    .select(['recordId', 'role'])
    .where('applicationId', '=', applicationId)
    .where('fromDay', '<=', day(asOf))
    .where((where) => where.or([where('untilDay', 'is', null), where('untilDay', '>', day(asOf))]))
    .execute()

test('a company is on a list once: by its number however it is written, by its name in any script', async () => {
  const edition = await anEdition(db)
  const { id } = await aDraft(db, edition.id)
  await add(id, companion({ registrationNumber: 'TL-2019/77' }))
  await expect(add(id, companion({ registrationNumber: 'tl 2019 77' }))).rejects.toMatchObject({
    code: 'applications.number-twice',
    field: 'number',
  })
  await add(id, companion({ names: { und: 'Kooperativa Kafé' } }))
  await expect(add(id, companion({ names: { und: 'KOOPERATIVA  KAFE' } }))).rejects.toMatchObject({
    code: 'applications.name-twice',
    field: 'name',
  })
  await add(id, companion({ names: { und: 'Kooperativa Kafé' }, economyCode: 'IDN' }))
  await expect(add(id, companion({ economyCode: 'UNIDO' }))).rejects.toMatchObject({
    code: 'companies.no-such-economy',
  })
  await expect(add(id, companion({ names: { und: '!!!' } }))).rejects.toMatchObject({
    code: 'companies.name-without-letters',
  })
  expect(await listCompanions(db, id)).toHaveLength(3)
})

test('of twenty who name the same company at once, one does', async () => {
  const edition = await anEdition(db)
  const { id } = await aDraft(db, edition.id)
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      add(id, companion({ names: { und: 'Suai Ceramics' }, registrationNumber: 'S-1' })),
    ),
  )
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(await listCompanions(db, id)).toHaveLength(1)
})

test('whoever joins after the acceptance counts from that day, and whoever leaves counts until it', async () => {
  const edition = await anEdition(db)
  const { id } = await anAcceptedApplication(db, edition.id)
  const joined = await add(id)
  const goods = await add(id, companion({ kind: 'represented' }))
  const roles = async (asOf: string) => (await exhibitorsOf(id, asOf)).map((one) => one.role).sort()
  expect(await roles('2023-05-31')).toEqual(['main'])
  expect(await roles('2023-06-01')).toEqual(['co-exhibitor', 'main', 'represented'])
  const later = day('2023-07-01')
  await removeCompanion(db, { applicationId: id, companionId: joined.id, today: later, now, by })
  await removeCompanion(db, { applicationId: id, companionId: goods.id, today: TODAY, now, by })
  expect(await roles('2023-06-30')).toEqual(['co-exhibitor', 'main'])
  expect(await roles('2023-07-01')).toEqual(['main'])
  const facts = (await listEntries(db, id)).map((one) => one.what)
  expect(facts.filter((one) => one === 'application.co-exhibitor-removed')).toHaveLength(2)
})

test('of two who correct the same co-exhibitor, the second is told', async () => {
  const edition = await anEdition(db)
  const { id } = await aDraft(db, edition.id)
  const { id: companionId } = await add(id)
  const change = () =>
    changeCompanion(db, { applicationId: id, companionId, version: 1, today: TODAY, now, by, companion: companion() })
  const outcomes = await Promise.allSettled([change(), change()])
  expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await getCompanion(db, companionId)).version).toBe(2)
  const other = await aDraft(db, edition.id)
  await expect(
    removeCompanion(db, { applicationId: other.id, companionId, today: TODAY, now, by }),
  ).rejects.toMatchObject({ code: 'applications.no-such-companion' })
})

test('a co-exhibitor is linked to one company on record, and listed under it', async () => {
  const edition = await anEdition(db)
  const { id } = await anAcceptedApplication(db, edition.id)
  const company = await anExhibitor(db, { name: 'Ermera Honey' })
  const [one, other] = [await add(id), await add(id)]
  const link = (companionId: string, companyId: string | null) =>
    transact(db, (tx) => linkCompanion(tx, { applicationId: id, companionId, companyId, by }))
  await link(one.id, company.id)
  await expect(link(other.id, company.id)).rejects.toMatchObject({ code: 'applications.company-twice' })
  const listed = () =>
    db
      .selectFrom('applications.listings')
      .select('companyId')
      .where('recordId', '=', one.id)
      .where('lang', '=', 'en')
      .executeTakeFirstOrThrow()
  expect((await listed()).companyId).toBe(company.id)
  await link(one.id, null)
  expect((await listed()).companyId).toBeNull()
})

test('what was sent for the last edition is carried over, as far as this one has it', async () => {
  const earlier = await anEdition(db)
  const edition = await anEdition(db, { fairCode: earlier.code.split('-')[0] as string, opensOn: day('2024-11-05') })
  const { id: from, companyId } = await anApplication(db, earlier.id, { boothKind: 'standard', areaM2: 18 })
  await add(from, companion({ names: { und: 'Kooperativa Suai' } }))
  const neighbours = { together: ['Harbour Tea'], apart: ['Rival Tea'] }
  const { version } = await getApplication(db, from)
  const wishes = { wishes: 'Near water', near: ['gate' as const], wishedHall: null, wishedBooths: ['A01'] }
  await writeWishes(db, { applicationId: from, version, now, by, ...wishes, block: 'economy', neighbours })
  const begin = (carriedFrom: string, company = companyId) =>
    beginApplication(db, { editionId: edition.id, companyId: company, role: 'exhibitor', carriedFrom, now, by })
  await expect(begin(from, (await anExhibitor(db)).id)).rejects.toMatchObject({
    code: 'applications.no-such-application',
  })
  const { id } = await begin(from)
  expect(await getApplication(db, id)).toMatchObject({
    state: 'draft',
    number: null,
    carriedFrom: from,
    // This edition has no such area, and its booths are others.
    areaCode: null,
    wishedBooths: [],
    boothKind: 'standard',
    areaM2: 18,
    shows: { en: 'Coffee' },
    hsChapters: ['09'],
    near: ['gate'],
    block: 'economy',
  })
  expect((await listCompanions(db, id)).map((one) => one.names)).toEqual([{ und: 'Kooperativa Suai' }])
  expect((await listNeighbours(db, id)).map((one) => [one.wish, one.name])).toEqual([
    ['together', 'Harbour Tea'],
    ['apart', 'Rival Tea'],
  ])
})

test('a name among the wishes is no way to learn which companies are on record', async () => {
  const edition = await anEdition(db)
  const known = await anExhibitor(db, { name: 'Known Harbour Tea' })
  const hidden = {
    legalName: { text: 'Hidden Harbour Tea', lang: 'en' },
    economyCode: 'TLS',
    registrationNumber: 'H-1',
  }
  await foundCompany(db, {
    ...{ ...hidden, kinds: ['exhibitor'], sizeClass: 'micro', foundedYear: null, website: null, by },
  })
  const { id } = await aDraft(db, edition.id)
  const { version } = await getApplication(db, id)
  const wishes = { wishes: '', near: [], wishedHall: null, wishedBooths: [], block: 'none' as const }
  const neighbours = { together: ['known harbour tea'], apart: ['Hidden Harbour Tea'] }
  await writeWishes(db, { applicationId: id, version, now, by, ...wishes, neighbours })
  expect(await listNeighbours(db, id)).toMatchObject([
    { name: 'Hidden Harbour Tea', companyId: null },
    { name: 'known harbour tea', companyId: known.id },
  ])
})
