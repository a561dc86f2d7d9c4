import { keyOf } from './stands.ts'
import type { Change, Holding } from './words.ts'

/** What an allocation would change, request by request, before anybody applies it. */
export function difference(before: readonly Holding[], after: readonly Holding[]): Change[] {
  const held = new Map(before.map((holding) => [holding.requestId, holding.boothIds]))
  const holds = new Map(after.map((holding) => [holding.requestId, holding.boothIds]))
  return [...new Set([...held.keys(), ...holds.keys()])].toSorted().map((requestId) => {
    const from = held.get(requestId) ?? []
    const to = holds.get(requestId) ?? []
    return { requestId, kind: kindOf(from, to), from, to }
  })
}

function kindOf(from: readonly string[], to: readonly string[]): Change['kind'] {
  if (keyOf(from) === keyOf(to)) return 'stays'
  if (from.length === 0) return 'placed'
  return to.length === 0 ? 'unseated' : 'moved'
}
