import { describe, expect, test } from 'vitest'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { LANGUAGES } from '#kernel/language.ts'
import { freshDatabase, maker, openHouse } from '#tests/house.ts'
import { setVenue } from './commands/set-venue.ts'
import { aBooth, aDraft, aHall, aPlan, aSheet } from './makers.ts'
import { findPlan, readDrawing } from './queries.ts'
import { geoJsonOf } from './rules/geojson.ts'
import { USUAL_RULES } from './rules/plan.ts'

const database = await freshDatabase()
const { db } = database
const house = openHouse(database, { clock: () => new Date('2023-06-15T12:00:00+08:00') })
const guest = house.stranger()

const sheet = aSheet()
const edition = await anEdition(db)
await aPlan(db, edition.id, '1H', sheet)
await aPlan(db, edition.id, '2H', aSheet())
const clerk = await house.signIn(await aPerson(db, { role: 'clerk', kind: 'edition', id: edition.id }))
const at = (path: string, lang = 'en') => `/${lang}/${edition.code}${path}`

describe('a hall’s plan', () => {
  test('shows every booth as a link that says who it is, and the same booths as a list', async () => {
    const page = await guest.get(at('/plan/1H'))
    expect(page.status).toBe(200)
    for (const { number } of sheet.booths) {
      expect(page.text).toContain(`<a href="../booths/1H-${number}"><title>${number} · `)
      expect(page.text).toContain(`href="${at(`/booths/1H-${number}`)}"`)
    }
    expect(page.words).toContain('10 booths')
  })

  test('is drawn in each language, left to right even where the page is not', async () => {
    for (const lang of LANGUAGES) {
      const page = await guest.get(at('/plan/1H', lang))
      expect(page.status, lang).toBe(200)
      expect(page.text, lang).toContain('class="plan"')
    }
    expect((await guest.get(at('/plan/1H', 'ar'))).text).toContain('البوابة 1')
  })

  test('narrows by address, marks what was found, and keeps the rest in sight', async () => {
    const page = await guest.get(at('/plan/1H?q=B0'))
    expect(page.words).toContain('2 booths match, of 10.')
    expect(page.text).toContain('class="found"')
    expect(page.text).toContain('<title>A01 · ')
    expect((await guest.get(at('/plan/1H?size=36-71'))).words).toContain('No booth matches')
    expect((await guest.get(at('/plan/1H?booth=A03'))).text).toContain('id="chosen"')
  })

  test('draws and tells a way between two of its places', async () => {
    const page = await guest.get(at('/plan/1H?from=Gate+1&to=A01'))
    expect(page.text).toContain('class="way"')
    expect(page.words).toMatch(/From Gate 1 to A01 \d+ m, about 1 minute/)
    expect(page.words).toMatch(/A01 is on your (left|right)\./)
    const wrong = await guest.get(at('/plan/1H?from=Gate+1&to=Atlantis'))
    expect(wrong.words).toContain('There is no such place here.')
    expect(wrong.text).toContain('value="Atlantis"')
  })

  test('can be taken home as CSV, JSON, GeoJSON, a picture and a sheet', async () => {
    const csv = await guest.get(at('/plan/1H/booths.csv?kind=raw'))
    expect(csv.text.trim().split('\r\n')).toHaveLength(3)
    const json = JSON.parse((await guest.get(at('/plan/1H/booths.json'))).text)
    expect(json).toMatchObject({ hall: '1H', plan: 1 })
    expect(json.booths).toHaveLength(10)
    const geo = await guest.get(at('/plan/1H/plan.geojson'))
    expect(geo.headers.get('content-type')).toBe('application/geo+json')
    expect(JSON.parse(geo.text).features).toHaveLength(13)
    const svg = await guest.get(at('/plan/1H/plan.svg'))
    expect(svg.headers.get('content-type')).toBe('image/svg+xml')
    expect(svg.text).toMatch(/^<svg [^>]*xmlns/)
    // It looks the same without any style sheet, and needs no inline style.
    expect(svg.text).not.toMatch(/ class=| style=|<a /)
    const pdf = await guest.get(at('/plan/1H/plan.pdf'))
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(pdf.text).toMatch(/^%PDF-/)
  })

  test('that is not released says so, to everybody and in files', async () => {
    const fresh = await anEdition(db)
    await aHall(db, fresh.id, '7H')
    const page = await guest.get(`/en/${fresh.code}/plan/7H`)
    expect(page.words).toContain('still being drawn')
    expect((await guest.get(`/en/${fresh.code}/plan/7H/booths.csv`)).status).toBe(404)
    expect((await guest.get(`/en/${fresh.code}/plan`)).words).toContain('No hall’s plan has been released yet')
    expect((await guest.get(`/en/${fresh.code}/plan/8H`)).status).toBe(404)
  })

  test('of a hidden edition is there for its staff only', async () => {
    const hidden = await anEdition(db, { shown: false })
    await aPlan(db, hidden.id, '1H')
    for (const path of ['/plan', '/plan/1H', '/booths/1H-A01', '/plan/1H/booths.csv', '/plan/1H/plan.geojson'])
      expect([303, 401, 404], path).toContain((await guest.get(`/en/${hidden.code}${path}`)).status)
  })
})

