import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { findLiveHolding } from '#expo/exhibition/booths/index.ts'
import { aHoldingOf } from '#expo/exhibition/booths/makers.ts'
import { aPerson } from '#expo/ground/people/makers.ts'
import { currency } from '#kernel/currency.ts'
import { type Day, day } from '#kernel/day.ts'
import { decimalOf, fromDecimal, type Money } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { transact } from '#platform/database.ts'
import { listEntries as listFacts } from '#platform/journal.ts'
import { countQueries, freshDatabase, maker, openHouse } from '#tests/house.ts'
import { readCamt } from '../bank/camt.ts'
import { aFeesEdition, aStand, aTariff, constructedStands, inForce, theSupport } from '../makers.ts'
import { paperOf } from '../paper-files.ts'
import { findAccount, listInvoices, listPayments } from '../queries/accounts.ts'
import { listEntries } from '../queries/bank.ts'
import { findContract, listContracts } from '../queries/contracts.ts'
import { booksOf, findOpenStatement, getStatement, listStatements, reckonAgain } from '../queries/statements.ts'
import { listBudgets, listGrants, listWaiting } from '../queries/support.ts'
import { bookEntry, keepBankFile, setEntryAside } from './bank.ts'
import { judgeScan, sendScan, signContract } from './contract.ts'
import { issueInvoice } from './invoice.ts'
import { loadConstructedStatements } from './load-statements.ts'
import { setBank, setIssuer, setRate } from './organiser.ts'
import { receiveByHand, refundByHand } from './pay.ts'
import { releaseStand, remind } from './remind.ts'
import { changeDraft, discardDraft, draftRulebook, enactDraft } from './rulebook.ts'
import { closeStand, openStatement, reserveSupport } from './statement.ts'
import { setBudget } from './support.ts'

const database = await freshDatabase()
const { db } = database
const { house } = openHouse(database)
const by = maker
const publicUrl = 'http://localhost:8080'
const usd = (decimal: string) => fromDecimal(decimal, 'USD')
const JUNE = day('2023-06-01')

