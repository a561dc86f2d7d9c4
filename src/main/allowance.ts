/** What an address may still ask in the window that runs, and when the next one begins. */
export interface Allowed {
  ok: boolean
  remaining: number
  /** Seconds until all of it may be asked again. */
  reset: number
}

/**
 * Counts what each address asks, in windows that begin with its first question. In this process's memory: the count protects the
 * server that answers, and a write to the database for each read would cost more than the read (decision 021). It holds no more
 * addresses than `most`: of too many, those that came first are forgotten.
 */
export function allowanceOf(terms: { quota: number; seconds: number; most: number }): {
  take(address: string, now: Date): Allowed
} {
  const windows = new Map<string, { ends: number; asked: number }>()
  const window = terms.seconds * 1000
  return {
    take(address, now) {
      const at = now.getTime()
      const key = networkOf(address)
      let running = windows.get(key)
      // A clock that was put back must not lock anybody out until it has caught up.
      if (!running || at >= running.ends || running.ends - at > window) {
        running = { ends: at + window, asked: 0 }
        windows.delete(key)
        windows.set(key, running)
        for (const [oldest, one] of windows) {
          if (one.ends > at && windows.size <= terms.most) break
          windows.delete(oldest)
        }
      }
      running.asked += 1
      return {
        ok: running.asked <= terms.quota,
        remaining: Math.max(0, terms.quota - running.asked),
        reset: Math.ceil((running.ends - at) / 1000),
      }
    },
  }
}

/** One household or office: an IPv6 network of 64 bits is handed to one, so its addresses count together. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const first = head === '' ? [] : head.split(':')
  const last = tail ? tail.split(':') : []
  const groups =
    tail === undefined ? first : [...first, ...Array(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')
}
