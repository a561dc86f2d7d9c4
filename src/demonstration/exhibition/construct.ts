import type { Highs } from 'highs'
import type { ConstructedApplication } from '#expo/exhibition/applications/index.ts'
import type { Floor } from '#expo/exhibition/booths/rules/plan.ts'
import { type Day, plusDays } from '#kernel/day.ts'
import { chanceOf } from '../chance.ts'
import { type Companies, type Known, showsOf } from './companies.ts'
import { calendarOf, type Days, dayBetween } from './days.ts'
import { type Asked, chooseOrigins, type Missed, type Origin } from './origins.ts'
import { type Place, placeExhibitors } from './places.ts'
import { joinBlocks, type Stand, standsOf } from './stands.ts'

/** A constructed application before its companies are on record: they are told by their places among all companies. */
export interface Applied extends Omit<ConstructedApplication, 'companyId' | 'coExhibitors'> {
  company: number
  coExhibitors: { kind: 'co-exhibitor' | 'represented'; company: number; shows: string }[]
  /** The booths it is to hold, and how many sides of them are open. */
  boothIds: readonly string[]
  openSides: number
}

/**
 * How much of a fair is loaded: what one may try things in; everybody who exhibits in any edition; all applications too, of which most
 * were declined. Figures are the same with the last two.
 */
export type Loads = 'rehearsal' | 'exhibitors' | 'applications'

export interface Exhibition {
  /** Of those who exhibit, or of an edition to try things in. */
  applications: Applied[]
  missed: Missed[]
  /** Constructs the others, up to as many applications as the fair had in all: most were declined. They are companies of their own. */
  others: () => Applied[]
}

/** A few booths stay free, for those who come late. */
const FREE = 0.012
/** Of so many accepted ones, one withdraws before the opening. */
const WITHDRAWN = 60

/**
 * Constructs who applied to an edition and who exhibits in it, so that every published total comes out; what cannot hold is told.
 */
export function constructExhibition(
  highs: Highs,
  asked: Asked & { floors: ReadonlyMap<string, Floor>; openSideM: number; companies: Companies },
): Exhibition {
  const { edition, exhibition, floors, openSideM } = asked
  if (exhibition.rehearsal) return { applications: rehearse(asked).sort(bySubmission), missed: [], others: () => [] }
  const { origins, missed } = chooseOrigins(highs, asked)
  const { umbrellas } = exhibition
  const { blocks, singles } = joinBlocks(standsOf(floors, openSideM), {
    blocks: umbrellas?.organisers ?? 0,
    areaM2: umbrellas?.areaM2?.value ?? 0,
    seed: edition.code,
  })
  const kept = singles.length - Math.round(singles.length * FREE)
  const offered = singles.filter((_, index) => chanceOf(edition.code, 'free', index) < kept / singles.length)
  const placed = placeExhibitors(origins, { blocks, singles: offered }, { exhibition, seed: edition.code })
  const write = new Writer(asked)
  const accepted = placed.places.map((place) => write.accepted(place))
  const held = accepted.reduce((sum, one) => sum + one.boothIds.length, 0)
  const area = blocks.reduce((sum, one) => sum + one.areaM2, 0)
  const { code } = edition
  const exhibitors = placed.places.reduce((sum, one) => sum + one.others.length + (one.organised ? 0 : 1), 0)
  const wanted = origins.reduce((sum, one) => sum + one.exhibitors, 0)
  const found = [
    ['exhibitors on stands', exhibition.exhibitors && { ...exhibition.exhibitors, value: wanted }, exhibitors, 0],
    ['exhibitors brought along', umbrellas?.exhibitors, placed.brought, 0],
    ['area of organisers', umbrellas?.areaM2, Math.round(area), 0.02],
    ['leaders', exhibition.leaders, placed.leaders, 0],
    ['recommended companies', exhibition.recommendedLdc, placed.recommended, 0],
    ['booths', exhibition.booths, held, 0.02],
  ] as const
  const off = found.flatMap(([what, total, possible, leeway]) =>
    total && Math.abs(total.value - possible) > total.value * leeway
      ? [{ what: `${code}, ${what}`, stated: total.value, possible, hold: total.hold }]
      : [],
  )
  const left = Math.max(0, (exhibition.applications ?? 0) - accepted.length)
  return {
    applications: accepted.sort(bySubmission),
    missed: [...missed, ...off],
    others: () => write.others(origins, singles, left, accepted.length / WITHDRAWN).sort(bySubmission),
  }
}

