/** Makes a message fit a platform: texts in parts that are short enough, buttons in words. */
import type { Button } from '../db/store.js'

/** After these a text may be cut, the best first: the end of a line, of a sentence, of a word. */
const BREAKS = ['\n', '。；', ' 　']

/**
 * Cuts a text into parts of at most `limit` UTF-16 units or UTF-8 bytes that, joined, are the text again. No character
 * is cut; only one that alone exceeds the limit makes a longer part.
 */
export function splitText(text: string, limit: number, measure: 'utf16' | 'bytes'): string[] {
  const parts: string[] = []
  for (let start = 0; start < text.length; ) {
    const end = cutPoint(text, start, limit, measure)
    parts.push(text.slice(start, end))
    start = end
  }
  return parts.length > 0 ? parts : ['']
}

/** Where the part that begins at `start` ends. */
function cutPoint(text: string, start: number, limit: number, measure: 'utf16' | 'bytes'): number {
  const cuts = BREAKS.map(() => 0)
  let size = 0
  let at = start
  while (at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    size += measure === 'bytes' ? Buffer.byteLength(character) : character.length
    if (size > limit) return cuts.find((cut) => cut > 0) ?? (at > start ? at : at + character.length)
    at += character.length
    const kind = BREAKS.findIndex((signs) => signs.includes(character))
    if (kind >= 0) cuts[kind] = at
  }
  return at
}

/** An answer to the question being asked, as a button sends it: `3@ab12`. */
const ANSWER = /^(.+)@[0-9a-f]{4}$/

/** Buttons in words, for a platform without them: answers as numbers to reply with, commands as what to send. */
export function spellButtons(buttons: Button[][]): string {
  const lines = buttons.flat().map(({ label, send }) => {
    const answer = ANSWER.exec(send)?.[1]
    return answer ? `${answer}. ${label}` : `${label}：发送 ${send}`
  })
  if (lines.length === 0) return ''
  const numbered = buttons.flat().some(({ send }) => ANSWER.test(send))
  return ['', ...lines, ...(numbered ? ['（回复数字选择）'] : [])].join('\n')
}
