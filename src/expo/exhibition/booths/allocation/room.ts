import { type Ask, holdersOf, type Option, worth } from './board.ts'
import { dearest, displace, type Search, type Try } from './search.ts'

const isJoined = ({ seat }: Ask): boolean => seat !== null && seat.stand.spots.length > 1

/**
 * Tries to give a request a better stand by what chains cannot do: several others leave at once, or one leaves more booths than are
 * taken, and others come after.
 */
export function makeRoom(search: Search, ask: Ask, reach: number): boolean {
  const tries: Try[] = []
  for (const option of ask.options) {
    if (option.worth <= worth(ask.seat)) break
    const holders = holdersOf(search.board, option.stand, ask)
    if (holders.some((holder) => holder.locked)) continue
    const gain = holders.reduce((sum, holder) => sum - worth(holder.seat), option.worth - worth(ask.seat))
    const several = holders.length > 1
    const isBeyondChains = several || isJoined(ask) || holders.some(isJoined)
    if (isBeyondChains && ((several && gain > 0n) || leavesMore(ask, option, holders)))
      tries.push({ ask, option, gain })
  }
  return dearest(tries, reach).some(({ option }) => displace(search, ask, option, { moves: 2, hope: 0n }))
}

/** Would booths be left over for others? */
const leavesMore = (ask: Ask, option: Option, holders: readonly Ask[]): boolean =>
  ask.seat !== null ||
  holders.some(({ seat }) => seat?.stand.places.some((place) => !option.stand.places.includes(place)))

/** Takes a stand from those who are worth less than the request without one. */
export function claim(search: Search, ask: Ask): boolean {
  return ask.options.some((option) => {
    const holders = holdersOf(search.board, option.stand, ask)
    if (holders.some((holder) => holder.locked)) return false
    const lost = holders.reduce((sum, holder) => sum + worth(holder.seat), 0n)
    return lost < option.worth && displace(search, ask, option, { moves: 0, hope: 0n })
  })
}
