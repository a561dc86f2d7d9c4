import { loadConstructed as loadApplications, setTerms } from '#expo/exhibition/applications/index.ts'
import { COMMON_TERMS } from '#expo/exhibition/applications/rules.ts'
import { type ConstructedHolding, loadConstructedHoldings } from '#expo/exhibition/booths/index.ts'
import { addRanking, listRankingLists, loadConstructed as loadCompanies } from '#expo/ground/companies/index.ts'
import { system } from '#kernel/actor.ts'
import { type Day, plusDays } from '#kernel/day.ts'
import type { Tx } from '#platform/database.ts'
import type { EditionFacts, Facts } from '../facts.ts'
import type { Known } from './companies.ts'
import type { Applied } from './construct.ts'

const by = system('demonstration')

/** Constructed companies and their ids, by their places among all of them. */
export interface Who {
  of: (index: number) => Known
  idOf: (index: number) => string
}

/** Loads the companies from the `from`th on, and the list in which the largest of them stand. */
export async function loadWho(
  tx: Tx,
  order: { facts: Facts; companies: readonly Known[]; from: number; now: Date },
): Promise<Who> {
  const { facts, from, now } = order
  const companies = order.companies.slice(from)
  const { leaders } = facts
  if (companies.some((one) => one.rankings.length > 0)) {
    const known = (await listRankingLists(tx)).some((one) => one.code === leaders.code)
    if (!known) await addRanking(tx, { code: leaders.code, names: leaders.name, source: null, by })
  }
  const { ids } = companies.length > 0 ? await loadCompanies(tx, { companies, now, by }) : { ids: [] }
  const at = <One>(list: readonly One[], index: number): One => {
    const found = list[index]
    if (found === undefined) throw new Error(`there is no constructed company ${index}`)
    return found
  }
  return { of: (index) => at(order.companies, index), idOf: (index) => at(ids, index - from) }
}

const DAY_MS = 86_400_000
/** Plans are released so many days before an edition opens, and a week before its rehearsal's clock where it has one. */
const RELEASED_DAYS_BEFORE = 240

export const releaseOf = ({ opensOn, rehearsalClock }: EditionFacts): Date =>
  rehearsalClock
    ? new Date(rehearsalClock.getTime() - 7 * DAY_MS)
    : new Date(Date.parse(`${plusDays(opensOn, -RELEASED_DAYS_BEFORE)}T00:00:00Z`))

/** What may be asked for, and who asked for it. */
export async function loadExhibition(
  tx: Tx,
  order: {
    editionId: string
    edition: EditionFacts
    applications: readonly Applied[]
    who: Who
    now: Date
  },
): Promise<void> {
  const { editionId, edition, applications, who, now } = order
  if (applications.length === 0) return
  const pods = applications.filter((one) => one.boothKind === 'pod' && one.state === 'accepted')
  if (pods[0]) {
    const podAreaCodes = [...new Set(pods.map((one) => one.areaCode))]
    const terms = { ...COMMON_TERMS, kinds: ['standard', 'raw', 'pod'] as const, podM2: pods[0].areaM2, podAreaCodes }
    await setTerms(tx, { editionId, terms, version: 0, by })
  }
  const { ids } = await loadApplications(tx, {
    editionId,
    now,
    by,
    applications: applications.map(({ company, boothIds: _, openSides: __, coExhibitors, ...one }) => ({
      ...one,
      companyId: who.idOf(company),
      coExhibitors: coExhibitors.map(({ company: index, ...other }) => {
        const { economyCode, legalName, names } = who.of(index)
        return {
          ...other,
          companyId: who.idOf(index),
          names: { ...names, [legalName.lang]: legalName.text },
          economyCode,
          registrationNumber: null,
          from: null,
          until: null,
        }
      }),
    })),
  })
  const holdings = applications.flatMap(({ boothIds, acceptedOn, openSides }, index): ConstructedHolding[] => {
    if (boothIds.length === 0 || acceptedOn === null) return []
    const { offeredOn, heldOn } = heldFrom(edition, acceptedOn, index)
    const applicationId = ids[index] as string
    return [
      {
        applicationId,
        boothIds,
        openSides,
        state: 'accepted',
        offeredOn,
        answerBy: null,
        acceptedOn: heldOn,
        ended: null,
      },
    ]
  })
  if (holdings.length > 0) await loadConstructedHoldings(tx, { editionId, holdings, now, by })
}

/** Booths are offered once the plan stands and the application is accepted, and held a few days later. */
function heldFrom(edition: EditionFacts, acceptedOn: Day, index: number): { offeredOn: Day; heldOn: Day } {
  const planned = plusDays(edition.opensOn, 1 - RELEASED_DAYS_BEFORE)
  const offeredOn = plusDays(planned > acceptedOn ? planned : acceptedOn, 3 + (index % 11))
  return { offeredOn, heldOn: plusDays(offeredOn, 1 + (index % 9)) }
}
