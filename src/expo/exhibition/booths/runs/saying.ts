import type { Edition } from '#expo/ground/editions/index.ts'
import type { Call } from '#web/door.ts'
import type { Reader } from '#web/reader.ts'
import type { Reason } from '../allocation/index.ts'
import { reasonSayer } from '../holdings/fitting.ts'
import type { RunResult } from './queries.ts'

/** What happens to an application in a run, if it is applied. */
export const FATES = ['placed', 'moved', 'stays', 'unseated', 'refused'] as const
export type Fate = (typeof FATES)[number]

/** A line of what came out. */
export interface RunRow {
  applicationId: string
  fate: Fate
  from: string[]
  to: string[]
  areaCode: string
  areaM2: number | null
  openSides: number | null
  points: number
  reasons: string[]
}

/** That somebody is in the area goes for all who are placed, so it is said last. */
const mostTellingFirst = (reasons: readonly Reason[]): Reason[] => [
  ...reasons.filter((reason) => reason.code !== 'in-area'),
  ...reasons.filter((reason) => reason.code === 'in-area'),
]

/** Every application of a run with its fate and its reasons, those with most points first. */
export async function rowsOf(
  { house, reader }: Call<unknown>,
  edition: Edition,
  { result, nameOf, only }: { result: RunResult; nameOf: (id: string) => string; only?: ReadonlySet<string> },
): Promise<RunRow[]> {
  const say = await reasonSayer({ db: house.db, reader, edition }, nameOf)
  const changes = new Map(result.changes.map((change) => [change.requestId, change]))
  const numbers = (ids: readonly string[]) => ids.flatMap((id) => result.booths[id]?.number ?? []).sort(reader.compare)
  const wanted = (id: string) => only === undefined || only.has(id)
  const placed = result.placings.flatMap((one): RunRow[] => {
    const change = changes.get(one.requestId)
    if (!change || !wanted(one.requestId)) return []
    return [
      {
        applicationId: one.requestId,
        fate: change.kind,
        from: numbers(change.from),
        to: numbers(one.boothIds),
        areaCode: result.areas[one.requestId] ?? '',
        areaM2: one.areaM2,
        openSides: one.openSides,
        points: one.points,
        reasons: mostTellingFirst(one.reasons).map(say),
      },
    ]
  })
  const refused = result.unplaced
    .filter((one) => wanted(one.requestId))
    .map((one): RunRow => {
      const from = changes.get(one.requestId)?.from ?? []
      return {
        applicationId: one.requestId,
        fate: from.length > 0 ? 'unseated' : 'refused',
        from: numbers(from),
        to: [],
        areaCode: result.areas[one.requestId] ?? '',
        areaM2: null,
        openSides: null,
        points: one.points,
        reasons: one.reasons.map(say),
      }
    })
  return [...placed, ...refused]
}

/** The fate of every application, without words: for counting and for choosing a page of them. */
export function fatesOf(result: RunResult): { id: string; fate: Fate; points: number }[] {
  const kinds = new Map(result.changes.map((change) => [change.requestId, change.kind]))
  return [
    ...result.placings.map((one) => ({
      id: one.requestId,
      fate: (kinds.get(one.requestId) ?? 'stays') as Fate,
      points: one.points,
    })),
    ...result.unplaced.map((one) => ({
      id: one.requestId,
      fate: (kinds.get(one.requestId) === 'unseated' ? 'unseated' : 'refused') as Fate,
      points: one.points,
    })),
  ].sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1))
}

/** How far it is, in words: the phase, the share, and how long yet. */
export function progressWords(
  reader: Reader,
  { phase, done, most, begunAt }: { phase: string | null; done: number; most: number; begunAt: Date },
  now: Date,
): string {
  if (phase === null || most === 0) return reader.t('holdings.run-waits')
  const share = Math.min(1, done / most)
  const elapsed = (now.getTime() - begunAt.getTime()) / 1000
  const left = share > 0.02 ? Math.ceil((elapsed * (1 - share)) / share) : 0
  const said = reader.t(`holdings.phases.${phase as 'seat'}`)
  const percent = reader.number(share, { style: 'percent' })
  return left > 0
    ? reader.t('holdings.run-progress-left', { phase: said, percent, seconds: left })
    : reader.t('holdings.run-progress', { phase: said, percent })
}
