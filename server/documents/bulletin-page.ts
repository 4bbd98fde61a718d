/** The page and the paragraphs of a bulletin, as offices set such papers. */
import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import { messages } from '../../commands/messages.js'
import { A4, FANGSONG, run, SONG } from './record-type.js'

const BODY = { font: FANGSONG, size: 24 }

/** @param size in half-points */
export function centred(text: string, size: number): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 120 },
    children: [run(text, { font: size > 40 ? SONG : FANGSONG, size, bold: size > 40 })],
  })
}

/** Set in by two characters unless said otherwise. */
export function paragraph(
  text: string,
  style: IParagraphOptions = { indent: { firstLine: 480 } },
): Paragraph {
  return new Paragraph({ spacing: { after: 80, line: 360 }, ...style, children: [run(text, BODY)] })
}

/** Who issues it, at the right. */
export const signature = (lines: string[]): Paragraph[] =>
  lines.map((line, i) =>
    paragraph(line, {
      alignment: AlignmentType.RIGHT,
      keepNext: i < lines.length - 1,
      spacing: { before: i === 0 ? 360 : 0, line: 360 },
      indent: { right: 480 },
    }),
  )

export function packBulletin(children: FileChild[]): Promise<Buffer> {
  const page = {
    size: { width: A4.width, height: A4.height },
    margin: { top: A4.vertical, bottom: A4.vertical, left: A4.side, right: A4.side },
  }
  const document = new Document({
    title: messages.bulletin.title,
    styles: { default: { document: { run: { font: FANGSONG, language: { eastAsia: 'zh-CN' } } } } },
    sections: [{ properties: { page }, footers: { default: pageNumbers() }, children }],
  })
  return Packer.toBuffer(document)
}

/** — 1 — */
function pageNumbers(): Footer {
  const number = new TextRun({ font: SONG, size: 21, children: ['— ', PageNumber.CURRENT, ' —'] })
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] })
}
