import { type RawBuilder, sql } from 'kysely'
import type { Mode } from '#expo/exhibition/pavilions/words.ts'
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

/** Who takes part in an edition as of a day, with the kind of participant. */
export const taking = ({ editionId, asOf }: { editionId: string; asOf: Day }) => sql`(
  select p.pavilion_id, p.economy_code, p.from_day, p.mode, p.area_m2, p.guest_of_honour, p.constructed, x.kind, e.fair_id, e.opens_on
  from pavilions_views.participations p
  join economies_views.economies x on x.code = p.economy_code
  join editions_views.editions e on e.id = p.edition_id
  where p.edition_id = ${editionId} and ${holding(asOf)})`

/** Codes of earlier editions of the fair in which the participant `now` of `taking` took part, in given modes, as of the same day. */
export const earlierEditions = (asOf: Day, modes: readonly Mode[]) => sql`array(
  select e.code from pavilions_views.participations p join editions_views.editions e on e.id = p.edition_id
  where p.economy_code = now.economy_code and e.fair_id = now.fair_id and e.opens_on < now.opens_on
    and p.mode in (${sql.join(modes)}) and ${holding(asOf)}
  order by e.opens_on)`
