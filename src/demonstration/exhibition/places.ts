import { shared, shuffled } from '../chance.ts'
import type { ExhibitionFacts } from '../facts.ts'
import type { Origin } from './origins.ts'
import type { Stand } from './stands.ts'

/** Who is to exhibit on a stand, by economy: a main exhibitor or an organiser, and those who stand with it. */
export interface Place {
  stand: Stand
  /** An organiser brings the others along and shows nothing itself. */
  organised: boolean
  economyCode: string
  /** The economies of the co-exhibitors. */
  others: string[]
  leader: boolean
  recommended: boolean
}

export interface Placed {
  places: Place[]
  /** Exhibitors of organisers, leaders and recommended companies that found their place. */
  brought: number
  leaders: number
  recommended: number
}

/** Of an economy's exhibitors, organisers bring along so large a part at most. */
const MOST_BROUGHT = 0.65
/** A block is of a handful at least. */
const LEAST_BROUGHT = 6

/**
 * Gives every exhibitor of an edition a stand: organisers bring along those of one economy; of the others as many have a stand of their
 * own as there are stands, leaders the largest and companies of least developed countries the smallest, and the rest stand with them.
 */
export function placeExhibitors(
  origins: readonly Origin[],
  { blocks, singles }: { blocks: readonly Stand[]; singles: readonly Stand[] },
  { exhibition, seed }: { exhibition: ExhibitionFacts; seed: string },
): Placed {
  const left = new Map(origins.map((one) => [one.code, one.exhibitors]))
  const organised = bringAlong(origins, blocks, left, exhibition.umbrellas?.exhibitors.value ?? 0)
  const brought = organised.reduce((sum, one) => sum + one.others.length, 0)
  const isLeast = new Map(origins.map((one) => [one.code, one.ldc]))
  const all = shuffled(
    origins.flatMap(({ code }) => Array.from({ length: left.get(code) ?? 0 }, () => code)),
    `${seed} exhibitors`,
  )
  const least = all.filter((code) => isLeast.get(code))
  const others = all.filter((code) => !isLeast.get(code))
  const stands = shuffled(singles, `${seed} stands`).sort((a, b) => roomOf(b) - roomOf(a))
  const own = Math.min(stands.length, all.length)
  const mains = [...others.slice(0, Math.max(0, own - least.length)), ...least].slice(0, own)
  const places: Place[] = mains.map((economyCode, index) => ({
    stand: stands[index] as Stand,
    organised: false,
    economyCode,
    others: [],
    leader: false,
    recommended: false,
  }))
  standWith(places, others.slice(Math.max(0, own - least.length)))
  const leaders = places.slice(0, exhibition.leaders?.value ?? 0).filter((one) => !isLeast.get(one.economyCode))
  for (const one of leaders) one.leader = true
  const recommended = places
    .filter((one) => isLeast.get(one.economyCode))
    .slice(0, exhibition.recommendedLdc?.value ?? 0)
  for (const one of recommended) one.recommended = true
  return { places: [...organised, ...places], brought, leaders: leaders.length, recommended: recommended.length }
}

/** A table in a start-up area is small, but not for want of more. */
const roomOf = ({ kind, areaM2 }: Stand) => (kind === 'pod' ? 12 : areaM2)

/** Each block is of one economy, the largest block of that which has most companies left. */
function bringAlong(
  origins: readonly Origin[],
  blocks: readonly Stand[],
  left: Map<string, number>,
  wanted: number,
): Place[] {
  const largest = blocks.toSorted((a, b) => b.areaM2 - a.areaM2)
  const sizes = shared(
    wanted,
    largest.map((one) => Math.sqrt(one.areaM2)),
    Math.min(LEAST_BROUGHT, wanted),
  )
  const room = new Map(origins.map((one) => [one.code, one.ldc ? 0 : Math.floor(one.exhibitors * MOST_BROUGHT)]))
  let short = 0
  const places = largest.map((stand, index): Place => {
    const [code = '', most = 0] = [...room].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0])
    const asked = (sizes[index] ?? 0) + short
    const come = Math.min(asked, most)
    short = asked - come
    room.set(code, most - come)
    left.set(code, (left.get(code) ?? 0) - come)
    return {
      stand,
      organised: true,
      economyCode: code,
      others: Array(come).fill(code),
      leader: false,
      recommended: false,
    }
  })
  for (const { economyCode, others } of places) {
    const more = Math.min(short, room.get(economyCode) ?? 0)
    others.push(...Array<string>(more).fill(economyCode))
    room.set(economyCode, (room.get(economyCode) ?? 0) - more)
    left.set(economyCode, (left.get(economyCode) ?? 0) - more)
    short -= more
  }
  return places.filter((one) => one.others.length > 0)
}

/** Those without a stand of their own stand with one of their economy where there is one with room, the larger the more. */
function standWith(places: readonly Place[], rest: readonly string[]): void {
  const hosts = places.filter((one) => one.stand.kind !== 'pod')
  const byEconomy = Map.groupBy(hosts, (one) => one.economyCode)
  const next = new Map<string, number>()
  for (const [index, code] of rest.entries()) {
    const own = byEconomy.get(code) ?? hosts
    const turn = next.get(code) ?? 0
    next.set(code, turn + 1)
    const host = own[turn % own.length] ?? hosts[index % hosts.length]
    host?.others.push(code)
  }
}
