import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { currency } from '#kernel/currency.ts'
import { type Day, plusDays } from '#kernel/day.ts'
import { fromDecimal } from '#kernel/money.ts'
import type { Tx } from '#platform/database.ts'
import type { Contents } from '../queries/rulebooks.ts'
import { BankFacts, BudgetFacts, ExchangeFacts, IssuerFacts, SupportSchema, TariffSchema } from '../schemas.ts'
import type { RulebookKind } from '../words.ts'
import { setBank, setIssuer, setRate } from './organiser.ts'
import { draftRulebook, enactDraft } from './rulebook.ts'
import { setBudget } from './support.ts'

/**
 * What a facts file says of prices and support. Days that differ from edition to edition are counted from the opening: `untilDaysBefore` of
 * a rate is the last day to apply by.
 */
export const FeesFacts = z.object({
  source: z.string().max(400),
  boothM2: z.string(),
  home: z.string(),
  rates: z.array(z.looseObject({ untilDaysBefore: z.int().min(0).max(1000).optional() })),
  taxes: z.array(z.unknown()),
  terms: z.unknown(),
  measures: z.array(z.unknown()),
  budgets: z.array(BudgetFacts),
  issuer: IssuerFacts,
  banks: z.array(BankFacts),
  exchange: z.array(ExchangeFacts),
})
export type FeesFacts = z.infer<typeof FeesFacts>

/** A year before it opens an edition's tariff is out. */
const AHEAD = 365

/**
 * Load the constructed tariff of an edition, its support rules and budgets, who issues, and to where is paid.
 * Who: the demonstration. Holds: each is marked as constructed. Follows: what follows a tariff that comes into force.
 */
export async function loadConstructedPrices(
  tx: Tx,
  order: { edition: { id: string; opensOn: Day; currency: string }; fees: FeesFacts; by: Actor },
): Promise<void> {
  const { edition, fees, by } = order
  const editionId = edition.id
  const from = plusDays(edition.opensOn, -AHEAD)
  const marked = { constructed: true, source: fees.source }
  const tariff = TariffSchema.parse({
    currency: edition.currency,
    boothM2: fees.boothM2,
    home: fees.home,
    rates: fees.rates.map((rate) => dated(rate, edition.opensOn)),
    taxes: fees.taxes,
    terms: fees.terms,
  })
  const support = SupportSchema.parse({ measures: fees.measures })
  for (const budget of fees.budgets)
    await setBudget(tx, {
      editionId,
      ...budget,
      currency: budget.unit === 'money' ? edition.currency : null,
      limit: budget.unit === 'money' ? fromDecimal(budget.limit, edition.currency).minor : BigInt(budget.limit),
      version: 0,
      constructed: true,
      by,
    })
  await enact(tx, { editionId, kind: 'tariff', data: tariff, from, ...marked, by })
  await enact(tx, { editionId, kind: 'support', data: support, from, ...marked, by })
  await setIssuer(tx, { editionId, ...fees.issuer, version: 0, constructed: true, by })
  for (const bank of fees.banks)
    await setBank(tx, {
      editionId,
      id: null,
      ...bank,
      currency: currency(bank.currency),
      shown: true,
      version: 0,
      constructed: true,
      by,
    })
  for (const rate of fees.exchange)
    await setRate(tx, { editionId, ...rate, on: from, source: fees.source, constructed: true, by })
}

const dated = ({ untilDaysBefore, ...rate }: FeesFacts['rates'][number], opensOn: Day) =>
  untilDaysBefore === undefined
    ? rate
    : { ...rate, when: { ...(rate.when as object), submittedUntil: plusDays(opensOn, -untilDaysBefore) } }

async function enact<Kind extends RulebookKind>(
  tx: Tx,
  order: {
    editionId: string
    kind: Kind
    data: Contents[Kind]
    from: Day
    constructed: boolean
    source: string
    by: Actor
  },
): Promise<void> {
  const { data, from, constructed, source, ...key } = order
  const { version } = await draftRulebook(tx, { ...key, data })
  await enactDraft(tx, { ...key, version, from, today: from, note: '', constructed, source })
}