/** Which refusal a deed meets; a deed that passes is a failure. */
const refusalOf = (deed: Promise<unknown>): Promise<string> =>
  deed.then(
    () => 'passed',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
const factsOf = async (id: string) => (await listFacts(db, id)).map((entry) => entry.what).reverse()
const open = (applicationId: string, today: Day = JUNE, over: { newest?: boolean; why?: string } = {}) =>
  openStatement(db, { applicationId, today, publicUrl, by, ...over })
const statementOf = async (id: string) => {
  const opened = await findOpenStatement(db, id)
  if (!opened) throw new Error('no statement')
  return opened
}
const linesOf = async (id: string) =>
  (await statementOf(id)).result.lines.map((line) => `${line.code} ${decimalOf(line.net)}`)
const heldBy = async (editionId: string) =>
  Object.fromEntries((await listBudgets(db, editionId)).map((budget) => [budget.code, budget.held]))

/** Signs the contract that stands, on a day. */
async function sign(id: string, on: Day = JUNE): Promise<void> {
  const contract = await findContract(db, id)
  if (!contract) throw new Error('no contract')
  const { digest } = await paperOf(db, house.files, contract.paperId)
  await signContract(db, {
    accountId: id,
    version: contract.version,
    digest,
    name: 'Maria Soares',
    capacity: 'Director',
    today: on,
    now: new Date(`${on}T10:00:00Z`),
    publicUrl,
    by,
  })
}

/** The sums that stand beside an account are those of its rows; what budgets hold is what the ledger says. */
async function booksAreRight(editionId: string): Promise<void> {
  const { rows: accounts } = await sql<{ ok: boolean }>`
    select a.invoiced_minor = coalesce((select sum(total_minor) from fees.invoices i where i.application_id = a.application_id), 0)
       and a.received_minor = coalesce((select sum(minor) from fees.payments p where p.application_id = a.application_id), 0) as ok
    from fees.accounts a where a.edition_id = ${editionId}`.execute(db)
  expect(accounts.every((row) => row.ok)).toBe(true)
  const { rows: budgets } = await sql<{ ok: boolean }>`
    select b.held_units = coalesce((select sum(units) from fees.movements m where m.budget_id = b.id and kind <> 'limit'), 0)
       and b.limit_units = coalesce((select sum(units) from fees.movements m where m.budget_id = b.id and kind = 'limit'), 0)
       and b.held_units = coalesce((select sum(given_units) from fees.grants g where g.budget_id = b.id and state <> 'returned'), 0) as ok
    from fees.budgets b where b.edition_id = ${editionId}`.execute(db)
  expect(budgets.every((row) => row.ok)).toBe(true)
  const { rows: series } = await sql<{ ok: boolean }>`
    select count(*) = max(sequence) and min(sequence) = 1 as ok from fees.invoices where edition_id = ${editionId} group by kind
    union all select count(*) = max(sequence) from fees.payments where edition_id = ${editionId} and sequence is not null having count(*) > 0`.execute(
    db,
  )
  expect(series.every((row) => row.ok)).toBe(true)
}

describe('a statement', () => {
  test('of two booths of a cooperative from Timor-Leste says that nothing is due, and offers a contract', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id)
    await open(id)
    expect(await linesOf(id)).toEqual(['standard 6000.00', 'free-booths -6000.00'])
    expect(await heldBy(edition.id)).toEqual({ booths: 2n, money: 0n })
    expect(await findContract(db, id)).toMatchObject({ state: 'offered', number: 1 })
    expect((await factsOf(id)).filter((what) => !what.startsWith('application.'))).toEqual([
      'account.opened',
      'support.reserved',
      'statement.opened',
      'contract.offered',
    ])
    expect(await findAccount(db, id)).toMatchObject({ language: 'en' })
    await booksAreRight(edition.id)
  })

  test('is the same when it is opened again, and nothing is done', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id)
    const first = await open(id)
    expect((await open(id, day('2023-07-01'))).id).toBe(first.id)
    expect(await listStatements(db, id)).toHaveLength(1)
    expect(await listContracts(db, id)).toHaveLength(1)
  })

  test('is opened once by twenty at once', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id)
    await Promise.all(Array.from({ length: 20 }, () => open(id)))
    expect(await listStatements(db, id)).toHaveLength(1)
    expect((await factsOf(id)).filter((what) => what === 'contract.offered')).toHaveLength(1)
    await booksAreRight(edition.id)
  })

  test('is reckoned again to the same digest, whatever came into force since', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id, { kind: 'raw', areaM2: '72', economyCode: 'DEU', openSides: 3 })
    const first = await open(id)
    await inForce(db, edition.id, 'tariff', aTariff({ boothM2: '12' }), day('2023-06-02'))
    const opened = await getStatement(db, first.id)
    const books = await booksOf(db, opened)
    expect(reckonAgain(opened, books)).toEqual({ digest: first.digest, same: true })
    const forged = { ...opened, facts: { ...opened.facts, areaM2: '73' } }
    expect(reckonAgain(forged, books).same).toBe(false)
  })

  test('keeps its tariff when its facts change, and takes the newest only when staff say so', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id, { economyCode: 'DEU' })
    await open(id)
    const dearer = aTariff()
    dearer.rates[0] = { ...(dearer.rates[0] as (typeof dearer.rates)[0]), price: '4000' }
    await inForce(db, edition.id, 'tariff', dearer, day('2023-06-10'))
    await aHoldingOf(db, edition.id, id, { areaM2: '27' })
    await open(id, day('2023-06-11'))
    expect(await linesOf(id)).toEqual(['standard 9000.00'])
    await open(id, day('2023-06-12'), { newest: true, why: 'Asked for it.' })
    expect(await linesOf(id)).toEqual(['standard 12000.00'])
    expect((await listStatements(db, id)).map((one) => [one.number, one.state])).toEqual([
      [3, 'open'],
      [2, 'superseded'],
      [1, 'superseded'],
    ])
    expect((await listContracts(db, id)).map((one) => one.state)).toEqual(['offered', 'superseded', 'superseded'])
  })

  test('needs an accepted booth and a tariff in force', async () => {
    const edition = await aFeesEdition(db, { from: day('2023-07-01') })
    const without = await aStand(db, edition.id, { holding: false })
    expect(await refusalOf(open(without.id, day('2023-07-01')))).toBe('fees.no-booth-yet')
    const early = await aStand(db, edition.id)
    expect(await refusalOf(open(early.id))).toBe('fees.no-tariff')
  })

  test('keeps the currency it began in: a tariff in another is not laid upon it', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id, { economyCode: 'DEU' })
    await open(id)
    await inForce(db, edition.id, 'tariff', aTariff({ currency: currency('EUR') }), day('2023-06-10'))
    expect(await refusalOf(open(id, day('2023-06-11'), { newest: true, why: 'Newest.' }))).toBe('fees.other-currency')
    const later = await aStand(db, edition.id, { economyCode: 'DEU' })
    await open(later.id, day('2023-06-12'))
    expect((await findAccount(db, later.id))?.invoiced.currency).toBe('EUR')
    expect((await statementOf(id)).result.total.currency).toBe('USD')
  })

  test('what was opened is never altered', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id)
    const { id: statement } = await open(id)
    const change = (what: string) => sql.raw(`update fees.statements set ${what} where id = '${statement}'`).execute(db)
    await expect(change('total_minor = 1, net_minor = 1')).rejects.toThrow('stands')
    await expect(change(`facts = '{}'`)).rejects.toThrow('stands')
    await expect(sql.raw(`delete from fees.statements where id = '${statement}'`).execute(db)).rejects.toThrow('stands')
    await expect(
      sql.raw(`update fees.rulebooks set note = 'x' where edition_id = '${edition.id}'`).execute(db),
    ).rejects.toThrow('stands')
  })
})

