/** Text in pictures: measured, broken to a width, and set as outlines. */
import { type Html, html } from '../pages/html.js'
import { glyphsOf, type Weight } from './glyphs.js'

export interface TextStyle {
  x: number
  /** Pixels. */
  size: number
  fill: string
  weight: Weight
}

/** Lines that fit a width in pixels; breaks may fall between any two characters, as Chinese allows. */
export function breakLines(text: string, width: number, { size, weight }: TextStyle): string[] {
  const glyphs = glyphsOf(text, weight)
  const lines: string[] = []
  let line = ''
  let taken = 0
  for (const [i, character] of [...text].entries()) {
    const advance = (glyphs[i]!.advance * size) / 100
    if (taken + advance > width) {
      lines.push(line)
      line = ''
      taken = 0
    }
    line += character
    taken += advance
  }
  return [...lines, line]
}

/** One line with its baseline at `y`. */
export function textNode(text: string, y: number, { x, size, fill, weight }: TextStyle): Html {
  let at = 0
  const paths: Html[] = []
  for (const { outline, advance } of glyphsOf(text, weight)) {
    if (outline !== '') paths.push(html`<path transform="translate(${at})" d="${outline}"/>`)
    at += advance
  }
  return html`<g fill="${fill}" transform="translate(${x} ${y}) scale(${size / 100})">${paths}</g>`
}
