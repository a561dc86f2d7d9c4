import { expect, test } from 'vitest'
import { day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { transact } from '#platform/database.ts'
import { countQueries, freshDatabase, maker, openHouse } from '#tests/house.ts'
import { type ConstructedCompany, loadConstructed } from '../commands/load-constructed.ts'
import { addRanking, removeRanking, setRanking } from '../commands/rank.ts'
import { aCompany, aDocument, aVerifiedCompany } from '../makers.ts'
import { isPublic } from '../rules.ts'
import { duplicatesOf, listAlike } from './alike.ts'
import { getCompany, listCompanies, listCompanyPage, searchCompanies } from './companies.ts'
import { countWaiting, listQueue } from './documents.ts'
import { listRanked, listRankingYears } from './rankings.ts'

const database = await freshDatabase()
const { db } = database
const { house } = openHouse(database)
const { files } = house
const by = maker
const now = new Date('2023-06-15T12:00:00Z')

const inManyScripts = await aVerifiedCompany(db, files, {
  name: 'ООО «Ромашка»',
  names: { en: 'Romashka', ar: 'روماشكا', zh: '洋甘菊贸易有限公司' },
  economyCode: 'RUS',
  registrationNumber: '1027700132195',
  website: 'https://www.romashka.example/',
})

test.each(['romashka', 'РОМАШКА', 'Ромашк', 'روماشكا', '洋甘菊', 'yangganju', 'Romaschka', '1027-700-132195'])(
  'a company is found by %s',
  async (words) => {
    expect((await searchCompanies(db, { words })).map((one) => one.id)).toContain(inManyScripts.id)
    expect((await listCompanyPage(db, { words }, { limit: 10 })).map((one) => one.id)).toContain(inManyScripts.id)
  },
)

test('words that match nothing find nothing, and signs that are no words do neither', async () => {
  for (const words of ['zzzzzz', '%', '_', '\\', '—', '🙂'])
    expect(await searchCompanies(db, { words }), words).toEqual([])
})

test('the best answer comes first: the name itself, what begins with it, what holds it', async () => {
  for (const name of ['Old Harbour Trading House', 'Harbour Trading Union', 'Harbour Trading'])
    await aCompany(db, { name })
  const found = await searchCompanies(db, { words: 'harbour trading' })
  expect(found.slice(0, 3).map((one) => one.legalName.text)).toEqual([
    'Harbour Trading',
    'Harbour Trading Union',
    'Old Harbour Trading House',
  ])
})

test.each([
  ['Romashka Ltd', 'RUS'],
  ['Ромашка', 'RUS'],
  ['روماشكا ش.م.م', 'RUS'],
  ['洋甘菊贸易', 'RUS'],
  ['Romashka', 'DEU'],
])('%s of %s is like the one on record', async (name, economyCode) => {
  const [first] = await listAlike(db, { names: [name], economyCode })
  expect(first?.company.id).toBe(inManyScripts.id)
})

test('a common website or number says two are alike, a shared host does not', async () => {
  const sought = { names: ['Something quite different'], economyCode: 'RUS' }
  const reasonsFor = async (over: object) =>
    (await listAlike(db, { ...sought, ...over })).find((one) => one.company.id === inManyScripts.id)?.likeness.reasons
  expect(await reasonsFor({})).toBeUndefined()
  expect(await reasonsFor({ website: 'http://romashka.example/shop' })).toEqual(['website', 'economy'])
  expect(await reasonsFor({ economyCode: 'BLR', registrationNumber: '1027700132195' })).toEqual(['number'])
  await aCompany(db, { name: 'On a shared host', website: 'https://facebook.com/one' })
  expect(await listAlike(db, { ...sought, website: 'https://facebook.com/two' })).toEqual([])
})

test.each(['name', 'newest'] as const)(
  'pages of the list by %s follow each other without gap or repetition',
  async (order) => {
    const all = await listCompanyPage(db, {}, { order, limit: 1000 })
    const seen: string[] = []
    for (let after = ''; ; ) {
      const page = await listCompanyPage(db, {}, { order, after, limit: 2 })
      seen.push(...page.map((one) => one.id))
      if (page.length < 2) break
      after = page.at(-1)?.id ?? ''
    }
    expect(seen).toEqual(all.map((one) => one.id))
    expect(new Set(seen).size).toBe(seen.length)
  },
)

test('the list narrows by kind, country and whether everybody may see it', async () => {
  const { id } = await aCompany(db, { name: 'Dili Buyers', kinds: ['buyer', 'agency'], economyCode: 'TLS' })
  const ids = async (filter: object) => (await listCompanyPage(db, filter, { limit: 1000 })).map((one) => one.id)
  expect(await ids({ kind: 'buyer' })).toContain(id)
  expect(await ids({ kind: 'media' })).not.toContain(id)
  expect(await ids({ economyCode: 'TLS' })).toContain(id)
  expect(await ids({ economyCode: 'RUS' })).toEqual([inManyScripts.id])
  expect(await ids({ known: true })).not.toContain(id)
  expect(await ids({ known: false })).toContain(id)
  for (const company of await listCompanyPage(db, { known: true }, { limit: 1000 }))
    expect(isPublic(company)).toBe(true)
})

test('the queue shows the longest waiting first, narrowed by the company it is of', async () => {
  const companies = [
    await aCompany(db, { name: 'First Sender' }),
    await aCompany(db, { name: 'Second Sender', economyCode: 'LAO' }),
  ]
  const sent = []
  for (const [index, { id }] of companies.entries())
    sent.push(await aDocument(db, files, { companyId: id, now: new Date(`2023-05-0${index + 1}T10:00:00Z`) }))
  const ids = async (filter: object) =>
    (await listQueue(db, { verdict: 'waiting', ...filter }, { limit: 50 })).map((one) => one.id)
  expect(await ids({})).toEqual(sent.map((one) => one.id))
  expect(await ids({ economyCode: 'LAO' })).toEqual([sent[1]?.id])
  expect(await ids({ words: 'first sender' })).toEqual([sent[0]?.id])
  expect(await ids({ verdict: 'refused' })).toEqual([])
  expect(await listQueue(db, { verdict: 'waiting' }, { after: sent[0]?.id ?? '', limit: 50 })).toHaveLength(1)
  expect(await countWaiting(db)).toMatchObject({ count: 2, oldest: new Date('2023-05-01T10:00:00Z') })
})

test('reading three companies asks the database no more than reading one', async () => {
  const ids = (await listCompanyPage(db, {}, { limit: 3 })).map((one) => one.id)
  const asked = (read: Parameters<typeof countQueries>[1]) => countQueries(db, read)
  expect(await asked((counted) => listCompanies(counted, ids.slice(0, 1)))).toBe(1)
  expect(await asked((counted) => listCompanies(counted, ids))).toBe(1)
  expect(await asked((counted) => listCompanyPage(counted, {}, { limit: 1 }))).toBe(1)
  expect(await asked((counted) => listCompanyPage(counted, {}, { limit: 50 }))).toBe(1)
  const one = await asked((counted) => listAlike(counted, { names: ['Romashka'], economyCode: 'RUS' }))
  const many = await asked((counted) =>
    listAlike(counted, { names: ['Harbour Trading', 'Sender'], economyCode: 'TLS' }),
  )
  expect(many).toBe(one)
})

const constructed = (index: number, over: Partial<ConstructedCompany> = {}): ConstructedCompany => ({
  legalName: { text: `Constructed Works ${index}`, lang: 'en' },
  names: { ar: `مصانع ${index}`, zh: `构造${index}有限公司` },
  economyCode: 'FRA',
  registrationNumber: `C-${index}`,
  kinds: ['exhibitor'],
  sizeClass: 'large',
  foundedYear: 1990,
  website: null,
  verifiedFrom: day('2023-04-01'),
  rankings: index <= 290 ? [{ ranking: 'largest', year: 2023, rank: index }] : [],
  source: 'constructed for a test',
  ...over,
})

test('thousands of constructed companies are loaded in a few statements, marked, verified and ranked', async () => {
  await addRanking(db, { code: 'largest', names: { en: 'The largest' }, source: null, by })
  const companies = Array.from({ length: 4000 }, (_, index) => constructed(index + 1))
  companies.push(constructed(4001, { verifiedFrom: null, names: {}, registrationNumber: '' }))
  let ids: string[] = []
  const asked = await countQueries(db, async (counted) => {
    ids = (await transact(counted, (tx) => loadConstructed(tx, { companies, now, by }))).ids
  })
  expect(asked).toBeLessThan(8)
  expect(ids).toHaveLength(4001)
  const first = await getCompany(db, ids[0] ?? '')
  expect(first).toMatchObject({
    constructed: true,
    source: 'constructed for a test',
    kinds: ['exhibitor'],
    sizeClass: 'large',
    foundedYear: 1990,
    names: { en: 'Constructed Works 1', ar: 'مصانع 1' },
    registrations: [{ verdict: 'accepted', from: '2023-04-01' }],
  })
  expect(isPublic(await getCompany(db, ids[4000] ?? ''))).toBe(false)
  const ranked = await listRanked(db, 'largest', 2023)
  expect(ranked).toHaveLength(290)
  expect(ranked.slice(0, 3).map((one) => one.rank)).toEqual([1, 2, 3])
  expect(await countQueries(db, (counted) => listRanked(counted, 'largest', 2023))).toBe(2)
  const { registrations: _, ...rest } = first
  expect((await duplicatesOf(db, rest.id)).length).toBeLessThanOrEqual(10)
})

test('a company stands in a list of a year once; said again it is corrected, and it can be taken out', async () => {
  const { id } = await aCompany(db, { name: 'Ranked Works' })
  await addRanking(db, { code: 'leaders', names: { en: 'Leaders' }, source: null, by })
  const order = { companyId: id, ranking: 'leaders', year: 2023, source: null, by }
  await setRanking(db, { ...order, rank: 3 })
  await setRanking(db, { ...order, rank: null })
  expect(await listRanked(db, 'leaders', 2023)).toMatchObject([{ rank: null, company: { id } }])
  expect(await listRankingYears(db, 'leaders')).toEqual([{ year: 2023, count: 1 }])
  await removeRanking(db, order)
  const refused = await removeRanking(db, order).catch((error: Refusal) => error.code)
  expect(refused).toBe('companies.not-ranked')
  const twice = addRanking(db, { code: 'leaders', names: { en: 'Again' }, source: null, by })
  expect(await twice.catch((error: Refusal) => error.code)).toBe('companies.ranking-taken')
  const unknown = setRanking(db, { ...order, ranking: 'nobody', rank: 1 })
  expect(await unknown.catch((error: unknown) => (error instanceof Refusal ? error.code : error))).toBe(
    'companies.no-such-ranking',
  )
})
