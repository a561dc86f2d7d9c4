import type { Highs } from 'highs'
import type { ConstructedPavilion } from '#expo/exhibition/pavilions/index.ts'
import { type Day, plusDays } from '#kernel/day.ts'
import { byChance, luckOf } from './chance.ts'
import { type EditionFacts, type Facts, UnusableFacts } from './facts.ts'
import { type Candidate, type Class, type Disagreement, GRAVE, Program, type Statement } from './program.ts'

interface Found {
  pavilions: Map<string, ConstructedPavilion[]>
  missed: (Disagreement & { hold: 'must' | 'if-possible' })[]
}

interface Asked {
  highs: Highs
  facts: Facts
  candidates: readonly Candidate[]
  isMemberOn: (code: string, group: string, on: Day) => boolean
}

/**
 * Finds who may have taken part in the national exhibition, so that every published total comes out.
 *
 * Economies that no total tells apart form a class; what a member of a class did is a pattern, the set of editions it took part in.
 * Every total is then a sum over (class, pattern) of how many there are: an integer program, solved by HiGHS. Each total has a
 * slack, so that a contradiction is not a failure but an answer: it names the totals that cannot hold together. The same facts give
 * the same records.
 */
export function constructPavilions({ highs, facts, candidates, isMemberOn }: Asked): Found {
  const held = facts.editions.filter((one) => one.nationalExhibition && !one.nationalExhibition.rehearsal)
  if (held.length > 8)
    throw new UnusableFacts(['A facts file may hold eight editions with a national exhibition at most.'])
  refuseUnknown(facts, candidates)
  const classes = classify(held, candidates, isMemberOn)
  const program = new Program(held.length, classes)
  stateTotals(program, facts, held)
  const { counts, missed } = program.solve(highs)

  const takers = assign(program, counts)
  const pavilions = new Map(held.map((edition, index) => [edition.code, pavilionsOf(edition, takers.get(index) ?? [])]))
  for (const edition of facts.editions) {
    const rehearsal = edition.nationalExhibition?.rehearsal
    if (rehearsal)
      pavilions.set(edition.code, rehearse(edition, rehearsal, candidates, takers.get(held.length - 1) ?? []))
  }
  return { pavilions, missed }
}

function refuseUnknown(facts: Facts, candidates: readonly Candidate[]): void {
  const known = new Set(candidates.map((one) => one.code))
  const lines: string[] = []
  for (const { code, nationalExhibition, exhibition } of facts.editions) {
    const honoured = Array.isArray(nationalExhibition?.guestsOfHonour) ? nationalExhibition.guestsOfHonour : []
    const named = [
      ...(nationalExhibition?.named ?? []),
      ...honoured,
      ...(nationalExhibition?.rehearsal?.leaveOut ?? []),
      ...(exhibition?.named ?? []),
      ...(exhibition?.none ?? []),
    ]
    for (const one of named)
      if (!known.has(one)) lines.push(`${code}: there is no country or organisation with the code ${one}`)
  }
  if (lines.length > 0) throw new UnusableFacts(lines)
}

function classify(
  held: EditionFacts[],
  candidates: readonly Candidate[],
  isMemberOn: (code: string, group: string, on: Day) => boolean,
): Class[] {
  const classes = new Map<string, Class>()
  for (const { code, kind, region, eligible } of candidates.toSorted(byChance)) {
    const named = held.map((one) => namesOf(one).includes(code))
    if (!eligible && !named.includes(true)) continue
    const groups = held.map((one) =>
      Object.keys(one.nationalExhibition?.groups ?? {}).filter((group) =>
        isMemberOn(code, group, one.ldcReferenceDay ?? one.opensOn),
      ),
    )
    const key = JSON.stringify([kind, region, groups, named.includes(true) ? code : null])
    const found = classes.get(key) ?? { kind, region, members: [], groups, named }
    found.members.push(code)
    classes.set(key, found)
  }
  return [...classes.values()]
}