test('a draft is nobody’s business: what is only drawn in it shows nowhere in public', async () => {
  const own = await anEdition(db)
  const drawn = aSheet()
  await aPlan(db, own.id, '1H', drawn)
  await aDraft(db, own.id, '1H', { ...drawn, booths: [...drawn.booths, aBooth('SECRET1', 48, 30)] })
  const open = [
    '/plan',
    '/plan/1H',
    '/plan/1H/booths.json',
    '/plan/booths.csv',
    '/plan/1H/plan.geojson',
    '/find?q=1H-SECRET',
  ]
  for (const path of open) expect((await guest.get(`/en/${own.code}${path}`)).text, path).not.toContain('SECRET1')
  expect((await guest.get(`/en/${own.code}/booths/1H-SECRET1`)).status).toBe(404)
})

test('a booth’s page says how large it is, where it is open, who is beside it, and how to get there', async () => {
  const page = await guest.get(at('/booths/1H-A03'))
  expect(page.words).toContain('9 m² 3 × 3 m')
  expect(page.words).toMatch(/Open sides one: to the north/)
  for (const beside of ['A01', 'A04', 'A05']) expect(page.text).toContain(`/booths/1H-${beside}`)
  expect(page.words).toMatch(/\d+ m from Gate [12], about 1 minute/)
  expect((await guest.get(at('/booths/1H-A99'))).status).toBe(404)
  expect((await guest.get(at('/booths/A03'))).status).toBe(404)
})

describe('the venue', () => {
  test('lists and draws its halls, and finds a booth in any of them', async () => {
    const page = await guest.get(at('/plan'))
    expect(page.words).toContain('2 halls · 20 booths')
    const found = await guest.get(at('/plan?q=2H-B01'))
    expect(found.words).toContain('One booth matches'.replace('One', '1'))
    expect(found.text).toContain(at('/booths/2H-B01'))
    expect((await guest.get(at('/plan/booths.csv'))).text.trim().split('\r\n')).toHaveLength(21)
  })

  test('tells a way from hall to hall, and one without steps where it is asked for', async () => {
    const ground = (code: string, xM: number, level = 0) => ({
      code,
      hallCode: code,
      name: {},
      level,
      xM,
      yM: 0,
      lengthM: 60,
      widthM: 40,
      turn: 0,
    })
    const passage = (kind: 'lift' | 'escalator', seconds: number) => ({
      fromCode: '1H',
      fromGate: '2',
      toCode: '2H',
      toGate: '2',
      kind,
      metres: 20,
      seconds,
    })
    await setVenue(db, {
      editionId: edition.id,
      rules: USUAL_RULES,
      grounds: [ground('1H', 0), ground('2H', 0, 1)],
      passages: [passage('lift', 90), passage('escalator', 40)],
      version: 0,
      by: maker,
    })
    const quick = await guest.get(at('/plan?from=1H-A01&to=2H-B02'))
    expect(quick.words).toContain('Take the escalator to Hall 2H')
    const level = await guest.get(at('/plan?from=1H-A01&to=2H-B02&step-free=yes'))
    expect(level.words).toContain('Take the lift to Hall 2H')
    expect((await guest.get(at('/plan?from=A01&to=2H-B02'))).words).toContain('There is no such place here.')
    expect((await guest.get(at('/plan/2H?from=1H-A01&to=B02'))).words).toContain('From 1H-A01 to 2H-B02')
  })
})

test('the one box finds a booth by its number', async () => {
  expect((await guest.get(at('/find?q=1h+a01'))).text).toContain(at('/booths/1H-A01'))
})

