/** Structured logs, one JSON object a line, without secrets or personal data: ids, references and counts only. */
import { type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>

/** @param level a pino level name; `silent` says nothing. */
export function createLog(level: string): Log {
  return pino({
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['token', 'secret', '*.token', '*.secret', 'text', '*.text', 'phone', '*.phone'],
      censor: '[hidden]',
    },
  })
}
