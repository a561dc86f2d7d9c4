import { describe, expect, test } from 'vitest'
import { anAcceptedApplication, anApplication } from '#expo/exhibition/applications/makers.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { day } from '#kernel/day.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listEntries } from '#platform/journal.ts'
import { maker as by, freshDatabase, openHouse } from '#tests/house.ts'
import { USUAL_TERMS } from '../allocation/index.ts'
import { acceptOffer } from '../holdings/commands/answer.ts'
import { lockStand, unlockStand } from '../holdings/commands/lock.ts'
import { tellRun } from '../holdings/jobs.ts'
import { findLiveHolding, listHoldings, listLiveHoldings } from '../holdings/queries.ts'
import { findTerms } from '../holdings/terms.ts'
import { aHolding, aPlan, aRun, aSheet } from '../makers.ts'
import { applyRun, undoRun } from './commands/apply.ts'
import { beginRun, cancelRun } from './commands/begin.ts'
import { setAllocationTerms } from './commands/set-terms.ts'
import { findRun, readResult } from './queries.ts'
import { workRun } from './work.ts'

const database = await freshDatabase()
const { db } = database
const now = new Date('2023-06-02T09:00:00+08:00')
const today = day('2023-06-02')
const when = { today, now, by }
const house = openHouse(database, { clock: () => now })

const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const factsOf = async (id: string) => (await listEntries(db, id)).map((entry) => entry.what).reverse()

/** A plan with two raw booths of 72 m² and eight standard ones; applications as many as are asked for. */
async function aFair({ raw = 2, standard = 2 }: { raw?: number; standard?: number } = {}) {
  const edition = await anEdition(db)
  const sheet = aSheet()
  await aPlan(db, edition.id, '1H', sheet)
  const idOf = (number: string) => sheet.booths.find((booth) => booth.number === number)?.id ?? ''
  const asking = async (count: number, what: Parameters<typeof anAcceptedApplication>[2]) => {
    const made = []
    for (let index = 0; index < count; index++) made.push((await anAcceptedApplication(db, edition.id, what)).id)
    return made
  }
  return {
    edition,
    sheet,
    idOf,
    raws: await asking(raw, { boothKind: 'raw', areaM2: 72 }),
    standards: await asking(standard, { boothKind: 'standard', areaM2: 18 }),
  }
}

