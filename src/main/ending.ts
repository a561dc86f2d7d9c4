import { openLog } from '#platform/log.ts'

/** Somebody wanted the process to end before its work was done. */
export class Interrupted extends Error {}

const ending = new AbortController()

/** Aborted when somebody wants the process to end: a signal, or the door of the command line that is gone. */
export const wanted: AbortSignal = ending.signal

/** Resolves then. */
export const asked: Promise<void> = new Promise((resolve) => wanted.addEventListener('abort', () => resolve()))

/** Hears every way in which a process is told to end, so that each ends in order. */
export function listenForTheEnd(): void {
  const end = () => ending.abort(new Interrupted('Stopped before it was done.'))
  // Heard again and again: one Ctrl-C comes from the terminal and from npm, and a second signal that nobody hears ends a process on
  // the spot, with its PostgreSQL left behind. Every step of stopping has its own limit of time.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, end)
  process.on('uncaughtException', (err) => {
    openLog('fatal').fatal({ err }, 'a defect that nothing caught; stopping')
    process.exitCode = 1
    end()
  })
  // `rialto results | head` closes our end of the pipe.
  process.stdout.on('error', end)
}

/** Does work that comes to an end by itself, unless it is interrupted. */
export async function untilDone(work: Promise<void>): Promise<void> {
  await Promise.race([work, asked.then(() => Promise.reject(wanted.reason))])
}
