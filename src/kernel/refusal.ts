/** How a refusal looks from outside: the one table that maps each kind to an HTTP status. */
export const STATUS_OF = {
  invalid: 422,
  unknown: 401,
  forbidden: 403,
  missing: 404,
  unoffered: 405,
  conflict: 409,
  closed: 409,
  throttled: 429,
  unready: 503,
} as const

export type RefusalKind = keyof typeof STATUS_OF
export type Details = Record<string, string | number>

/**
 * The fair says no, on purpose, for a reason a person can read. Anything else that is thrown is a bug and becomes a 500.
 * `code` is room, then reason (`pavilions.already-confirmed`); its wording stands in `locales/<language>/<room>.json`
 * under `refusals.<reason>`. `field` names the form field that it stands beside, if one is to blame.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly code: string
  readonly details: Details
  readonly field: string | undefined

  constructor(kind: RefusalKind, code: string, details: Details = {}, field?: string) {
    super(code)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.details = details
    this.field = field
  }
}