const bySubmission = (a: Applied, b: Applied) =>
  (a.submitted?.at.getTime() ?? Number.POSITIVE_INFINITY) - (b.submitted?.at.getTime() ?? Number.POSITIVE_INFINITY) || 0

interface How {
  on: Day
  organised?: boolean
  isLarge?: boolean
  fresh?: boolean
}

/** Puts what was found into the words of applications. */
class Writer {
  readonly #asked: Asked & { companies: Companies }
  readonly #daysOf: (seed: string) => Days
  #written = 0

  constructor(asked: Asked & { companies: Companies }) {
    this.#asked = asked
    this.#daysOf = calendarOf(asked.edition, asked.facts.venue.timeZone)
  }

  accepted(place: Place): Applied {
    const { edition, exhibition } = this.#asked
    const { stand, organised, economyCode } = place
    const days = this.#next()
    const company = this.#company(stand, economyCode, {
      organised,
      isLarge: place.leader,
      on: days.submitted.on,
    })
    if (place.leader) this.#rank(company)
    const coExhibitors = place.others.map((code) => {
      const other = this.#company(stand, code, { on: days.submitted.on })
      return { kind: 'co-exhibitor' as const, company: other, shows: this.#shows(other).shows.en ?? '' }
    })
    return {
      ...this.#application(stand, company, days),
      role: organised ? 'umbrella' : 'exhibitor',
      showsItself: !organised,
      block: organised ? 'umbrella' : 'none',
      state: 'accepted',
      decidedOn: days.decidedOn,
      acceptedOn: days.decidedOn,
      coExhibitors,
      recommendations: place.recommended
        ? [recommended(days.submitted.on, edition.opensOn, edition.code + company)]
        : [],
      source: exhibition.source ?? null,
      boothIds: stand.boothIds,
    }
  }

  /** Those who do not exhibit, by what became of them; some of them withdrew when they had been accepted. */
  others(origins: readonly Origin[], stands: readonly Stand[], count: number, gone: number): Applied[] {
    return Array.from({ length: count }, (_, index) => {
      const state = index < gone ? 'withdrawn' : stateOf(chanceOf(this.#asked.edition.code, 'fate', index))
      return this.apart(origins, stands, { state, wasAccepted: index < gone, fresh: true })
    })
  }

  /** An application that does not end in an exhibitor. */
  apart(
    origins: readonly Origin[],
    stands: readonly Stand[],
    { state, wasAccepted = false, fresh = false }: { state: Applied['state']; wasAccepted?: boolean; fresh?: boolean },
  ): Applied {
    const { edition } = this.#asked
    const days = this.#next()
    const seed = `${edition.code} ${this.#written}`
    const stand = stands[Math.floor(chanceOf(seed, 'stand') * stands.length)] as Stand
    const economyCode = origins[Math.floor(chanceOf(seed, 'from') ** 2 * origins.length)]?.code ?? ''
    const company = this.#company(stand, economyCode, { on: days.submitted.on, fresh })
    const isSent = state !== 'draft' && state !== 'discarded'
    const isDecided = wasAccepted || state === 'declined' || state === 'wait-listed' || state === 'accepted'
    const endedOn = wasAccepted ? plusDays(days.decidedOn, 1 + Math.floor(30 * chanceOf(seed, 'ended'))) : null
    return {
      ...this.#application(stand, company, days),
      state,
      submitted: isSent ? days.submitted : null,
      decidedOn: isDecided ? days.decidedOn : null,
      acceptedOn: wasAccepted || state === 'accepted' ? days.decidedOn : null,
      endedOn,
      withdrawnOn: state === 'withdrawn' ? (endedOn ?? days.decidedOn) : null,
      reason: state === 'declined' || state === 'wait-listed' ? reasonOf(seed, state) : null,
    }
  }

  #next(): Days {
    this.#written += 1
    return this.#daysOf(`${this.#asked.edition.code} ${this.#written}`)
  }

  #application(stand: Stand, company: number, days: Days): Applied {
    return {
      company,
      role: 'exhibitor',
      showsItself: true,
      state: 'submitted',
      areaCode: stand.areaCode,
      zoneCode: stand.zoneCode,
      boothKind: stand.kind,
      areaM2: stand.areaM2,
      leastOpenSides: Math.max(1, Math.min(stand.openSides, 2)),
      ...this.#shows(company),
      near: [],
      block: 'none',
      submitted: days.submitted,
      decidedOn: null,
      acceptedOn: null,
      endedOn: null,
      withdrawnOn: null,
      reason: null,
      coExhibitors: [],
      recommendations: [],
      source: null,
      boothIds: [],
      openSides: stand.openSides,
    }
  }

  #company(
    { areaCode, zoneCode }: Stand,
    economyCode: string,
    { on, organised = false, isLarge = false, fresh = false }: How,
  ): number {
    const { companies, edition } = this.#asked
    const of = { edition: edition.number, economyCode, areaCode, zoneCode, isLarge, before: on, fresh }
    return organised ? companies.organiser(of) : companies.exhibitor(of)
  }

  #shows(company: number) {
    return showsOf(this.#asked.companies.known[company] as Known)
  }

  #rank(company: number): void {
    const { companies, facts, edition } = this.#asked
    const year = Number(edition.opensOn.slice(0, 4))
    companies.known[company]?.rankings.push({ ranking: facts.leaders.code, year, rank: null })
  }
}

