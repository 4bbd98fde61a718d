/** Turns whatever a send to WeCom ends with into one error that says what to do next. */
import { SendError } from '../chat.js'

/** https://developer.work.weixin.qq.com/document/path/90313: too many calls, and calls too close to each other. */
const TOO_FAST = [45009, 45033, 846607]
/** Nobody of that id, or a chat that the bot is not in. */
const GONE = [40003, 60011, 60111, 81013, 86001, 86003, 86008, 93001, 93006, 93008]
/** Busy, or the bot was disabled by its administrator. */
const LATER = [-1, 93004]
/** Words of answers whose numbers are not listed there. */
const GONE_WORDS =
  /invalid (?:chatid|userid)|(?:user|chat|member).{0,20}not (?:found|exist)|not in (?:the )?chat|removed|no permission/i
const TOO_FAST_WORDS = /freq|too many/i
const PAUSE_SECONDS = 30

interface Refusal {
  errcode: number
  errmsg: string
}

export function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error
  if (isRefusal(error)) return fromRefusal(error)
  const message = error instanceof Error ? error.message : String(error)
  if (/not connected/i.test(message)) return new SendError('unavailable', '企业微信没有连上')
  // The frame went out, its answer did not come: nobody knows.
  if (/timeout|cancelled/i.test(message)) return new SendError('ambiguous', '企业微信没有回执')
  return new SendError('rejected', message)
}

function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && 'errcode' in error
}

function fromRefusal({ errcode, errmsg }: Refusal): SendError {
  const text = `企业微信答复 ${errcode}：${errmsg}`
  if (TOO_FAST.includes(errcode) || TOO_FAST_WORDS.test(errmsg))
    return new SendError('slow-down', text, PAUSE_SECONDS)
  if (GONE.includes(errcode) || GONE_WORDS.test(errmsg)) return new SendError('unreachable', text)
  return new SendError(LATER.includes(errcode) ? 'unavailable' : 'rejected', text)
}
