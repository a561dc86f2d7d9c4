import { sql } from 'kysely'
import { getEditionById } from '#expo/ground/editions/index.ts'
import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { newId, type Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { canonical, digestOf } from '../digest.ts'
import { listConstructedHolders } from '../queries/due.ts'
import { findRulebookOn } from '../queries/rulebooks.ts'
import type { Books } from '../queries/statements.ts'
import { type Budget, lockBudgets } from '../queries/support.ts'
import { reckon, type Statement } from '../rules/reckon.ts'
import { accountReference } from '../rules/reference.ts'
import { supposed } from '../rules/support.ts'
import type { Grant, Measure, StandFacts, SupportRules, Tariff } from '../rules/tariff.ts'
import { listStands, type Stand } from '../stand.ts'
import { METHOD } from '../words.ts'

/** Rows that go into a table at once. */
const BATCH = 1000

/**
 * State what the constructed stands of an edition cost, thousands of them in a few statements: in the order of their applications, with
 * support as far as it goes. They have no contracts and no invoices; nobody pays for what was made up.
 * Who: the demonstration. Holds: no budget is overspent; each is marked as constructed. Follows: `fees.constructed`, once for all.
 */
export async function loadConstructedStatements(
  tx: Tx,
  order: { editionId: string; on: Day; by: Actor },
): Promise<{ statements: number }> {
  const { editionId, on, by } = order
  const holders = await listConstructedHolders(tx, editionId)
  const tariff = await findRulebookOn(tx, editionId, 'tariff', on)
  if (holders.length === 0 || !tariff) return { statements: 0 }
  const books = { tariff, support: await findRulebookOn(tx, editionId, 'support', on) }
  const edition = await getEditionById(tx, editionId)
  const budgets = await lockBudgets(tx, editionId)
  const purse = purseOf(budgets)
  for (let at = 0; at < holders.length; at += BATCH) {
    const ids = holders.slice(at, at + BATCH)
    const stands = await listStands(tx, ids)
    const made = ids.flatMap((id) => madeOf(stands.get(id), books, purse))
    await insert(tx, { edition, made, books, on, by, budgets })
  }
  await keepPurse(tx, editionId, purse)
  const details = { editionId, accounts: holders.length }
  await record(tx, { what: 'fees.constructed', about: editionId, by, details })
  return { statements: holders.length }
}

/** What is left to give while it is given: of budgets, and of quotas by measure and economy. */
interface Purse {
  budgets: Map<string, { id: string; left: bigint; given: bigint }>
  quotas: Map<string, { measure: string; economyCode: string; limit: bigint; held: bigint }>
  waiting: Map<string, number>
}

const purseOf = (budgets: readonly Budget[]): Purse => ({
  budgets: new Map(budgets.map(({ id, code, limit, held }) => [code, { id, left: limit - held, given: held }])),
  quotas: new Map(),
  waiting: new Map(),
})

interface Made {
  id: string
  statementId: string
  stand: Stand & { number: number }
  facts: StandFacts
  grants: Grant[]
  result: Statement
  digest: string
}

function madeOf(stand: Stand | undefined, { tariff, support }: Books, purse: Purse): Made[] {
  if (!stand?.facts || stand.number === null) return []
  const { facts, number } = stand
  const rules: SupportRules = support?.data ?? { measures: [] }
  const grants: Grant[] = []
  for (const measure of rules.measures)
    grants.push(...granted({ facts, measure, rules, tariff: tariff.data, so: grants }, purse))
  const result = reckon(facts, tariff.data, rules, grants)
  const digest = digestOf({ method: METHOD, facts, grants, tariff: tariff.data, rules, result })
  return [{ id: stand.applicationId, statementId: newId(), stand: { ...stand, number }, facts, grants, result, digest }]
}

/** What a measure gives to a stand out of the purse; nothing where the stand has no claim to it. */
function granted(
  asking: { facts: StandFacts; measure: Measure; rules: SupportRules; tariff: Tariff; so: Grant[] },
  purse: Purse,
): Grant[] {
  const { facts, measure, rules, tariff, so } = asking
  const claim = reckon(facts, tariff, rules, so).claims.find((one) => one.measure === measure.code)
  const budget = purse.budgets.get(measure.budget)
  if (!claim || !budget) return []
  const quota = quotaOf(purse, measure, facts.economyCode)
  const left = { budget: budget.left, quota: quota && quota.limit - quota.held }
  const waits = purse.waiting.get(measure.code) ?? 0
  const grant = { ...supposed(measure.code, claim.asked, left, waits), held: true }
  budget.left -= grant.given
  budget.given += grant.given
  if (quota) quota.held += grant.given
  if (grant.given < grant.asked) purse.waiting.set(measure.code, waits + 1)
  return [grant]
}

function quotaOf(purse: Purse, { code: measure, perEconomy }: Measure, economyCode: string) {
  if (perEconomy === null) return null
  const key = `${measure} ${economyCode}`
  const quota = purse.quotas.get(key) ?? { measure, economyCode, limit: BigInt(perEconomy), held: 0n }
  purse.quotas.set(key, quota)
  return quota
}

const rows = (of: readonly object[]) => sql`${canonical(of)}::jsonb`

interface Inserting {
  edition: { id: string; code: string; currency: string }
  made: readonly Made[]
  books: Books
  on: Day
  by: Actor
  budgets: readonly Budget[]
}

async function insert(tx: Tx, inserting: Inserting): Promise<void> {
  await insertAccounts(tx, inserting)
  await insertStatements(tx, inserting)
  await insertGrants(tx, inserting)
}

async function insertAccounts(tx: Tx, { edition, made }: Inserting): Promise<void> {
  const of = made.map(({ id, stand: { number } }) => ({
    id,
    number,
    reference: accountReference(edition.code, number),
  }))
  await sql`insert into fees.accounts (application_id, edition_id, number, reference, currency, language, constructed)
    select id, ${edition.id}, number, reference, ${edition.currency}, 'en', true
    from jsonb_to_recordset(${rows(of)}) as r (id uuid, number integer, reference text)`.execute(tx)
}

async function insertStatements(tx: Tx, { edition, made, books, on, by }: Inserting): Promise<void> {
  const of = made.map(({ id, statementId, facts, grants, result, digest }) => {
    const sums = { net: result.net.minor, tax: result.tax.minor, total: result.total.minor, due: result.due.minor }
    return { id, statementId, facts, grants, result, digest, ...sums }
  })
  await sql`insert into fees.statements (id, edition_id, application_id, number, tariff_id, support_id, facts, grants, result, method, digest,
      currency, net_minor, tax_minor, total_minor, due_minor, opened_on, opened_by, constructed)
    select "statementId", ${edition.id}, id, 1, ${books.tariff.id}, ${books.support?.id ?? null}, facts, grants, result, ${METHOD}, digest,
      ${edition.currency}, net, tax, total, due, ${on}, ${signature(by)}, true
    from jsonb_to_recordset(${rows(of)}) as r (id uuid, "statementId" uuid, facts jsonb, grants jsonb, result jsonb, digest text,
      net bigint, tax bigint, total bigint, due bigint)`.execute(tx)
}

async function insertGrants(tx: Tx, { edition, made, books, on, by, budgets }: Inserting): Promise<void> {
  const measures = new Map(books.support?.data.measures.map((one) => [one.code, one]))
  const of = made.flatMap(({ id, stand, facts, grants }) =>
    grants.map((grant) => {
      const { gives, budget } = measures.get(grant.measure) as Measure
      const budgetId = budgets.find((one) => one.code === budget)?.id
      const { measure, asked, given, quotaLeft, budgetLeft } = grant
      const askedAt = stand.submittedAt ?? new Date(`${on}T00:00:00Z`)
      const units = { asked, given, quotaLeft, budgetLeft, fromDay: given > 0n ? on : null }
      return { id: newId(), stand: id, measure, gives, budgetId, economy: facts.economyCode, askedAt, ...units }
    }),
  )
  await sql`insert into fees.grants (id, edition_id, application_id, measure, gives, budget_id, economy_code, state, asked_units, given_units,
      asked_at, quota_left, budget_left, from_day, constructed)
    select id, ${edition.id}, stand, measure, gives, "budgetId", economy, 'granted', asked, given, "askedAt", "quotaLeft", "budgetLeft",
      "fromDay", true
    from jsonb_to_recordset(${rows(of)}) as r (id uuid, stand uuid, measure text, gives text, "budgetId" uuid, economy text, asked bigint,
      given bigint, "askedAt" timestamptz, "quotaLeft" bigint, "budgetLeft" bigint, "fromDay" date)`.execute(tx)
  await sql`insert into fees.movements (budget_id, grant_id, kind, units, by_whom)
    select "budgetId", id, 'reserve', given, ${signature(by)}
    from jsonb_to_recordset(${rows(of)}) as r (id uuid, "budgetId" uuid, given bigint) where given > 0`.execute(tx)
}

/** What was given is what budgets and quotas hold now. */
async function keepPurse(tx: Tx, editionId: string, { budgets, quotas }: Purse): Promise<void> {
  for (const { id, given } of budgets.values())
    await tx.updateTable('fees.budgets').set({ heldUnits: given }).where('id', '=', id).execute()
  await sql`insert into fees.quotas (edition_id, measure, economy_code, limit_units, held_units)
    select ${editionId}, measure, "economyCode", "limit", held
    from jsonb_to_recordset(${rows([...quotas.values()])}) as r (measure text, "economyCode" text, "limit" bigint, held bigint)`.execute(
    tx,
  )
}
