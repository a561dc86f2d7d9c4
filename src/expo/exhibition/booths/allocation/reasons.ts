import type { Details } from '#kernel/refusal.ts'
import { type Ask, areApart, type Board, clustersOf, gapBetween, holdersOf, type Option } from './board.ts'
import type { Spot } from './ground.ts'
import { wishMet } from './levels.ts'
import type { Stand } from './stands.ts'
import type { Table } from './table.ts'
import type { Level, Reason, ReasonCode } from './words.ts'

const because = (code: ReasonCode, level: Level | null, details: Details = {}): Reason => ({ code, level, details })
const numbersOf = (stand: Stand): string =>
  stand.spots
    .map(({ booth }) => booth.number)
    .toSorted()
    .join(' ')

/** Why a request stands where it stands: a reason for every level that it asks something of. */
export function whyHere(ask: Ask, stand: Stand, table: Table): Reason[] {
  const { request, points, merit } = ask
  const { openSides, wantedM2 } = request
  return [
    ...(ask.locked ? [because('locked', null, { booths: numbersOf(stand) })] : []),
    because('in-area', 'placed', { area: request.areaCode, points, merit }),
    ...whetherKept(ask, stand, table),
    ...aboutZone(ask, stand, table.board),
    because('size', 'size', { areaM2: stand.areaM2, wantedM2, booths: stand.spots.length }),
    ...(openSides > 1 ? [because('sides', 'sides', { open: stand.openSides, wished: openSides })] : []),
    ...aboutBlock(ask, table.board),
    ...aboutRivals(ask, stand, table.board),
    ...aboutWishes(ask, stand, table),
  ]
}

function whetherKept({ request }: Ask, stand: Stand, { before }: Table): Reason[] {
  const held = before.get(request.id)
  if (held === undefined) return []
  return [because(held === stand.key ? 'kept' : 'moved', 'kept')]
}

function aboutZone(ask: Ask, stand: Stand, board: Board): Reason[] {
  const zone = ask.request.zoneCode
  if (zone === null) return []
  if (stand.zoneCode === zone) return [because('in-zone', 'zone', { zone })]
  const fitting = ask.options.filter((option) => option.stand.zoneCode === zone)
  const free = fitting.filter((option) => isFree(option, ask, board)).length
  return [because('out-of-zone', 'zone', { zone, fitting: fitting.length, free })]
}

const isFree = (option: Option, ask: Ask, board: Board): boolean => holdersOf(board, option.stand, ask).length === 0

function aboutBlock(ask: Ask, { terms }: Board): Reason[] {
  if (!ask.block) return []
  const cluster = clustersOf(ask.block, terms).find((one) => one.includes(ask)) ?? []
  return [because('beside', 'block', { beside: cluster.length - 1, others: ask.block.members.length - 1 })]
}

function aboutRivals({ shuns }: Ask, stand: Stand, { terms }: Board): Reason[] {
  return shuns.map(({ request, seat }) => {
    const gap = seat ? gapBetween(stand, seat.stand) : Number.POSITIVE_INFINITY
    if (!seat || !Number.isFinite(gap)) return because('far-apart', 'apart', { from: request.id })
    const code = areApart(stand, seat.stand, terms) ? 'apart' : 'too-near'
    return because(code, 'apart', { from: request.id, metres: Math.round(gap * 10) / 10, asked: terms.apart.metres })
  })
}

function aboutWishes({ request }: Ask, stand: Stand, { gates, board }: Table): Reason[] {
  const of = request.wishes.length
  if (of === 0) return []
  const met = wishMet(stand, request, gates, board.terms)
  return [met < 0 ? because('no-wish-met', 'wish', { of }) : because('wish-met', 'wish', { rank: met + 1, of })]
}

