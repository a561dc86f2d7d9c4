import { loadConstructed as loadApplications, setTerms } from '#expo/exhibition/applications/index.ts'
import { COMMON_TERMS } from '#expo/exhibition/applications/rules.ts'
import { loadConstructedPlans, setVenue } from '#expo/exhibition/booths/index.ts'
import type { Floor } from '#expo/exhibition/booths/rules/plan.ts'
import { loadConstructed } from '#expo/exhibition/pavilions/index.ts'
import { loadConstructedProgramme, setHours } from '#expo/ground/calendar/index.ts'
import { addRanking, listRankingLists, loadConstructed as loadCompanies } from '#expo/ground/companies/index.ts'
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
import { daysBetween, plusDays } from '#kernel/day.ts'
import { whenClockShows } from '#kernel/hour.ts'
import { type Db, type Tx, transact } from '#platform/database.ts'
import type { Plan } from './construct.ts'
import type { Applied } from './exhibition/construct.ts'
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

const by = system('demonstration')

/** Writes a facts file and its plan through the rooms' own commands, all of it or nothing. */
export async function load(db: Db, facts: Facts, plan: Plan, now: Date): Promise<Loaded> {
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
    const companyIds = await loadWho(tx, facts, plan, now)
    loaded.companies = companyIds.length
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
      if (facts.programme) await loadProgramme(tx, editionId, one, { ...facts.programme, timeZone: venue.timeZone })
      const pavilions = plan.pavilions.get(one.code) ?? []
      const { ids } = await loadConstructed(tx, { editionId, pavilions, by })
      const floors = plan.floors.get(one.code) ?? new Map()
      const { booths } = await drawHalls(tx, { editionId, facts, edition: one, floors })
      const applications = plan.applications.get(one.code) ?? []
      await loadExhibition(tx, {
        editionId,
        facts,
        edition: one,
        applications,
        companies: plan.companies,
        companyIds,
        now,
      })
      await loadOutsideFacts(tx, { editionId, facts: one.published, by })
      loaded.ids.set(one.code, ids)
      loaded.editions += 1
      loaded.pavilions += pavilions.length
      loaded.booths += booths
      loaded.applications += applications.length
      loaded.facts += one.published.length
    }
    return loaded
  })
}

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
  // Three weeks before it opens; before the rehearsal's clock where there is one.
  const day = 86_400_000
  const before = edition.rehearsalClock?.getTime() ?? Date.parse(`${edition.opensOn}T00:00:00Z`) - 14 * day
  return loadConstructedPlans(tx, { editionId, plans: floors, rules, releasedAt: new Date(before - 7 * day), by })
}

/** Constructed companies of all editions, and the list in which the largest of them stand. */
async function loadWho(tx: Tx, { leaders }: Facts, { companies }: Plan, now: Date): Promise<string[]> {
  if (companies.length === 0) return []
  if (companies.some((one) => one.rankings.length > 0)) {
    const known = (await listRankingLists(tx)).some((one) => one.code === leaders.code)
    if (!known) await addRanking(tx, { code: leaders.code, names: leaders.name, source: null, by })
  }
  const { ids } = await loadCompanies(tx, { companies, now, by })
  return ids
}

/** What may be asked for, and who asked for it. */
async function loadExhibition(
  tx: Tx,
  order: {
    editionId: string
    facts: Facts
    edition: EditionFacts
    applications: readonly Applied[]
    companies: Plan['companies']
    companyIds: readonly string[]
    now: Date
  },
): Promise<void> {
  const { editionId, applications, companies, companyIds, now } = order
  if (applications.length === 0) return
  const pods = applications.filter((one) => one.boothKind === 'pod')
  if (pods[0]) {
    const podAreaCodes = [...new Set(pods.map((one) => one.areaCode))]
    const terms = { ...COMMON_TERMS, kinds: ['standard', 'raw', 'pod'] as const, podM2: pods[0].areaM2, podAreaCodes }
    await setTerms(tx, { editionId, terms, version: 0, by })
  }
  const idOf = (index: number) => companyIds[index] as string
  await loadApplications(tx, {
    editionId,
    now,
    by,
    applications: applications.map(({ company, boothIds: _, coExhibitors, ...one }) => ({
      ...one,
      companyId: idOf(company),
      coExhibitors: coExhibitors.map(({ company: index, ...other }) => {
        const { economyCode, legalName, names } = companies[index] as Plan['companies'][number]
        return {
          ...other,
          companyId: idOf(index),
          names: { ...names, [legalName.lang]: legalName.text },
          economyCode,
          registrationNumber: null,
          from: null,
          until: null,
        }
      }),
    })),
  })
}