describe('a run', () => {
  test('finds booths for all at once, alone or joined, and tells why; until it is applied nobody has any', async () => {
    const { edition, raws, standards } = await aFair({ raw: 3 })
    const { id } = await aRun(db, edition.id)
    expect(await findRun(db, id)).toMatchObject({ state: 'done' })
    const result = await readResult(db, id)
    expect(result?.placings).toHaveLength(4)
    expect(result?.unplaced).toHaveLength(1)
    expect(raws).toContain(result?.unplaced[0]?.requestId)
    expect(result?.unplaced[0]?.reasons.map((reason) => reason.code)).toContain('outweighed')
    const joined = result?.placings.filter((one) => standards.includes(one.requestId))
    expect(joined?.map((one) => one.boothIds.length)).toEqual([2, 2])
    expect(result?.changes.map((change) => change.kind)).toEqual(['placed', 'placed', 'placed', 'placed'])
    expect(await listLiveHoldings(db, edition.id)).toEqual([])
    expect(await factsOf(id)).toEqual(['allocation.begun', 'allocation.done'])
  })

  test('gives the same result again', async () => {
    const { edition } = await aFair({ raw: 3 })
    const [one, two] = [await aRun(db, edition.id), await aRun(db, edition.id)]
    expect(await readResult(db, one.id)).toEqual(await readResult(db, two.id))
  })

  test('is one at a time in an edition; stopped, it leaves nothing behind, and whoever works on it hears of it', async () => {
    const { edition } = await aFair()
    const order = { editionId: edition.id, keepsOffers: true, now, by }
    const met = await Promise.all(Array.from({ length: 5 }, () => refusalOf(beginRun(db, order))))
    expect(met.toSorted()).toEqual([...Array(4).fill('holdings.run-runs'), 'passed'])
    const run = await db
      .selectFrom('booths.allocationRuns')
      .select('id')
      .where('editionId', '=', edition.id)
      .executeTakeFirstOrThrow()
    await cancelRun(db, { runId: run.id, now, by })
    expect(await refusalOf(cancelRun(db, { runId: run.id, now, by }))).toBe('holdings.run-over')
    await workRun({ db, clock: () => now }, run.id)
    expect(await findRun(db, run.id)).toMatchObject({ state: 'cancelled' })
    expect(await readResult(db, run.id)).toBeNull()
    await aRun(db, edition.id)
  })

  test('leaves those who have accepted where they are, also where staff gave them what they did not ask for', async () => {
    const { edition, raws, idOf } = await aFair()
    const [first, second] = raws as [string, string]
    await aHolding(db, edition.id, { applicationId: first, boothIds: [idOf('B02')], accepted: true })
    await aHolding(db, edition.id, { applicationId: second, boothIds: [idOf('A01')], accepted: true })
    const result = await readResult(db, (await aRun(db, edition.id, { keepsOffers: false })).id)
    const kindOf = (id: string) => result?.changes.find((change) => change.requestId === id)?.kind
    expect(kindOf(first)).toBe('stays')
    expect(kindOf(second)).toBeUndefined()
    expect(result?.placings.flatMap((one) => one.boothIds)).not.toContain(idOf('A01'))
  })

  test('gives what staff have set aside, and tells by name where that contradicts itself', async () => {
    const { edition, raws, idOf } = await aFair()
    const [first, second] = raws as [string, string]
    await lockStand(db, { applicationId: first, boothIds: [idOf('B02')], now, by })
    const result = await readResult(db, (await aRun(db, edition.id)).id)
    expect(result?.placings.find((one) => one.requestId === first)?.boothIds).toEqual([idOf('B02')])
    await lockStand(db, { applicationId: second, boothIds: [idOf('B02')], now, by })
    const { id } = await aRun(db, edition.id)
    expect((await readResult(db, id))?.contradictions).toMatchObject([{ code: 'twice', boothNumbers: ['1H-B02'] }])
    expect(await refusalOf(applyRun(db, { runId: id, areas: null, ...when }))).toBe('holdings.run-contradicts')
    await unlockStand(db, { applicationId: second, by })
    expect((await readResult(db, (await aRun(db, edition.id)).id))?.contradictions).toEqual([])
  })
})