describe('staff', () => {
  test('draw by form what others draw by mouse, and see what forbids a release', async () => {
    const own = await anEdition(db)
    await aPlan(db, own.id, '1H')
    const hand = await house.signIn(await aPerson(db, { role: 'clerk', kind: 'edition', id: own.id }))
    const desk = `/en/${own.code}/staff/plans/1H`
    const versionOf = async () => String((await findPlan(db, own.id, '1H', 'draft'))?.version)
    const drawing = async () =>
      readDrawing(db, (await findPlan(db, own.id, '1H', 'draft')) as NonNullable<Awaited<ReturnType<typeof findPlan>>>)
    const idOf = async (number: string) => (await drawing()).booths.find((booth) => booth.number === number)?.id

    expect((await hand.post(`${desk}/begin`, { from: 'released' })).status).toBe(303)
    const booth = {
      number: 'N1',
      kind: 'raw',
      area: 'food',
      zone: '',
      x: '48',
      y: '30',
      width: '6',
      depth: '6',
      corners: '',
    }
    expect((await hand.post(`${desk}/draft/booths/new`, { version: await versionOf(), ...booth })).status).toBe(303)
    const wrong = await hand.post(`${desk}/draft/booths/new`, { version: await versionOf(), ...booth, width: 'wide' })
    expect([wrong.status, wrong.words]).toEqual([422, expect.stringContaining('Write metres as 12.5')])
    expect(wrong.text).toContain('value="wide"')

    await hand.post(`${desk}/draft/booths/${await idOf('N1')}/split`, {
      version: await versionOf(),
      along: 'x',
      at: '2',
      number: 'N2',
    })
    expect((await drawing()).booths.find((one) => one.number === 'N2')?.areaM2).toBe(24)
    await hand.post(`${desk}/draft/booths/${await idOf('N1')}/merge`, { version: await versionOf(), numbers: 'N2' })
    expect((await drawing()).booths.find((one) => one.number === 'N2')?.areaM2).toBe(36)
    await hand.post(`${desk}/draft/renumber`, { version: await versionOf(), numbers: 'A01-A04', first: 'C1' })
    expect((await drawing()).booths.map((one) => one.number)).toEqual(expect.arrayContaining(['C1', 'C2', 'C3', 'C4']))
    await hand.post(`${desk}/draft/structures/new`, {
      version: await versionOf(),
      kind: 'hydrant',
      name: '',
      x: '50',
      y: '30',
      width: '',
      depth: '',
      corners: '',
    })
    const page = await hand.get(desk)
    expect(page.words).toContain('stands 1.4 m too near to a hydrant')
    const refused = await hand.post(`${desk}/draft/release`, { version: await versionOf(), note: 'x' })
    expect([refused.status, refused.words]).toEqual([409, expect.stringContaining('forbids a release; mend it first')])

    const hydrant = (await drawing()).structures.find((one) => one.kind === 'hydrant')?.id
    await hand.post(`${desk}/draft/structures/${hydrant}/remove`, { version: await versionOf() })
    expect(
      (await hand.post(`${desk}/draft/release`, { version: await versionOf(), note: 'A stand by the wall.' })).status,
    ).toBe(303)
    expect((await guest.get(`/en/${own.code}/booths/1H-N2`)).words).toContain('36 m²')
    expect((await hand.get(desk)).words).toContain('A stand by the wall.')
    expect((await hand.get(`${desk}/versions/1`)).status).toBe(200)
  })

  test('draw by a file: it is looked at first, what is wrong is told, and what is right is taken', async () => {
    const own = await anEdition(db)
    const drawn = aSheet()
    await aPlan(db, own.id, '1H', drawn)
    const draft = await aDraft(db, own.id, '1H', null)
    const hand = await house.signIn(await aPerson(db, { role: 'clerk', kind: 'edition', id: own.id }))
    const desk = `/en/${own.code}/staff/plans/1H/draft`
    const booths = [...drawn.booths, aBooth('X1', 37, 15, { kind: 'raw' })].map((booth) => ({ ...booth, openSides: 1 }))
    const json = geoJsonOf({
      edition: own.code,
      hall: '1H',
      plan: 2,
      lengthM: 60,
      widthM: 40,
      booths,
      structures: drawn.structures,
    })
    const bad = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [1, 1] },
      properties: { feature_type: 'kiosk', name: 'P1', category: 'raw' },
    }
    const text = JSON.stringify({ ...json, features: [...json.features, bad] })
    const file = new File([text], 'plan.geojson', { type: 'application/geo+json' })
    const version = String(draft.version)
    const preview = await hand.post(`${desk}/upload`, { version, file })
    expect(preview.status).toBe(200)
    expect(preview.words).toContain('Read: 11 booths')
    expect(preview.words).toContain('Feature 15 (P1): a booth is a polygon, not “Point”.')
    expect(preview.words).toContain('B01 and X1: 4 m² of floor are taken twice.')
    expect((await readDrawing(db, draft)).booths).toHaveLength(10)
    const digest = /name="digest" value="([0-9a-f]{64})"/.exec(preview.text)?.[1] ?? ''
    expect((await hand.post(`${desk}/apply`, { version, digest })).status).toBe(303)
    expect((await readDrawing(db, draft)).booths).toHaveLength(11)
    const stale = await hand.post(`${desk}/apply`, { version, digest })
    expect([stale.status, stale.words]).toEqual([409, expect.stringContaining('Somebody has changed this')])
    expect((await hand.post(`${desk}/upload`, { version })).status).toBe(422)
  })

  test('save from the editor; who comes second is told what stands, and a letter from elsewhere is not read', async () => {
    const own = await anEdition(db)
    const drawn = aSheet()
    await aPlan(db, own.id, '1H', drawn)
    await aDraft(db, own.id, '1H', null)
    const person = await aPerson(db, { role: 'clerk', kind: 'edition', id: own.id })
    const hand = await house.signIn(person)
    const address = `/en/${own.code}/staff/plans/1H/draft.json`
    const told = JSON.parse((await hand.get(address)).text)
    expect(told).toMatchObject({ plan: { version: 1, lengthM: 60 }, firstArea: 'food' })
    expect(told.words.sentences.passage).toContain('{amount} m too narrow')
    const save = (body: unknown, type = 'application/json') => hand.send(address, JSON.stringify(body), type)
    const sheetOf = (number: string) => ({
      version: 1,
      ...told.sheet,
      booths: told.sheet.booths.map((booth: { number: string }) =>
        booth.number === 'A01' ? { ...booth, number } : booth,
      ),
    })
    expect(JSON.parse((await save(sheetOf('C1'))).text)).toEqual({ version: 2 })
    const second = await save(sheetOf('C2'))
    expect(second.status).toBe(409)
    expect(JSON.parse(second.text).sheet.booths.map((booth: { number: string }) => booth.number)).toContain('C1')
    expect((await save(sheetOf('C3'), 'text/plain')).status).toBe(422)
    expect((await save({ version: 2, booths: [{ id: 'x' }] })).status).toBe(422)
    expect((await save(null)).status).toBe(422)
  })

  test('set the venue as managers; clerks draw but do not', async () => {
    const own = await anEdition(db)
    await aPlan(db, own.id, '1H')
    const manager = await house.signIn(await aPerson(db, { role: 'manager', kind: 'edition', id: own.id }))
    const address = `/en/${own.code}/staff/venue-rules`
    const place = { code: '1H', level: '0', x: '10', y: '20', length: '60', width: '40', turn: '1' }
    expect((await manager.post(`${address}/grounds/1H`, { version: '0', ...place })).status).toBe(303)
    const square = { ...place, code: 'plaza', 'name.en': 'Square', x: '80' }
    expect((await manager.post(`${address}/grounds/new`, { version: '1', ...square })).status).toBe(303)
    expect((await manager.post(`${address}/grounds/new`, { version: '2', ...square })).words).toContain(
      'taken by another hall',
    )
    const passage = { from: '1H', fromGate: '1', to: 'plaza', toGate: '', kind: 'level', metres: '12.5', seconds: '20' }
    expect((await manager.post(`${address}/passages`, { version: '2', ...passage })).status).toBe(303)
    const measures = {
      mostShare: '55',
      passageM: '2',
      rowM: '30',
      mainAisleM: '4',
      mainAislesFull: '1',
      mainAislesHalf: '1',
      exitClearM: '3',
      hydrantClearM: '1',
      maintenanceM: '1',
      openSideM: '2',
      wayM: '1',
      walkM: '60',
      gridM: '0.25',
    }
    expect(
      (await manager.post(`${address}/rules`, { version: '3', ...measures, 'forbids.passage': 'on' })).status,
    ).toBe(303)
    expect((await manager.post(`${address}/rules`, { version: '3', ...measures })).status).toBe(409)
    const page = await manager.get(address)
    expect(page.text).toMatch(/name="mostShare"[^>]*value="55"/)
    expect(page.words).toContain('12.5 m, 20 s')
    expect((await guest.get(`/en/${own.code}/plan`)).text).toContain('matrix(0 1 -1 0 50 20)')
    const hand = await house.signIn(await aPerson(db, { role: 'clerk', kind: 'edition', id: own.id }))
    expect((await hand.get(address)).status).toBe(404)
    expect((await clerk.get(`/en/${own.code}/staff/plans`)).status).toBe(404)
  })
})
