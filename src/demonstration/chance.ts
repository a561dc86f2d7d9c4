// Chance that is always the same: whatever is decided by it comes out alike whenever it is constructed.

const hashOf = (text: string): number =>
  [...text].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619) >>> 0, 2_166_136_261)

/** A whole number of a code, and the order by it: one that favours nobody. */
export const luckOf = hashOf
export const byChance = (a: { code: string }, b: { code: string }) =>
  hashOf(a.code) - hashOf(b.code) || (a.code < b.code ? -1 : 1)

/** A number in [0, 1) of what is asked. Texts that differ in one letter give numbers that have nothing to do with each other. */
export function chanceOf(...asked: readonly (string | number)[]): number {
  let mixed = hashOf(asked.join(' '))
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296
}

/** One of several. */
export function oneOf<One>(several: readonly One[], ...asked: readonly (string | number)[]): One {
  return several[Math.floor(chanceOf(...asked) * several.length)] as One
}

/** The same things in an order of chance. */
export const shuffled = <One>(things: readonly One[], seed: string): One[] =>
  things
    .map((thing, index) => ({ thing, at: chanceOf(seed, index) }))
    .sort((a, b) => a.at - b.at)
    .map(({ thing }) => thing)

/** Shares of a whole number by weight: whole, at least `least` each as far as it reaches, and together exactly the number. */
export function shared(total: number, weights: readonly number[], least = 0): number[] {
  const reserved = Math.min(least, Math.floor(total / Math.max(1, weights.length)))
  const rest = total - reserved * weights.length
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  if (all === 0) return weights.map(() => reserved)
  const exact = weights.map((weight) => (rest * weight) / all)
  const shares = exact.map((share) => reserved + Math.floor(share))
  let left = total - shares.reduce((sum, share) => sum + share, 0)
  const order = exact
    .map((share, index) => ({ index, over: share % 1 }))
    .sort((a, b) => b.over - a.over || a.index - b.index)
  for (const { index } of order) {
    if (left-- < 1) break
    shares[index] = (shares[index] as number) + 1
  }
  return shares
}