describe('applying a run', () => {
  test('makes all offers in one step, once, and letters follow, one for each', async () => {
    const { edition, raws } = await aFair()
    const application = await db
      .selectFrom('applications.applications')
      .select('companyId')
      .where('id', '=', raws[0] ?? '')
      .executeTakeFirstOrThrow()
    const own = await aPerson(db, { role: 'administrator', kind: 'company', id: application.companyId })
    const { id: runId } = await aRun(db, edition.id)
    const both = await Promise.all([1, 2].map(() => refusalOf(applyRun(db, { runId, areas: null, ...when }))))
    expect(both.toSorted()).toEqual(['holdings.run-not-to-apply', 'passed'])
    const live = await listLiveHoldings(db, edition.id)
    expect(live).toHaveLength(4)
    expect(live.every((one) => one.state === 'offered' && one.runId === runId && one.answerBy !== null)).toBe(true)
    for (let time = 0; time < 2; time++) await tellRun({ db, publicUrl: 'http://x', clock: () => now }, runId)
    const letters = await db.selectFrom('platform.mails').select('subject').where('recipient', '=', own.email).execute()
    expect(letters).toHaveLength(1)
  })

  test('may be for some areas only', async () => {
    const { edition } = await aFair()
    const { id: runId } = await aRun(db, edition.id)
    const none = applyRun(db, { runId, areas: ['seeds'], ...when })
    expect(await refusalOf(none)).toBe('holdings.run-changes-nothing')
    expect(await applyRun(db, { runId, areas: ['food'], ...when })).toEqual({ offers: 4 })
  })

  const CHANGES: [string, (editionId: string) => Promise<void>][] = [
    ['applications', async (editionId: string) => void (await anAcceptedApplication(db, editionId))],
    ['plans', async (editionId: string) => void (await aPlan(db, editionId, '2H'))],
    ['holdings', async (editionId: string) => void (await aHolding(db, editionId))],
  ]
  test.each(CHANGES)(
    'is refused where %s have changed since, and the run says so from then on',
    async (what, change) => {
      const { edition } = await aFair()
      if (what === 'holdings') await anAcceptedApplication(db, edition.id)
      const { id: runId } = await aRun(db, edition.id)
      if (what === 'holdings') {
        const [application] = await db
          .selectFrom('applications.applications')
          .select('id')
          .where('editionId', '=', edition.id)
          .where('boothKind', '=', 'raw')
          .execute()
        await aHolding(db, edition.id, { applicationId: application?.id ?? '' })
      } else await change(edition.id)
      expect(await refusalOf(applyRun(db, { runId, areas: null, ...when }))).toBe(`holdings.run-stale-${what}`)
      expect(await findRun(db, runId)).toMatchObject({ state: 'stale' })
      expect((await listLiveHoldings(db, edition.id)).filter((one) => one.runId === runId)).toEqual([])
    },
  )

  test('what does not matter to it leaves it as it is: an application that nobody has accepted', async () => {
    const { edition } = await aFair()
    const { id: runId } = await aRun(db, edition.id)
    await anApplication(db, edition.id)
    expect(await applyRun(db, { runId, areas: null, ...when })).toEqual({ offers: 4 })
  })
})

describe('undoing a run', () => {
  test('takes back what nobody has answered, and leaves what was accepted', async () => {
    const { edition, raws } = await aFair()
    const { id: runId } = await aRun(db, edition.id)
    expect(await refusalOf(undoRun(db, { runId, why: 'x', ...when }))).toBe('holdings.run-not-applied')
    await applyRun(db, { runId, areas: null, ...when })
    const first = await findLiveHolding(db, raws[0] ?? '')
    await acceptOffer(db, { holdingId: first?.id ?? '', version: 1, ...when })
    expect(await refusalOf(undoRun(db, { runId, why: ' ', ...when }))).toBe('holdings.why-missing')
    expect(await undoRun(db, { runId, why: 'The wrong terms.', ...when })).toEqual({ ended: 3, restored: 0 })
    const live = await listLiveHoldings(db, edition.id)
    expect(live.map((one) => one.id)).toEqual([first?.id])
    expect(await listHoldings(db, raws[1] ?? '')).toMatchObject([{ endedAs: 'undone', reason: 'The wrong terms.' }])
  })

  test('offers again what somebody was moved from', async () => {
    const { edition, raws, idOf } = await aFair({ raw: 1 })
    const [application = ''] = raws
    const boothIds = [idOf('B01')]
    await aHolding(db, edition.id, { applicationId: application, boothIds })
    await lockStand(db, { applicationId: application, boothIds: [idOf('B02')], now, by })
    const { id: runId } = await aRun(db, edition.id, { keepsOffers: false })
    await applyRun(db, { runId, areas: null, ...when })
    expect((await findLiveHolding(db, application))?.booths[0]?.id).toBe(idOf('B02'))
    expect(await undoRun(db, { runId, why: 'A slip.', ...when })).toMatchObject({ restored: 1 })
    expect((await findLiveHolding(db, application))?.booths[0]?.id).toBe(idOf('B01'))
  })
})