/** Nobody in particular recommends: what a real embassy says is not made up. */
function recommended(from: Day, opensOn: Day, seed: string): Applied['recommendations'][number] {
  const on = dayBetween(plusDays(from, 1), plusDays(opensOn, -30), `${seed} recommended`)
  return { byKind: 'embassy', body: 'Constructed', economyCode: null, author: 'Constructed', on, words: '' }
}

function stateOf(chance: number): Applied['state'] {
  if (chance < 0.66) return 'declined'
  if (chance < 0.82) return 'wait-listed'
  if (chance < 0.88) return 'withdrawn'
  return chance < 0.97 ? 'draft' : 'discarded'
}

const reasonOf = (seed: string, state: 'declined' | 'wait-listed'): string => {
  const reasons =
    state === 'declined' ? ['area-full', 'size-not-left', 'goods-out-of-scope'] : ['area-full', 'size-not-left']
  return reasons[Math.floor(chanceOf(seed, 'reason') * reasons.length)] as string
}

/** An edition to try things in: so many applications in each state on its clock, of stands like those of its floors; none holds one. */
function rehearse(
  asked: Asked & { floors: ReadonlyMap<string, Floor>; openSideM: number; companies: Companies },
): Applied[] {
  const { exhibition, facts, candidates, floors, openSideM } = asked
  const rehearsal = exhibition.rehearsal ?? {}
  const stands = standsOf(floors, openSideM)
    .flatMap((hall) => hall.stands)
    .filter((stand): stand is Stand => stand.kind === 'standard' || stand.kind === 'raw')
  if (stands.length === 0) return []
  const origins = candidates
    .filter((one) => one.kind === 'country' && one.eligible && !exhibition.none.includes(one.code))
    .toSorted((a, b) => (facts.origins[b.code] ?? 0) - (facts.origins[a.code] ?? 0) || (a.code < b.code ? -1 : 1))
    .map(({ code }) => ({ code, ldc: false, exhibitors: 1 }))
  const write = new Writer(asked)
  const states = [
    ['draft', rehearsal.draft],
    ['submitted', rehearsal.submitted],
    ['accepted', rehearsal.accepted],
    ['wait-listed', rehearsal.waitListed],
    ['declined', rehearsal.declined],
  ] as const
  return states.flatMap(([state, count = 0]) =>
    Array.from({ length: count }, () => write.apart(origins, stands, { state })),
  )
}
