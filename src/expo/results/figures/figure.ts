import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Behind, Dimension, Unit } from '../words.ts'

/**
 * A figure the fair publishes. Its name, definition and footnotes stand in locales/<language>/results.json under its id; here stands
 * what it counts. The value is the sum of `amount` over `records`: it cannot say anything else than the records behind it.
 */
export interface Figure {
  id: FigureId
  /** Raised whenever what is counted changes; publications keep the version they were made by. */
  version: number
  unit: Unit
  /** By what else it is told. */
  by: readonly Dimension[]
  /** The records behind the figure for one edition as of one day. */
  records: (of: { editionId: string; asOf: Day }) => RawBuilder<Behind>
}

export const FIGURE_IDS = [
  'national-exhibition-countries',
  'national-exhibition-organisations',
  'national-exhibition-debuts',
  'national-exhibition-first-on-site',
  'guests-of-honour',
  'pavilion-area',
  'participating-economies-and-organisations',
  'exhibitors',
  'exhibitor-economies',
  'recommended-ldc-companies',
  'fortune-500-and-leaders',
  'booths-held',
  'net-area',
  'supported-ldc-companies',
  'free-booths',
  'support-granted',
  'exhibitors-earlier-editions',
] as const
export type FigureId = (typeof FIGURE_IDS)[number]

/** Participations that hold on a day: "takes part as of". */
const holding = (asOf: Day) => sql`p.from_day <= ${asOf} and (p.until_day is null or p.until_day > ${asOf})`

export interface Of {
  editionId: string
  asOf: Day
}

/** Who takes part in an edition as of a day, with the kind of participant. */
export const taking = ({ editionId, asOf }: Of) => sql`(
  select p.pavilion_id, p.economy_code, p.from_day, p.mode, p.area_m2, p.guest_of_honour, p.constructed, x.kind
  from pavilions_views.participations p
  join economies_views.economies x on x.code = p.economy_code
  where p.edition_id = ${editionId} and ${holding(asOf)})`

/** In which earlier public editions of the fair each participant took part, by mode and as of the same day; none is no row. */
export const takingEarlier = ({ editionId, asOf }: Of) => sql`(
  select p.economy_code,
    coalesce(array_agg(e.code order by e.opens_on) filter (where p.mode = 'on-site'), '{}') as on_site,
    coalesce(array_agg(e.code order by e.opens_on) filter (where p.mode = 'online'), '{}') as online
  from editions_views.editions this
  join editions_views.editions e on e.fair_id = this.fair_id and e.opens_on < this.opens_on and e.shown
  join pavilions_views.participations p on p.edition_id = e.id and ${holding(asOf)}
  where this.id = ${editionId}
  group by p.economy_code)`

/** A participation as a record: of its economy, by its pavilion. */
export const AS_PAVILION = sql`'pavilion' as kind, economy_code as id, economy_code, null as area_code, null as zone_code,
  from_day as since, mode, constructed`

/**
 * The role of whoever is an exhibitor: organisers and represented companies are none (ISO 25639-1; UFI). Said by whom it is not, for most
 * are: PostgreSQL would take the others for a handful, and join them one by one.
 */
export const IS_EXHIBITOR = sql`x.role not in ('organiser', 'represented')`

/** Exhibitors of an edition as of a day, one for each stand that a company is on. */
export const onStands = ({ editionId, asOf }: Of) => sql`(
  select x.record_id, x.company_id, x.economy_code, x.role, x.area_code, x.zone_code, x.from_day, x.constructed
  from applications_views.exhibitors x
  where x.edition_id = ${editionId} and ${IS_EXHIBITOR} and x.from_day <= ${asOf} and (x.until_day is null or x.until_day > ${asOf}))`

/** Who exhibits in an edition as of a day: a company on two stands is one exhibitor, the one that it is for itself. */
export const exhibiting = (of: Of) => sql`(
  select distinct on (coalesce(x.company_id, x.record_id)) x.* from ${onStands(of)} x
  order by coalesce(x.company_id, x.record_id), x.role desc, x.from_day, x.record_id)`

/** Stands that are held in an edition as of a day, with whose they are and where. */
export const holdingStands = ({ editionId, asOf }: Of) => sql`(
  select h.application_id, a.economy_code, a.area_code, a.zone_code, h.from_day, h.area_m2, cardinality(h.booth_ids) as booths,
    case when a.shows_itself then 'exhibitor' else 'stand' end as kind, h.constructed
  from booths_views.holdings h join applications_views.applications a on a.id = h.application_id
  where h.edition_id = ${editionId} and h.from_day <= ${asOf} and (h.until_day is null or h.until_day > ${asOf}))`

/** Support that stands in an edition as of a day, given to whom: one row a grant. */
export const supporting = ({ editionId, asOf }: Of) => sql`(
  select g.application_id, g.gives, g.unit, g.currency, g.units, g.from_day, g.constructed, a.company_id, a.economy_code, a.area_code,
    a.zone_code,
    case when a.shows_itself and a.accepted_on <= ${asOf} and (a.ended_on is null or a.ended_on > ${asOf}) then 'exhibitor' else 'stand' end
      as kind
  from fees_views.grants g join applications_views.applications a on a.id = g.application_id
  where g.edition_id = ${editionId} and g.units > 0 and g.from_day <= ${asOf} and (g.until_day is null or g.until_day > ${asOf}))`
