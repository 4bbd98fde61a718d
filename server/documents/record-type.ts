/** The printed record's page and type: named Chinese fonts with their Latin companions, and text set in them. */
import { type IRunPropertiesOptions, Paragraph, TextRun } from 'docx'

/** An upright page in twips; `side` and `vertical` are its margins of 22 and 20 mm. */
export const A4 = { width: 11906, height: 16838, side: 1247, vertical: 1134 }
export const TEXT_WIDTH = A4.width - 2 * A4.side

// The hint lets Word set quotation marks and dashes in the Chinese font too.
const typeface = (latin: string, eastAsia: string) => ({
  ascii: latin,
  hAnsi: latin,
  cs: latin,
  eastAsia,
  hint: 'eastAsia',
})
export const SONG = typeface('Times New Roman', '宋体')
export const FANGSONG = typeface('Times New Roman', '仿宋')
export const MONO = typeface('Courier New', '宋体')

/** Text of any origin as a run; the package drops the control characters that XML forbids, but not these two. */
export function run(text: string, style: IRunPropertiesOptions): TextRun {
  return new TextRun({ ...style, text: text.replace(/[\uFFFE\uFFFF]/g, '') })
}

/** A section's name, never left alone at the foot of a page. */
export function heading(text: string, pageBreakBefore = false): Paragraph {
  return new Paragraph({
    ...{ keepNext: true, pageBreakBefore },
    spacing: { before: 240, after: 100 },
    children: [run(text, { font: SONG, size: 24, bold: true })],
  })
}
