/** Outlines of characters, each taken from the font once: the drawing library reads the font anew for every character. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'

/** Both in hundredths of the size, the outline from the baseline. */
export interface Glyph {
  /** An SVG path; empty for a blank. */
  outline: string
  advance: number
}

export const FAMILY = 'Noto Sans S Chinese'
// A font that travels with the package makes pictures the same on every machine.
const folder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts')
export const fontFiles = {
  400: [join(folder, 'NotoSansHans-Regular.otf')],
  700: [join(folder, 'NotoSansHans-Bold.otf')],
}
const known = { 400: new Map<string, Glyph>(), 700: new Map<string, Glyph>() }
/** Stands behind a character that may be narrow, so that where it begins tells the character's width. */
const REFERENCE = '中'

export type Weight = keyof typeof known

/** One for each character. */
export function glyphsOf(text: string, weight: Weight): Glyph[] {
  const characters = [...drawable(text)]
  const missing = new Set(characters.filter((character) => !known[weight].has(character)))
  if (missing.size > 0) learn([...missing], weight)
  return characters.map((character) => known[weight].get(character)!)
}

/** Without what XML forbids: a name must not cost a draw its announcement. */
function drawable(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')
}

function learn(characters: string[], weight: Weight): void {
  const [alone, ...outlines] = outlinesOf(['', ...characters], weight)
  const start = firstX(alone!.reference)
  for (const [i, { own, reference }] of outlines.entries()) {
    const advance = reference === '' ? 100 : firstX(reference) - start
    known[weight].set(characters[i]!, { outline: own, advance })
  }
}

/** Chinese characters and their signs fill their square. */
const SQUARE = /[\u2e80-\uff60]|[\u{10000}-\u{10ffff}]/u

/** The library writes text as paths, in groups that keep their ids, one path for each colour. */
function outlinesOf(characters: string[], weight: Weight): { own: string; reference: string }[] {
  const texts = characters.map((character, i) => {
    const own = `<tspan fill="#ff0000">${escapeXml(character)}</tspan>`
    const reference = SQUARE.test(character) ? '' : `<tspan fill="#0000ff">${REFERENCE}</tspan>`
    return `<g id="g${i}"><text>${own}${reference}</text></g>`
  })
  const style = `font-size="100" font-weight="${weight}" font-family="${FAMILY}" xml:space="preserve"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" ${style}>${texts.join('')}</svg>`
  const font = { fontFiles: fontFiles[weight], loadSystemFonts: false, defaultFontFamily: FAMILY }
  const flat = new Resvg(svg, { font })
  // What leaves no trace, such as a full-width blank, leaves no group either.
  const groups = new Map(
    flat
      .toString()
      .split(/<g id="g(?=\d+">)/)
      .slice(1)
      .map((group) => [Number.parseInt(group, 10), group]),
  )
  return characters.map((_, i) => {
    const group = groups.get(i) ?? ''
    return { own: pathOf(group, '#ff0000'), reference: pathOf(group, '#0000ff') }
  })
}

function pathOf(group: string, colour: string): string {
  return new RegExp(`<path fill="${colour}"[^>]* d="([^"]*)"`).exec(group)?.[1] ?? ''
}

function firstX(path: string): number {
  return Number(/^M (\S+)/.exec(path)?.[1])
}

function escapeXml(character: string): string {
  return /[&<>]/.test(character) ? `&#${character.charCodeAt(0)};` : character
}
