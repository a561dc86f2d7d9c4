import { countConstructed } from '#expo/exhibition/applications/index.ts'
import { loadConstructedPlans, setVenue } from '#expo/exhibition/booths/index.ts'
import type { Floor } from '#expo/exhibition/booths/rules/plan.ts'
import { type FeesFacts, loadConstructedPrices, loadConstructedStatements } from '#expo/exhibition/fees/index.ts'
import { loadConstructed } from '#expo/exhibition/pavilions/index.ts'
import { loadConstructedProgramme, setHours } from '#expo/ground/calendar/index.ts'
import {
  getEdition,
  setArea,
  setHall,
  setRehearsalClock,
  setUpEdition,
  setWindow,
} from '#expo/ground/editions/index.ts'
import { loadOutsideFacts } from '#expo/results/index.ts'
import { system } from '#kernel/actor.ts'
import { type Day, daysBetween, plusDays } from '#kernel/day.ts'
import { whenClockShows } from '#kernel/hour.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import type { Plan } from './construct.ts'
import { loadExhibition, loadWho, releaseOf } from './exhibition/load.ts'
import { type EditionFacts, type Facts, type ProgrammeFacts, UnusableFacts } from './facts.ts'
import { groundsOf, passagesOf, rulesOf } from './floors.ts'

export interface Loaded {
  editions: number
  pavilions: number
  booths: number
  companies: number
  applications: number
  facts: number
  /** Ids of the constructed pavilions, by edition code and economy code. */
  ids: Map<string, Map<string, string>>
}

/** Says how far it is. */
export type Tell = (line: string) => void

const by = system('demonstration')

/** Writes a facts file and its plan through the rooms' own commands, all of it or nothing. */
export async function load(
  db: Db,
  { facts, fees, plan, now, tell }: { facts: Facts; fees: FeesFacts | null; plan: Plan; now: Date; tell: Tell },
): Promise<Loaded> {
  return transact(db, async (tx) => {
    const loaded: Loaded = {
      editions: 0,
      pavilions: 0,
      booths: 0,
      companies: 0,
      applications: 0,
      facts: 0,
      ids: new Map(),
    }
    const who = await loadWho(tx, { facts, companies: plan.companies, from: 0, now })
    loaded.companies = plan.companies.length
    for (const one of facts.editions) {
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
      if (facts.programme) await loadProgramme(tx, editionId, one, { ...facts.programme, timeZone: venue.timeZone })
      const pavilions = plan.pavilions.get(one.code) ?? []
      const { ids } = await loadConstructed(tx, { editionId, pavilions, by })
      const floors = plan.floors.get(one.code) ?? new Map()
      const { booths } = await drawHalls(tx, { editionId, facts, edition: one, floors })
      const applications = plan.applications.get(one.code) ?? []
      const others = plan.others.applications.get(one.code) ?? []
      await loadExhibition(tx, { editionId, edition: one, applications, who, now })
      await loadExhibition(tx, { editionId, edition: one, applications: others, who, now })
      if (fees) await loadPrices(tx, { editionId, edition: one, currency, fees })
      await loadOutsideFacts(tx, { editionId, facts: one.published, by })
      loaded.ids.set(one.code, ids)
      loaded.editions += 1
      loaded.pavilions += pavilions.length
      loaded.booths += booths
      loaded.applications += applications.length + others.length
      loaded.facts += one.published.length
      tell(`${one.code}: ${loaded.applications} applications so far.`)
    }
    return loaded
  })
}

/** Adds the applications of those who do not exhibit to a fair that is here already, if it is this one and has none of them. */
export async function loadOthers(
  db: Db,
  { facts, plan, now, tell }: { facts: Facts; plan: Plan; now: Date; tell: Tell },
): Promise<{ companies: number; applications: number }> {
  const { from, applications } = plan.others
  return transact(db, async (tx) => {
    const who = await loadWho(tx, { facts, companies: plan.companies, from, now })
    let count = 0
    for (const edition of facts.editions) {
      const others = applications.get(edition.code) ?? []
      if (others.length === 0) continue
      const { id: editionId } = await getEdition(tx, edition.code)
      const here = await countConstructed(tx, editionId)
      if (here !== (plan.applications.get(edition.code)?.length ?? 0))
        throw new UnusableFacts([
          `The edition ${edition.code} has ${here} constructed applications, other than its exhibitors'; nothing was loaded.`,
        ])
      await loadExhibition(tx, { editionId, edition, applications: others, who, now })
      count += others.length
      tell(`${edition.code}: ${others.length} applications more.`)
    }
    return { companies: plan.companies.length - from, applications: count }
  })
}

/** The constructed prices of an edition, and by them what its constructed stands cost. */
async function loadPrices(
  tx: Tx,
  {
    editionId,
    edition,
    currency,
    fees,
  }: { editionId: string; edition: EditionFacts; currency: string; fees: FeesFacts },
): Promise<void> {
  const { opensOn, rehearsalClock } = edition
  await loadConstructedPrices(tx, { edition: { id: editionId, opensOn, currency }, fees, by })
  const on = rehearsalClock
    ? (rehearsalClock.toISOString().slice(0, 10) as Day)
    : plusDays(opensOn, -STATED_DAYS_BEFORE)
  await loadConstructedStatements(tx, { editionId, on, by })
}

/** By so many days before the opening the constructed stands have their statements. */
const STATED_DAYS_BEFORE = 60

/** A programme is set so many days before an edition opens. */
const SET_DAYS_BEFORE = 270
const MINUTE = 60_000

/** The constructed programme on an edition's own days; whatever falls after its last one is left out. */
async function loadProgramme(
  tx: Tx,
  editionId: string,
  edition: EditionFacts,
  programme: ProgrammeFacts & { timeZone: string },
): Promise<void> {
  const { opensOn, closesOn, halls } = edition
  const { opens, closes, timeZone } = programme
  const days = Array.from({ length: daysBetween(opensOn, closesOn) + 1 }, (_, index) => plusDays(opensOn, index))
  const hours = days.map((day) => ({ day, opens, closes }))
  await setHours(tx, { editionId, hours, constructed: true, by })
  const places = programme.places.map(({ hall, changeover, ...place }) => ({
    ...place,
    hallCode: halls.some((one) => one.code === hall) ? hall : null,
    changeoverMinutes: changeover,
  }))
  const happenings = programme.happenings.flatMap(({ days: on, starts, minutes, place: placeCode, ...what }) =>
    on.flatMap((index) => {
      const startsAt = days[index] && whenClockShows(days[index], starts, timeZone)
      if (!startsAt) return []
      const endsAt = new Date(startsAt.getTime() + minutes * MINUTE)
      return [{ ...what, placeCode, startsAt, endsAt, setOn: plusDays(opensOn, -SET_DAYS_BEFORE) }]
    }),
  )
  await loadConstructedProgramme(tx, { editionId, places, happenings, by })
}

/** How the venue lies, and a constructed plan of each hall. */
async function drawHalls(
  tx: Tx,
  {
    editionId,
    facts,
    edition,
    floors,
  }: {
    editionId: string
    facts: Facts
    edition: EditionFacts
    floors: ReadonlyMap<string, Floor>
  },
): Promise<{ booths: number }> {
  const rules = rulesOf(facts)
  const grounds = groundsOf(facts, edition)
  const passages = passagesOf(facts, grounds)
  await setVenue(tx, { editionId, rules, grounds, passages, version: 0, constructed: true, by })
  const releasedAt = releaseOf(edition)
  return loadConstructedPlans(tx, { editionId, plans: floors, rules, releasedAt, by })
}
