import { pino } from 'pino'

export type Log = pino.Logger

/**
 * JSON lines on standard error. Ids, codes, addresses without their query, durations: never a name, an e-mail address, what
 * somebody typed, or a header that signs somebody in.
 */
export function openLog(level: string, out: pino.DestinationStream = pino.destination({ fd: 2, sync: true })): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    out,
  )
}

/** PostgreSQL puts the offending row into `detail`; that row may be a person. Only code, constraint and stack leave. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error }
  const known = error as Error & { code?: unknown; constraint?: unknown; table?: unknown }
  const fromDatabase = typeof known.constraint === 'string' || typeof known.table === 'string'
  return {
    type: error.name,
    message: fromDatabase ? 'refused by the database' : error.message,
    ...(typeof known.code === 'string' && { code: known.code }),
    ...(typeof known.constraint === 'string' && { constraint: known.constraint }),
    stack: error.stack?.split('\n').slice(1).join('\n'),
  }
}