describe('support', () => {
  test('of an economy ends at its quota: the next one waits, and says at which place', async () => {
    const edition = await aFeesEdition(db, { booths: 100n })
    const ids = []
    for (let count = 0; count < 4; count++) ids.push((await aStand(db, edition.id)).id)
    for (const id of ids) await open(id)
    const last = await statementOf(ids[3] as string)
    expect(last.grants).toMatchObject([{ asked: 2n, given: 0n, place: 2, quotaLeft: 0n }])
    expect((await statementOf(ids[2] as string)).grants).toMatchObject([{ asked: 2n, given: 0n, place: 1 }])
    expect(await heldBy(edition.id)).toMatchObject({ booths: 4n })
    const other = await aStand(db, edition.id, { economyCode: 'LAO' })
    await open(other.id)
    expect((await statementOf(other.id)).grants).toMatchObject([{ given: 2n, place: null }])
  })

  test('cannot be overspent by twenty clerks at once', async () => {
    const edition = await aFeesEdition(db, { booths: 7n })
    const economies = ['TLS', 'LAO', 'NPL', 'KHM', 'BTN', 'MMR', 'RWA', 'UGA', 'ZMB', 'MLI']
    const stands = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        aStand(db, edition.id, { economyCode: economies[index % 10] as string }),
      ),
    )
    const answers = await Promise.all(stands.map(({ id }) => refusalOf(open(id))))
    expect(new Set(answers)).toEqual(new Set(['passed']))
    expect(await heldBy(edition.id)).toMatchObject({ booths: 7n })
    const given = await Promise.all(stands.map(async ({ id }) => (await listGrants(db, id))[0]?.given ?? 0n))
    expect(given.reduce((sum, one) => sum + one, 0n)).toBe(7n)
    await booksAreRight(edition.id)
  })

  test('is kept by the database where a check should fail', async () => {
    const edition = await aFeesEdition(db, { booths: 1n })
    const write =
      sql`update fees.budgets set held_units = 2 where edition_id = ${edition.id} and code = 'booths'`.execute(db)
    await expect(write).rejects.toThrow('no_budget_is_overspent')
  })

  test('is set aside with the accepted application, by what it wishes, and adjusted to the booth it gets', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id, { holding: false })
    await reserveSupport(db, { applicationId: id, today: JUNE, by })
    await reserveSupport(db, { applicationId: id, today: JUNE, by })
    expect(await heldBy(edition.id)).toMatchObject({ booths: 2n })
    await aHoldingOf(db, edition.id, id, { areaM2: '9' })
    await open(id, day('2023-06-20'))
    expect(await heldBy(edition.id)).toMatchObject({ booths: 1n })
    expect(await listGrants(db, id)).toMatchObject([{ given: 1n, from: '2023-06-01', state: 'reserved' }])
    await booksAreRight(edition.id)
  })

  test('is granted with the contract, and survives that its economy leaves the group', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id, { economyCode: 'BTN' })
    await open(id)
    await sign(id)
    expect(await listGrants(db, id)).toMatchObject([{ state: 'granted', given: 2n }])
    await sql`update economies.memberships set until_day = '2023-06-15' where economy_code = 'BTN' and group_code = 'LDC'`.execute(
      db,
    )
    await open(id, day('2023-07-01'))
    expect(await linesOf(id)).toEqual(['standard 6000.00', 'free-booths -6000.00'])
    const late = await aStand(db, edition.id, { economyCode: 'BTN' })
    await open(late.id, day('2023-07-01'))
    expect(await linesOf(late.id)).toEqual(['standard 6000.00'])
    await sql`update economies.memberships set until_day = '2023-12-13' where economy_code = 'BTN' and group_code = 'LDC'`.execute(
      db,
    )
  })

  test('that comes back goes to whoever applied first, not to whoever is quickest', async () => {
    const edition = await aFeesEdition(db, { booths: 2n })
    const first = await aStand(db, edition.id, { economyCode: 'TLS' })
    const second = await aStand(db, edition.id, { economyCode: 'LAO' })
    const third = await aStand(db, edition.id, { economyCode: 'NPL' })
    for (const { id } of [first, second, third]) await open(id)
    expect((await listWaiting(db, edition.id)).map((one) => one.accountId)).toEqual([second.id, third.id])
    await closeStand(db, { applicationId: first.id, on: JUNE, today: JUNE, publicUrl, by })
    expect(await heldBy(edition.id)).toMatchObject({ booths: 0n })
    await open(third.id)
    expect((await listGrants(db, third.id))[0]?.given).toBe(0n)
    await open(second.id)
    expect((await listGrants(db, second.id))[0]?.given).toBe(2n)
    await booksAreRight(edition.id)
  })

  test('a budget is raised at any time, and never set below what it holds', async () => {
    const edition = await aFeesEdition(db, { booths: 2n })
    const { id } = await aStand(db, edition.id)
    await open(id)
    const set = (limit: bigint, version: number) =>
      setBudget(db, {
        editionId: edition.id,
        code: 'booths',
        name: { en: 'B' },
        unit: 'booths',
        currency: null,
        limit,
        version,
        by,
      })
    expect(await refusalOf(set(1n, 1))).toBe('fees.budget-below-held')
    expect(await refusalOf(set(5n, 0))).toBe('web.stale')
    await set(5n, 1)
    await booksAreRight(edition.id)
  })
})

