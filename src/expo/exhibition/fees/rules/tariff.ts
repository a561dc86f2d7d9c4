import type { Currency } from '#kernel/currency.ts'
import type { Day } from '#kernel/day.ts'
import type { Wording } from '#kernel/language.ts'
import type { Decimal } from '#kernel/money.ts'
import type { Group, Per, StandKind, SupportKind } from '../words.ts'

/** What a fair charges and on what terms, as one version of it: data, so that a later version leaves this one as it was. */
export interface Tariff {
  currency: Currency
  /** What counts as one standard booth, m². */
  boothM2: Decimal
  /** The economy in which tax on the fees is due; exhibitors of others are taxed as `abroad`. */
  home: string
  /** In the order in which they are reckoned: a percentage is of what stands before it. */
  rates: Rate[]
  taxes: Tax[]
  terms: Terms
}

/** One row of the tariff. */
export interface Rate {
  code: string
  name: Wording
  /** The words of the terms that it rests on. */
  clause: Wording
  per: Per
  /** What the line counts as: later percentages and support are of a group. */
  group: Group
  /** An amount in the tariff's currency, or per cent where it is `percent`; below nought it reduces. */
  price: Decimal
  /** What a percentage is of. */
  of: Group
  /** m² that are charged at the least. */
  leastM2: Decimal | null
  /** So many cost nothing: co-exhibitors included. */
  included: number
  when: When
  /** The class of tax; a percentage is taxed as what it is of. */
  tax: string
}

/** When a rate holds. What is empty does not matter. */
export interface When {
  kinds: StandKind[]
  openSides: number[]
  fromM2: Decimal | null
  submittedUntil: Day | null
  /** Codes of exhibition areas or special zones. */
  areas: string[]
}

/** Tax on a class of rates. The first that fits holds. */
export interface Tax {
  class: string
  whose: 'home' | 'abroad' | 'all'
  /** The category that electronic invoices know it by (UNCL 5305): S standard, Z zero, E exempt, AE reverse charge, O outside. */
  code: string
  percent: Decimal
  name: Wording
  clause: Wording
}

/** How and when is paid, reminded and given back. */
export interface Terms {
  depositPercent: Decimal
  /** Days from the contract to the deposit. */
  depositDays: number
  /** Days before the opening on which all has been paid. */
  balanceDays: number
  /** What bank charges may take from a transfer without anybody asking for it, in the tariff's currency. */
  tolerance: Decimal
  /** Whoever withdraws so many days before the opening is given back so many per cent; the earliest first. */
  refunds: { daysBefore: number; percent: Decimal }[]
  /** Days after a day of payment on which a reminder goes; below nought before it. */
  reminders: number[]
  /** Days after a day of payment from which an unpaid booth may be given to others. */
  releaseDays: number
  /** The fair's own conditions, clause by clause, as they stand in contracts. */
  conditions: Wording[]
}

/** Who is helped with what: one version of it. */
export interface SupportRules {
  /** In the order in which they are reckoned: each helps with what those before it have left. */
  measures: Measure[]
}

export interface Measure {
  code: string
  name: Wording
  clause: Wording
  gives: SupportKind
  who: {
    /** A group of economies, by membership on the edition's reference day; empty is everybody. */
    group: string
    /** Only with a recommendation by an embassy, a ministry or an agency of the United Nations. */
    recommended: boolean
    kinds: StandKind[]
  }
  /** `free-booths`: so many per company. */
  booths: number
  /** `free-booths`: so many for all companies of one economy together; null is without a limit. */
  perEconomy: number | null
  /** `reduction`: so many per cent of a group of lines. */
  percent: Decimal
  of: Group
  /** `subsidy`: so much per m², up to so much. */
  perM2: Decimal
  most: Decimal | null
  /** What it is drawn from. */
  budget: string
}

/** What is known of a stand when it is reckoned. Kept with the statement, so that it can be reckoned again. */
export interface StandFacts {
  /** What the applicant wishes, what it was offered, or what it accepted. */
  basis: 'wishes' | 'offer' | 'holding'
  role: 'exhibitor' | 'umbrella'
  economyCode: string
  areaCode: string
  zoneCode: string | null
  kind: StandKind
  areaM2: Decimal
  openSides: number
  /** Numbers of the booths. */
  booths: string[]
  submittedOn: Day | null
  /** With staff and goods of their own; of represented companies there are goods only. */
  coExhibitors: number
  represented: number
  /** Kinds of bodies that recommend the company. */
  recommendedBy: string[]
  /** Groups of which its economy is a member on the reference day, and since when. */
  groups: { code: string; since: Day }[]
  referenceDay: Day
  opensOn: Day
  withdrawnOn: Day | null
}

/** What a measure asks of its budget for one stand, and what it was given: booths for free booths, minor units for the others. */
export interface Grant {
  measure: string
  asked: bigint
  given: bigint
  /** How much the economy's quota and the budget had left before; null where there is no limit. */
  quotaLeft: bigint | null
  budgetLeft: bigint
  /** Its place among those who wait for the rest. */
  place: number | null
  /** Whether it is set aside for this stand, or only would be today. */
  held: boolean
}
