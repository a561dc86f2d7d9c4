import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findLiveHolding } from '#expo/exhibition/booths/index.ts'
import { aHolding, aHoldingOf } from '#expo/exhibition/booths/makers.ts'
import { enactDraft } from '#expo/exhibition/fees/commands/rulebook.ts'
import { closeStand } from '#expo/exhibition/fees/commands/statement.ts'
import { setBudget } from '#expo/exhibition/fees/commands/support.ts'
import { keepTheDays } from '#expo/exhibition/fees/jobs.ts'
import { aFeesEdition, aStand, setPrices } from '#expo/exhibition/fees/makers.ts'
import { findDraft, findRulebookOn, listRulebooks } from '#expo/exhibition/fees/queries/rulebooks.ts'
import { findOpenStatement, listStatements } from '#expo/exhibition/fees/queries/statements.ts'
import { listBudgets, listGrants as listSupport } from '#expo/exhibition/fees/queries/support.ts'
import { discardEdition } from '#expo/ground/editions/commands/change-edition.ts'
import { getEditionById } from '#expo/ground/editions/index.ts'
import { anEdition } from '#expo/ground/editions/makers.ts'
import { invitePerson } from '#expo/ground/people/index.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { listGrants, listInvitations } from '#expo/ground/people/queries.ts'
import { reactions } from '#expo/reactions.ts'
import { day, daysBetween, plusDays } from '#kernel/day.ts'
import { transact } from '#platform/database.ts'
import { type Fact, listEntries } from '#platform/journal.ts'
import { maker as by, freshDatabase } from './house.ts'

const { db } = await freshDatabase()
const house = { role: 'administrator', kind: 'house', id: '' } as const
const way = { language: 'en', publicUrl: 'http://localhost', now: new Date('2026-03-01T10:00:00Z') } as const

test('with an edition that is discarded go the roles over it and the invitations to them, and again does no harm', async () => {
  const edition = await anEdition(db)
  const grant = { role: 'manager', kind: 'edition', id: edition.id } as const
  const person = await aPerson(db, grant, house)
  await transact(db, (tx) =>
    invitePerson(tx, {
      email: 'asked@example.org',
      grant,
      subject: 'x',
      text: (link) => link,
      onward: '/',
      ...way,
      by,
    }),
  )
  const deeds = reactions.find((one) => one.what === 'edition.discarded')?.follow ?? []
  expect(deeds).toHaveLength(1)
  const fact = { what: 'edition.discarded', about: edition.id, details: { code: edition.code } } as const
  for (let time = 0; time < 2; time++) for (const deed of deeds) await deed(db, fact, way)
  expect(await listGrants(db, person.id)).toEqual([house])
  expect(await listInvitations(db, 'edition', edition.id)).toEqual([])
  expect((await listEntries(db, person.id)).filter((one) => one.what === 'role.revoked')).toHaveLength(1)
})

test('whoever takes part no more, or was accepted by mistake, holds no booth; and again does no harm', async () => {
  const edition = await anEdition(db)
  const parties = { editionId: edition.id, companyId: '' }
  const facts = [
    { what: 'application.withdrawn', details: { ...parties, on: day('2023-06-05'), was: 'accepted' } },
    { what: 'application.reopened', details: { ...parties, was: 'accepted' } },
  ] as const
  for (const fact of facts) {
    const { applicationId: about } = await aHolding(db, edition.id)
    await follow({ ...fact, about })
    expect(await findLiveHolding(db, about)).toBeNull()
  }
})

/** Lets everything follow that a fact is followed by, twice: once more does no harm. */
async function follow(fact: Fact): Promise<void> {
  const deeds = reactions.find((one) => one.what === fact.what)?.follow ?? []
  expect(deeds.length, fact.what).toBeGreaterThan(0)
  for (let time = 0; time < 2; time++) for (const deed of deeds) await deed(db, fact, { ...way, now: IN_JUNE })
}
const IN_JUNE = new Date('2023-06-05T12:00:00+08:00')