describe('a contract', () => {
  test('is signed once of twenty, for the document that stands, and what is due is invoiced', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id, { economyCode: 'DEU' })
    await open(id)
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(sign(id))))
    expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
    for (const answer of answers) expect(['passed', 'fees.signed-already', 'web.stale']).toContain(answer)
    const [invoice, ...more] = await listInvoices(db, id)
    expect(more).toEqual([])
    expect(invoice).toMatchObject({
      part: 'deposit',
      dueOn: '2023-06-15',
      number: `${edition.code.toUpperCase()}-I-0001`,
    })
    expect(decimalOf(invoice?.total as Money)).toBe('1800.00')
    await booksAreRight(edition.id)
  })

  test('of another document, or of an old page, is not signed', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id)
    await open(id)
    const contract = await findContract(db, id)
    const deed = { accountId: id, name: 'M', capacity: 'D', today: JUNE, now: new Date(), publicUrl, by }
    expect(await refusalOf(signContract(db, { ...deed, version: 1, digest: 'f'.repeat(64) }))).toBe(
      'fees.another-document',
    )
    const { digest } = await paperOf(db, house.files, contract?.paperId ?? '')
    expect(await refusalOf(signContract(db, { ...deed, version: 7, digest }))).toBe('web.stale')
    expect(await findContract(db, id)).toMatchObject({ state: 'offered' })
  })

  test('for a free stand is signed too, and nothing is invoiced', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id)
    await open(id)
    await sign(id)
    expect(await findContract(db, id)).toMatchObject({ state: 'signed', signer: { name: 'Maria Soares' } })
    expect(await listInvoices(db, id)).toEqual([])
  })

  test('sent back stamped waits for a verdict, and a no says why', async () => {
    const edition = await aFeesEdition(db)
    const { id, companyId } = await aStand(db, edition.id)
    const person = await aPerson(db, { role: 'administrator', kind: 'company', id: companyId })
    await open(id)
    const deed = (version: number) => ({ accountId: id, version, today: JUNE, now: new Date(), publicUrl, by })
    const bytes = new TextEncoder().encode(
      '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
    )
    const send = (version: number, what = bytes) =>
      sendScan(db, house.files, { ...deed(version), bytes: what, fileName: 'signed.pdf' })
    expect(await refusalOf(send(1, new TextEncoder().encode('MZ')))).toBe('web.document-unknown')
    await send(1)
    expect(await refusalOf(judgeScan(db, { ...deed(1), accepted: true, why: '' }))).toBe('web.stale')
    await judgeScan(db, { ...deed(2), accepted: false, why: 'The stamp is missing.' })
    expect(await findContract(db, id)).toMatchObject({ state: 'offered', refusedWhy: 'The stamp is missing.' })
    const { rows } = await sql<{
      body: string
    }>`select body from platform.mails where recipient = ${person.email} order by written_at desc, id desc limit 1`.execute(
      db,
    )
    expect(rows[0]?.body).toContain('The stamp is missing.')
    await send(3)
    await judgeScan(db, { ...deed(4), accepted: true, why: '' })
    expect(await findContract(db, id)).toMatchObject({ state: 'signed', refusedWhy: '' })
    expect(await refusalOf(judgeScan(db, { ...deed(5), accepted: true, why: '' }))).toBe('fees.signed-already')
  })

  test('is superseded when the booth changes, and the next one invoices the difference', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id, { economyCode: 'DEU' })
    await open(id)
    await sign(id)
    await aHoldingOf(db, edition.id, id, { areaM2: '36' })
    await open(id, day('2023-06-20'))
    expect((await listContracts(db, id)).map((one) => one.state)).toEqual(['offered', 'superseded'])
    await sign(id, day('2023-06-21'))
    expect((await listInvoices(db, id)).map((one) => decimalOf(one.total))).toEqual(['1800.00', '1800.00'])
    await aHoldingOf(db, edition.id, id, { areaM2: '9' })
    await open(id, day('2023-06-25'))
    await sign(id, day('2023-06-26'))
    const invoices = await listInvoices(db, id)
    expect(invoices.map((one) => [one.kind, decimalOf(one.total)])).toEqual([
      ['invoice', '1800.00'],
      ['invoice', '1800.00'],
      ['credit-note', '-600.00'],
    ])
    expect(invoices[2]?.refersTo).toBe(invoices[1]?.id)
    await booksAreRight(edition.id)
  })
})

describe('invoices', () => {
  test('of twenty stands signed at once have numbers without a gap', async () => {
    const edition = await aFeesEdition(db)
    const stands = await Promise.all(Array.from({ length: 20 }, () => aStand(db, edition.id, { economyCode: 'DEU' })))
    for (const { id } of stands) await open(id)
    for (const { id } of stands) await paperOf(db, house.files, (await findContract(db, id))?.paperId ?? '')
    await Promise.all(stands.map(({ id }) => sign(id)))
    const { rows } = await sql<{
      sequence: number
    }>`select sequence from fees.invoices where edition_id = ${edition.id} order by 1`.execute(db)
    expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  test('a number that was not used in the end is given to the next', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id, { economyCode: 'DEU' })
    await open(id)
    await sign(id)
    const failing = transact(db, async (tx) => {
      await issueInvoice(tx, { accountId: id, all: true, today: JUNE, publicUrl, by })
      throw new Refusal('conflict', 'web.stale')
    })
    expect(await refusalOf(failing)).toBe('web.stale')
    await issueInvoice(db, { accountId: id, all: true, today: JUNE, publicUrl, by })
    expect((await listInvoices(db, id)).map((one) => one.number.slice(-4))).toEqual(['0001', '0002'])
    await booksAreRight(edition.id)
  })

  test('deposit and rest with their taxes are the statement, and the rest comes as its day does', async () => {
    const edition = await aFeesEdition(db, { tariff: aTariff({ home: 'DEU' }) })
    const { id } = await aStand(db, edition.id, { economyCode: 'DEU', kind: 'raw', areaM2: '100.01', openSides: 3 })
    await open(id)
    await sign(id)
    expect(await issueInvoice(db, { accountId: id, today: day('2023-08-22'), publicUrl, by })).toBeNull()
    const rest = await issueInvoice(db, { accountId: id, today: day('2023-08-23'), publicUrl, by })
    expect(rest).toMatchObject({ part: 'balance', dueOn: '2023-09-06' })
    expect(await issueInvoice(db, { accountId: id, today: day('2023-08-24'), publicUrl, by })).toBeNull()
    const { result } = await statementOf(id)
    const invoices = await listInvoices(db, id)
    const sum = (of: (one: (typeof invoices)[0]) => Money) => invoices.reduce((so, one) => so + of(one).minor, 0n)
    expect(sum((one) => one.net)).toBe(result.net.minor)
    expect(sum((one) => one.tax)).toBe(result.tax.minor)
    expect(result.tax.minor).toBeGreaterThan(0n)
  })

  test('nobody alters or deletes one', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id, { economyCode: 'DEU' })
    await open(id)
    await sign(id)
    await expect(
      sql`update fees.invoices set due_on = '2030-01-01' where application_id = ${id}`.execute(db),
    ).rejects.toThrow('stands')
    await expect(sql`delete from fees.invoices where application_id = ${id}`.execute(db)).rejects.toThrow('stands')
  })
})

