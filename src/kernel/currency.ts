/**
 * How many decimals each currency has, after ISO 4217 list one as the maintenance agency publishes it (six-group.com, "data standards").
 * Written down here and never taken from Intl, whose digits are those of display: Iraq's dinar has three decimals, not none, and
 * Madagascar's ariary two. Metals, test codes and units of account without decimals are no money and left out.
 */
const CODES = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP
      COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR
      JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK
      NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT
      TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

/** Taken out of use since 2018: what was agreed in them stays readable, nobody is offered them. */
const WITHDRAWN = new Set(['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'ZWL'])
/** Units that contracts are indexed by; nobody pays in them. */
const UNITS = new Set(['BOV', 'CHE', 'CHW', 'CLF', 'COU', 'MXV', 'USN', 'UYI', 'UYW'])

/** An ISO 4217 code that `isCurrency` said yes to. */
export type Currency = string & { readonly currency: unique symbol }

const exponents = new Map<string, number>(
  Object.entries(CODES).flatMap(([exponent, codes]) => codes.split(/\s+/).map((code) => [code, Number(exponent)])),
)

export const isCurrency = (code: string): code is Currency => exponents.has(code)

/** A currency by its code; throws RangeError where there is none. */
export function currency(code: string): Currency {
  if (!isCurrency(code)) throw new RangeError(`not a currency: ${code}`)
  return code
}

/** The currencies with so many decimals. */
export const currenciesOf = (exponent: number): string[] =>
  [...exponents].flatMap(([code, decimals]) => (decimals === exponent ? [code] : []))

/** The decimals of a currency: 2 for most, 0 for the yen, 3 for Kuwait's dinar. */
export const exponentOf = (code: Currency): number => exponents.get(code) ?? 2

/** What people may be paid in today, in the order of their codes. */
export const CURRENCIES: readonly Currency[] = [...exponents.keys()]
  .filter((code): code is Currency => !WITHDRAWN.has(code) && !UNITS.has(code))
  .sort()
