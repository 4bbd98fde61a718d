import { describe, expect, it } from 'vitest'
import type { DrawSheetData } from '../../../server/documents/draw-data.js'
import { writeDrawList } from '../../../server/documents/draw-list.js'
import { openPackage, unescapeXml } from './open-package.js'
import { sampleDraw } from './sample-draw.js'

interface Cell {
  value: string
  kind: 'text' | 'number'
  format: string
  bold: boolean
}

/** Reads a sheet back as rows of cells. */
async function sheets(data: DrawSheetData) {
  const files = openPackage(await writeDrawList(data))
  const part = (name: string) => files[`xl/${name}`] ?? ''
  const matches = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)]
  const strings = matches(part('sharedStrings.xml'), /<t[^>]*>([^<]*)<\/t>/g).map((m) =>
    unescapeXml(m[1] ?? ''),
  )
  const styles = part('styles.xml')
  const formats = Object.fromEntries(
    matches(styles, /numFmtId="(\d+)" formatCode="([^"]*)"/g).map((m) => [m[1], m[2]]),
  )
  const fonts = matches(styles, /<font>(.*?)<\/font>/gs).map((m) => m[1] ?? '')
  const looks = matches(styles.slice(styles.indexOf('<cellXfs')), /<xf ([^>]*)>/g).map((m) => ({
    format: formats[/numFmtId="(\d+)"/.exec(m[1] ?? '')?.[1] ?? ''] ?? '',
    bold: fonts[Number(/fontId="(\d+)"/.exec(m[1] ?? '')?.[1] ?? 0)]?.includes('<b/>') ?? false,
  }))
  const cell = (attributes: string, value: string): Cell => {
    const look = looks[Number(/ s="(\d+)"/.exec(attributes)?.[1] ?? 0)] ?? { format: '', bold: false }
    const isText = attributes.includes(' t="s"')
    return {
      ...look,
      kind: isText ? 'text' : 'number',
      value: isText ? (strings[Number(value)] ?? '') : value,
    }
  }
  const read = (xml: string) =>
    matches(xml, /<row .*?<\/row>/gs).map((row) =>
      matches(row[0], /<c ([^>]*?)(?:\/>|>(?:<v>([^<]*)<\/v>)?<\/c>)/g).map((m) =>
        cell(` ${m[1]}`, m[2] ?? ''),
      ),
    )
  const [visits, facts] = [part('worksheets/sheet1.xml'), part('worksheets/sheet2.xml')]
  return { book: part('workbook.xml'), visits: read(visits), facts: read(facts), xml: [visits, facts] }
}

const DAY_ZERO = Date.UTC(1899, 11, 30)
const readDate = (cell: Cell | undefined) =>
  new Date(DAY_ZERO + Math.round(Number(cell?.value) * 86_400) * 1_000)

describe('the list of a draw', () => {
  it('has one row for each visit under a bold and frozen head', async () => {
    const { book, visits, xml } = await sheets(sampleDraw(60))
    expect(book).toMatch(/name="抽查名单".*name="抽取信息"/)
    expect(visits).toHaveLength(61)
    expect(visits[0]?.map(({ value }) => value)).toEqual(
      '任务编号 企业名称 统一社会信用代码 类型 行业 区域 地址 信用等级 抽查事项 检查人员1 检查人员2 检查期限'.split(
        ' ',
      ),
    )
    expect(visits[0]?.every(({ bold }) => bold)).toBe(true)
    for (const sheet of xml) expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
  })

  it('keeps codes as text and days as dates', async () => {
    const data = sampleDraw(3)
    const { visits } = await sheets(data)
    const row = visits[2]
    expect(row?.[2]).toMatchObject({ value: data.visits[1]?.firm.code, kind: 'text', format: '@' })
    expect(row?.[11]).toMatchObject({ kind: 'number', format: 'yyyy-mm-dd' })
    expect(readDate(row?.[11]).toISOString()).toBe('2026-04-14T00:00:00.000Z')
  })

  it('names items and inspectors with their departments', async () => {
    const { visits } = await sheets(sampleDraw(1))
    expect(visits[1]?.[8]?.value).toBe(
      'SP-01 食品经营许可与从业人员健康管理检查；SW-04 发票开具与使用情况检查；XF-02 经营场所消防安全检查',
    )
    expect(visits[1]?.slice(9, 11).map(({ value }) => value)).toEqual([
      '检查甲（市场监管局）',
      '协查丁（税务局）',
    ])
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("x")', '<v>&amp;', '𠮷野家'])(
    'keeps %s as text',
    async (name) => {
      const data = sampleDraw(1)
      data.visits[0]!.firm.name = name
      const { visits, xml } = await sheets(data)
      expect(visits[1]?.[1]).toMatchObject({ value: name, kind: 'text', format: '@' })
      expect(xml[0]).not.toContain('<f>')
    },
  )

  it.each(['constructor', '__proto__', 'toString'])('keeps a firm named %s legible', async (name) => {
    const data = sampleDraw(1)
    data.visits[0]!.firm.name = name
    const { visits } = await sheets(data)
    expect(visits[1]?.[1]?.value.replace('\u200B', '')).toBe(name)
  })

  it('gives numbers as numbers, times as dates and every fingerprint whole', async () => {
    const data = sampleDraw(60, { dueEstimated: true })
    const { facts } = await sheets(data)
    const fact = (name: string) => facts.find(([label]) => label?.value === name)?.[1]
    expect(fact('范围内对象（家）')).toMatchObject({ value: '1095', kind: 'number' })
    expect(fact('排除：已注销（家）')).toMatchObject({ value: '5', kind: 'number' })
    expect(fact('B 级抽取比例')?.value).toBe('1/3（加权）')
    expect(fact('承诺值 C')).toMatchObject({ value: data.commitHash, kind: 'text' })
    expect(fact('随机种子 S')?.value).toBe(data.seed)
    expect(fact('检查席位')?.value).toBe(data.files.seats)
    expect(fact('留痕账本第 1207 条')?.value).toBe(data.registry.hash)
    expect(readDate(fact('抽取时间')).toISOString()).toBe('2026-03-17T00:30:11.000Z')
    expect(readDate(fact('检查期限（预计）')).toISOString()).toBe('2026-04-14T00:00:00.000Z')
  })

  it('leaves seats empty where a visit has fewer inspectors', async () => {
    const data = sampleDraw(2)
    data.visits[1]!.inspectors = []
    const { visits } = await sheets(data)
    expect(visits[2]?.slice(9, 11).map(({ value }) => value)).toEqual(['', ''])
  })
})