const entryXml = (over: {
  ref?: string
  amount?: string
  text?: string
  payer?: string
  currency?: string
  sign?: string
  extra?: string
  on?: string
}) => {
  const {
    ref = crypto.randomUUID(),
    amount = '1800.00',
    text = '',
    payer = 'Somebody',
    currency = 'USD',
    sign = 'CRDT',
    extra = '',
    on = '2023-06-10',
  } = over
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd>${extra}<Sts>BOOK</Sts><BookgDt><Dt>${on}</Dt></BookgDt>
    <AcctSvcrRef>${ref}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>${payer}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
}
const camt = (...entries: string[]) =>
  new TextEncoder().encode(
    `<Document><BkToCstmrStmt><Stmt><Id>1</Id>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`,
  )

async function aBank(editionId: string): Promise<string> {
  const bank = {
    name: 'Harbour Bank',
    account: `NL${Math.random()}`,
    bic: 'HARBNL2A',
    currency: currency('USD'),
    shown: true,
  }
  return (await setBank(db, { editionId, id: null, ...bank, version: 0, by })).id
}
async function keep(editionId: string, bankId: string, bytes: Uint8Array, today: Day = day('2023-06-12')) {
  const statement = await readCamt(bytes)
  return keepBankFile(db, { editionId, bankId, bytes, fileName: 'statement.xml', statement, today, publicUrl, by })
}
/** A stand from Germany whose deposit of 1,800 is invoiced. */
async function anIndebted(editionId: string) {
  const { id, companyId } = await aStand(db, editionId, { economyCode: 'DEU' })
  await open(id)
  await sign(id)
  const account = await findAccount(db, id)
  return { id, companyId, reference: account?.reference ?? '' }
}

