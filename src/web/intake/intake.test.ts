import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addGroup, addMembership } from '#expo/ground/economies/commands/change.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { day } from '#kernel/day.ts'
import { LANGUAGES } from '#kernel/language.ts'
import { listEntries } from '#platform/journal.ts'
import { streamXlsx } from '#platform/sheets/write.ts'
import { forgetUploads } from '#platform/uploads.ts'
import { freshDatabase, maker, openHouse, type Visitor } from '#tests/house.ts'

const database = await freshDatabase()
const { db } = database
const house = openHouse(database)
const administrator = () =>
  aPerson(db, { role: 'administrator', kind: 'house', id: '' }).then((one) => house.signIn(one))
const visitor = await administrator()

let groups = 0
async function aGroup(): Promise<{ code: string; at: string }> {
  groups += 1
  const code = `SHEET-${groups}`
  await addGroup(db, { code, names: { en: code }, source: null, by: maker })
  return { code, at: `/groups/${code.toLowerCase()}/upload` }
}
const membersOf = async (code: string) =>
  (
    await db
      .selectFrom('economies.memberships')
      .select('economyCode')
      .where('groupCode', '=', code)
      .orderBy('economyCode')
      .execute()
  ).map((one) => one.economyCode)
const aFile = (text: string, name = 'members.csv') => new File([text], name)

/** Sends a sheet, and gives the address of its preview and what to confirm. */
async function send(by: Visitor, at: string, file: File, lang = 'en') {
  const sent = await by.post(`/${lang}${at}`, { file })
  if (sent.status !== 303 || !sent.location) throw new Error(`not taken: ${sent.status} ${sent.words}`)
  const preview = await by.get(sent.location)
  return { address: sent.location, preview, seen: /name="seen" value="([0-9a-f]+)"/.exec(preview.text)?.[1] ?? '' }
}

test('a sheet is shown before anything is kept, kept when it is confirmed, and what could not be kept comes back', async () => {
  const { code, at } = await aGroup()
  const csv =
    'Economy;From;Until;Colour\nTLS;2020-01-01;;red\nالهند;2020-01-01;2021-01-01;\nAtlantis;2020-01-01;;=1+1\nFrance;1/1/2020;;\nFRA;2020-01-01;2019-01-01;\n'
  const { address, preview, seen } = await send(visitor, at, aFile(csv))
  expect(preview.words).toContain('2 rows can be kept')
  expect(preview.words).toContain('3 rows cannot be kept')
  expect(preview.words).toContain(
    'Read as CSV in UTF-8, separated by semicolons. Columns that nobody reads here: Colour.',
  )
  expect(preview.words).toContain('Economy Atlantis There is no such economy.')
  expect(await membersOf(code)).toEqual([])

  expect((await visitor.post(address, { seen })).location).toBe(address)
  expect(await membersOf(code)).toEqual(['IND', 'TLS'])
  expect((await listEntries(db, code)).map((one) => one.what)).toEqual([
    'membership.added',
    'membership.added',
    'group.added',
  ])
  expect((await visitor.get(address)).words).toContain('2 rows were kept')

  const bad = await visitor.get(`${address}/bad.csv`)
  expect(bad.text.split('\r\n')).toEqual([
    'Rialto: line,Rialto: column,Rialto: reason,Economy,From,Until,Colour',
    "4,Economy,There is no such economy.,Atlantis,2020-01-01,,'=1+1",
    '5,From,"There is no such day. Write year-month-day, for example 2023-11-05.",France,1/1/2020,,',
    '6,Until,A membership cannot end before it begins.,FRA,2020-01-01,2019-01-01,',
    '',
  ])
  const mended = await send(visitor, at, aFile(bad.text.replace('1/1/2020', '2020-01-01')))
  expect(mended.preview.words).toContain('1 row can be kept')
})

test('the reasons are in the reader’s language, and an Arabic sheet turns its pages from the right', async () => {
  const { at } = await aGroup()
  for (const lang of LANGUAGES) {
    const { address } = await send(visitor, at, aFile('economy,from\nAtlantis,2020-01-01\n'), lang)
    const { text } = await visitor.get(`${address}/bad.csv`)
    if (lang !== 'en') expect(text).not.toContain('There is no such economy')
    expect(text).toContain('Atlantis')
    expect((await visitor.get(`${address}/bad.xlsx`)).headers.get('content-type')).toContain('spreadsheetml')
  }
})

