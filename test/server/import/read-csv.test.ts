import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ImportError } from '../../../server/import/import-error.js'
import { openSource } from '../../../server/import/open-source.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'csv-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

/** The cells of every row, each under its number. */
async function read(bytes: string | Buffer): Promise<string[][]> {
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  const source = await openSource(path)
  const rows: string[][] = []
  for await (const { row, cells } of source.sheets[0]!.rows()) {
    expect(row).toBe(rows.length + 1)
    rows.push(cells)
  }
  source.close()
  return rows
}

const table = [
  ['代码', '名称'],
  ['1', '山城'],
  ['2', '鹿楼'],
]

/** 代码,名称 / 1,山城 / 2,鹿楼 in GB18030. */
const gb18030 = Buffer.from('b4fac2eb2cc3fbb3c60a312cc9bdb3c70a322cc2b9c2a50a', 'hex')

describe('reading a CSV file', () => {
  it('takes UTF-8 with and without a byte-order mark, UTF-16 with one, and GB18030', async () => {
    const text = '代码,名称\n1,山城\n2,鹿楼\n'
    expect(await read(text)).toEqual(table)
    expect(await read(`\ufeff${text}`)).toEqual(table)
    expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(table)
    expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toEqual(table)
    expect(await read(gb18030)).toEqual(table)
  })

  it('takes commas, tabs and semicolons, whatever ends the lines', async () => {
    expect(await read('代码\t名称\r\n1\t山城\r\n2\t鹿楼')).toEqual(table)
    expect(await read('代码;名称\r1;山城\r2;鹿楼\r')).toEqual(table)
    expect(await read('代码,名称\n1,"山;城"')).toEqual([
      ['代码', '名称'],
      ['1', '山;城'],
    ])
    expect((await read('名录;共两行，见下\n代码;名称;简称\n'))[1]).toEqual(['代码', '名称', '简称'])
  })

  it('goes by the separator of the header, whatever stands in the texts below and in titles above', async () => {
    const text = '某区名录,2026年3月\n\n代码;名称;住所\n1;山城;a,b,c,d,e,f\n2;鹿楼;a,b,c,d,e,f\n'
    expect((await read(text)).slice(2)).toEqual([
      ['代码', '名称', '住所'],
      ['1', '山城', 'a,b,c,d,e,f'],
      ['2', '鹿楼', 'a,b,c,d,e,f'],
    ])
    expect((await read('代码,名称,标签\n1,山城,甲;乙;丙;丁\n2,鹿楼,甲;乙;丙;丁\n'))[1]).toEqual([
      ...['1', '山城', '甲;乙;丙;丁'],
    ])
  })

  it('keeps quoted cells whole and every row in its place', async () => {
    const rows = await read('代码,名称\n1,"山,\n""城"""\n\n3,石林,多\n')
    expect(rows.slice(1)).toEqual([['1', '山,\n"城"'], [''], ['3', '石林', '多']])
  })

  it('cuts no character where a chunk of the file ends', async () => {
    const line = `1,${'山城区鹿楼街道'.repeat(20)}\n`
    const many = await read(line.repeat(9000))
    expect(many).toHaveLength(9000)
    expect(new Set(many.map((cells) => cells.join()))).toEqual(new Set([line.trim()]))
  })

  it.each([
    ['nothing', Buffer.from(''), '文件是空的'],
    ['blanks', Buffer.from('\ufeff \n'), '文件是空的'],
    ['a broken workbook', Buffer.from('504b0304140000', 'hex'), '工作簿已损坏'],
    ['a picture', Buffer.from('89504e470d0a1a0aff00ff', 'hex'), '不是表格文件'],
    ['bytes of no encoding', Buffer.from('31ff00ff', 'hex'), '文字编码'],
    ['an open quote', Buffer.from('代码,名称\n0,红旗\n1,"山城\n2,鹿楼\n'), '第 3 行附近的引号没有成对'],
    [
      'a quote within a cell',
      Buffer.from('代码,名称\n0,红旗\n1,山"城\n2,鹿楼\n'),
      '第 3 行附近的引号没有成对',
    ],
    [
      'UTF-8 followed by GBK',
      Buffer.concat([Buffer.from('代码,名称\n1,山城\n'), gb18030]),
      '前面是 UTF-8，第 3 行是 GBK',
    ],
    [
      'GBK followed by UTF-8',
      Buffer.concat([gb18030, Buffer.from('3,石林石林\n')]),
      '前面是 GBK，第 4 行是 UTF-8',
    ],
    [
      'a torn character',
      Buffer.concat([gb18030, Buffer.from('332cc9\n', 'latin1'), Buffer.from([0x33, 0x2c, 0xff, 0x0a])]),
      '第 5 行有不属于',
    ],
  ])('refuses %s in plain words', async (_, bytes, words) => {
    const reading = read(bytes)
    await expect(reading).rejects.toThrow(ImportError)
    await expect(reading).rejects.toThrow(words)
  })
})