describe('the bank', () => {
  test('pays by reference at once, and what it does not know waits with its age', async () => {
    const edition = await aFeesEdition(db)
    const bank = await aBank(edition.id)
    const { id, reference } = await anIndebted(edition.id)
    const told = await keep(
      edition.id,
      bank,
      camt(entryXml({ text: `Deposit ${reference}` }), entryXml({ amount: '77.00' })),
    )
    expect(told).toEqual({ kept: 2, booked: 1, known: 0 })
    expect((await listPayments(db, id)).map((one) => [one.kind, decimalOf(one.amount), one.number?.slice(-6)])).toEqual(
      [['transfer', '1800.00', 'R-0001']],
    )
    expect(await findAccount(db, id)).toMatchObject({ nextDueOn: null })
    expect(
      (await listEntries(db, edition.id, { which: 'waiting', after: null, limit: 9 })).map((one) =>
        decimalOf(one.amount),
      ),
    ).toEqual(['77.00'])
    await booksAreRight(edition.id)
  })

  test('is not believed twice: the same file, the same entry in another file, by twenty at once', async () => {
    const edition = await aFeesEdition(db)
    const bank = await aBank(edition.id)
    const { id, reference } = await anIndebted(edition.id)
    const entry = entryXml({ ref: 'E-1', text: reference })
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(keep(edition.id, bank, camt(entry)))))
    expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set(['passed', 'fees.file-kept-already']))
    const again = await keep(edition.id, bank, camt(entry, entryXml({ ref: 'E-2', amount: '5.00', text: reference })))
    expect(again).toEqual({ kept: 1, booked: 1, known: 1 })
    const several = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        refusalOf(
          keep(
            edition.id,
            bank,
            camt(entryXml({ ref: 'E-3', amount: '1.00', text: `${reference} ${'!'.repeat(index)}` })),
          ),
        ),
      ),
    )
    expect(several.filter((one) => one === 'passed').length).toBeGreaterThanOrEqual(1)
    expect((await listPayments(db, id)).map((one) => decimalOf(one.paid)).sort()).toEqual(['1.00', '1800.00', '5.00'])
    await booksAreRight(edition.id)
  })

  test('charges within the tolerance are forgiven, what lacks more stays open, what is too much stays to the credit', async () => {
    const edition = await aFeesEdition(db)
    const bank = await aBank(edition.id)
    const [a, b, c] = [await anIndebted(edition.id), await anIndebted(edition.id), await anIndebted(edition.id)]
    const pay = (who: { reference: string }, amount: string) => entryXml({ amount, text: who.reference })
    await keep(edition.id, bank, camt(pay(a, '1785.00'), pay(b, '1700.00'), pay(c, '2000.00')))
    const openOf = async (id: string) => {
      const account = await findAccount(db, id)
      return account && decimalOf({ ...account.invoiced, minor: account.invoiced.minor - account.received.minor })
    }
    expect(await openOf(a.id)).toBe('0.00')
    expect((await listPayments(db, a.id)).map((one) => one.kind)).toEqual(['transfer', 'charges'])
    expect(await openOf(b.id)).toBe('100.00')
    expect(await findAccount(db, b.id)).toMatchObject({ nextDueOn: '2023-06-15' })
    expect(await openOf(c.id)).toBe('-200.00')
    await booksAreRight(edition.id)
  })

  test('takes a payment back, and then it is open again, with the charges that were forgiven', async () => {
    const edition = await aFeesEdition(db)
    const bank = await aBank(edition.id)
    const { id, reference } = await anIndebted(edition.id)
    await keep(edition.id, bank, camt(entryXml({ text: reference, amount: '1790.00' })))
    const back = entryXml({
      text: reference,
      amount: '1790.00',
      sign: 'DBIT',
      extra: '<RvslInd>true</RvslInd>',
      on: '2023-06-20',
    })
    expect(await keep(edition.id, bank, camt(back))).toMatchObject({ kept: 1, booked: 1 })
    expect(await findAccount(db, id)).toMatchObject({ received: { minor: 0n }, nextDueOn: '2023-06-15' })
    expect((await listPayments(db, id)).filter((one) => one.kind === 'reversal')).toHaveLength(2)
    const twice = entryXml({
      text: reference,
      amount: '1790.00',
      sign: 'DBIT',
      extra: '<RvslInd>true</RvslInd>',
      on: '2023-06-21',
    })
    expect(await keep(edition.id, bank, camt(twice))).toMatchObject({ kept: 1, booked: 0 })
    await booksAreRight(edition.id)
  })

  test('another currency is booked at the rate of its day, and waits where there is none', async () => {
    const edition = await aFeesEdition(db)
    const bank = await aBank(edition.id)
    const { id, reference } = await anIndebted(edition.id)
    const euros = (on: string) => entryXml({ currency: 'EUR', amount: '1000.00', text: reference, on })
    expect(await keep(edition.id, bank, camt(euros('2023-06-09')))).toMatchObject({ booked: 0 })
    const rate = { editionId: edition.id, from: 'EUR', to: 'USD', source: 'ECB', by }
    await setRate(db, { ...rate, on: day('2023-06-10'), rate: '1.08' })
    await setRate(db, { ...rate, on: day('2023-06-20'), rate: '1.10' })
    expect(await keep(edition.id, bank, camt(euros('2023-06-12')), day('2023-06-25'))).toMatchObject({ booked: 1 })
    expect(await listPayments(db, id)).toMatchObject([
      { amount: { minor: 108_000n }, paid: { minor: 100_000n }, rate: '1.080000000000' },
    ])
    const [waiting] = await listEntries(db, edition.id, { which: 'waiting', after: null, limit: 9 })
    const order = {
      editionId: edition.id,
      entryId: waiting?.id ?? '',
      accountId: id,
      amount: waiting?.amount as Money,
      version: 1,
      today: JUNE,
      publicUrl,
      by,
    }
    expect(await refusalOf(bookEntry(db, order))).toBe('fees.no-rate')
    await setRate(db, { ...rate, on: day('2023-06-01'), rate: '1.07' })
    await bookEntry(db, order)
    expect(await listEntries(db, edition.id, { which: 'waiting', after: null, limit: 9 })).toEqual([])
  })

  test('one transfer for several stands is parted among them, and never more than came', async () => {
    const edition = await aFeesEdition(db)
    const bank = await aBank(edition.id)
    const [a, b] = [await anIndebted(edition.id), await anIndebted(edition.id)]
    await keep(edition.id, bank, camt(entryXml({ amount: '3000.00', payer: 'An umbrella' })))
    const [waiting] = await listEntries(db, edition.id, { which: 'waiting', after: null, limit: 9 })
    const book = (accountId: string, amount: string, version: number) =>
      bookEntry(db, {
        editionId: edition.id,
        entryId: waiting?.id ?? '',
        accountId,
        amount: usd(amount),
        version,
        today: JUNE,
        publicUrl,
        by,
      })
    await book(a.id, '1800', 1)
    expect(await refusalOf(book(b.id, '1800', 2))).toBe('fees.more-than-entry')
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(book(b.id, '1200', 2))))
    expect(answers.filter((one) => one === 'passed')).toHaveLength(1)
    expect(new Set(answers)).toEqual(new Set(['passed', 'web.stale']))
    expect((await listPayments(db, b.id)).map((one) => decimalOf(one.amount))).toEqual(['1200.00'])
    await booksAreRight(edition.id)
  })

  test('what is nobody’s is put aside with a reason, and may be taken up again', async () => {
    const edition = await aFeesEdition(db)
    const bank = await aBank(edition.id)
    await keep(edition.id, bank, camt(entryXml({})))
    const [waiting] = await listEntries(db, edition.id, { which: 'waiting', after: null, limit: 9 })
    const put = (why: string | null, version: number) =>
      setEntryAside(db, { editionId: edition.id, entryId: waiting?.id ?? '', why, version, by })
    await put('Interest.', 1)
    expect(await listEntries(db, edition.id, { which: 'waiting', after: null, limit: 9 })).toEqual([])
    expect(await refusalOf(put(null, 1))).toBe('web.stale')
    await put(null, 2)
    expect(await listEntries(db, edition.id, { which: 'waiting', after: null, limit: 9 })).toHaveLength(1)
  })
})

describe('by hand', () => {
  test('money is booked once of two clicks, and paid out only as far as there is credit', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await anIndebted(edition.id)
    const order = (amount: string, version: number) => ({
      accountId: id,
      on: JUNE,
      paid: usd(amount),
      note: 'Cheque 17',
      version,
      today: JUNE,
      publicUrl,
      by,
    })
    const answers = await Promise.all([
      refusalOf(receiveByHand(db, order('2000', 1))),
      refusalOf(receiveByHand(db, order('2000', 1))),
    ])
    expect(answers.sort()).toEqual(['passed', 'web.stale'])
    expect(await refusalOf(refundByHand(db, order('200.01', 2)))).toBe('fees.more-than-credit')
    await refundByHand(db, order('200', 2))
    expect(await refusalOf(refundByHand(db, order('1', 3)))).toBe('fees.more-than-credit')
    expect(await refusalOf(receiveByHand(db, { ...order('1', 3), on: day('2023-06-02') }))).toBe('fees.day-to-come')
    expect(await findAccount(db, id)).toMatchObject({ received: { minor: 180_000n } })
    await booksAreRight(edition.id)
  })
})

