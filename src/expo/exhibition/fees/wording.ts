import type { Day } from '#kernel/day.ts'
import { fromDecimal } from '#kernel/money.ts'
import type { Reader } from '#web/reader.ts'
import type { Measure, Rate, Tariff, Terms, When } from './rules/tariff.ts'
import { type Names, sayNumber } from './saying.ts'

/** What a row of the tariff asks, and when: the tariff as people read it aloud. */
export function sayRate(reader: Reader, rate: Rate, tariff: Tariff, names: Names): { price: string; when: string[] } {
  const price =
    rate.per === 'percent'
      ? reader.t('fees.rate-per.percent', {
          percent: signed(reader, rate.price),
          group: reader.t(`fees.group.${rate.of}`),
        })
      : reader.t(`fees.rate-per.${rate.per}`, {
          price: reader.money(fromDecimal(rate.price, tariff.currency)),
          m2: sayNumber(reader, tariff.boothM2),
        })
  const least = rate.leastM2 === null ? [] : [reader.t('fees.rate-least', { m2: sayNumber(reader, rate.leastM2) })]
  const included = rate.included > 0 ? [reader.t('fees.rate-included', { count: rate.included })] : []
  return { price, when: [...least, ...included, ...sayWhen(reader, rate.when, names)] }
}

const signed = (reader: Reader, percent: string) =>
  reader.number(Number(percent), { maximumFractionDigits: 6, signDisplay: 'exceptZero' })

function sayWhen(reader: Reader, when: When, names: Names): string[] {
  const said: string[] = []
  if (when.kinds.length > 0)
    said.push(
      reader.t('fees.when.kinds', { kinds: reader.list(when.kinds.map((kind) => reader.t(`fees.kind.${kind}`))) }),
    )
  if (when.openSides.length > 0)
    said.push(reader.t('fees.when.sides', { sides: reader.list(when.openSides.map((sides) => reader.number(sides))) }))
  if (when.fromM2 !== null) said.push(reader.t('fees.when.from', { m2: sayNumber(reader, when.fromM2) }))
  if (when.submittedUntil !== null) said.push(reader.t('fees.when.until', { day: reader.day(when.submittedUntil) }))
  if (when.areas.length > 0)
    said.push(
      reader.t('fees.when.areas', {
        places: reader.list(when.areas.map((code) => reader.words(names.areas.get(code) ?? {}).text || code)),
      }),
    )
  return said
}

/** Whom a measure of support helps with what. */
export function sayMeasure(
  reader: Reader,
  measure: Measure,
  { currency, names, referenceDay }: { currency: string; names: Names; referenceDay: Day },
): { gives: string; who: string[] } {
  const { who, gives } = measure
  const said: string[] = []
  if (who.group !== '')
    said.push(
      reader.t('fees.who.group', {
        group: reader.words(names.groups.get(who.group) ?? {}).text || who.group,
        day: reader.day(referenceDay),
      }),
    )
  if (who.recommended) said.push(reader.t('fees.who.recommended'))
  if (who.kinds.length > 0)
    said.push(
      reader.t('fees.when.kinds', { kinds: reader.list(who.kinds.map((kind) => reader.t(`fees.kind.${kind}`))) }),
    )
  if (said.length === 0) said.push(reader.t('fees.who.everybody'))
  const money = (decimal: string) => reader.money(fromDecimal(decimal, currency))
  if (gives === 'free-booths')
    return {
      gives:
        reader.t('fees.gives.free-booths', { booths: measure.booths }) +
        (measure.perEconomy === null ? '' : reader.t('fees.gives.per-economy', { booths: measure.perEconomy })),
      who: said,
    }
  if (gives === 'reduction') {
    const group = reader.t(`fees.group.${measure.of}`)
    return {
      gives: reader.t('fees.gives.reduction', { percent: sayNumber(reader, measure.percent), group }),
      who: said,
    }
  }
  const most = measure.most === null ? '' : reader.t('fees.gives.most', { most: money(measure.most) })
  return { gives: reader.t('fees.gives.subsidy', { perM2: money(measure.perM2) }) + most, who: said }
}

/** When is paid, what is given back, what follows when nothing is paid. */
export function sayTerms(reader: Reader, terms: Terms, currency: string): string[] {
  const deposit = Number(terms.depositPercent) > 0
  const tiers = [...terms.refunds].sort((a, b) => b.daysBefore - a.daysBefore)
  return [
    deposit
      ? reader.t('fees.terms.deposit', {
          percent: sayNumber(reader, terms.depositPercent),
          days: terms.depositDays,
          balance: terms.balanceDays,
        })
      : reader.t('fees.terms.at-once', { balance: terms.balanceDays }),
    ...tiers.map((tier) =>
      reader.t('fees.clause.refund', { days: tier.daysBefore, percent: sayNumber(reader, tier.percent) }),
    ),
    reader.t('fees.clause.refund-after'),
    reader.t('fees.clause.unpaid', { days: terms.releaseDays }),
    reader.t('fees.terms.tolerance', { amount: reader.money(fromDecimal(terms.tolerance, currency)) }),
  ]
}
