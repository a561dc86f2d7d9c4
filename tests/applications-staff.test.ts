import { expect, test } from 'vitest'
import { aDraft, anAcceptedApplication, anApplication } from '#expo/exhibition/applications/makers.ts'
import { getApplication } from '#expo/exhibition/applications/queries/applications.ts'
import { aPavilion } from '#expo/exhibition/pavilions/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { day } from '#kernel/day.ts'
import { freshDatabase, openHouse } from './house.ts'

const database = await freshDatabase()
const { db } = database
const house = openHouse(database, { clock: () => new Date('2023-06-15T12:00:00+08:00') })

async function aClerk(editionId: string) {
  return house.signIn(await aPerson(db, { role: 'clerk', kind: 'edition', id: editionId }))
}
async function anApplicant(companyId: string) {
  return house.signIn(await aPerson(db, { role: 'administrator', kind: 'company', id: companyId }))
}
const queriesOf = async (read: () => Promise<unknown>) => {
  await read()
  const before = database.questions()
  await read()
  return database.questions() - before
}

test('the queue narrows by its address, counts by state, and is exported whole; a page asks no more for three than for one', async () => {
  const edition = await anEdition(db)
  const first = await anApplication(db, edition.id, { economyCode: 'TLS' })
  const clerk = await aClerk(edition.id)
  const at = `/en/${edition.code}/staff/applications`
  const one = await queriesOf(() => clerk.get(at))
  await anApplication(db, edition.id, { economyCode: 'FRA', areaCode: 'cars', submittedOn: day('2023-03-02') })
  await anAcceptedApplication(db, edition.id, { economyCode: 'FRA' })
  expect(await queriesOf(() => clerk.get(at))).toBe(one)
  const idsIn = async (query: string) =>
    [...(await clerk.get(`${at}?${query}`)).text.matchAll(/name="id" value="([0-9a-f-]{36})"/g)].map(([, id]) => id)
  expect(await idsIn('')).toHaveLength(3)
  expect(await idsIn('state=submitted')).toHaveLength(2)
  expect(await idsIn('economy=TLS')).toEqual([first.id])
  expect(await idsIn('ldc=yes')).toEqual([first.id])
  expect(await idsIn('area=cars')).toHaveLength(1)
  expect(await idsIn('recommended=yes')).toEqual([])
  expect(await idsIn('owner=none')).toHaveLength(3)
  expect(await idsIn(`q=${encodeURIComponent('00001')}`)).toEqual([first.id])
  expect(await idsIn('sort=newest&state=submitted')).toEqual((await idsIn('state=submitted')).toReversed())
  expect((await clerk.get(`${at}?state=submitted`)).words).toContain('submitted 2')
  const csv = await clerk.get(`${at}.csv?state=submitted`)
  expect(csv.text.trim().split('\n')).toHaveLength(3)
  expect((await clerk.get(`${at}.xlsx`)).status).toBe(200)
})

test('many are decided at once, each by itself: what is refused of one leaves the others done, and can be taken back', async () => {
  const edition = await anEdition(db)
  const clerk = await aClerk(edition.id)
  const [one, other, third] = [
    await anApplication(db, edition.id),
    await anApplication(db, edition.id),
    await anApplication(db, edition.id),
  ]
  const ids = [one.id, other.id, third.id]
  const at = `/en/${edition.code}/staff/applications/together`
  const asked = await clerk.get(`${at}?do=wait-listed&${ids.map((id) => `id=${id}`).join('&')}`)
  expect(asked.words).toContain('Put 3 applications on the wait list')
  const ticked = [...asked.text.matchAll(/name="id" value="([^"]+)"/g)].map(([, id]) => id as string)
  expect(ticked).toHaveLength(3)
  // Somebody decides about the second meanwhile.
  const { version } = await getApplication(db, other.id)
  await clerk.post(`/en/${edition.code}/staff/applications/${other.id}/decide`, {
    ...{ version: String(version), decision: 'declined', reason: '', words: 'No goods', on: '2023-06-15' },
  })
  const nothing = await clerk.post(at, { do: 'wait-listed', id: ticked, reason: '', words: '', on: '2023-06-15' })
  expect(nothing.status).toBe(422)
  const done = await clerk.post(at, { do: 'wait-listed', id: ticked, reason: 'area-full', words: '', on: '2023-06-15' })
  expect(done.words).toContain('2 done, 1 refused')
  expect((await getApplication(db, other.id)).state).toBe('declined')
  const back = [...done.text.matchAll(/name="id" value="([^"]+)"/g)].map(([, id]) => id as string)
  expect(back).toHaveLength(2)
  await clerk.post(`${at}/undo`, { id: back, why: 'Too soon' })
  expect((await getApplication(db, one.id)).state).toBe('submitted')
  expect((await getApplication(db, third.id)).state).toBe('submitted')
})

