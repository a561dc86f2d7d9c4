import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { Money } from '#kernel/money.ts'
import type { Db } from '#platform/database.ts'
import { reckon } from '../rules/reckon.ts'
import { portion } from '../rules/support.ts'
import type { Grant, SupportRules, Tariff } from '../rules/tariff.ts'
import { listStands } from '../stand.ts'
import { findRulebookOn, getRulebook, type Rulebook } from './rulebooks.ts'
import { listOpenStatements, type Opened } from './statements.ts'
import { type Budget, listBudgets } from './support.ts'

/** What a stand would pay by a draft, beside what it pays now. */
export interface Compared {
  id: string
  names: Wording
  economy: string
  area: string
  before: Money
  after: Money
}

/** What every open statement of an edition would be by a draft. Nothing is kept of it. */
export interface Effect {
  rows: Compared[]
  /** What would be drawn from each budget, in the order of the statements' applications. */
  drawn: Map<string, bigint>
  budgets: Budget[]
}

export async function effectOf(
  db: Db,
  { editionId, draft, today }: { editionId: string; draft: Rulebook<'tariff'> | Rulebook<'support'>; today: Day },
): Promise<Effect> {
  const opened = await allOpen(db, editionId)
  const budgets = await listBudgets(db, editionId)
  const books = new Map<string, Tariff | SupportRules>()
  const bookOf = async (kind: 'tariff' | 'support', id: string) => {
    const known = books.get(id)
    if (known) return known
    const read = (await getRulebook(db, kind, id)).data
    books.set(id, read)
    return read
  }
  const stands = await listStands(
    db,
    opened.map((one) => one.accountId),
  )
  const drawn = new Map<string, bigint>()
  const rows: Compared[] = []
  const current = await findRulebookOn(db, editionId, 'support', today)
  for (const one of opened) {
    const tariff = draft.kind === 'tariff' ? (draft.data as Tariff) : ((await bookOf('tariff', one.tariffId)) as Tariff)
    const rules =
      draft.kind === 'support'
        ? (draft.data as SupportRules)
        : one.supportId === null
          ? (current?.data ?? { measures: [] })
          : ((await bookOf('support', one.supportId)) as SupportRules)
    const grants =
      draft.kind === 'support' ? supposedBy(one, tariff, rules, { budgets, drawn }) : grantsAnew(one, tariff, rules)
    const stand = stands.get(one.accountId)
    if (!stand) continue
    rows.push({
      id: one.accountId,
      names: stand.company.names,
      economy: one.facts.economyCode,
      area: one.facts.areaCode,
      before: one.result.due,
      after: reckon(one.facts, tariff, rules, grants).due,
    })
  }
  return { rows, drawn, budgets }
}

async function allOpen(db: Db, editionId: string): Promise<Opened[]> {
  const all: Opened[] = []
  for (;;) {
    const page = await listOpenStatements(db, editionId, all.at(-1)?.accountId)
    all.push(...page)
    if (page.length === 0) return all.filter((one) => one.facts.withdrawnOn === null)
  }
}

/** What was given in booths stays so many booths; what was given in money follows the price, as its share did. */
function grantsAnew(one: Opened, tariff: Tariff, rules: SupportRules): Grant[] {
  const grants: Grant[] = []
  for (const measure of rules.measures) {
    const held = one.grants.find((each) => each.measure === measure.code)
    if (!held) continue
    const asked =
      reckon(one.facts, tariff, rules, [...grants, held]).claims.find((each) => each.measure === measure.code)?.asked ??
      0n
    const given = measure.gives === 'free-booths' || held.given < held.asked ? held.given : asked
    grants.push({ ...held, asked, given: given < asked ? given : asked })
  }
  return grants
}

/** What each measure of a draft would give: what is held already stays held, the rest is shared out from what is left. */
function supposedBy(
  one: Opened,
  tariff: Tariff,
  rules: SupportRules,
  { budgets, drawn }: { budgets: Budget[]; drawn: Map<string, bigint> },
): Grant[] {
  const grants: Grant[] = []
  for (const measure of rules.measures) {
    const held = one.grants.find((each) => each.measure === measure.code)
    const known = held ? [...grants, held] : grants
    const claim = reckon(one.facts, tariff, rules, known).claims.find((each) => each.measure === measure.code)
    const budget = budgets.find((each) => each.code === measure.budget)
    if (!claim || !budget) continue
    const economy = `${measure.code} ${one.facts.economyCode}`
    const left = budget.limit - (drawn.get(budget.code) ?? 0n)
    const quota = measure.perEconomy === null ? null : BigInt(measure.perEconomy) - (drawn.get(economy) ?? 0n)
    const kept = held && held.given < claim.asked ? held.given : held ? claim.asked : 0n
    const given =
      kept + portion(claim.asked - kept, { quota: quota === null ? null : quota - kept, budget: left - kept })
    drawn.set(budget.code, (drawn.get(budget.code) ?? 0n) + given)
    drawn.set(economy, (drawn.get(economy) ?? 0n) + given)
    grants.push({
      measure: measure.code,
      asked: claim.asked,
      given,
      quotaLeft: quota,
      budgetLeft: left,
      place: null,
      held: true,
    })
  }
  return grants
}
