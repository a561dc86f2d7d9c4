import { loadConstructed } from '#expo/exhibition/pavilions/index.ts'
import {
  findEdition,
  setArea,
  setHall,
  setRehearsalClock,
  setUpEdition,
  setWindow,
} from '#expo/ground/editions/index.ts'
import { loadOutsideFacts } from '#expo/results/index.ts'
import { system } from '#kernel/actor.ts'
import { type Db, transact } from '#platform/database.ts'
import type { Plan } from './construct.ts'
import { type Facts, UnusableFacts } from './facts.ts'

export interface Loaded {
  editions: number
  pavilions: number
  facts: number
  /** Ids of the constructed pavilions, by edition code and economy code. */
  ids: Map<string, Map<string, string>>
}

const by = system('demonstration')

/** Writes a facts file and its plan through the rooms' own commands, all of it or nothing. */
export async function load(db: Db, facts: Facts, plan: Plan, now: Date): Promise<Loaded> {
  return transact(db, async (tx) => {
    const loaded: Loaded = { editions: 0, pavilions: 0, facts: 0, ids: new Map() }
    for (const one of facts.editions) {
      if (await findEdition(tx, one.code))
        throw new UnusableFacts([`The edition ${one.code} is here already; nothing was loaded.`])
      const { venue, fair, currency } = facts
      const { id: editionId } = await setUpEdition(tx, {
        fairCode: fair.code,
        fairName: fair.name,
        code: one.code,
        number: one.number,
        name: one.name,
        opensOn: one.opensOn,
        closesOn: one.closesOn,
        timeZone: venue.timeZone,
        city: venue.city,
        venue: venue.name,
        venueAddress: venue.address,
        indoorAreaM2: venue.indoorAreaM2,
        outdoorAreaM2: venue.outdoorAreaM2,
        currency,
        ldcReferenceDay: one.ldcReferenceDay ?? null,
        shown: true,
        constructed: one.constructed,
        source: one.source ?? venue.source ?? null,
        by,
      })
      for (const [position, area] of one.areas.entries())
        await setArea(tx, {
          editionId,
          ...area,
          parentCode: area.parent,
          name: facts.areas[area.code] ?? { en: area.code },
          position,
          by,
        })
      for (const { areas, ...hall } of one.halls)
        await setHall(tx, { editionId, ...hall, name: { en: hall.code }, areaCodes: areas, constructed: true, by })
      for (const window of one.windows) await setWindow(tx, { editionId, ...window, source: window.source ?? null, by })
      if (one.rehearsalClock) await setRehearsalClock(tx, { editionId, to: one.rehearsalClock, now, by })
      const pavilions = plan.pavilions.get(one.code) ?? []
      const { ids } = await loadConstructed(tx, { editionId, pavilions, by })
      await loadOutsideFacts(tx, { editionId, facts: one.published, by })
      loaded.ids.set(one.code, ids)
      loaded.editions += 1
      loaded.pavilions += pavilions.length
      loaded.facts += one.published.length
    }
    return loaded
  })
}
