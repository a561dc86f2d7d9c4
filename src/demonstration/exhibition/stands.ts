import type { BoothKind } from '#expo/exhibition/applications/words.ts'
import { areaOf } from '#expo/exhibition/booths/rules/geometry.ts'
import type { Floor } from '#expo/exhibition/booths/rules/plan.ts'
import { groupsOf, neighboursOf, sidesOfAll } from '#expo/exhibition/booths/rules/sides.ts'
import { chanceOf, shuffled } from '../chance.ts'

/** One booth or several that adjoin, which a constructed exhibitor is to hold: it asks for exactly them. */
export interface Stand {
  hallCode: string
  areaCode: string
  zoneCode: string | null
  kind: BoothKind
  areaM2: number
  openSides: number
  boothIds: string[]
}

/** Every booth of an edition's floors that companies may hold, each a stand of its own, by hall. */
export function standsOf(floors: ReadonlyMap<string, Floor>, openSideM: number): Hall[] {
  return [...floors].map(([hallCode, floor]) => {
    const sides = sidesOfAll(floor, openSideM)
    const stands = floor.booths.map(({ id, kind, outline, areaCode, zoneCode }, index) => ({
      hallCode,
      areaCode,
      zoneCode,
      kind,
      areaM2: areaOf(outline),
      openSides: sides[index]?.open.length ?? 1,
      boothIds: [id],
    }))
    return { floor, stands }
  })
}
interface Hall {
  floor: Floor
  stands: (Omit<Stand, 'kind'> & { kind: Floor['booths'][number]['kind'] })[]
}

/** Stands that are too small or too dear for a block of many are left to others. */
const BLOCK_FROM_M2 = 30
const BLOCK_TO_M2 = 420

/**
 * Joins adjoining booths of raw space into blocks for organisers that bring many along: so many, together about so large. What is left
 * stands alone. Blocks are dealt out over the halls in turn.
 */
export function joinBlocks(
  halls: readonly Hall[],
  wanted: { blocks: number; areaM2: number; seed: string },
): { blocks: Stand[]; singles: Stand[] } {
  const taken = new Set<string>()
  const target = wanted.areaM2 / Math.max(1, wanted.blocks)
  const seeds = halls.map((hall) => seedsOf(hall, wanted.seed))
  const blocks: Stand[] = []
  let area = 0
  for (let round = 0; blocks.length < wanted.blocks && seeds.some((one) => one.length > 0); round++) {
    const at = round % halls.length
    const hall = halls[at] as Hall
    const seed = seeds[at]?.shift()
    if (seed === undefined || taken.has(boothOf(hall, seed))) continue
    // The further the blocks are behind the area that was published, the larger the next one.
    const behind = target === 0 ? 1 : (target * (blocks.length + 1) - area) / target
    const block = grow(hall, seed, taken, target * Math.max(0.3, behind) * (0.7 + 0.6 * chanceOf(wanted.seed, round)))
    blocks.push(block)
    area += block.areaM2
  }
  const singles = halls.flatMap((hall) =>
    hall.stands.filter((stand): stand is Stand => stand.kind !== 'national' && !taken.has(stand.boothIds[0] ?? '')),
  )
  return { blocks, singles }
}

/** Where blocks may begin: at one booth of each group that stands wall to wall, the largest group first. */
function seedsOf(hall: Hall, seed: string): number[] {
  const groups = groupsOf(hall.floor.booths).map((group) => {
    const members = group.filter((index) => mayJoin(hall.stands[index] as Hall['stands'][number]))
    return { members, areaM2: members.reduce((sum, index) => sum + (hall.stands[index]?.areaM2 ?? 0), 0) }
  })
  return shuffled(groups, `${seed} ${hall.stands[0]?.hallCode}`)
    .sort((a, b) => b.areaM2 - a.areaM2)
    .flatMap((group) => group.members.slice(0, 1))
}

const mayJoin = ({ kind, areaM2 }: Hall['stands'][number]) =>
  kind === 'raw' && areaM2 >= BLOCK_FROM_M2 && areaM2 <= BLOCK_TO_M2
const boothOf = (hall: Hall, index: number): string => hall.stands[index]?.boothIds[0] ?? ''

/** A block around a booth: neighbours of the same area and zone are added while they bring it nearer to the area that is wanted. */
function grow(hall: Hall, seed: number, taken: Set<string>, wantedM2: number): Stand {
  const first = hall.stands[seed] as Hall['stands'][number]
  const members = [seed]
  taken.add(boothOf(hall, seed))
  let areaM2 = first.areaM2
  for (let at = 0; at < members.length && areaM2 < wantedM2; at++)
    for (const index of neighboursOf(hall.floor.booths, members[at] as number)) {
      const next = hall.stands[index]
      if (!next || taken.has(boothOf(hall, index)) || !mayJoin(next)) continue
      if (next.areaCode !== first.areaCode || next.zoneCode !== first.zoneCode) continue
      if (areaM2 + next.areaM2 - wantedM2 > wantedM2 - areaM2) continue
      members.push(index)
      taken.add(boothOf(hall, index))
      areaM2 += next.areaM2
    }
  const stands = members.map((index) => hall.stands[index] as Hall['stands'][number])
  return {
    ...first,
    kind: 'raw',
    areaM2: Math.round(areaM2 * 100) / 100,
    openSides: Math.max(...stands.map((one) => one.openSides)),
    boothIds: stands.map((one) => one.boothIds[0] ?? ''),
  }
}
