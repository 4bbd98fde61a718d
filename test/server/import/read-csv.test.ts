import { describe, expect, it } from 'vitest'
import { ImportError, readCsv } from '../../../server/import/read-csv.js'

const table = {
  header: ['代码', '名称'],
  rows: [
    ['1', '山城'],
    ['2', '鹿楼'],
  ],
}

/** 代码,名称 / 1,山城 / 2,鹿楼 in GB18030. */
const gb18030 = Buffer.from('b4fac2eb2cc3fbb3c60a312cc9bdb3c70a322cc2b9c2a50a', 'hex')

describe('reading a CSV file', () => {
  it('takes UTF-8 with and without a byte-order mark, UTF-16 with one, and GB18030', () => {
    const text = '代码,名称\n1,山城\n2,鹿楼\n'
    expect(readCsv(Buffer.from(text))).toEqual(table)
    expect(readCsv(Buffer.from(`\ufeff${text}`))).toEqual(table)
    expect(readCsv(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(table)
    expect(readCsv(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toEqual(table)
    expect(readCsv(gb18030)).toEqual(table)
  })

  it('takes commas, tabs and semicolons, whatever ends the lines', () => {
    expect(readCsv(Buffer.from('代码\t名称\r\n1\t山城\r\n2\t鹿楼'))).toEqual(table)
    expect(readCsv(Buffer.from('代码;名称\r1;山城\r2;鹿楼\r'))).toEqual(table)
    expect(readCsv(Buffer.from('代码,名称\n1,"山;城"')).rows).toEqual([['1', '山;城']])
  })

  it('keeps quoted cells whole and every row in its place', () => {
    const { rows } = readCsv(Buffer.from('代码,名称\n1,"山,\n""城"""\n\n3,石林,多\n'))
    expect(rows).toEqual([['1', '山,\n"城"'], [''], ['3', '石林', '多']])
  })

  it.each([
    ['nothing', Buffer.from(''), '文件是空的'],
    ['blanks', Buffer.from('\ufeff \n'), '文件是空的'],
    ['a workbook', Buffer.from('504b0304140000', 'hex'), '另存为 CSV'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '另存为 CSV'],
    ['a picture', Buffer.from('89504e470d0a1a0aff00ff', 'hex'), '文字编码'],
    ['an open quote', Buffer.from('代码,名称\n1,"山城\n2,鹿楼\n'), '引号没有成对'],
  ])('refuses %s in plain words', (_, bytes, words) => {
    expect(() => readCsv(bytes)).toThrow(ImportError)
    expect(() => readCsv(bytes)).toThrow(words)
  })
})