test('its empty sheet, filled in, is understood in every language and both formats', async () => {
  const { code, at } = await aGroup()
  for (const [index, lang] of LANGUAGES.entries()) {
    const { text } = await visitor.get(`/${lang}${at}/template.csv`)
    const titles = text.replace('\ufeff', '').trim().split(',')
    const year = 2100 + index
    const row = Object.fromEntries(
      titles.map((title, column) => [title, ['TLS', `${year}-01-01`, `${year}-06-01`, '', ''][column] ?? '']),
    )
    const file = new File(
      [await new Response(streamXlsx([row], { name: 'x', rtl: lang === 'ar' })).arrayBuffer()],
      'members.xlsx',
    )
    const { address, seen } = await send(visitor, at, file, lang)
    expect((await visitor.post(address, { seen })).status).toBe(303)
    expect(await membersOf(code)).toHaveLength(index + 1)
  }
})

test('of twenty confirmations at once one keeps the rows, and they are kept once', async () => {
  const { code, at } = await aGroup()
  const { address, seen } = await send(visitor, at, aFile('economy,from\nTLS,2020-01-01\n'))
  const answers = await Promise.all(Array.from({ length: 20 }, () => visitor.post(address, { seen })))
  expect(answers.filter((one) => one.status === 303)).toHaveLength(1)
  for (const refused of answers.filter((one) => one.status !== 303)) {
    expect(refused.status).toBe(409)
    expect(refused.words).toContain('The rows of this file have been kept already.')
  }
  expect(await membersOf(code)).toEqual(['TLS'])
})

test('what has changed since it was seen is shown again, and nothing is kept', async () => {
  const { code, at } = await aGroup()
  const { address, seen } = await send(visitor, at, aFile('economy,from\nTLS,2020-01-01\nIND,2020-01-01\n'))
  await addMembership(db, {
    groupCode: code,
    economyCode: 'IND',
    from: day('2019-01-01'),
    until: null,
    certainty: 'sourced',
    note: null,
    why: undefined,
    by: maker,
  })
  const answer = await visitor.post(address, { seen })
  expect(answer.status).toBe(409)
  expect(answer.words).toContain('Something has changed since you looked at this')
  expect(answer.words).toContain('1 row can be kept')
  expect(await membersOf(code)).toEqual(['IND'])
  const again = /name="seen" value="([0-9a-f]+)"/.exec(answer.text)?.[1] ?? ''
  expect((await visitor.post(address, { seen: again })).status).toBe(303)
})

test('a sheet is its sender’s alone, and good for nothing but what it was sent for', async () => {
  const { at } = await aGroup()
  const { at: elsewhere } = await aGroup()
  const { address } = await send(visitor, at, aFile('economy,from\nTLS,2020-01-01\n'))
  const other = await administrator()
  for (const path of [address, `${address}/bad.csv`, `${address}/bad.xlsx`])
    expect((await other.get(path)).status, path).toBe(404)
  expect((await other.post(address, { seen: '' })).status).toBe(404)
  expect((await visitor.get(address.replace(at, elsewhere))).status).toBe(404)
})

test('a file that is no sheet is refused beside its field', async () => {
  const { at } = await aGroup()
  for (const [file, words] of [
    [aFile('%PDF-1.7\u0000', 'a.pdf'), 'neither a CSV file nor an Excel workbook'],
    [aFile('economy\nTLS\n'), 'This column is missing: From.'],
    [aFile(''), 'Choose a file first.'],
    [aFile(`economy,from\n${'x'.repeat(11 * 1024 * 1024)}`), 'The file is too heavy: at most 10 MB'],
  ] as const) {
    const answer = await visitor.post(`/en${at}`, { file })
    expect(answer.status).toBe(422)
    expect(answer.text).toMatch(new RegExp(`id="f-file-error"[^>]*>[^<]*${words}`))
  }
  expect((await visitor.post(`/en${at}`, {})).words).toContain('Choose a file first.')
})

test('sheets that wait are forgotten after a day, and one person has five at most', async () => {
  const { at } = await aGroup()
  const sender = await administrator()
  const first = await send(sender, at, aFile('economy,from\nTLS,2020-01-01\n'))
  for (let more = 0; more < 4; more++) await send(sender, at, aFile('economy,from\nTLS,2020-01-01\n'))
  expect((await sender.get(first.address)).status).toBe(200)
  const sixth = await send(sender, at, aFile('economy,from\nTLS,2020-01-01\n'))
  expect((await sender.get(first.address)).words).toContain('forgotten after a day')

  await db.updateTable('platform.uploads').set({ sentAt: sql<Date>`now() - interval '25 hours'` }).execute()
  const fresh = await send(sender, at, aFile('economy,from\nTLS,2020-01-01\n'))
  await forgetUploads(db).work({})
  expect((await sender.get(sixth.address)).status).toBe(404)
  expect((await sender.get(fresh.address)).status).toBe(200)
})
