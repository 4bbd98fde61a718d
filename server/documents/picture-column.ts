/** Pictures for phones, written from top to bottom: one column of 1080 pixels, whose texts are outlines. */
import { Resvg } from '@resvg/resvg-js'
import { type Html, html } from '../pages/html.js'
import { breakLines, type TextStyle, textNode } from './picture-text.js'

export const WIDTH = 1080
export const EDGE = 48

export const INK = '#1b2330'
export const SOFT = '#5b6675'
export const BLUE = '#1c5fd0'

/** Nodes from top to bottom, and how far down they reach. */
export class PictureColumn {
  readonly nodes: Html[] = []
  y = 0

  /** Lines of text, each a line height of 1.4 below the one before; `width` is up to the edge unless said otherwise. */
  write(text: string, style: TextStyle, width = WIDTH - EDGE - style.x): void {
    for (const line of breakLines(text, width, style)) {
      this.y += Math.round(style.size * 1.4)
      this.nodes.push(textNode(line, this.y - Math.round(style.size * 0.35), style))
    }
  }

  /** Beside what is written next. */
  mark(text: string, style: TextStyle, beside: TextStyle): void {
    const baseline = this.y + Math.round(beside.size * 1.4) - Math.round(beside.size * 0.35)
    this.nodes.push(textNode(text, baseline, style))
  }

  rule(): void {
    this.y += 18
    this.nodes.push(html`<path d="M${EDGE} ${this.y}H${WIDTH - EDGE}" stroke="#dfe4ea" stroke-width="2"/>`)
    this.y += 14
  }
}

export function renderPng(svg: string, fontFiles: string[] = []): Buffer {
  return new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).render().asPng()
}
