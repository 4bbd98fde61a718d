/** Texts and buttons in the forms that WeCom shows: markdown that stays plain, and template cards. */
import type { TemplateCard } from '@wecom/aibot-node-sdk'
import type { Button } from '../../db/store.js'
import { PRESSED } from './read-frame.js'

/** Of one card. */
const MOST_BUTTONS = 6
/** In characters; longer ones are cut on the screen. */
const TITLE = 26
const LABEL = 10
const SUBTITLE = 112

export interface Card {
  title: string
  text: string
  buttons: Button[]
}

/**
 * What the office says is plain text: signs that markdown would take for headings, quotes, emphasis, code, links or
 * fonts are written in their full-width forms.
 */
export function plainMarkdown(text: string): string {
  return text
    .replace(/^(\s*)([#>])/gmu, (_, blank: string, sign: string) => blank + (sign === '#' ? '＃' : '＞'))
    .replace(/[*`<[\]]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
}

/** A short message is one card; a longer one stays above its cards, which only ask. */
export function cardsFor(text: string, buttons: Button[]): { text: string | null; cards: Card[] } {
  if (buttons.length === 0) return { text, cards: [] }
  const [title = '', ...rest] = text.split('\n')
  const below = rest.join('\n')
  const fits = [...title].length <= TITLE && [...below].length <= SUBTITLE
  const cards: Card[] = []
  for (let start = 0; start < buttons.length; start += MOST_BUTTONS) {
    const own = buttons.slice(start, start + MOST_BUTTONS)
    const first = start === 0 && fits
    cards.push({ title: first ? title : '请选择', text: first ? below : '', buttons: own })
  }
  return { text: fits ? null : text, cards }
}

/** @param taskId of `newTaskId` */
export function writeCard({ title, text, buttons }: Card, taskId: string): TemplateCard {
  return {
    card_type: 'button_interaction',
    main_title: { title: title || '请选择' },
    ...(text ? { sub_title_text: text } : {}),
    button_list: buttons.map(({ label, send }) => ({ text: clip(label, LABEL), style: 1, key: send })),
    task_id: taskId,
  }
}

/** The same card once one of its buttons was pressed: it offers nothing any more. */
export function pressedCard(card: Card | null | undefined, key: string, taskId: string): TemplateCard {
  const label = card?.buttons.find(({ send }) => send === key)?.label ?? '已收到'
  return {
    card_type: 'button_interaction',
    main_title: { title: card?.title || '已收到' },
    ...(card?.text ? { sub_title_text: card.text } : {}),
    button_list: [{ text: clip(`✓ ${label}`, LABEL), style: 2, key: PRESSED }],
    task_id: taskId,
  }
}

const clip = (text: string, most: number) => {
  const signs = [...text]
  return signs.length > most ? `${signs.slice(0, most - 1).join('')}…` : text
}
