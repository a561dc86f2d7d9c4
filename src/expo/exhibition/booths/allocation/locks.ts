import { type Spot, surveyGround } from './ground.ts'
import { hangTogether } from './stands.ts'
import type { AllocationInput, Contradiction, StandRequest } from './words.ts'

/** Why staff's locks cannot all hold, with names. A lock that holds outweighs zone, size and every wish. */
export const findContradictions = (input: AllocationInput): Contradiction[] =>
  contradictionsOn(surveyGround(input.booths, input.terms), input)

export function contradictionsOn(spots: readonly Spot[], { requests }: AllocationInput): Contradiction[] {
  const byId = new Map(spots.map((spot) => [spot.booth.id, spot]))
  const locked = requests.filter(({ lock }) => lock !== null).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const claims = locked.flatMap((request) => [...new Set(request.lock)].map((boothId) => ({ boothId, request })))
  const twice = [...Map.groupBy(claims, ({ boothId }) => boothId)].filter(([, claimed]) => claimed.length > 1)
  return [
    ...locked.flatMap((request) => contradictionOf(request, byId)),
    ...twice.map(([boothId, claimed]) => ({
      code: 'twice' as const,
      requestIds: claimed.map(({ request }) => request.id),
      boothNumbers: [byId.get(boothId)?.booth.number ?? boothId],
    })),
  ]
}

function contradictionOf(request: StandRequest, byId: ReadonlyMap<string, Spot>): Contradiction[] {
  const lock = request.lock ?? []
  const spots = lock.flatMap((id) => byId.get(id) ?? [])
  const say = (code: Contradiction['code'], boothNumbers: string[]): Contradiction[] => [
    { code, requestIds: [request.id], boothNumbers },
  ]
  const numbers = (which: (spot: Spot) => boolean) => spots.filter(which).map(({ booth }) => booth.number)
  if (lock.length === 0) return say('no-booth', [])
  if (spots.length < lock.length)
    return say(
      'unknown-booth',
      lock.filter((id) => !byId.has(id)),
    )
  const otherArea = numbers(({ booth }) => booth.areaCode !== request.areaCode)
  if (otherArea.length > 0) return say('other-area', otherArea)
  const otherKind = numbers(({ booth }) => booth.kind !== request.kind)
  if (otherKind.length > 0) return say('other-kind', otherKind)
  return hangTogether([...new Set(spots)])
    ? []
    : say(
        'not-adjoining',
        numbers(() => true),
      )
}
