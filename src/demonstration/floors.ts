import { type Floor, USUAL_RULES, type VenueRules } from '#expo/exhibition/booths/rules/plan.ts'
import { MIXES, suggestPlan } from '#expo/exhibition/booths/rules/suggest.ts'
import type { Ground, Passage } from '#expo/exhibition/booths/rules/venue.ts'
import type { Wording } from '#kernel/language.ts'
import { newId } from '#platform/database.ts'
import type { EditionFacts, Facts } from './facts.ts'

/** A special zone has this share of its area in the hall it lies in. */
const ZONE_SHARE = 0.22

export const rulesOf = ({ venue }: Facts): VenueRules => ({ ...USUAL_RULES, ...venue.rules })

/** The grounds of the venue that this edition has halls on, and those between. */
export const groundsOf = ({ venue }: Facts, edition: EditionFacts): (Ground & { name: Wording })[] =>
  venue.layout.grounds
    .filter((one) => !one.hall || edition.halls.some((hall) => hall.code === one.code))
    .map(({ code, hall, name, level, turn, ...at }) => ({
      code,
      hallCode: hall ? code : null,
      name,
      level,
      turn,
      xM: at.x,
      yM: at.y,
      lengthM: at.length,
      widthM: at.width,
    }))

export const passagesOf = ({ venue }: Facts, grounds: readonly Ground[]): Passage[] => {
  const lies = (code: string) => grounds.some((ground) => ground.code === code)
  return venue.layout.passages
    .filter((one) => lies(one.from) && lies(one.to))
    .map(({ from, to, ...rest }) => ({ fromCode: from, toCode: to, ...rest }))
}

/** A plan for each hall of an edition, by the areas that are in it. A hall with another above it has pillars. */
export function constructedFloors(facts: Facts, edition: EditionFacts, rules: VenueRules): Map<string, Floor> {
  const kindOf = (code: string) => edition.areas.find((area) => area.code === code)?.kind
  const above = (code: string) =>
    edition.halls.some((hall) => hall.code === code.replace(/\.1H$/, '.2H') && hall.code !== code)
  const zones = zonesByHall(edition)
  const floors = new Map<string, Floor>()
  for (const { code, lengthM, widthM, areas } of edition.halls) {
    if (areas.length === 0) continue
    const wishes = areas.map((areaCode) => ({
      areaCode,
      share: 1 / areas.length,
      mix: MIXES[facts.mixes[areaCode] ?? 'middle'],
      national: kindOf(areaCode) === 'national',
      zones: (zones.get(code) ?? [])
        .filter((zone) => zone.parent === areaCode)
        .map((zone) => ({ code: zone.code, share: ZONE_SHARE })),
    }))
    floors.set(
      code,
      suggestPlan({ lengthM, widthM, rules, wishes, pillars: above(code), seed: `${edition.code} ${code}`, newId }),
    )
  }
  return floors
}

/** Zones are dealt out over the halls of their area in turn. */
function zonesByHall(edition: EditionFacts): Map<string, { code: string; parent: string }[]> {
  const dealt = new Map<string, { code: string; parent: string }[]>()
  for (const area of edition.areas) {
    const halls = edition.halls.filter((hall) => hall.areas.includes(area.code))
    const zones = edition.areas.filter((zone) => zone.kind === 'zone' && zone.parent === area.code)
    for (const [index, { code }] of zones.entries()) {
      const hall = halls[index % Math.max(1, halls.length)]
      if (hall) dealt.set(hall.code, [...(dealt.get(hall.code) ?? []), { code, parent: area.code }])
    }
  }
  return dealt
}
