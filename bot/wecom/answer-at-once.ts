/** What WeCom takes within five seconds of an event alone: the pressed card as it then looks, and the welcome. */
import type { OutgoingMessage } from '../chat.js'
import type { Client } from './client.js'
import type { FrameBody } from './read-frame.js'
import { readTaskId } from './task-id.js'
import { cardsFor, pressedCard } from './write-card.js'

export interface Frame {
  headers: { req_id: string }
  body?: FrameBody
}

export interface AtOnce {
  /** What a person reads who opens the chat for the first time that day. */
  welcome: string
  /** What was sent under a reference; undefined for what is not kept any more. */
  findSent: (ref: string) => Promise<Pick<OutgoingMessage, 'text' | 'buttons'> | undefined>
  log: (level: 'info' | 'warn', message: string) => void
}

/** Later than that WeCom takes neither, which harms nobody. */
export function answerAtOnce(client: Client, frame: Frame, { welcome, findSent, log }: AtOnce): void {
  const event = frame.body?.event
  const failed = () => log('info', '企业微信没有接受卡片更新或欢迎语')
  if (event?.eventtype === 'enter_chat')
    void client.replyWelcome(frame, { msgtype: 'text', text: { content: welcome } }).catch(failed)
  if (event?.eventtype === 'template_card_event' && event.task_id)
    void showPressed(client, frame, findSent).catch(failed)
}

async function showPressed(client: Client, frame: Frame, findSent: AtOnce['findSent']): Promise<void> {
  const { task_id: taskId = '', event_key: key = '' } = frame.body?.event ?? {}
  const place = readTaskId(taskId)
  const sent = place && (await findSent(place.ref))
  const card = sent && cardsFor(sent.text, sent.buttons.flat()).cards[place.n]
  await client.updateTemplateCard(frame, pressedCard(card, key, taskId))
}
