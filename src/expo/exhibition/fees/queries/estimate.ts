import type { Day } from '#kernel/day.ts'
import type { Db } from '#platform/database.ts'
import { reckon, type Statement } from '../rules/reckon.ts'
import { supposed } from '../rules/support.ts'
import type { Grant, StandFacts } from '../rules/tariff.ts'
import { findRulebookOn } from './rulebooks.ts'
import type { Books } from './statements.ts'
import { asGrant, leftFor, listGrants, readLedger } from './support.ts'

/** What a stand would cost today, with what support has left; what is set aside for it already counts as that. */
export interface Estimate {
  result: Statement
  grants: Grant[]
  books: Books
}

export async function estimateOf(
  db: Db,
  order: { editionId: string; facts: StandFacts; accountId: string | null; askedAt: Date; on: Day },
): Promise<Estimate | null> {
  const { editionId, facts, accountId, askedAt, on } = order
  const [tariff, support] = await Promise.all([
    findRulebookOn(db, editionId, 'tariff', on),
    findRulebookOn(db, editionId, 'support', on),
  ])
  if (!tariff) return null
  const measures = support?.data.measures ?? []
  const rules = { measures }
  const [ledger, held] = await Promise.all([
    readLedger(db, editionId),
    accountId === null ? [] : listGrants(db, accountId),
  ])
  const grants: Grant[] = []
  for (const measure of measures) {
    const standing = held.find((one) => one.measure === measure.code)
    if (standing) {
      grants.push(asGrant(standing, null))
      continue
    }
    const claim = reckon(facts, tariff.data, rules, grants).claims.find((one) => one.measure === measure.code)
    const budget = ledger.budgets.find((one) => one.code === measure.budget)
    if (!claim || !budget) continue
    const { economyCode } = facts
    const left = leftFor(ledger, { budget, measure, economyCode, accountId, askedAt })
    grants.push(supposed(measure.code, claim.asked, left, left.ahead))
  }
  return { result: reckon(facts, tariff.data, rules, grants), grants, books: { tariff, support } }
}
