import { daysBetween } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import {
  add,
  allocate,
  type Decimal,
  decimalOf,
  fromDecimal,
  type Money,
  money,
  negate,
  percent,
  sum,
  times,
  zero,
} from '#kernel/money.ts'
import type { BecauseCode, Group, Source } from '../words.ts'
import { atMost, hundredths, ofHundredths } from './amounts.ts'
import { refundPercent } from './schedule.ts'
import { entitled } from './support.ts'
import type { Grant, Measure, Rate, StandFacts, SupportRules, Tariff, Tax, When } from './tariff.ts'

/** A reason of a line, with the numbers that it speaks of; its sentence stands in locales under `because`. */
export interface Because {
  code: BecauseCode
  details: Record<string, string | number>
}

/** One line of a statement: what, how much, by which rule, and why. */
export interface Line {
  source: Source
  /** The row of the tariff or of the support rules, counted from one. */
  rule: number
  code: string
  name: Wording
  clause: Wording
  group: Group
  quantity: Decimal | null
  net: Money
  /** The class of tax. */
  tax: string
  because: Because[]
}

/** Tax on all lines of a class together: what they sum to, and what is due on it. */
export interface TaxSum {
  class: string
  code: string
  percent: Decimal
  name: Wording
  clause: Wording
  base: Money
  tax: Money
}

/** What a measure of support asks for this stand: booths for free booths, minor units for the others. */
export interface Claim {
  measure: string
  asked: bigint
}

export interface Statement {
  lines: Line[]
  taxes: TaxSum[]
  net: Money
  tax: Money
  total: Money
  /** Money towards the stand, which is no part of the price: it is credited against what is due. */
  subsidies: Line[]
  due: Money
  claims: Claim[]
}

/**
 * What a stand costs: the same facts, tariff, rules and grants give the same statement, in any year. Lines are rounded once, half up;
 * tax is reckoned on the sum of the lines of its class, as EN 16931 has it (BR-CO-17), so that what is free is free of tax to the last unit.
 */
export function reckon(facts: StandFacts, tariff: Tariff, rules: SupportRules, grants: readonly Grant[]): Statement {
  const lines: Line[] = []
  for (const [index, rate] of tariff.rates.entries()) lines.push(...chargesOf(facts, tariff, rate, index + 1, lines))
  const subsidies: Line[] = []
  const claims: Claim[] = []
  for (const [index, measure] of rules.measures.entries()) {
    const grant = grants.find((one) => one.measure === measure.code)
    const helped = supportOf({ facts, tariff, measure, rule: index + 1, grant, lines })
    if (!helped) continue
    if (helped.asked > 0n || grant) claims.push({ measure: measure.code, asked: helped.asked })
    if (measure.gives === 'subsidy') subsidies.push(...helped.lines)
    else lines.push(...helped.lines)
  }
  if (facts.withdrawnOn) lines.push(...givenBackOf(facts, tariff, lines))
  const taxes = taxesOf(facts, tariff, lines)
  const { currency } = tariff
  const net = netOf(lines, currency)
  const tax = taxes.map((one) => one.tax).reduce(add, zero(currency))
  const total = add(net, tax)
  const due = add(total, netOf(subsidies, currency))
  return { lines, taxes, net, tax, total, subsidies, due, claims }
}

/** The lines of one rate: none where it does not hold, several where a percentage is of lines that are taxed differently. */
function chargesOf(facts: StandFacts, tariff: Tariff, rate: Rate, rule: number, before: readonly Line[]): Line[] {
  if (!holds(rate.when, facts)) return []
  const { code, name, clause, group } = rate
  const line = { source: 'tariff' as const, rule, code, name, clause, group }
  if (rate.per === 'percent')
    return basesOf(before, rate.of, tariff.currency).map(([tax, base]) => ({
      ...line,
      quantity: null,
      net: percent(base, rate.price),
      tax,
      because: [
        because('percent', { percent: rate.price, base: decimalOf(base), group: rate.of }),
        ...conditionsOf(rate.when, facts),
      ],
    }))
  const { quantity, reasons } = quantityOf(facts, tariff, rate)
  if (quantity === '0') return []
  const price = fromDecimal(rate.price, tariff.currency)
  const net = times(price, quantity)
  return [{ ...line, quantity, net, tax: rate.tax, because: [...reasons, ...conditionsOf(rate.when, facts)] }]
}

function holds(when: When, facts: StandFacts): boolean {
  const place = [facts.areaCode, facts.zoneCode]
  return (
    (when.kinds.length === 0 || when.kinds.includes(facts.kind)) &&
    (when.openSides.length === 0 || when.openSides.includes(facts.openSides)) &&
    (when.fromM2 === null || hundredths(facts.areaM2) >= hundredths(when.fromM2)) &&
    (when.submittedUntil === null || (facts.submittedOn !== null && facts.submittedOn <= when.submittedUntil)) &&
    (when.areas.length === 0 || when.areas.some((code) => place.includes(code)))
  )
}

