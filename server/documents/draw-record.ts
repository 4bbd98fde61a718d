/** Writes the printable record of a draw, 抽取记录, to be signed by those who drew, witnessed and supervised. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx'
import { type DrawSheetData, fingerprints } from './draw-data.js'
import { basics, numbers, visits, witnesses } from './record-sections.js'
import { hexTable, signatureTable } from './record-tables.js'
import { A4, FANGSONG, heading, run, SONG, TEXT_WIDTH } from './record-type.js'

const TITLE = '双随机抽查抽取记录'
const DISCLAIMER = '被抽中不代表涉嫌违法违规'
const LINE = '＿'.repeat(9)

const statement = (visits: number) =>
  `以上内容和后附的 ${visits} 个检查任务，由承诺值、见证人所述文字和登记库数据经公开算法计算得出，任何人都可以重新计算核对。经核对无误，签字确认。`

function footer(drawNo: string) {
  const page = ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页']
  return new Footer({
    children: [
      new Paragraph({
        border: { top: { style: BorderStyle.SINGLE, size: 4, space: 4 } },
        tabStops: [
          { type: TabStopType.CENTER, position: TEXT_WIDTH / 2 },
          { type: TabStopType.RIGHT, position: TEXT_WIDTH },
        ],
        children: [
          new TextRun({
            font: SONG,
            size: 18,
            children: [drawNo, new Tab(), DISCLAIMER, new Tab(), ...page],
          }),
        ],
      }),
    ],
  })
}

function content(data: DrawSheetData) {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 240 },
      children: [run(TITLE, { font: SONG, size: 44, bold: true })],
    }),
    heading('一、基本情况'),
    basics(data),
    heading('二、抽取数量'),
    ...numbers(data),
    heading('三、见证情况'),
    witnesses(data),
    heading('四、存证指纹（SHA-256）'),
    hexTable(fingerprints(data)),
    // Before the list, so that nobody signs a page that holds nothing else.
    heading('五、签字确认'),
    new Paragraph({
      keepNext: true,
      keepLines: true,
      indent: { firstLine: 480 },
      spacing: { after: 120, line: 360 },
      children: [run(statement(data.visits.length), { font: FANGSONG, size: 24 })],
    }),
    signatureTable([
      [`抽取人（签字）：${LINE}`, `见证人（签字）：${LINE}`],
      [`监督人（签字）：${LINE}`, '日期：　　　　年　　　月　　　日'],
    ]),
    heading('附：检查任务'),
    visits(data),
  ]
}

/** The record as a .docx file: A4 portrait, every page numbered and bearing the draw's number. */
export function writeDrawRecord(data: DrawSheetData): Promise<Buffer> {
  const document = new Document({
    title: `${TITLE} ${data.drawNo}`,
    creator: data.leadDepartment,
    styles: { default: { document: { run: { font: FANGSONG, language: { eastAsia: 'zh-CN' } } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: A4.width, height: A4.height },
            margin: { top: A4.vertical, bottom: A4.vertical, left: A4.side, right: A4.side },
          },
        },
        footers: { default: footer(data.drawNo) },
        children: content(data),
      },
    ],
  })
  return Packer.toBuffer(document)
}
