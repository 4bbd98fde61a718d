/** Hands updates to the intake and, once they are durable, lets go of the buttons that were pressed. */
import type { Update } from 'telegraf/types'
import type { IncomingEvent, Intake } from '../chat.js'
import type { Api } from './api.js'
import { readUpdate } from './read-update.js'

type Log = (level: 'info' | 'error', message: string) => void

/** `bot` is the bot's username. Throws what the intake threw. */
export async function takeUpdates(
  api: Api,
  updates: Update[],
  bot: string,
  intake: Intake,
  log: Log,
): Promise<void> {
  const events = updates.flatMap((update) => read(update, bot, log) ?? [])
  if (events.length > 0) await intake('telegram', events)
  for (const update of updates) if ('callback_query' in update) release(api, update.callback_query.id, log)
}

/** One update that cannot be read must not hold up all that follow it. */
function read(update: Update, bot: string, log: Log): IncomingEvent | null {
  try {
    return readUpdate(update, bot)
  } catch (error) {
    log('error', `Telegram 更新 ${update.update_id} 读不懂，已略过：${String(error)}`)
    return null
  }
}

/** Ends the wait shown on the button. Nobody waits for it, and nothing is lost when it comes too late. */
function release(api: Api, press: string, log: Log): void {
  api
    .call('answerCallbackQuery', { callback_query_id: press })
    .catch((error: Error) => log('info', error.message))
}
