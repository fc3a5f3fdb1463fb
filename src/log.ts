/**
 * The program's log: one JSON line an event, to standard output.
 * Never in it: secrets, phone numbers, texts of messages. Errors of HTTP clients are reduced to what tells the cause,
 * because they carry the request with its token and body.
 */
import { type Logger, pino } from 'pino'

export type Log = Logger

/** Builds the log. `level` as in LOG_LEVEL: fatal, error, warn, info, debug, trace or silent. */
export function makeLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: {
      paths: ['*.app_secret', '*.secret', '*.token', '*.authorization', '*.Authorization', '*.phone', '*.text'],
      censor: '***',
    },
  })
}

/** What may be written of an error: name, message, stack; of an HTTP error only status, code and path. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  const http = readHttpError(error)
  if (http !== null) return { name: error.name, ...http }
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

function readHttpError(error: Error): Record<string, unknown> | null {
  if (!('isAxiosError' in error)) return null
  const code = 'code' in error ? error.code : undefined
  const response = 'response' in error ? error.response : undefined
  const status = typeof response === 'object' && response !== null && 'status' in response ? response.status : undefined
  return { code, status }
}