function conditionsOf(when: When, facts: StandFacts): Because[] {
  const reasons: Because[] = []
  if (when.openSides.length > 0) reasons.push(because('sides', { sides: facts.openSides }))
  if (when.fromM2 !== null) reasons.push(because('from-area', { from: when.fromM2, area: facts.areaM2 }))
  if (when.submittedUntil && facts.submittedOn)
    reasons.push(because('applied-by', { on: facts.submittedOn, until: when.submittedUntil }))
  const place = when.areas.find((code) => code === facts.zoneCode) ?? when.areas.find((code) => code === facts.areaCode)
  if (place) reasons.push(because('in-area', { place }))
  return reasons
}

function quantityOf(facts: StandFacts, tariff: Tariff, rate: Rate): { quantity: Decimal; reasons: Because[] } {
  const { price } = rate
  const least = rate.leastM2 !== null && hundredths(facts.areaM2) < hundredths(rate.leastM2) ? rate.leastM2 : null
  const area = least ?? facts.areaM2
  const charged = least === null ? [] : [because('least', { least, area: facts.areaM2 })]
  switch (rate.per) {
    case 'booth': {
      const quantity = boothsIn(area, tariff)
      const details = { quantity: ofHundredths(quantity), m2: tariff.boothM2, price }
      return { quantity: ofHundredths(quantity), reasons: [because('per-booth', details), ...charged] }
    }
    case 'm2':
      return { quantity: area, reasons: [because('per-m2', { area, price }), ...charged] }
    case 'co-exhibitor':
    case 'represented': {
      const count = rate.per === 'co-exhibitor' ? facts.coExhibitors : facts.represented
      const paid = Math.max(0, count - rate.included)
      const details = { count, included: rate.included, price }
      return { quantity: String(paid), reasons: [because(`per-${rate.per}`, details)] }
    }
    default:
      return { quantity: '1', reasons: [because('per-stand', { price })] }
  }
}

/** How many standard booths an area is, in hundredths. */
const boothsIn = (area: Decimal, tariff: Tariff): bigint => {
  const [whole, booth] = [hundredths(area) * 100n, hundredths(tariff.boothM2)]
  return (whole * 2n + booth) / (booth * 2n)
}

/** What the lines of a group have left, by class of tax; classes of which nothing is left are left out. */
function basesOf(lines: readonly Line[], group: Group, currency: string): [string, Money][] {
  const bases = new Map<string, Money>()
  for (const line of lines)
    if (line.group === group) bases.set(line.tax, add(bases.get(line.tax) ?? zero(currency), line.net))
  return [...bases].filter(([, base]) => base.minor > 0n)
}

interface Helping {
  facts: StandFacts
  tariff: Tariff
  measure: Measure
  rule: number
  grant: Grant | undefined
  lines: readonly Line[]
}

/** What a measure asks and gives; null where the stand has no claim to it. What was once given stays given, whatever becomes of the group. */
function supportOf(helping: Helping): { asked: bigint; lines: Line[] } | null {
  const { facts, measure, grant } = helping
  const verdict = entitled(facts, measure)
  if (!verdict.ok && !(grant && grant.given > 0n)) return null
  if (measure.gives === 'free-booths') return freeBoothsOf(helping)
  if (measure.gives === 'reduction') return reductionOf(helping)
  return facts.withdrawnOn ? null : subsidyOf(helping)
}

function freeBoothsOf(helping: Helping): { asked: bigint; lines: Line[] } {
  const { facts, tariff, measure, grant, lines } = helping
  const bases = basesOf(lines, 'space', tariff.currency)
  const all = boothsIn(facts.areaM2, tariff)
  const asked = bases.length === 0 ? 0n : atMost(BigInt(measure.booths), (all + 99n) / 100n)
  const given = atMost(grant?.given ?? 0n, asked)
  const covered = atMost(given * 100n, all)
  const nets = bases.map(([, base]) =>
    covered === 0n ? zero(tariff.currency) : negate(allocate(base, [covered, all - covered])[0] as Money),
  )
  const reasons = [
    because('per-company', { given: String(given), booths: measure.booths }),
    ...(measure.perEconomy === null || !grant || grant.quotaLeft === null
      ? []
      : [because('quota', { per: measure.perEconomy, ...leftOf(grant.quotaLeft, given) })]),
    ...(grant ? [because('budget-booths', leftOf(grant.budgetLeft, given))] : []),
  ]
  const missing = { missing: String(asked - given), place: grant?.place ?? 0 }
  const waiting = grant && given < asked ? [because('waiting-booths', missing)] : []
  return { asked, lines: supportLines(helping, 'space', bases, nets, String(given), [...reasons, ...waiting]) }
}

function reductionOf(helping: Helping): { asked: bigint; lines: Line[] } {
  const { tariff, measure, grant, lines } = helping
  const bases = basesOf(lines, measure.of, tariff.currency)
  const wanted = bases.map(([, base]) => percent(base, measure.percent))
  const asked = sum(wanted, tariff.currency).minor
  const given = atMost(grant?.given ?? 0n, asked)
  const nets =
    given === asked || asked === 0n
      ? wanted.map(given === 0n ? () => zero(tariff.currency) : negate)
      : allocate(
          money(given, tariff.currency),
          wanted.map((one) => one.minor),
        ).map(negate)
  const base = decimalOf(
    sum(
      bases.map(([, one]) => one),
      tariff.currency,
    ),
  )
  const reasons = [because('percent', { percent: `-${measure.percent}`, base, group: measure.of })]
  return {
    asked,
    lines: supportLines(helping, measure.of, bases, nets, null, [...reasons, ...fromBudget(helping, asked, given)]),
  }
}

