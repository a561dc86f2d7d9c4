import { type Actor, signature } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import { decimalOf, money } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { brokenPromise, type Db, newId, type Tx, transact } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import type { Account } from '../queries/accounts.ts'
import { asGrant, type Budget, type Held, leftFor, listGrants, lockBudgets, readLedger } from '../queries/support.ts'
import { atLeast } from '../rules/amounts.ts'
import { reckon } from '../rules/reckon.ts'
import { changeOf } from '../rules/support.ts'
import type { Grant, Measure, StandFacts, SupportRules, Tariff } from '../rules/tariff.ts'
import type { BudgetUnit, MovementKind } from '../words.ts'

/**
 * Set what a budget may give, in booths or in minor units of the edition's currency.
 * Who: whoever keeps the edition's accounts. Holds: never less than is held already. Follows: `budget.set`.
 */
export async function setBudget(
  db: Db,
  order: {
    editionId: string
    code: string
    name: Wording
    unit: BudgetUnit
    currency: string | null
    limit: bigint
    version: number
    why?: string | undefined
    constructed?: boolean
    by: Actor
  },
): Promise<{ id: string }> {
  const { editionId, code, name, unit, limit, by, why = '' } = order
  return transact(db, async (tx) => {
    const budgets = await lockBudgets(tx, editionId)
    const standing = budgets.find((one) => one.code === code)
    if ((standing?.version ?? 0) !== order.version) throw new Refusal('conflict', 'web.stale')
    if (standing && limit < standing.held)
      throw new Refusal('conflict', 'fees.budget-below-held', { held: writtenOut(standing) }, 'limit')
    const id = standing?.id ?? newId()
    const row = { name, limitUnits: limit, version: order.version + 1, constructed: order.constructed ?? false }
    if (standing) await tx.updateTable('fees.budgets').set(row).where('id', '=', id).execute()
    else {
      const currency = unit === 'money' ? order.currency : null
      await tx
        .insertInto('fees.budgets')
        .values({ id, editionId, code, unit, currency, ...row })
        .execute()
    }
    await move(tx, { budgetId: id, grantId: null, kind: 'limit', units: limit - (standing?.limit ?? 0n), why, by })
    await record(tx, { what: 'budget.set', about: id, by, why, details: { editionId, code, limit: String(limit) } })
    return { id }
  })
}

/** What a budget holds, for a sentence about it. */
const writtenOut = ({ held, currency }: Budget): string =>
  currency === null ? String(held) : `${decimalOf(money(held, currency))} ${currency}`

export interface Asking {
  account: Account
  facts: StandFacts
  tariff: Tariff
  rules: SupportRules
  askedAt: Date
  today: Day
  by: Actor
}

/**
 * What each measure gives to a stand now: what it asks is set aside as far as there is any left, what it asks no more is returned. Under
 * the budgets' lock; what is short waits in the order of applications.
 */
export async function settleGrants(tx: Tx, asking: Asking): Promise<Grant[]> {
  const { account, facts, tariff, rules } = asking
  const standing = await listGrants(tx, account.id)
  if (rules.measures.length === 0 && standing.length === 0) return []
  const budgets = await lockBudgets(tx, account.editionId)
  const grants: Grant[] = []
  for (const measure of rules.measures) {
    const held = standing.find((one) => one.measure === measure.code) ?? null
    const known = held ? [...grants, asGrant(held, null)] : grants
    const claim = reckon(facts, tariff, rules, known).claims.find((one) => one.measure === measure.code)
    if (!claim && !held) continue
    const budget = budgets.find((one) => one.code === measure.budget)
    if (!budget) continue
    const settled = await settle(tx, { ...asking, measure, budget, held, asked: claim?.asked ?? 0n })
    if (settled) grants.push(settled)
  }
  for (const held of standing.filter((one) => !rules.measures.some((measure) => measure.code === one.measure)))
    grants.push(asGrant(held, null))
  return grants
}

interface Settling extends Asking {
  measure: Measure
  budget: Budget
  held: Held | null
  asked: bigint
}

async function settle(tx: Tx, settling: Settling): Promise<Grant | null> {
  const { account, facts, measure, budget, held, asked, askedAt, today, by } = settling
  const { economyCode } = facts
  const ledger = await readLedger(tx, account.editionId)
  const left = leftFor(ledger, { budget, measure, economyCode, accountId: account.id, askedAt })
  const given = held?.given ?? 0n
  const change = changeOf({ given }, asked, left)
  if (!held && asked === 0n) return null
  const place = given + change < asked ? left.ahead + 1 : null
  if (held && change === 0n && held.asked === asked) return asGrant(held, place)
  const row = {
    askedUnits: asked,
    givenUnits: given + change,
    quotaLeft: left.quota === null ? null : left.quota + (change > 0n ? 0n : given),
    budgetLeft: left.budget,
    fromDay: held?.from ?? (given + change > 0n ? today : null),
  }
  const id = held?.id ?? newId()
  if (held) await tx.updateTable('fees.grants').set(row).where('id', '=', id).execute()
  else
    await tx
      .insertInto('fees.grants')
      .values({
        id,
        editionId: account.editionId,
        applicationId: account.id,
        measure: measure.code,
        gives: measure.gives,
        budgetId: budget.id,
        economyCode,
        state: 'reserved',
        askedAt,
        untilDay: null,
        constructed: account.constructed,
        ...row,
      })
      .execute()
  if (change !== 0n) {
    await hold(tx, { budget, measure: measure.code, perEconomy: measure.perEconomy, economyCode, units: change })
    const kind = change > 0n ? 'reserve' : 'return'
    await move(tx, { budgetId: budget.id, grantId: id, kind, units: change, by })
    const details = { editionId: account.editionId, measure: measure.code, units: String(change) }
    if (change > 0n) await record(tx, { what: 'support.reserved', about: account.id, by, details })
    else
      await record(tx, { what: 'support.returned', about: account.id, by, details: { ...details, budget: budget.id } })
  }
  return {
    measure: measure.code,
    asked,
    given: row.givenUnits,
    quotaLeft: row.quotaLeft,
    budgetLeft: row.budgetLeft,
    place,
    held: true,
  }
}