test('with its acceptance support is set aside for a stand, with its booth comes the statement, and it ends with the withdrawal', async () => {
  const edition = await aFeesEdition(db)
  const { id: about, companyId } = await aStand(db, edition.id, { holding: false })
  const parties = { editionId: edition.id, companyId }
  await follow({ what: 'application.accepted', about, details: { ...parties, on: day('2023-05-20') } })
  expect(await listSupport(db, about)).toMatchObject([{ state: 'reserved', given: 2n }])
  expect(await findOpenStatement(db, about)).toBeNull()
  const { id: holding } = await aHoldingOf(db, edition.id, about, { areaM2: '9' })
  const accepted = { editionId: edition.id, applicationId: about, on: day('2023-06-01') }
  await follow({ what: 'booth.accepted', about: holding, details: accepted })
  expect(await listStatements(db, about)).toMatchObject([{ number: 1, facts: { areaM2: '9', basis: 'holding' } }])
  expect(await listSupport(db, about)).toMatchObject([{ given: 1n }])
  await follow({
    what: 'application.withdrawn',
    about,
    details: { ...parties, on: day('2023-06-05'), was: 'accepted' },
  })
  expect(await listStatements(db, about)).toMatchObject([{ state: 'void' }])
  expect(await listSupport(db, about)).toEqual([])
})

test('before there is a tariff nothing is stated, and once there is one it is, by itself', async () => {
  const edition = await anEdition(db, { currency: 'USD' })
  const { id: about } = await aStand(db, edition.id)
  const accepted = { editionId: edition.id, applicationId: about, on: day('2023-06-01') }
  await follow({ what: 'booth.accepted', about, details: accepted })
  expect(await listStatements(db, about)).toEqual([])
  await setPrices(db, edition.id)
  const place = { db, publicUrl: way.publicUrl, clock: () => IN_JUNE }
  for (let time = 0; time < 2; time++) await keepTheDays(place)
  expect(await listStatements(db, about)).toMatchObject([{ state: 'open' }])
})

test('support that comes back, and a budget that is raised, reach whoever waits, the first first', async () => {
  const edition = await aFeesEdition(db, { booths: 2n })
  const stands: string[] = []
  for (const economyCode of ['TLS', 'LAO', 'NPL']) stands.push((await aStand(db, edition.id, { economyCode })).id)
  for (const about of stands)
    await follow({
      what: 'booth.accepted',
      about,
      details: { editionId: edition.id, applicationId: about, on: day('2023-06-01') },
    })
  const given = () => Promise.all(stands.map(async (id) => (await listSupport(db, id))[0]?.given ?? 0n))
  expect(await given()).toEqual([2n, 0n, 0n])
  const order = { today: day('2023-06-05'), publicUrl: way.publicUrl, by }
  await closeStand(db, { ...order, applicationId: stands[0] as string, on: day('2023-06-05') })
  const back = { editionId: edition.id, measure: 'free-booths', units: '-2', budget: '' }
  await follow({ what: 'support.returned', about: stands[0] as string, details: back })
  expect(await given()).toEqual([0n, 2n, 0n])
  const [budget] = (await listBudgets(db, edition.id)).filter((one) => one.code === 'booths')
  if (!budget) throw new Error('no budget')
  const { code, name, unit, currency, version } = budget
  await setBudget(db, { editionId: edition.id, code, name, unit, currency, limit: 3n, version, by })
  const raised = { editionId: edition.id, code, limit: '3' }
  await follow({ what: 'budget.set', about: budget.id, details: raised })
  expect(await given()).toEqual([0n, 2n, 1n])
})

test('a cloned edition begins with drafts of the prices, their days moved with the opening, and may still be discarded', async () => {
  const from = await aFeesEdition(db)
  const to = await anEdition(db, {
    currency: 'USD',
    opensOn: day('2024-11-04'),
    closesOn: day('2024-11-09'),
    shown: false,
  })
  await follow({ what: 'edition.set-up', about: to.id, details: { code: to.code, clonedFrom: from.id } })
  const draft = await findDraft(db, to.id, 'tariff')
  const early = draft?.data.rates.find((one) => one.code === 'early')
  const opened = (await getEditionById(db, from.id)).opensOn
  expect(early?.when.submittedUntil).toBe(plusDays(day('2023-03-31'), daysBetween(opened, day('2024-11-04'))))
  expect((await findDraft(db, to.id, 'support'))?.data.measures).toHaveLength(4)
  expect(await findRulebookOn(db, to.id, 'tariff', day('2030-01-01'))).toBeNull()
  await enactDraft(db, {
    editionId: to.id,
    kind: 'tariff',
    version: draft?.version ?? 0,
    from: day('2024-01-01'),
    today: day('2024-01-01'),
    note: '',
    by,
  })
  await discardEdition(db, { editionId: to.id, by })
  expect(await listRulebooks(db, to.id, 'tariff')).toEqual([])
  await expect(sql`delete from fees.rulebooks where edition_id = ${from.id}`.execute(db)).rejects.toThrow('stands')
})
