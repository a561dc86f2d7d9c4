import type { Highs } from 'highs'
import type { Floor } from '#expo/exhibition/booths/rules/plan.ts'
import type { ConstructedPavilion } from '#expo/exhibition/pavilions/index.ts'
import type { Day } from '#kernel/day.ts'
import { Companies, type Known } from './exhibition/companies.ts'
import { type Applied, constructExhibition, type Exhibition, type Loads } from './exhibition/construct.ts'
import { type Facts, UnusableFacts } from './facts.ts'
import { constructedFloors, rulesOf } from './floors.ts'
import { constructPavilions } from './pavilions.ts'
import type { Candidate, Disagreement } from './program.ts'

export interface Plan {
  /** Constructed pavilions by edition code. */
  pavilions: Map<string, ConstructedPavilion[]>
  /** Totals marked `if-possible` that do not hold. */
  disagreements: Disagreement[]
  /** Constructed plans of halls by edition code. */
  floors: Map<string, Map<string, Floor>>
  /** Constructed companies of all editions, and by edition code who applied of them. */
  companies: readonly Known[]
  applications: Map<string, Applied[]>
  /** With all applications: those of companies that do not exhibit. Their companies are the last ones, from the `from`th on. */
  others: { from: number; applications: Map<string, Applied[]> }
}

export interface Constructing {
  highs: Highs
  facts: Facts
  candidates: readonly Candidate[]
  isMemberOn: (code: string, group: string, on: Day) => boolean
  loads: Loads
}

/**
 * Constructs who takes part in every edition, so that every published total comes out; the same facts give the same records. Of totals
 * that contradict each other, those that must come out are told and nothing is constructed; the others are told beside the plan.
 */
export function construct(asked: Constructing): Plan {
  const { facts } = asked
  const { pavilions, missed } = constructPavilions(asked)
  const floors = new Map(facts.editions.map((one) => [one.code, constructedFloors(facts, one, rulesOf(facts))]))
  const companies = new Companies(facts)
  const exhibitions = new Map<string, Exhibition>()
  for (const edition of facts.editions) {
    if (!edition.exhibition || (asked.loads === 'rehearsal' && !edition.exhibition.rehearsal)) continue
    const constructed = constructExhibition(asked.highs, {
      ...asked,
      edition,
      exhibition: edition.exhibition,
      pavilions: takingPart(pavilions.get(edition.code) ?? [], asked.candidates),
      floors: floors.get(edition.code) ?? new Map(),
      openSideM: rulesOf(facts).openSideM,
      companies,
    })
    exhibitions.set(edition.code, constructed)
    missed.push(...constructed.missed)
  }
  const broken = missed.filter((one) => one.hold === 'must')
  if (broken.length > 0)
    throw new UnusableFacts([
      'These totals contradict each other, so nothing was loaded:',
      ...broken.map((one) => `${one.what}: stated ${one.stated}, but with the others ${one.possible} come out`),
    ])
  const disagreements = missed.map(({ what, stated, possible }) => ({ what, stated, possible }))
  const told = (applicationsOf: (one: Exhibition) => Applied[]) =>
    new Map([...exhibitions].map(([code, one]) => [code, applicationsOf(one)]))
  const applications = told((one) => one.applications)
  const from = companies.known.length
  const others = { from, applications: asked.loads === 'applications' ? told((one) => one.others()) : new Map() }
  return { pavilions, disagreements, floors, companies: companies.known, applications, others }
}

function takingPart(pavilions: readonly ConstructedPavilion[], candidates: readonly Candidate[]) {
  const organisations = new Set(candidates.filter((one) => one.kind === 'organisation').map((one) => one.code))
  const codes = pavilions.map((one) => one.economyCode)
  return {
    countries: new Set(codes.filter((code) => !organisations.has(code))),
    organisations: codes.filter((code) => organisations.has(code)).length,
  }
}
