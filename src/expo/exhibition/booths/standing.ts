import type { Db } from '#platform/database.ts'
import { type Drawing, type Plan, type PlannedBooth, readDrawing } from './queries.ts'
import { type MainAisle, mainAislesOf } from './rules/aisles.ts'
import { byNumber } from './rules/find.ts'
import { rectsOf } from './rules/geometry.ts'
import { type Door, doorInWall, doorsOf, type Network, networkOf } from './rules/network.ts'
import { hallOf, pillarsOf, type Structure, type VenueRules } from './rules/plan.ts'
import { type Block, blocksOf, type Sides, sidesOf, sidesOfAll } from './rules/sides.ts'
import { type Leg, legsOf, type Way, wayBetween } from './rules/way.ts'

export type ListedBooth = PlannedBooth & { hallCode: string }

/** What is computed from one plan under one set of rules, each thing once and only when somebody asks. */
export class StandingPlan {
  readonly drawing: Drawing
  readonly rules: VenueRules
  #sides: Sides[] | undefined
  #listed: ListedBooth[] | undefined
  #netM2: number | undefined
  #areaCodes: ReadonlySet<string> | undefined
  #aisles: MainAisle[] | undefined
  #blocks: Block[] | undefined
  #network: Network | undefined
  readonly #doors = new Map<string, Door[]>()
  readonly #ways = new Map<string, (Way & { legs: Leg[] }) | null>()

  constructor(drawing: Drawing, rules: VenueRules) {
    this.drawing = drawing
    this.rules = rules
  }

  get sides(): Sides[] {
    this.#sides ??= sidesOfAll(this.drawing, this.rules.openSideM)
    return this.#sides
  }

  /** The booths with their hall, in the order of their numbers. */
  get listed(): readonly ListedBooth[] {
    const { hallCode, booths } = this.drawing
    this.#listed ??= booths.map((booth) => ({ ...booth, hallCode })).sort(byNumber)
    return this.#listed
  }

  get netM2(): number {
    this.#netM2 ??= this.drawing.booths.reduce((sum, booth) => sum + booth.areaM2, 0)
    return this.#netM2
  }

  /** The areas and zones that have booths in it. */
  get areaCodes(): ReadonlySet<string> {
    this.#areaCodes ??= new Set(
      this.drawing.booths.flatMap((booth) => [booth.areaCode, booth.zoneCode ?? booth.areaCode]),
    )
    return this.#areaCodes
  }

  get aisles(): MainAisle[] {
    this.#aisles ??= mainAislesOf(this.drawing, this.rules.mainAisleM)
    return this.#aisles
  }

  /** Its booths from far away: the blocks that stand wall to wall, area by area. */
  get blocks(): readonly Block[] {
    this.#blocks ??= blocksOf(this.drawing.booths)
    return this.#blocks
  }

  get network(): Network {
    this.#network ??= networkOf(
      this.drawing,
      this.rules.wayM,
      this.drawing.booths.map((booth) => this.doorsOf(booth.id)),
    )
    return this.#network
  }

  /** Where one walks out of a booth, a room, or in by a gate. */
  doorsOf(id: string): Door[] {
    const known = this.#doors.get(id)
    if (known) return known
    const place = this.drawing.booths.findIndex((booth) => booth.id === id)
    const sides = this.sides[place]
    const structure = this.drawing.structures.find((one) => one.id === id)
    const doors = sides
      ? doorsOf(sides, pillarsOf(this.drawing.structures))
      : structure
        ? this.#doorsOfStructure(structure)
        : []
    this.#doors.set(id, doors)
    return doors
  }

  #doorsOfStructure({ at, outline }: Structure): Door[] {
    const hall = hallOf(this.drawing)
    if (at) return [doorInWall(at, hall)]
    if (!outline) return []
    const booths = this.drawing.booths.flatMap((booth) => rectsOf(booth.outline))
    // A room's door is wherever one can step out of it.
    const sides = sidesOf(outline, booths, hall, Math.round(this.rules.wayM * 100))
    return doorsOf(sides, pillarsOf(this.drawing.structures))
  }

  wayBetween(from: string, to: string): (Way & { legs: Leg[] }) | null {
    const key = `${from} ${to}`
    const known = this.#ways.get(key)
    if (known !== undefined) return known
    const way = wayBetween(this.network, this.doorsOf(from), this.doorsOf(to))
    const told = way && { ...way, legs: legsOf(way, this.drawing, this.aisles) }
    if (this.#ways.size >= MOST_WAYS) this.#ways.clear()
    this.#ways.set(key, told)
    return told
  }
}

const MOST_PLANS = 160
const MOST_WAYS = 500

// Released plans are never altered (the schema sees to it), so what was read and computed of one may be kept by every server for
// itself; the oldest goes when there are too many.
const kept = new Map<string, Promise<StandingPlan>>()

/** A released or superseded plan with what is computed from it. */
export function standingPlan(db: Db, plan: Plan, rules: VenueRules & { version: number }): Promise<StandingPlan> {
  const key = `${plan.id} ${rules.version}`
  const found = kept.get(key)
  if (found) {
    kept.delete(key)
    kept.set(key, found)
    return found
  }
  const made = readDrawing(db, plan).then((drawing) => new StandingPlan(drawing, rules))
  kept.set(key, made)
  // What could not be read must be asked for again.
  made.catch(() => kept.delete(key))
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_PLANS) break
    kept.delete(oldest)
  }
  return made
}
