import { type RawBuilder, sql } from 'kysely'
import type { Day } from '#kernel/day.ts'
import type { Behind, Unit } from '../words.ts'

/**
 * A figure the fair publishes. Its name, definition and footnotes stand in locales/<language>/results.json under its id; here stands
 * what it counts. The value is the sum of `amount` over `records`: it cannot say anything else than the records behind it.
 */
export interface Figure {
  id: FigureId
  /** Raised whenever what is counted changes; publications keep the version they were made by. */
  version: number
  unit: Unit
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
] as const
export type FigureId = (typeof FIGURE_IDS)[number]

/** Participations that hold on a day: "takes part as of". */
const holding = (asOf: Day) => sql`p.from_day <= ${asOf} and (p.until_day is null or p.until_day > ${asOf})`

interface Of {
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
