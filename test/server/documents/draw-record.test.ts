import { describe, expect, it } from 'vitest'
import type { DrawSheetData } from '../../../server/documents/draw-data.js'
import { writeDrawRecord } from '../../../server/documents/draw-record.js'
import { openPackage, unescapeXml } from './open-package.js'
import { sampleDraw } from './sample-draw.js'

async function parts(data: DrawSheetData) {
  const files = openPackage(await writeDrawRecord(data))
  const xml = files['word/document.xml'] ?? ''
  const runs = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) =>
    unescapeXml(match[1] ?? ''),
  )
  const footer = Object.entries(files).find(([path]) => /^word\/footer\d*\.xml$/.test(path))?.[1] ?? ''
  return { files, xml, runs, footer }
}

describe('the record of a draw', () => {
  it('says what was drawn, by whom, when and from how many', async () => {
    const { runs } = await parts(sampleDraw(60))
    expect(runs).toEqual(
      expect.arrayContaining([
        '双随机抽查抽取记录',
        'CQ2026-003',
        'JH2026-01',
        '备〔2026〕12号',
        '税务局、生态环境局、消防救援大队',
        'SW-04　发票开具与使用情况检查',
        '经办甲（市场监管局）',
        '2026年3月16日 09:02:03',
        '2026年3月17日 00:30:11',
        '2026年4月14日',
        '1095 家',
        '42 家：本年度已检查满次 37 家，已注销 5 家',
        '60 家',
        '1/3（加权）',
      ]),
    )
  })

  it('keeps C, the fingerprints, the ledger position and the seed unbroken', async () => {
    const data = sampleDraw(2)
    const { xml } = await parts(data)
    for (const hex of [data.commitHash, data.seed, data.registry.hash, ...Object.values(data.files)]) {
      expect(xml).toContain(`>${hex}</w:t>`)
    }
    expect(xml).toContain('留痕账本第 1207 条')
  })

  it('gives each witness with the words as spoken, line by line', async () => {
    const { runs } = await parts(sampleDraw(1))
    expect(runs).toEqual(
      expect.arrayContaining(['见证甲（税务局）', '春风又绿江南岸 2026', '第一行', '第二行']),
    )
  })

  it('lists every visit with firm, code and inspectors', async () => {
    const data = sampleDraw(60)
    const { runs } = await parts(data)
    for (const visit of data.visits) {
      const at = runs.indexOf(visit.no)
      expect(runs.slice(at, at + 7)).toEqual([
        visit.no,
        visit.firm.name,
        visit.firm.code,
        visit.firm.district,
        visit.firm.creditClass,
        ...visit.inspectors.map(({ name, department }) => `${name}（${department}）`),
      ])
    }
  })

  it('repeats the head of the list on each page and breaks no row', async () => {
    const { xml } = await parts(sampleDraw(60))
    const list = xml.slice(xml.indexOf('附：检查任务'))
    const rows = list.slice(0, list.indexOf('</w:tbl>')).match(/<w:tr>.*?<\/w:tr>/gs) ?? []
    expect(rows).toHaveLength(61)
    expect(rows.every((row) => row.includes('<w:cantSplit/>'))).toBe(true)
    expect(rows.map((row) => row.includes('<w:tblHeader/>')).indexOf(true)).toBe(0)
    expect(rows.filter((row) => row.includes('<w:tblHeader/>'))).toHaveLength(1)
  })

  it('has the lines to sign on before the list', async () => {
    const { runs } = await parts(sampleDraw(3))
    const list = runs.indexOf('附：检查任务')
    const [drawer, witness, supervisor, day] = runs.slice(list - 4, list)
    expect(drawer).toMatch(/^抽取人（签字）：＿+$/)
    expect(witness).toMatch(/^见证人（签字）：＿+$/)
    expect(supervisor).toMatch(/^监督人（签字）：＿+$/)
    expect(day).toMatch(/^日期：\s+年\s+月\s+日$/)
  })

  it('numbers its A4 pages and says that drawn does not mean suspected', async () => {
    const { xml, footer } = await parts(sampleDraw(1))
    expect(xml).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>')
    expect(footer).toContain('被抽中不代表涉嫌违法违规')
    expect(footer).toContain('CQ2026-003')
    expect(footer).toMatch(/>PAGE<.*>NUMPAGES</s)
  })

  it('names Chinese fonts for Chinese text', async () => {
    const { xml } = await parts(sampleDraw(1))
    expect(xml).toMatch(/<w:rFonts[^>]* w:eastAsia="宋体"/)
    expect(xml).toMatch(/<w:rFonts[^>]* w:eastAsia="仿宋"/)
  })

  it('survives names made to break it', async () => {
    const data = sampleDraw(1, { leadDepartment: '"局"<w:p/>&' })
    const hostile = '</w:t></w:r>\u0001<b>&amp;"\uFFFE𠮷'
    data.visits[0]!.firm.name = hostile
    const { files, runs, xml } = await parts(data)
    expect(runs).toContain('</w:t></w:r><b>&amp;"𠮷')
    expect(runs).toContain('"局"<w:p/>&')
    expect(xml).not.toContain('<b>')
    expect(files['docProps/core.xml']).toContain('&lt;w:p/&gt;&amp;')
  })

  it('marks an estimated day, a repeated draw and visits without a team', async () => {
    const data = sampleDraw(1, { nth: 2, reason: '首次抽取作废', dueEstimated: true })
    data.visits[0]!.inspectors = []
    const { runs } = await parts(data)
    expect(runs).toEqual(
      expect.arrayContaining(['2026年4月14日（预计）', '第 2 次抽取，理由：首次抽取作废', '待补派']),
    )
  })
})
