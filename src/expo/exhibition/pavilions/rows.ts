import type { Wording } from '#kernel/language.ts'
import type { TakingPart } from './exhibition.ts'

/** One participant as open data: the same columns in the CSV and JSON beside the page and in the API, which says names in all languages. */
export const rowOf = <Name>(one: TakingPart, say: (words: Wording) => Name) => ({
  code: one.economyCode,
  name: say(one.names),
  region: one.regionOf && say(one.regionOf.names),
  region_code: one.regionOf?.code ?? null,
  mode: one.mode,
  area_m2: one.areaM2,
  since: one.from,
  guest_of_honour: one.guestOfHonour,
  first_time: one.firsts.debut,
  first_time_on_site: one.firsts.firstOnSite,
  constructed: one.constructed,
})