describe('withdrawal', () => {
  test('gives back by the tiers: a credit note, the support to those who wait, once', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await anIndebted(edition.id)
    await receiveByHand(db, { accountId: id, on: JUNE, paid: usd('1800'), version: 1, today: JUNE, publicUrl, by })
    const close = (on = '2023-06-10') =>
      closeStand(db, {
        applicationId: id,
        on: day(on),
        today: day('2023-06-11'),
        publicUrl,
        why: 'A flood.',
        by,
      })
    await Promise.all([close(), close(), close()])
    await close('2023-10-20')
    // Half of 6,000 is owed; 1,800 were invoiced, so 1,200 are still to pay.
    expect(await linesOf(id)).toEqual(['standard 6000.00', 'withdrawal -3000.00'])
    expect((await listInvoices(db, id)).map((one) => [one.kind, decimalOf(one.total)])).toEqual([
      ['invoice', '1800.00'],
      ['invoice', '1200.00'],
    ])
    expect(await findContract(db, id)).toBeNull()
    await booksAreRight(edition.id)
  })

  test('early enough leaves a credit that is paid out', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await anIndebted(edition.id)
    await receiveByHand(db, { accountId: id, on: JUNE, paid: usd('1800'), version: 1, today: JUNE, publicUrl, by })
    await closeStand(db, { applicationId: id, on: day('2023-05-09'), today: JUNE, publicUrl, by })
    expect((await listInvoices(db, id)).map((one) => decimalOf(one.total))).toEqual(['1800.00', '-1200.00'])
    await refundByHand(db, { accountId: id, on: JUNE, paid: usd('1200'), version: 2, today: JUNE, publicUrl, by })
    await booksAreRight(edition.id)
  })

  test('before the contract costs nothing, and support goes back', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id)
    await open(id)
    await closeStand(db, { applicationId: id, on: JUNE, today: JUNE, publicUrl, by })
    expect(await findOpenStatement(db, id)).toBeNull()
    expect(await listInvoices(db, id)).toEqual([])
    expect(await heldBy(edition.id)).toMatchObject({ booths: 0n })
    expect((await listContracts(db, id)).map((one) => one.state)).toEqual(['ended'])
    await booksAreRight(edition.id)
  })

  test('takes back money towards the stand', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await aStand(db, edition.id, { kind: 'raw', areaM2: '72' })
    await open(id)
    await sign(id)
    expect((await listPayments(db, id)).map((one) => [one.kind, decimalOf(one.amount)])).toEqual([
      ['subsidy', '1000.00'],
    ])
    await closeStand(db, { applicationId: id, on: JUNE, today: JUNE, publicUrl, by })
    expect((await listPayments(db, id)).map((one) => decimalOf(one.amount))).toEqual(['1000.00', '-1000.00'])
    expect(await heldBy(edition.id)).toMatchObject({ money: 0n })
    await booksAreRight(edition.id)
  })
})

describe('reminders', () => {
  const ask = (accountId: string, today: string) => remind(db, { accountId, today: day(today), publicUrl, by })
  test('go a week before, three days after and a fortnight after, each once, and stop with the payment', async () => {
    const edition = await aFeesEdition(db)
    const { id, companyId } = await anIndebted(edition.id)
    const person = await aPerson(db, { role: 'administrator', kind: 'company', id: companyId })
    const sent = []
    for (const today of [
      '2023-06-07',
      '2023-06-08',
      '2023-06-08',
      '2023-06-17',
      '2023-06-18',
      '2023-06-28',
      '2023-06-29',
      '2023-07-30',
    ])
      sent.push(await ask(id, today))
    expect(sent).toEqual([false, true, false, false, true, false, true, false])
    const { rows } = await sql<{
      subject: string
    }>`select subject from platform.mails where recipient = ${person.email} order by written_at, id`.execute(db)
    expect(rows.map((row) => row.subject.slice(0, 13))).toEqual([
      '$1,800.00 are'.replace('$', 'US$').slice(0, 13),
      'Reminder: US$',
      'Last reminder',
    ])
    const again = await anIndebted(edition.id)
    expect(await Promise.all(Array.from({ length: 10 }, () => ask(again.id, '2023-06-18')))).toContain(true)
    expect((await factsOf(again.id)).filter((what) => what === 'fee.reminded')).toHaveLength(1)
    await receiveByHand(db, {
      accountId: again.id,
      on: JUNE,
      paid: usd('1800'),
      version: 1,
      today: JUNE,
      publicUrl,
      by,
    })
    expect(await ask(again.id, '2023-07-20')).toBe(false)
  })

  test('a booth is given up only when the last day has passed, and what follows is a withdrawal', async () => {
    const edition = await aFeesEdition(db)
    const { id } = await anIndebted(edition.id)
    const release = (today: string) =>
      releaseStand(db, { accountId: id, today: day(today), why: 'Not paid.', publicUrl, by })
    expect(await refusalOf(release('2023-07-05'))).toBe('fees.too-early-to-release')
    const answers = await Promise.all([refusalOf(release('2023-07-06')), refusalOf(release('2023-07-06'))])
    expect(answers.sort()).toEqual(['fees.nothing-unpaid', 'passed'])
    expect(await findLiveHolding(db, id)).toBeNull()
    expect(await linesOf(id)).toEqual(['standard 6000.00', 'withdrawal -3000.00'])
    await booksAreRight(edition.id)
  })
})

