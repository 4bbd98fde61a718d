/** Texts and buttons in the forms that WeCom shows: markdown that stays plain, and template cards. */
import type { TemplateCard } from '@wecom/aibot-node-sdk'
import type { Button } from '../../db/store.js'
import { spellButtons } from '../wording.js'
import { PRESSED } from './read-frame.js'

/** Of markdown in one message. */
export const TEXT_BYTES = 20_480
/** Of one card. */
const MOST_BUTTONS = 6
/** In characters; longer ones are cut on the screen. */
const TITLE = 26
const SUBTITLE = 112
/** In halves of a Chinese character's width: WeCom advises ten characters. */
const LABEL = 20

/** The title of a card whose text stands above it. */
const ASKS = '请选择'

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

/**
 * A short message is one card; a longer one stays above its cards, which only ask. A label that a button has no room
 * for gets a number, and is said in full.
 */
export function cardsFor(text: string, buttons: Button[]): { text: string | null; cards: Card[] } {
  if (buttons.length === 0) return { text, cards: [] }
  const numbered = buttons.map((button, n) => (isLong(button) ? numberedAs(n + 1, button) : button))
  const long = numbered.filter(isLong).map(({ label }) => label)
  const whole = [text, ...long].join('\n')
  const [title = '', ...rest] = whole.split('\n')
  const below = rest.join('\n')
  const fits = [...title].length <= TITLE && [...below].length <= SUBTITLE
  const cards: Card[] = []
  for (let start = 0; start < buttons.length; start += MOST_BUTTONS) {
    const own = numbered.slice(start, start + MOST_BUTTONS)
    const first = start === 0 && fits
    cards.push({ title: first ? title : ASKS, text: first ? below : '', buttons: own })
  }
  return { text: fits ? null : whole, cards }
}

const isLong = ({ label }: Button) => widthOf(label) > LABEL
const numberedAs = (n: number, { label, send }: Button): Button => ({ label: `${n} ${label}`, send })

/** The same card in words, for a chat that takes none. */
export function spellCard({ title, text, buttons }: Card): string {
  const asked = [title === ASKS ? '' : title, text].filter((part) => part !== '').join('\n')
  return `${asked}${spellButtons([buttons])}\n（群里请先 @ 机器人）`.trim()
}

/** @param taskId of `newTaskId` */
export function writeCard({ title, text, buttons }: Card, taskId: string): TemplateCard {
  return {
    card_type: 'button_interaction',
    main_title: { title: title || ASKS },
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

const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign < '\u0100' ? 1 : 2), 0)

function clip(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  let kept = ''
  for (const sign of text) {
    if (widthOf(`${kept}${sign}…`) > most) break
    kept += sign
  }
  return `${kept}…`
}
