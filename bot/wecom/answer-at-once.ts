/** What WeCom takes within five seconds of an event alone: the pressed card as it then looks, and the welcome. */
import type { OutgoingMessage } from '../chat.js'
import type { Client } from './client.js'
import { type FrameBody, readPress } from './read-frame.js'
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
  const failed = () => log('info', '企业微信没有接受卡片更新或欢迎语')
  if (frame.body?.event?.eventtype === 'enter_chat')
    void client.replyWelcome(frame, { msgtype: 'text', text: { content: welcome } }).catch(failed)
  void showPressed(client, frame, findSent).catch(failed)
}

/** In a group only for whoever pressed: nobody may take a button away from the one whom it is for. */
async function showPressed(client: Client, frame: Frame, findSent: AtOnce['findSent']): Promise<void> {
  const press = frame.body && readPress(frame.body)
  if (!press?.taskId) return
  const place = readTaskId(press.taskId)
  const sent = place && (await findSent(place.ref))
  const card = sent && cardsFor(sent.text, sent.buttons.flat()).cards[place.n]
  const userid = frame.body?.chattype === 'group' ? frame.body.from?.userid : undefined
  await client.updateTemplateCard(
    frame,
    pressedCard(card, press.key, press.taskId),
    userid ? [userid] : undefined,
  )
}