function namesOf({ nationalExhibition }: EditionFacts): string[] {
  if (!nationalExhibition) return []
  const { named, guestsOfHonour } = nationalExhibition
  return Array.isArray(guestsOfHonour) ? [...named, ...guestsOfHonour] : named
}

function stateTotals(program: Program, facts: Facts, held: EditionFacts[]): void {
  const took = (pattern: number, index: number) => (pattern & (1 << index)) !== 0
  const before = (index: number, mode?: 'on-site') =>
    held.reduce(
      (bits, one, at) => (at < index && (!mode || one.nationalExhibition?.mode === mode) ? bits | (1 << at) : bits),
      0,
    )
  for (const [index, { code, nationalExhibition: facts }] of held.entries()) {
    if (!facts) continue
    const country = (one: Class, pattern: number) => one.kind === 'country' && took(pattern, index)
    program.state(`${code}, countries`, facts.countries, country)
    program.state(
      `${code}, organisations`,
      facts.organisations,
      (one, pattern) => one.kind === 'organisation' && took(pattern, index),
    )
    program.state(
      `${code}, debuts`,
      facts.debuts,
      (one, pattern) => country(one, pattern) && (pattern & before(index)) === 0,
    )
    if (facts.mode === 'on-site' || facts.firstOnSite)
      program.state(
        `${code}, first time on site`,
        facts.firstOnSite,
        (one, pattern) =>
          facts.mode === 'on-site' && country(one, pattern) && (pattern & before(index, 'on-site')) === 0,
      )
    for (const [region, total] of Object.entries(facts.regions))
      program.state(
        `${code}, countries of region ${region}`,
        total,
        (one, pattern) => country(one, pattern) && one.region === region,
      )
    for (const [group, total] of Object.entries(facts.groups))
      program.state(
        `${code}, countries of ${group}`,
        total,
        (one, pattern) => country(one, pattern) && (one.groups[index] ?? []).includes(group),
      )
    spreadOverRegions(program, code, facts.countries?.value ?? 0, Object.keys(facts.regions).length > 0, country)
  }
  for (const { through, value, hold } of facts.participantsOverall) {
    const last = held.findIndex((one) => one.code === through)
    const upTo = 2 ** (last + 1) - 1
    if (last >= 0)
      program.state(
        `all editions up to ${through}, countries and organisations`,
        { value, hold },
        (_, pattern) => (pattern & upTo) !== 0,
      )
  }
}

/** Where nothing is published by region, participants are spread as countries are, so that no continent is left out by chance. */
function spreadOverRegions(
  program: Program,
  code: string,
  countries: number,
  stated: boolean,
  country: Statement['counts'],
): void {
  if (stated || countries === 0) return
  const sizes = new Map<string, number>()
  for (const one of program.classes)
    if (one.kind === 'country' && one.region) sizes.set(one.region, (sizes.get(one.region) ?? 0) + one.members.length)
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  for (const [region, size] of sizes) {
    const total = { value: Math.round((countries * size) / all), hold: 'if-possible' as const }
    program.state(
      `${code}, spread over ${region}`,
      total,
      (one, pattern) => country(one, pattern) && one.region === region,
      { weight: GRAVE.fair },
    )
  }
}

interface Taker {
  code: string
  kind: Candidate['kind']
}

/** Gives each economy of a class its pattern, and so each edition its participants. */
function assign(program: Program, counts: Map<string, number>): Map<number, Taker[]> {
  const takers = new Map<number, Taker[]>(Array.from({ length: program.editions }, (_, index) => [index, []]))
  for (const [index, one] of program.classes.entries()) {
    let next = 0
    for (const pattern of program.patterns(one))
      for (let left = counts.get(`n${index}_${pattern}`) ?? 0; left > 0; left--) {
        const code = one.members[next++] as string
        for (const [at, list] of takers) if ((pattern & (1 << at)) !== 0) list.push({ code, kind: one.kind })
      }
  }
  for (const list of takers.values()) list.sort((a, b) => (a.code < b.code ? -1 : 1))
  return takers
}

