import type { Highs } from 'highs'
import { type Total, UnusableFacts } from './facts.ts'

/** What is known of an economy when somebody must be found who takes part. */
export interface Candidate {
  code: string
  kind: 'country' | 'organisation'
  region: string | null
  /** Whether it may be chosen without being named: members of the United Nations, and organisations. */
  eligible: boolean
}

/** A total of the facts file that the records cannot meet together with the others. */
export interface Disagreement {
  what: string
  stated: number
  possible: number
}

/** Economies that no total tells apart. */
export interface Class {
  kind: Candidate['kind']
  region: string | null
  members: string[]
  /** Per edition: the groups asked about that its members belong to. */
  groups: string[][]
  /** Per edition: true where they are known to have taken part. */
  named: boolean[]
}

export interface Statement extends Total {
  what: string
  counts: (one: Class, pattern: number) => boolean
  /** How many are counted in any case. */
  beside: number
  /** How grave it is to miss by one. */
  weight: number
}

export const GRAVE = { must: 1000, 'if-possible': 10, fair: 0.1 }

/** The integer program: how many of each class took part by each pattern. */
export class Program {
  /** How many editions a pattern speaks of. */
  readonly editions: number
  readonly classes: Class[]
  readonly statements: Statement[] = []

  constructor(editions: number, classes: Class[]) {
    this.editions = editions
    this.classes = classes
  }

  state(
    what: string,
    total: Total | undefined,
    counts: Statement['counts'],
    { weight = total ? GRAVE[total.hold] : 0, beside = 0 } = {},
  ): void {
    if (total) this.statements.push({ what, ...total, counts, beside, weight })
  }

  /** A pattern is a number whose bit i says whether the i-th edition was taken part in. */
  patterns(one: Class): number[] {
    const must = one.named.reduce((bits, named, index) => (named ? bits | (1 << index) : bits), 0)
    const all = Array.from({ length: 2 ** this.editions - 1 }, (_, index) => index + 1)
    return all.filter((pattern) => (pattern & must) === must)
  }

  solve(highs: Highs): { counts: Map<string, number>; missed: (Disagreement & { hold: Total['hold'] })[] } {
    const variables = this.classes.flatMap((one, index) =>
      this.patterns(one).map((pattern) => ({ one, pattern, name: `n${index}_${pattern}` })),
    )
    if (variables.length === 0) return { counts: new Map(), missed: [] }
    const rows = this.statements.map((statement, index) => {
      const terms = variables.filter(({ one, pattern }) => statement.counts(one, pattern)).map(({ name }) => name)
      return ` t${index}: ${[...terms, `u${index}`].join(' + ')} - o${index} = ${statement.value - statement.beside}`
    })
    const sizes = this.classes.map((one, index) => {
      const names = this.patterns(one).map((pattern) => `n${index}_${pattern}`)
      return ` c${index}: ${names.join(' + ')} ${one.named.includes(true) ? '=' : '<='} ${one.members.length}`
    })
    const cost = this.statements.map(({ weight }, index) => `${weight} u${index} + ${weight} o${index}`)
    const lines = [
      'Minimize',
      ` cost: ${wrap(cost.join(' + '))}`,
      'Subject To',
      ...rows.map(wrap),
      ...sizes.map(wrap),
      'General',
      wrap(variables.map(({ name }) => name).join(' ')),
      'End',
    ]
    const solution = highs.solve(lines.join('\n'), { random_seed: 1, threads: 1, mip_rel_gap: 0, time_limit: 20 })
    if (solution.Status !== 'Optimal')
      throw new UnusableFacts([`No records can be constructed from these facts (${solution.Status}).`])
    const primal = (name: string): number =>
      Math.round((solution.Columns[name] as { Primal?: number } | undefined)?.Primal ?? 0)
    const counts = new Map(variables.map(({ name }) => [name, primal(name)]))
    const missed = this.statements.flatMap((statement, index) => {
      const off = primal(`o${index}`) - primal(`u${index}`)
      return off === 0 || statement.weight === GRAVE.fair
        ? []
        : [{ what: statement.what, stated: statement.value, possible: statement.value + off, hold: statement.hold }]
    })
    return { counts, missed }
  }
}

/** The format's lines may not grow without end. */
const wrap = (line: string): string => line.replace(/(.{200}[^ ]*) /g, '$1\n  ')