function subsidyOf(helping: Helping): { asked: bigint; lines: Line[] } {
  const { facts, tariff, measure, grant } = helping
  const { currency } = tariff
  const whole = times(fromDecimal(measure.perM2, currency), facts.areaM2).minor
  const asked = measure.most === null ? whole : atMost(whole, fromDecimal(measure.most, currency).minor)
  const given = atMost(grant?.given ?? 0n, asked)
  const { perM2, most } = measure
  const reason =
    most === null
      ? because('subsidy', { perM2, area: facts.areaM2 })
      : because('subsidy-most', { perM2, area: facts.areaM2, most })
  const net = money(-given, currency)
  const lines = supportLines(helping, 'space', [['', net]], [net], null, [reason, ...fromBudget(helping, asked, given)])
  return { asked, lines }
}

/** Before and after, and what is missing: in booths, or written out as money. */
const leftOf = (left: bigint, given: bigint, say = String as (units: bigint) => string) => ({
  left: say(left),
  after: say(left - given),
})

function fromBudget({ tariff, grant }: Helping, asked: bigint, given: bigint): Because[] {
  if (!grant) return []
  const say = (minor: bigint) => decimalOf(money(minor, tariff.currency))
  const missing = { missing: say(asked - given), place: grant.place ?? 0 }
  const waiting = given < asked ? [because('waiting-money', missing)] : []
  return [because('budget-money', leftOf(grant.budgetLeft, given, say)), ...waiting]
}

/** A line per class of tax; who is helped and why stands on the first. */
function supportLines(
  { facts, measure, rule, grant }: Helping,
  group: Group,
  bases: [string, Money][],
  nets: Money[],
  quantity: Decimal | null,
  reasons: Because[],
): Line[] {
  const { code, name, clause } = measure
  const who = [...whoOf(facts, measure), ...reasons, ...(grant && !grant.held ? [because('not-held', {})] : [])]
  return bases.map(([tax], index) => ({
    source: 'support',
    rule,
    code,
    name,
    clause,
    group,
    quantity: index === 0 ? quantity : null,
    net: nets[index] as Money,
    tax,
    because: index === 0 ? who : [],
  }))
}

function whoOf(facts: StandFacts, { who }: Measure): Because[] {
  const membership = facts.groups.find((one) => one.code === who.group)
  const member = { group: who.group, economy: facts.economyCode, on: facts.referenceDay }
  const reasons: Because[] = []
  if (membership) reasons.push(because('member', { ...member, since: membership.since }))
  else if (who.group !== '') reasons.push(because('once-member', member))
  if (who.recommended && facts.recommendedBy.length > 0)
    reasons.push(because('recommended', { by: facts.recommendedBy.join(' ') }))
  return reasons
}

/** What is given back to whoever withdraws: of each group and class of tax the tier's share. */
function givenBackOf(facts: StandFacts, tariff: Tariff, lines: readonly Line[]): Line[] {
  const on = facts.withdrawnOn ?? facts.opensOn
  const days = daysBetween(on, facts.opensOn)
  const share = refundPercent(tariff.terms, days)
  const groups = [...new Set(lines.map((line) => line.group))]
  const given = groups.flatMap((group) =>
    basesOf(lines, group, tariff.currency).map(
      ([tax, base]): Line => ({
        source: 'withdrawal',
        rule: 0,
        code: 'withdrawal',
        name: {},
        clause: {},
        group,
        quantity: null,
        net: negate(percent(base, share)),
        tax,
        because: [because('withdrawn', { on, days, percent: share, base: decimalOf(base), group })],
      }),
    ),
  )
  return given
}

function taxesOf(facts: StandFacts, tariff: Tariff, lines: readonly Line[]): TaxSum[] {
  const classes = [...new Set(lines.map((line) => line.tax))]
  return classes.map((kind_) => {
    const { code, percent: rate, name, clause } = taxOn(facts, tariff, kind_)
    const base = sum(
      lines.filter((line) => line.tax === kind_).map((line) => line.net),
      tariff.currency,
    )
    return { class: kind_, code, percent: rate, name, clause, base, tax: percent(base, rate) }
  })
}

function taxOn(facts: StandFacts, tariff: Tariff, kind_: string): Tax {
  const whose = facts.economyCode === tariff.home ? 'home' : 'abroad'
  const found = tariff.taxes.find((tax) => tax.class === kind_ && (tax.whose === 'all' || tax.whose === whose))
  if (!found) throw new RangeError(`the tariff has no tax for ${kind_}, ${whose}`)
  return found
}

const netOf = (lines: readonly Line[], code: string): Money => lines.map((line) => line.net).reduce(add, zero(code))

const because = (code: BecauseCode, details: Because['details']): Because => ({ code, details })