/** The stands of an edition that was held: confirmed over the months before it, approved, open on its first day. */
function pavilionsOf(edition: EditionFacts, takers: readonly Taker[]): ConstructedPavilion[] {
  const facts = edition.nationalExhibition
  if (!facts) return []
  const countries = takers.filter((one) => one.kind === 'country').toSorted(byChance)
  const honoured = new Set(
    Array.isArray(facts.guestsOfHonour)
      ? facts.guestsOfHonour
      : countries.slice(0, facts.guestsOfHonour).map((one) => one.code),
  )
  const areas = shareArea(takers, honoured, facts.mode === 'on-site' ? (facts.areaM2?.value ?? 0) : 0)
  const inOrder = takers.toSorted(byChance)
  return takers.map((one) => ({
    economyCode: one.code,
    state: 'open',
    mode: facts.mode,
    areaM2: areas.get(one.code) ?? 0,
    guestOfHonour: honoured.has(one.code),
    invitedOn: plusDays(edition.opensOn, -300),
    answeredOn: spreadDay(edition.opensOn, inOrder.indexOf(one), takers.length),
    designApprovedOn: plusDays(edition.opensOn, -16),
    openedOn: edition.opensOn,
    source: facts.source ?? null,
  }))
}

/** Confirmations come in evenly from 280 days to 20 days before the opening. */
const spreadDay = (opensOn: Day, index: number, of: number): Day =>
  plusDays(opensOn, -280 + Math.round((index * 260) / Math.max(1, of - 1)))

/** Shares of the published area in whole m², that add up to it exactly; guests of honour have twice as much as the others. */
function shareArea(takers: readonly Taker[], honoured: ReadonlySet<string>, total: number): Map<string, number> {
  const weightOf = (code: string) => (honoured.has(code) ? 2 : 1) * (1 + (luckOf(code) % 5) / 4)
  const all = takers.reduce((sum, one) => sum + weightOf(one.code), 0)
  const shares = takers.map(({ code }) => ({ code, exact: (total * weightOf(code)) / all }))
  const areas = new Map(shares.map(({ code, exact }) => [code, Math.floor(exact)]))
  let left = total - [...areas.values()].reduce((sum, area) => sum + area, 0)
  for (const { code } of shares.toSorted((a, b) => (b.exact % 1) - (a.exact % 1) || (a.code < b.code ? -1 : 1))) {
    if (left < 1) break
    areas.set(code, (areas.get(code) as number) + 1)
    left--
  }
  if (left > 0 && shares[0]) areas.set(shares[0].code, (areas.get(shares[0].code) as number) + left)
  return areas
}

/** An edition to try things in: some invited, some confirmed, some declined, by its rehearsal clock. */
function rehearse(
  edition: EditionFacts,
  rehearsal: { invited: number; confirmed: number; declined: number; leaveOut: string[] },
  candidates: readonly Candidate[],
  lastTakers: readonly Taker[],
): ConstructedPavilion[] {
  const now = (edition.rehearsalClock?.toISOString().slice(0, 10) ?? edition.opensOn) as Day
  const takers = new Set(lastTakers.map((one) => one.code))
  const chosen = candidates
    .filter(
      (one) => one.eligible && one.kind === 'country' && !rehearsal.leaveOut.includes(one.code) && takers.has(one.code),
    )
    .toSorted(byChance)
  const states = [
    ...Array(rehearsal.confirmed).fill('confirmed' as const),
    ...Array(rehearsal.declined).fill('declined' as const),
    ...Array(rehearsal.invited).fill('invited' as const),
  ]
  return chosen.slice(0, states.length).map((one, index) => {
    const state = states[index] as 'confirmed' | 'declined' | 'invited'
    return {
      economyCode: one.code,
      state,
      mode: edition.nationalExhibition?.mode ?? 'on-site',
      areaM2: 36 + 9 * (index % 5),
      guestOfHonour: false,
      invitedOn: plusDays(now, -60 + index),
      answeredOn: state === 'invited' ? null : plusDays(now, -30 + index),
      designApprovedOn: null,
      openedOn: null,
      source: null,
    }
  })
}
