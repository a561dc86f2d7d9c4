import type { Highs } from 'highs'
import type { Day } from '#kernel/day.ts'
import { byChance, chanceOf, shared } from '../chance.ts'
import type { EditionFacts, ExhibitionFacts, Facts } from '../facts.ts'
import { type Candidate, type Class, type Disagreement, GRAVE, Program } from '../program.ts'

/** An economy whose companies exhibit in an edition, and how many of them there are. */
export interface Origin {
  code: string
  ldc: boolean
  exhibitors: number
}

export interface Asked {
  facts: Facts
  edition: EditionFacts
  exhibition: ExhibitionFacts
  /** Who has a pavilion in this edition. */
  pavilions: { countries: ReadonlySet<string>; organisations: number }
  candidates: readonly Candidate[]
  isMemberOn: (code: string, group: string, on: Day) => boolean
}

const LDC = 'LDC'
/** Economies that no total names have this weight, and the least developed ones the other. */
const USUAL = 1
const LEAST = 0.25

/**
 * Finds whose companies exhibit, so that with the pavilions as many economies take part as was published. Economies that no total tells
 * apart form a class, as for the pavilions; of a class, those come first that most exhibitors come from.
 */
export function chooseOrigins(highs: Highs, asked: Asked): { origins: Origin[]; missed: Missed[] } {
  const { edition, exhibition } = asked
  const classes = classify(asked)
  const program = new Program(
    1,
    classes.map((one) => one.of),
  )
  stateTotals(program, asked, classes)
  const { counts, missed } = program.solve(highs)
  const codes = classes.flatMap(({ of }, index) => of.members.slice(0, counts.get(`n${index}_1`) ?? 0)).sort()
  const on = edition.ldcReferenceDay ?? edition.opensOn
  const chosen = codes.map((code) => ({ code, ldc: asked.isMemberOn(code, LDC, on) }))
  const shares = shareOut(asked, chosen)
  const short: Missed[] = []
  const all = exhibition.exhibitors?.value ?? 0
  const come = shares.reduce((sum, one) => sum + one.exhibitors, 0)
  if (exhibition.exhibitors && come !== all)
    short.push({ what: `${edition.code}, exhibitors`, stated: all, possible: come, hold: exhibition.exhibitors.hold })
  return { origins: shares, missed: [...missed, ...short] }
}
export type Missed = Disagreement & { hold: 'must' | 'if-possible' }

interface Kind {
  of: Class
  pavilion: boolean
}

function classify({ facts, edition, exhibition, pavilions, candidates, isMemberOn }: Asked): Kind[] {
  const on = edition.ldcReferenceDay ?? edition.opensOn
  const groups = [...new Set([...Object.keys(exhibition.groups), LDC])]
  const classes = new Map<string, Kind>()
  const weightOf = (code: string) => facts.origins[code] ?? 0
  const inOrder = candidates.toSorted((a, b) => weightOf(b.code) - weightOf(a.code) || byChance(a, b))
  for (const { code, kind, region, eligible } of inOrder) {
    const named = exhibition.named.includes(code)
    if (kind !== 'country' || exhibition.none.includes(code) || !(eligible || named)) continue
    const of = groups.filter((group) => isMemberOn(code, group, on))
    const pavilion = pavilions.countries.has(code)
    const key = JSON.stringify([of, pavilion, named])
    const found = classes.get(key) ?? {
      of: { kind, region, members: [], groups: [of], named: [named] },
      pavilion,
    }
    found.of.members.push(code)
    classes.set(key, found)
  }
  return [...classes.values()]
}

function stateTotals(program: Program, { edition, exhibition, pavilions }: Asked, kinds: readonly Kind[]): void {
  const { code } = edition
  const besidesPavilions = (one: Class) => kinds.some((kind) => kind.of === one && !kind.pavilion)
  program.state(`${code}, economies of exhibitors`, exhibition.economies, () => true)
  program.state(`${code}, participating countries and regions`, exhibition.participatingEconomies, besidesPavilions, {
    beside: pavilions.countries.size,
  })
  program.state(`${code}, participating`, exhibition.participating, besidesPavilions, {
    beside: pavilions.countries.size + pavilions.organisations,
  })
  for (const [group, total] of Object.entries(exhibition.groups))
    program.state(`${code}, economies of exhibitors of ${group}`, total, (one) => (one.groups[0] ?? []).includes(group))
  const all = kinds.reduce((sum, { of }) => sum + of.members.length, 0)
  for (const { of } of kinds) {
    const value = Math.round(((exhibition.economies?.value ?? 0) * of.members.length) / Math.max(1, all))
    const total = { value, hold: 'if-possible' as const }
    program.state(`${code}, spread`, total, (one) => one === of, { weight: GRAVE.fair })
  }
}

/** How many companies come from each: at least one, the least developed economies as many as are stated or asked for. */
function shareOut({ facts, edition, exhibition }: Asked, chosen: readonly { code: string; ldc: boolean }[]): Origin[] {
  const total = exhibition.exhibitors?.value ?? 0
  if (total < chosen.length) return chosen.map((one) => ({ ...one, exhibitors: 1 }))
  const weightOf = ({ code, ldc }: { code: string; ldc: boolean }) =>
    (facts.origins[code] ?? (ldc ? LEAST : USUAL)) * (0.7 + 0.6 * chanceOf(edition.code, 'share', code))
  const least = chosen.filter((one) => one.ldc)
  const others = chosen.filter((one) => !one.ldc)
  const wanted = exhibition.ldcExhibitors?.value ?? Math.max(2 * least.length, exhibition.recommendedLdc?.value ?? 0)
  const toLeast =
    least.length === 0
      ? 0
      : others.length === 0
        ? total
        : Math.min(Math.max(wanted, least.length), total - others.length)
  const toEach = (part: typeof chosen, count: number) =>
    shared(count, part.map(weightOf), 1).map((exhibitors, index) => ({
      ...(part[index] as (typeof chosen)[number]),
      exhibitors,
    }))
  return [...toEach(others, total - toLeast), ...toEach(least, toLeast)]
}