/** Why a request got nothing: what was looked for, what there is, who has it, and what would have to change. */
export function whyNowhere(ask: Ask, { board, looked }: Table, spots: readonly Spot[]): Reason[] {
  const { areaCode, kind, leastM2, mostM2, wantedM2 } = ask.request
  const ofKind = spots.filter(({ booth }) => booth.areaCode === areaCode && booth.kind === kind)
  return [
    because('looked-for', 'placed', {
      area: areaCode,
      kind,
      wantedM2,
      leastM2,
      mostM2,
      points: ask.points,
      merit: ask.merit,
    }),
    ...(ask.options.length === 0 ? [noneOfThatSize(ask, ofKind)] : whoHasThem(ask, board)),
    ...whatIsFree(ask, ofKind, spots, board),
    ...(ask.options.length === board.terms.caps.standsPerRequest || looked.cutRows > 0
      ? [because('not-all-looked-at', null, { stands: ask.options.length })]
      : []),
  ]
}

function noneOfThatSize({ request }: Ask, ofKind: readonly Spot[]): Reason {
  const areas = ofKind.map(({ booth }) => booth.areaM2)
  const below = Math.max(...areas.filter((areaM2) => areaM2 < request.leastM2))
  const above = Math.min(...areas.filter((areaM2) => areaM2 > request.mostM2))
  return because('none-of-that-size', 'size', {
    booths: ofKind.length,
    ...(Number.isFinite(below) ? { below } : {}),
    ...(Number.isFinite(above) ? { above } : {}),
  })
}

/** The stands that would fit, and those who hold the one that could be cleared for the least merit. */
function whoHasThem(ask: Ask, board: Board): Reason[] {
  const held = ask.options.map(({ stand }) => {
    const holders = holdersOf(board, stand, ask)
    return { stand, holders, merit: holders.reduce((sum, holder) => sum + holder.merit, 0) }
  })
  const movable = held.filter(({ holders }) => holders.every((holder) => !holder.locked))
  const joined = held.filter(({ stand }) => stand.spots.length > 1).length
  const easiest = movable.toSorted((a, b) => a.merit - b.merit)[0]
  return [
    because('fitting', 'size', { stands: held.length, joined }),
    ...(movable.length < held.length ? [because('locked-away', null, { stands: held.length - movable.length })] : []),
    ...(easiest
      ? [
          because('outweighed', 'placed', {
            booths: numbersOf(easiest.stand),
            holders: easiest.holders.length,
            theirs: easiest.merit,
            own: ask.merit,
          }),
          ...easiest.holders.map((holder) =>
            because('held-by', 'placed', {
              request: holder.request.id,
              booths: holder.seat ? numbersOf(holder.seat.stand) : '',
              points: holder.points,
              merit: holder.merit,
            }),
          ),
        ]
      : []),
  ]
}

const OTHER_KIND = { raw: 'standard', standard: 'raw', pod: null } as const

/** What would have to change: another size, another kind, or more booths. */
function whatIsFree({ request }: Ask, ofKind: readonly Spot[], spots: readonly Spot[], board: Board): Reason[] {
  const free = ofKind.filter(({ place }) => !board.holders[place])
  const off = ({ booth }: Spot) => Math.abs(booth.areaM2 - request.wantedM2)
  const nearest = free.toSorted((a, b) => off(a) - off(b) || (a.booth.id < b.booth.id ? -1 : 1))[0]
  const otherKind = spots.filter(
    ({ booth, place }) =>
      booth.areaCode === request.areaCode &&
      booth.kind === OTHER_KIND[request.kind] &&
      !board.holders[place] &&
      request.leastM2 <= booth.areaM2 &&
      booth.areaM2 <= request.mostM2,
  ).length
  return [
    nearest
      ? because('other-size-free', 'size', {
          booth: nearest.booth.number,
          areaM2: nearest.booth.areaM2,
          free: free.length,
        })
      : because('none-free', 'placed', { booths: ofKind.length }),
    ...(otherKind > 0 ? [because('other-kind-free', 'placed', { booths: otherKind })] : []),
  ]
}