describe('rulebooks', () => {
  const start = async () => {
    const edition = await aFeesEdition(db)
    const draft = await draftRulebook(db, { editionId: edition.id, kind: 'tariff', data: aTariff(), by })
    return { edition, draft, key: { editionId: edition.id, kind: 'tariff' as const, by } }
  }
  test('there is one draft, drawn from the newest version', async () => {
    const { draft, key } = await start()
    expect(draft).toMatchObject({ number: 2, state: 'draft', data: { boothM2: '9' } })
    const drafts = await Promise.all(Array.from({ length: 10 }, () => draftRulebook(db, { ...key, data: aTariff() })))
    expect(new Set(drafts.map((one) => one.id))).toEqual(new Set([draft.id]))
  })

  test('of two who write at once one is told, and what cannot be reckoned with is refused', async () => {
    const { draft, key } = await start()
    const write = (boothM2: string) =>
      changeDraft(db, { ...key, version: draft.version, row: 'booth', change: (data) => ({ ...data, boothM2 }) })
    const answers = await Promise.all([refusalOf(write('10')), refusalOf(write('11'))])
    expect(answers.sort()).toEqual(['passed', 'web.stale'])
    const taxless = changeDraft(db, {
      ...key,
      version: draft.version + 1,
      row: 'tax',
      change: (data) => ({ ...data, taxes: [] }),
    })
    expect(await refusalOf(taxless)).toBe('fees.rulebook-broken')
  })

  test('comes into force from today or later, one on a day, and a draft may be thrown away', async () => {
    const { draft, key } = await start()
    const enact = (from: string, today: string) =>
      enactDraft(db, { ...key, version: draft.version, from: day(from), today: day(today), note: 'Why.' })
    expect(await refusalOf(enact('2023-05-31', '2023-06-01'))).toBe('fees.day-past')
    expect(await refusalOf(enact('2023-01-01', '2023-01-01'))).toBe('fees.day-taken')
    await enact('2023-06-01', '2023-06-01')
    await draftRulebook(db, { ...key, data: aTariff() })
    await discardDraft(db, key)
    expect(await refusalOf(discardDraft(db, key))).toBe('fees.no-draft')
  })
})

test('the organiser is told apart from a stale page', async () => {
  const edition = await aFeesEdition(db)
  const set = (version: number) =>
    setIssuer(db, {
      editionId: edition.id,
      name: { en: 'Harbour Ltd' },
      address: '1 Quay',
      taxNumber: '7',
      contact: '',
      version,
      by,
    })
  const answers = await Promise.all([refusalOf(set(0)), refusalOf(set(0))])
  expect(answers.sort()).toEqual(['passed', 'web.stale'])
  expect(await refusalOf(set(1))).toBe('passed')
})

test('support rules of another version leave what was given', async () => {
  const edition = await aFeesEdition(db)
  const { id } = await aStand(db, edition.id)
  await open(id)
  const { measures } = theSupport()
  const fewer = { measures: measures.map((one) => (one.code === 'free-booths' ? { ...one, perEconomy: 1 } : one)) }
  await inForce(db, edition.id, 'support', fewer, day('2023-06-02'))
  await open(id, day('2023-06-03'), { newest: true, why: 'Looked at again.' })
  expect(await linesOf(id)).toEqual(['standard 6000.00', 'free-booths -6000.00'])
  const next = await aStand(db, edition.id)
  await open(next.id, day('2023-06-03'))
  expect((await listGrants(db, next.id))[0]?.given).toBe(0n)
  await booksAreRight(edition.id)
})

describe('what is made up for a demonstration', () => {
  const load = (editionId: string) =>
    transact(db, (tx) => loadConstructedStatements(tx, { editionId, on: day('2023-06-01'), by }))

  test('has statements as anybody has, in the order of its applications, and no budget is overspent', async () => {
    const edition = await aFeesEdition(db, { booths: 5n })
    const ids = await constructedStands(db, edition.id, ['TLS', 'DEU', 'TLS', 'TLS', 'LAO', 'NPL'])
    expect(await load(edition.id)).toEqual({ statements: 6 })
    const due = await Promise.all(ids.map(async (id) => decimalOf((await statementOf(id)).result.due)))
    expect(due).toEqual(['0.00', '6000.00', '0.00', '6000.00', '3000.00', '6000.00'])
    expect(await heldBy(edition.id)).toMatchObject({ booths: 5n })
    for (const id of ids) {
      const opened = await statementOf(id)
      expect(reckonAgain(opened, await booksOf(db, opened)).same).toBe(true)
    }
    await booksAreRight(edition.id)
    expect(await load(edition.id)).toEqual({ statements: 0 })
  })

  test('is asked in as many queries for thirty stands as for three', async () => {
    const counts = []
    for (const many of [3, 30]) {
      const edition = await aFeesEdition(db)
      await constructedStands(
        db,
        edition.id,
        Array.from({ length: many }, () => 'DEU'),
      )
      counts.push(
        await countQueries(db, (counted) =>
          transact(counted, (tx) => loadConstructedStatements(tx, { editionId: edition.id, on: JUNE, by })),
        ),
      )
    }
    expect(counts[1]).toBe(counts[0])
  })
})
