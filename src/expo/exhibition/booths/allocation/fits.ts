import { seat } from './board.ts'
import { surveyGround } from './ground.ts'
import { marksOf } from './levels.ts'
import { whyHere } from './reasons.ts'
import { setTable } from './table.ts'
import type { AllocationInput, Marks, Reason } from './words.ts'

/** A stand that one request could have, and what it would be to it. */
export interface Fit {
  boothIds: string[]
  areaM2: number
  openSides: number
  marks: Marks
  reasons: Reason[]
}

/**
 * The stands that fit one request, the dearest first, whoever holds them: for those who place it by hand. The other requests of the input
 * sit where they sit; those that it wishes to stand with or apart from are in the reasons.
 */
export function fitsFor(
  input: AllocationInput,
  requestId: string,
  { most, isOffered = () => true }: { most: number; isOffered?: (boothIds: readonly string[]) => boolean },
): Fit[] {
  const table = setTable(input, surveyGround(input.booths, input.terms))
  const { board, gates, before } = table
  const ask = board.asks.find(({ request }) => request.id === requestId)
  if (!ask) return []
  const offered = ask.options.filter(({ stand }) => isOffered(stand.spots.map(({ booth }) => booth.id)))
  return offered.slice(0, most).map((option) => {
    seat(board, ask, option)
    const { stand } = option
    const known = { gates, heldBefore: before.get(requestId), terms: board.terms }
    return {
      boothIds: stand.spots.map(({ booth }) => booth.id),
      areaM2: stand.areaM2,
      openSides: stand.openSides,
      marks: marksOf(ask.request, stand, known),
      reasons: whyHere(ask, stand, table),
    }
  })
}

/** Whom one booth fits by itself, the dearest of each first: more points come first, and of those who ask for it. */
export function whomFits(
  input: AllocationInput,
  boothId: string,
  most: number,
): (Fit & { requestId: string; points: number })[] {
  const alone = { ...input.terms, joining: { ...input.terms.joining, mostBooths: 1 } }
  const table = setTable({ ...input, terms: alone }, surveyGround(input.booths, alone))
  const { board, gates, before } = table
  return board.asks
    .flatMap((ask) => {
      const option = ask.options.find(({ stand }) => stand.key === boothId)
      return option ? [{ ask, option }] : []
    })
    .toSorted((a, b) => (a.option.worth === b.option.worth ? 0 : a.option.worth > b.option.worth ? -1 : 1))
    .slice(0, most)
    .map(({ ask, option }) => {
      const known = { gates, heldBefore: before.get(ask.request.id), terms: alone }
      return {
        requestId: ask.request.id,
        points: ask.points,
        boothIds: [boothId],
        areaM2: option.stand.areaM2,
        openSides: option.stand.openSides,
        marks: marksOf(ask.request, option.stand, known),
        reasons: whyHere(ask, option.stand, table),
      }
    })
}
