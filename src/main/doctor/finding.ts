import type { Config } from '#platform/config.ts'
import type { Holder } from '#platform/data-folder.ts'
import type { Db } from '#platform/database.ts'

/** `look`: it works, and somebody should look at it. `unknown`: it could not be examined. */
export type Verdict = 'ok' | 'look' | 'broken' | 'unknown'

export interface Finding {
  check: string
  verdict: Verdict
  finding: string
  /** What to do about it. */
  remedy?: string
}

/** What is examined. */
export interface Patient {
  config: Config
  environment: Record<string, string | undefined>
  /** The server of this machine that holds the data folder. */
  holder: Holder | null
  /** Null where there is no database yet, or none may be started to look into it. */
  db: Db | null
  /** True where that database holds no Rialto yet. */
  empty: boolean
  now: () => number
}

/** One examination: finds one or several things, changes nothing. */
export interface Check {
  name: string
  examine(patient: Patient): Promise<Finding | Finding[]> | Finding | Finding[]
}

export const ok = (check: string, finding: string): Finding => ({ check, verdict: 'ok', finding })
export const look = (check: string, finding: string, remedy: string): Finding => ({
  check,
  verdict: 'look',
  finding,
  remedy,
})
export const broken = (check: string, finding: string, remedy: string): Finding => ({
  check,
  verdict: 'broken',
  finding,
  remedy,
})

type InDatabase = (db: Db, patient: Patient) => Promise<Finding | Finding[]>
const unknown = (check: string): Finding => ({
  check,
  verdict: 'unknown',
  finding: 'Not examined: it is in the database.',
})

/** An examination of the database itself, empty or not. */
export const ofDatabase = (name: string, examine: InDatabase): Check => ({
  name,
  examine: (patient) => (patient.db ? examine(patient.db, patient) : unknown(name)),
})

/** An examination of what Rialto keeps in the database: nothing, as long as it holds no Rialto. */
export const inDatabase = (name: string, examine: InDatabase): Check => ({
  name,
  examine: (patient) => (patient.empty ? [] : ofDatabase(name, examine).examine(patient)),
})

/** Installations that others can reach; the rest are somebody's own machine. */
export const isPublic = ({ config }: Patient): boolean =>
  config.databaseUrl !== undefined ||
  (config.publicUrl !== undefined && !/^https?:\/\/(localhost|127\.|\[::1\])/.test(config.publicUrl))

/** An age as a person says it. */
export function ageOf(ms: number): string {
  const [unit, size] = (
    [
      ['day', 86_400_000],
      ['hour', 3_600_000],
      ['minute', 60_000],
    ] as const
  ).find(([, one]) => ms >= one) ?? ['second', 1_000]
  const count = Math.floor(ms / size)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
