import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** What the kernel says of a process after its name: state, parent, ..., the tick it began at. Null where /proc is not. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** True while a process of this number runs. A number is given again after a while: see `bornAt`. */
export function isAlive(pid: number): boolean {
  // A container without an init keeps the dead: they have a number, and run no more.
  if (statOf(pid)?.[0] === 'Z') return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process began, in the kernel's ticks: with its number it names one process for ever. Null where /proc is not. */
export const bornAt = (pid: number): string | null => statOf(pid)?.[19] ?? null

export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/** True where it is certain that no process has its working directory in a folder; where /proc is not, nothing is. */
export function worksNobodyIn(folder: string): boolean {
  try {
    const real = realpathSync(folder)
    return !readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .some((pid) => folderOf(pid) === real)
  } catch {
    return false
  }
}

function folderOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    // It has ended, or it is another user's and so works on no folder of ours.
    return null
  }
}

/** Waits until a process is gone; false when it still runs after so many milliseconds. */
export async function isGoneWithin(pid: number, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(10)) if (!isAlive(pid)) return true
  return !isAlive(pid)
}
