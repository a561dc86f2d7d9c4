import { getEditionById } from '#expo/ground/editions/index.ts'
import type { Actor } from '#kernel/actor.ts'
import { currency, isCurrency } from '#kernel/currency.ts'
import { type Day, daysBetween, plusDays } from '#kernel/day.ts'
import { type Db, transact } from '#platform/database.ts'
import { findIssuer, listBanks } from '../queries/organiser.ts'
import { type Contents, listRulebooks } from '../queries/rulebooks.ts'
import type { Rate } from '../rules/tariff.ts'
import type { RulebookKind } from '../words.ts'
import { setBank, setIssuer } from './organiser.ts'
import { draftRulebook } from './rulebook.ts'

interface Copy {
  from: string
  to: string
  by: Actor
}

/**
 * Give a cloned edition the newest tariff and support rules of the one it was cloned from, as drafts whose days have moved with the opening,
 * and the organiser with its banks. Budgets are every edition's own.
 * Who: the reaction to a clone. Holds: what is there already stands, so that it may be repeated. Follows: `rulebook.drafted`, `issuer.set`.
 */
export async function copyPrices(db: Db, copy: Copy): Promise<void> {
  const { from, to, by } = copy
  await transact(db, async (tx) => {
    const [before, after] = [await getEditionById(tx, from), await getEditionById(tx, to)]
    const later = (on: Day): Day => plusDays(on, daysBetween(before.opensOn, after.opensOn))
    const money = isCurrency(after.currency) ? { currency: currency(after.currency) } : {}
    await copyNewest(tx, copy, 'tariff', (data) => ({
      ...data,
      ...money,
      rates: data.rates.map((one) => moved(one, later)),
    }))
    await copyNewest(tx, copy, 'support', (data) => data)
    const issuer = await findIssuer(tx, from)
    if (issuer && !(await findIssuer(tx, to))) await setIssuer(tx, { ...issuer, editionId: to, version: 0, by })
    if ((await listBanks(tx, to)).length > 0) return
    for (const bank of await listBanks(tx, from))
      await setBank(tx, { ...bank, editionId: to, id: null, version: 0, by })
  })
}

async function copyNewest<Kind extends RulebookKind>(
  db: Db,
  { from, to, by }: Copy,
  kind: Kind,
  change: (data: Contents[Kind]) => Contents[Kind],
): Promise<void> {
  const newest = (await listRulebooks(db, from, kind)).find((one) => one.state === 'in-force')
  if (!newest || (await listRulebooks(db, to, kind)).length > 0) return
  await draftRulebook(db, { editionId: to, kind, data: change(newest.data), by })
}

const moved = (rate: Rate, later: (on: Day) => Day): Rate => ({
  ...rate,
  when: { ...rate.when, submittedUntil: rate.when.submittedUntil && later(rate.when.submittedUntil) },
})
