import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Db, Tx } from '#platform/database.ts'
import { atLeast } from '../rules/amounts.ts'
import type { Left } from '../rules/support.ts'
import type { Grant, Measure } from '../rules/tariff.ts'
import type { BudgetUnit, GrantState, SupportKind } from '../words.ts'

/** What support is drawn from, in booths or in minor units of its currency. */
export interface Budget {
  id: string
  editionId: string
  code: string
  name: Wording
  unit: BudgetUnit
  currency: string | null
  limit: bigint
  held: bigint
  constructed: boolean
  version: number
}

const selectBudget = (db: Db) => db.selectFrom('fees.budgets').selectAll()
type SelectedBudget = Awaited<ReturnType<ReturnType<typeof selectBudget>['executeTakeFirstOrThrow']>>
const asBudget = ({ limitUnits, heldUnits, ...row }: SelectedBudget): Budget => ({
  ...row,
  limit: BigInt(limitUnits),
  held: BigInt(heldUnits),
})

export async function listBudgets(db: Db, editionId: string): Promise<Budget[]> {
  const rows = await selectBudget(db).where('editionId', '=', editionId).orderBy('code').execute()
  return rows.map(asBudget)
}

/** All budgets of an edition, locked in one order, so that two clerks wait for each other and never in a circle. */
export async function lockBudgets(tx: Tx, editionId: string): Promise<Budget[]> {
  const rows = await selectBudget(tx).where('editionId', '=', editionId).orderBy('id').forUpdate().execute()
  return rows.map(asBudget)
}

export async function getBudget(db: Db, editionId: string, code: string): Promise<Budget> {
  const budget = (await listBudgets(db, editionId)).find((one) => one.code === code)
  if (!budget) throw new Refusal('missing', 'fees.no-such-budget')
  return budget
}

/** What a measure gives to a stand, as the ledger knows it. */
export interface Held {
  id: string
  accountId: string
  measure: string
  gives: SupportKind
  budgetId: string
  economyCode: string
  state: GrantState
  asked: bigint
  given: bigint
  askedAt: Date
  quotaLeft: bigint | null
  budgetLeft: bigint
  from: Day | null
  until: Day | null
  constructed: boolean
}

const selectGrant = (db: Db) => db.selectFrom('fees.grants as g').selectAll('g')
type SelectedGrant = Awaited<ReturnType<ReturnType<typeof selectGrant>['executeTakeFirstOrThrow']>>
const asHeld = (row: SelectedGrant): Held => ({
  id: row.id,
  accountId: row.applicationId,
  measure: row.measure,
  gives: row.gives,
  budgetId: row.budgetId,
  economyCode: row.economyCode,
  state: row.state,
  asked: BigInt(row.askedUnits),
  given: BigInt(row.givenUnits),
  askedAt: row.askedAt,
  quotaLeft: row.quotaLeft === null ? null : BigInt(row.quotaLeft),
  budgetLeft: BigInt(row.budgetLeft),
  from: row.fromDay,
  until: row.untilDay,
  constructed: row.constructed,
})

/** The live grants of a stand. */
export async function listGrants(db: Db, accountId: string): Promise<Held[]> {
  const rows = await selectGrant(db)
    .where('g.applicationId', '=', accountId)
    .where('g.state', '!=', 'returned')
    .orderBy('g.id')
    .execute()
  return rows.map(asHeld)
}

/** The live grants of an edition that wait for more, in the order of their applications. */
export async function listWaiting(db: Db, editionId: string): Promise<Held[]> {
  const rows = await selectGrant(db)
    .where('g.editionId', '=', editionId)
    .where('g.state', '!=', 'returned')
    .whereRef('g.askedUnits', '>', 'g.givenUnits')
    .orderBy('g.askedAt')
    .orderBy('g.id')
    .execute()
  return rows.map(asHeld)
}

/** What an edition's support stands at: budgets, what each economy has of its quotas, and who waits. */
export interface Ledger {
  budgets: Budget[]
  /** Held by economies, by measure and economy. */
  quotas: Map<string, { limit: bigint; held: bigint }>
  waiting: Held[]
}

const quotaKey = (measure: string, economyCode: string) => `${measure} ${economyCode}`

export async function readLedger(db: Db, editionId: string): Promise<Ledger> {
  const [budgets, quotas, waiting] = await Promise.all([
    listBudgets(db, editionId),
    db
      .selectFrom('fees.quotas')
      .select(['measure', 'economyCode', 'limitUnits', 'heldUnits'])
      .where('editionId', '=', editionId)
      .execute(),
    listWaiting(db, editionId),
  ])
  const held = quotas.map(({ measure, economyCode, limitUnits, heldUnits }) => {
    const stands = { limit: BigInt(limitUnits), held: BigInt(heldUnits) }
    return [quotaKey(measure, economyCode), stands] as const
  })
  return { budgets, quotas: new Map(held), waiting }
}

/**
 * What is left for an application that asked at an hour: the budget and the economy's quota, less what those who asked before it still
 * wait for, so that whoever comes later cannot slip in between a return and those who wait for it.
 */
export function leftFor(
  ledger: Ledger,
  order: { budget: Budget; measure: Measure; economyCode: string; accountId: string | null; askedAt: Date },
): Left & { ahead: number } {
  const { budget, measure, economyCode, accountId, askedAt } = order
  const before = ledger.waiting.filter(
    (one) => one.budgetId === budget.id && one.accountId !== accountId && one.askedAt < askedAt,
  )
  const compatriots = before.filter((one) => one.measure === measure.code && one.economyCode === economyCode)
  const missing = (all: Held[]) => all.reduce((sum, one) => sum + one.asked - one.given, 0n)
  const held = ledger.quotas.get(quotaKey(measure.code, economyCode))?.held ?? 0n
  const quota =
    measure.perEconomy === null ? null : atLeast(0n, BigInt(measure.perEconomy) - held - missing(compatriots))
  // Those whose economy's quota is used up wait for that, not for the budget.
  const competing = before.filter((one) => {
    const theirs = ledger.quotas.get(quotaKey(one.measure, one.economyCode))
    return theirs === undefined || theirs.held < theirs.limit
  })
  const left = atLeast(0n, budget.limit - budget.held - missing(competing))
  const ahead = quota !== null && quota < left ? compatriots.length : competing.length
  return { quota, budget: left, ahead }
}

/** A grant as a statement reckons with it. */
export const asGrant = (held: Held, place: number | null): Grant => ({
  measure: held.measure,
  asked: held.asked,
  given: held.given,
  quotaLeft: held.quotaLeft,
  budgetLeft: held.budgetLeft,
  place: held.asked > held.given ? place : null,
  held: true,
})
