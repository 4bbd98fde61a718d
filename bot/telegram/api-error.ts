/** Turns whatever goes wrong in a call to Telegram into one error that says what to do next and never holds the token. */
import { TelegramError } from 'telegraf'
import { SendError, type SendFault } from '../chat.js'

export class ApiError extends SendError {
  constructor(
    /** The HTTP status of the answer, 0 when there was none. */
    readonly status: number,
    fault: SendFault,
    message: string,
    retryAfter = 0,
    migratedTo: string | null = null,
  ) {
    super(fault, message, retryAfter, migratedTo)
    this.name = 'ApiError'
  }
}

// https://core.telegram.org/bots/api#making-requests leaves the wording open; these are what servers answer with 400.
const GONE =
  /chat not found|chat was deactivated|chat was deleted|user is deactivated|user not found|bot was (kicked|blocked)|bot is not a member|PEER_ID_INVALID|CHAT_WRITE_FORBIDDEN|rights to send|have no write access/i

/** Codes of faults that can only come before the request was written. */
const UNSENT = /^(ECONNREFUSED|ENOTFOUND|EAI_|CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/

/** Messages of such faults where the code alone does not tell; Node gives none when every address failed to connect. */
const UNSENT_REASON = /reason: (connect\b|$)|^connect\b|before (secure TLS|receiving CONNECT)/

/** `cause` is what telegraf, node-fetch or Node threw; it is not kept, since its URL and stack hold the token. */
export function toApiError(method: string, token: string, cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause
  if (cause instanceof TelegramError) return fromAnswer(method, token, cause)
  const { code = '', message = String(cause) } = cause as { code?: string; message?: string }
  const fault = UNSENT.test(code) || UNSENT_REASON.test(message) ? 'unavailable' : 'ambiguous'
  return new ApiError(0, fault, redact(`${method}: ${code} ${message}`, token))
}

function redact(text: string, token: string): string {
  return text.replaceAll(token, '***').replaceAll(encodeURIComponent(token), '***')
}

function fromAnswer(method: string, token: string, answer: TelegramError): ApiError {
  const migratedTo = answer.parameters?.migrate_to_chat_id
  return new ApiError(
    answer.code,
    migratedTo === undefined ? faultOf(answer.code, answer.description) : 'unavailable',
    redact(`${method}: ${answer.message}`, token),
    answer.code === 429 ? (answer.parameters?.retry_after ?? 1) : 0,
    migratedTo === undefined ? null : String(migratedTo),
  )
}

function faultOf(status: number, description: string): SendFault {
  if (status === 429) return 'slow-down'
  if (status >= 500) return 'ambiguous'
  if (status === 401 || status === 404) return 'unavailable'
  if (status === 403 || GONE.test(description)) return 'unreachable'
  return 'rejected'
}