describe('the terms', () => {
  test('are set by the edition; a stale page and an order without placing first change nothing', async () => {
    const { edition } = await aFair({ raw: 0, standard: 0 })
    const set = { editionId: edition.id, answerDays: 7, remindDays: 2, lapses: true, by }
    const order = [{ placed: 2, zone: 1 }, { size: 1 }]
    const terms = { ...USUAL_TERMS, order }
    await setAllocationTerms(db, { ...set, terms, version: 0 })
    expect(await findTerms(db, edition.id)).toMatchObject({ answerDays: 7, version: 1, terms: { order } })
    expect(await refusalOf(setAllocationTerms(db, { ...set, terms, version: 0 }))).toBe('web.stale')
    const wrong = { ...terms, order: [{ zone: 1 }, { placed: 1 }] }
    expect(await refusalOf(setAllocationTerms(db, { ...set, terms: wrong, version: 1 }))).toBe(
      'holdings.order-placed-first',
    )
    const late = { ...set, remindDays: 9, terms, version: 1 }
    expect(await refusalOf(setAllocationTerms(db, late))).toBe('holdings.remind-before-end')
  })
})

test('staff begin a run, read what came out and why, on the plan too, and managers apply it', async () => {
  const { edition, raws } = await aFair({ raw: 3 })
  const at = `/en/${edition.code}/staff/allocation`
  const clerk = await house.signIn(await aPerson(db, { role: 'clerk', kind: 'edition', id: edition.id }))
  const manager = await house.signIn(await aPerson(db, { role: 'manager', kind: 'edition', id: edition.id }))
  expect((await clerk.get(at)).words).toContain('5 accepted applications, 5 of them without a booth')
  const begun = await clerk.post(at, { keeps: 'on' })
  const address = begun.location ?? ''
  expect((await clerk.get(address)).words).toContain('Waiting to begin.')
  expect(JSON.parse((await clerk.get(`${address}/progress.json`)).text)).toMatchObject({ running: true })
  await workRun({ db, clock: () => now }, address.split('/').at(-1) ?? '')
  const page = await clerk.get(address)
  expect(page.words).toContain('72 of 72 m²')
  expect(page.text).toContain('class="comes"')
  expect(page.text).not.toContain('/apply"')
  const refused = await clerk.get(`${address}?show=refused`)
  expect(refused.words).toMatch(/holds 1H-B0\d with/)
  const csv = await clerk.get(`${address}/result.csv`)
  expect(csv.text.trim().split('\r\n')).toHaveLength(6)
  expect((await clerk.post(`${address}/apply`, { areas: ['food'] })).status).toBe(404)
  const applied = await manager.post(`${address}/apply`, { areas: ['food'] })
  expect(applied.status).toBe(303)
  expect((await manager.get(address)).words).toContain('4 offers are made')
  const again = await manager.post(`${address}/apply`, { areas: ['food'] })
  expect(again.words).toContain('was applied already')
  expect((await manager.post(`${address}/undo`, { why: 'Another look.' })).status).toBe(303)
  expect(await findLiveHolding(db, raws[0] ?? '')).toBeNull()
})

test('managers weigh the levels in a form; what was typed comes back when it is refused', async () => {
  const { edition } = await aFair({ raw: 0, standard: 0 })
  const at = `/en/${edition.code}/staff/allocation/terms`
  const manager = await house.signIn(await aPerson(db, { role: 'manager', kind: 'edition', id: edition.id }))
  const fields = [...(await manager.get(at)).text.matchAll(/<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"/g)]
  const form = Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
  expect(Object.keys(form)).toContain('rank.placed')
  const wrong = await manager.post(at, { ...form, 'rank.placed': '3', bands: '10, 20' })
  expect(wrong.words).toContain('Being placed at all comes first')
  expect(wrong.text).toContain('value="10, 20"')
  expect((await manager.post(at, { ...form, 'rank.size': '3', 'rank.zone': '3', 'weight.zone': '5' })).status).toBe(303)
  const { terms } = await findTerms(db, edition.id)
  expect(terms.order).toContainEqual({ zone: 5, size: 1 })
})