test('the letter is shown before a decision, and a company without people is told to nobody', async () => {
  const edition = await anEdition(db)
  const { id, companyId } = await anApplication(db, edition.id)
  const clerk = await aClerk(edition.id)
  const at = `/en/${edition.code}/staff/applications/${id}`
  const form = { version: '5', decision: 'accepted', reason: '', words: 'Welcome!', on: '2023-06-15' }
  expect((await clerk.post(`${at}/preview`, form)).words).toContain('no letter')
  await anApplicant(companyId)
  expect((await clerk.post(`${at}/preview`, form)).words).toContain('Welcome!')
  expect((await getApplication(db, id)).state).toBe('submitted')
  const silent = await clerk.post(`${at}/preview`, { ...form, decision: 'declined', words: '' })
  expect(silent.status).toBe(422)
  expect(silent.words).toContain('Give a reason that the company will read')
})

test('embassies who look after the pavilion recommend companies of their country alone', async () => {
  const edition = await anEdition(db)
  const pavilion = await aPavilion(db, edition.id, 'TLS')
  const [theirs, other] = [
    await anApplication(db, edition.id, { economyCode: 'TLS' }),
    await anApplication(db, edition.id, { economyCode: 'FRA' }),
  ]
  const embassy = await house.signIn(await aPerson(db, { role: 'administrator', kind: 'pavilion', id: pavilion.id }))
  const at = `/en/${edition.code}/pavilions/tls/companies`
  expect((await embassy.get(at)).text).toContain(theirs.id)
  expect((await embassy.get(at)).text).not.toContain(other.id)
  expect((await embassy.get(`${at}/${other.id}`)).status).toBe(404)
  const form = {
    kind: 'embassy',
    body: 'Embassy',
    economy: 'TLS',
    author: 'Ana',
    office: '',
    on: '2023-06-14',
    words: '',
  }
  expect((await embassy.post(`${at}/${other.id}`, form)).status).toBe(404)
  expect((await embassy.post(`${at}/${theirs.id}`, form)).status).toBe(303)
  const counted = await db
    .selectFrom('applicationsViews.recommendations')
    .select('applicationId')
    .where('editionId', '=', edition.id)
    .execute()
  expect(counted).toEqual([{ applicationId: theirs.id }])
})

test('a sheet with a formula, in another encoding or packed to burst is refused beside its field, and nothing is kept', async () => {
  const edition = await anEdition(db)
  const { id, companyId } = await aDraft(db, edition.id, { role: 'umbrella' })
  const maria = await anApplicant(companyId)
  const at = `/en/${edition.code}/applications/${id}/co-exhibitors`
  const send = (bytes: Uint8Array, name = 'with-us.csv') =>
    maria.post(`${at}/upload`, { file: new File([bytes as Uint8Array<ArrayBuffer>], name) })
  const bomb = await send(new Uint8Array([0x50, 0x4b, 3, 4, ...new Uint8Array(200)]), 'with-us.xlsx')
  expect(bomb.status).toBe(422)
  const sent = await send(Buffer.from('name,economy\n=HYPERLINK("http://evil.example"),TLS\nKooperativa Suai,TLS\n'))
  const preview = await maria.get(sent.location ?? '')
  expect(preview.text).not.toContain('href="http://evil.example"')
  const exported = await maria.get(`${at}.csv`)
  expect(exported.text).not.toMatch(/^=|,=/m)
  const big5 = await send(Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0x0a, 0xa4, 0xa4, 0xff, 0x0a]))
  expect(big5.status).toBe(422)
})