/** Adds to what a budget and an economy's quota hold. Danger: only under the budgets' lock; the constraints stand behind it. */
async function hold(
  tx: Tx,
  order: { budget: Budget; measure: string; perEconomy: number | null; economyCode: string; units: bigint },
): Promise<void> {
  const { budget, measure, perEconomy, economyCode, units } = order
  budget.held += units
  try {
    await tx.updateTable('fees.budgets').set({ heldUnits: budget.held }).where('id', '=', budget.id).execute()
    if (perEconomy === null) return
    const key = { editionId: budget.editionId, measure, economyCode }
    const standing = await tx
      .selectFrom('fees.quotas')
      .select('heldUnits')
      .where('editionId', '=', key.editionId)
      .where('measure', '=', measure)
      .where('economyCode', '=', economyCode)
      .executeTakeFirst()
    const before = BigInt(standing?.heldUnits ?? 0)
    const heldUnits = before + units
    // A later version of the rules may allow less than was given by an earlier one, which stays given.
    const limitUnits = atLeast(BigInt(perEconomy), before)
    await tx
      .insertInto('fees.quotas')
      .values({ ...key, limitUnits, heldUnits })
      .onConflict((conflict) =>
        conflict.columns(['editionId', 'measure', 'economyCode']).doUpdateSet({ limitUnits, heldUnits }),
      )
      .execute()
  } catch (error) {
    const promise = brokenPromise(error)
    if (promise === 'no_budget_is_overspent' || promise === 'no_quota_is_overdrawn')
      throw new Refusal('conflict', 'fees.budget-spent')
    throw error
  }
}

/**
 * Grant what was set aside, with the contract that it stands in.
 * Who: whoever signs. Holds: what was granted stays, whatever becomes of the economy's group. Follows: `support.granted`.
 */
export async function grantSupport(tx: Tx, order: { account: Account; by: Actor }): Promise<void> {
  const { account, by } = order
  for (const held of await listGrants(tx, account.id)) {
    if (held.state !== 'reserved' || held.given === 0n) continue
    await tx.updateTable('fees.grants').set({ state: 'granted' }).where('id', '=', held.id).execute()
    await move(tx, { budgetId: held.budgetId, grantId: held.id, kind: 'grant', units: 0n, by })
    const details = { editionId: account.editionId, measure: held.measure, units: String(held.given) }
    await record(tx, { what: 'support.granted', about: account.id, by, details })
  }
}

/**
 * Return all that a stand was given, for those who wait for it.
 * Who: whoever ends the stand. Holds: once. Follows: `support.returned`, and those who wait are served in their order.
 */
export async function returnSupport(
  tx: Tx,
  order: { account: Account; today: Day; why?: string | undefined; by: Actor },
): Promise<void> {
  const { account, today, why, by } = order
  const standing = await listGrants(tx, account.id)
  if (standing.length === 0) return
  const budgets = await lockBudgets(tx, account.editionId)
  for (const held of standing) {
    const untilDay = held.from !== null && held.from > today ? held.from : today
    await tx.updateTable('fees.grants').set({ state: 'returned', untilDay }).where('id', '=', held.id).execute()
    if (held.given === 0n) continue
    const budget = budgets.find((one) => one.id === held.budgetId) as Budget
    const { measure, economyCode } = held
    await hold(tx, {
      budget,
      measure,
      perEconomy: await quotaLimit(tx, held, account),
      economyCode,
      units: -held.given,
    })
    await move(tx, { budgetId: held.budgetId, grantId: held.id, kind: 'return', units: -held.given, why, by })
    const details = { editionId: account.editionId, measure, units: String(-held.given), budget: budget.id }
    await record(tx, { what: 'support.returned', about: account.id, by, why, details })
  }
}

/** The quota that a grant was counted against, null where there is none. */
async function quotaLimit(tx: Tx, held: Held, account: Account): Promise<number | null> {
  const row = await tx
    .selectFrom('fees.quotas')
    .select('limitUnits')
    .where('editionId', '=', account.editionId)
    .where('measure', '=', held.measure)
    .where('economyCode', '=', held.economyCode)
    .executeTakeFirst()
  return row ? Number(row.limitUnits) : null
}

/** A line of the ledger. */
async function move(
  tx: Tx,
  order: {
    budgetId: string
    grantId: string | null
    kind: MovementKind
    units: bigint
    why?: string | undefined
    by: Actor
  },
): Promise<void> {
  const { by, why = '', ...row } = order
  await tx
    .insertInto('fees.movements')
    .values({ ...row, why, byWhom: signature(by) })
    .execute()
}
