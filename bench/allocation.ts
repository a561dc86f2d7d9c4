// All accepted applications of a whole fair to booths: how long it takes, and what is reached at each level beside what could be at most.
import { upperBounds } from '#expo/exhibition/booths/allocation/bound.ts'
import {
  type Allocation,
  type AllocationInput,
  allocate,
  inPlain,
  type LevelSum,
  runAllocation,
} from '#expo/exhibition/booths/allocation/index.ts'
import { makeCrowdedFair, makePerfectFair } from './fairs/allocation.ts'
import type { Report, Row } from './frame/report.ts'

const SEED = 1
const ROUNDS = 3
const TARGET_S = 10

export async function run(): Promise<Report> {
  const crowded = makeCrowdedFair(SEED)
  const perfect = makePerfectFair(SEED)
  const inOrder = timed(crowded)
  const planted = timed(perfect)
  const bounds = await upperBounds(crowded, inOrder.allocation)
  const weighing = { ...crowded, terms: { ...crowded.terms, order: [WEIGHED] } }
  const weighed = timed(weighing)
  const [together] = (await upperBounds(weighing, weighed.allocation)).tiers
  const stop = await timeToStop(crowded)
  return {
    sizes: sizesOf(crowded, inOrder.allocation),
    rows: [
      { what: 'crowded fair, all of it', ...timeOf(inOrder) },
      ...inOrder.allocation.sums.map((sum, tier) => levelRow(sum, bounds.tiers[tier]?.bound ?? null)),
      { what: 'every level alike', ...beside(bounds.overall.reached, bounds.overall.bound) },
      {
        what: 'the same, levels weighed 64 to 1',
        ...timeOf(weighed),
        ...beside(together?.reached ?? 0, together?.bound ?? 0),
      },
      { what: 'perfect fair, all of it', ...timeOf(planted) },
      ...planted.allocation.sums.map((sum) => levelRow(sum, sum.most)),
      { what: 'stopped at half, in a thread', seconds: stop },
    ].filter((row) => !('asking' in row) || row.asking !== 0),
    notes: [
      `Target: under ${TARGET_S} s. Seconds are medians of ${ROUNDS} rounds in this process, with garbage collection in the processor’s; the search counts steps.`,
      'crowded: more is asked for than there is. bound: the linear relaxation (HiGHS) with the same weights, level by level: no',
      'allocation as good at the levels before reaches more. Blocks and rivals are taken as fulfilled there, so their bounds are loose,',
      'and so is that of the wishes, which give way to them. perfect: drawn so that everybody can have everything; the bound is known.',
      `Of the refused: ${example(inOrder.allocation)}`,
    ],
  }
}

/** One tier: a step of a level against a step of the next, two to one. */
const WEIGHED = { placed: 64, zone: 32, size: 16, sides: 8, block: 4, apart: 2, wish: 1 }

interface Timed {
  seconds: number
  /** What it would take on a machine that does nothing else. */
  processor: number
  allocation: Allocation
}

function timed(input: AllocationInput): Timed {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now()
    const used = process.cpuUsage()
    const outcome = allocate(input)
    if (!outcome.ok) throw new Error('the locks of the fair contradict each other')
    const { user, system } = process.cpuUsage(used)
    const seconds = (performance.now() - begun) / 1000
    return { seconds, processor: (user + system) / 1_000_000, allocation: outcome.allocation }
  })
  const [first] = rounds as [Timed]
  if (rounds.some(({ allocation }) => allocation.worth !== first.allocation.worth))
    throw new Error('two results for one fair')
  return rounds.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(ROUNDS / 2)] ?? first
}

const timeOf = ({ seconds, processor }: Timed) => ({ seconds, 'of processor': processor })

/** From the wish to stop to the end of the thread. */
async function timeToStop(input: AllocationInput): Promise<number> {
  const control = new AbortController()
  let asked = 0
  const running = runAllocation(input, {
    signal: control.signal,
    onProgress: ({ done, of }) => {
      if (done < of / 2 || asked > 0) return
      asked = performance.now()
      control.abort()
    },
  })
  await running.catch((error) => {
    if (!control.signal.aborted) throw error
  })
  return (performance.now() - asked) / 1000
}

const levelRow = ({ level, reached, asking, content }: LevelSum, bound: number | null): Row => ({
  what: `  ${level}`,
  asking,
  content,
  ...beside(reached, bound ?? 0),
})

const beside = (reached: number, bound: number) => ({
  reached: Math.round(reached * 10) / 10,
  bound: Math.round(bound * 10) / 10,
  'gap %': bound === 0 ? 0 : Math.round((1 - reached / bound) * 10_000) / 100,
})

function sizesOf({ booths, requests }: AllocationInput, { placings, looked }: Allocation) {
  const areas = booths.map(({ areaM2 }) => areaM2)
  return {
    halls: new Set(booths.map(({ hallCode }) => hallCode)).size,
    booths: booths.length,
    'smallest and largest booth, m²': `${Math.min(...areas)}, ${Math.max(...areas)}`,
    'net area, m²': areas.reduce((sum, areaM2) => sum + areaM2, 0),
    requests: requests.length,
    'in blocks': requests.filter(({ blockKey }) => blockKey !== null).length,
    'with rivals': requests.filter(({ apartFrom }) => apartFrom.length > 0).length,
    locked: requests.filter(({ lock }) => lock !== null).length,
    'stands looked at': looked.stands,
    'of them joined': looked.joined,
    placed: `${placings.length}, ${Math.round((1000 * placings.length) / requests.length) / 10} %`,
  }
}

const example = ({ unplaced }: Allocation): string => {
  const [dearest] = unplaced.toSorted((a, b) => b.points - a.points)
  return dearest ? `${dearest.requestId}: ${dearest.reasons.map(inPlain).join('; ')}.` : 'nobody.'
}
