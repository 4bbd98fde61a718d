import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearestWords, readCommandLine, readPairs } from '../../../commands/rules/command-line.js'

const words = new Set(['draw', '抽取', 'witness', '见证', 'record', '记录', 'help', '帮助'])
const read = (text: string) => readCommandLine(text, words, { bare: false })
const readBare = (text: string) => readCommandLine(text, words, { bare: true })

describe('readCommandLine', () => {
  it.each([
    ['/draw', 'draw', ''],
    ['/draw JH2026-01', 'draw', 'JH2026-01'],
    ['/DRAW   x', 'draw', 'x'],
    ['／ｄｒａｗ x', 'draw', 'x'],
    ['／抽取 JH2026-01', '抽取', 'JH2026-01'],
    ['/抽取：JH2026-01', '抽取', 'JH2026-01'],
    ['/抽取:  JH2026-01', '抽取', 'JH2026-01'],
    ['\u2005/draw x', 'draw', 'x'],
    ['/draw\u2005x', 'draw', '\u2005x'],
  ])('reads %j', (text, word, rest) => {
    expect(read(text)).toEqual({ word, rest })
  })

  it('takes off only the ASCII spaces behind the word, so that a witness is quoted exactly', () => {
    expect(read('/witness  a  b \n ')).toEqual({ word: 'witness', rest: 'a  b \n ' })
    expect(read('/witness\n风调雨顺')).toEqual({ word: 'witness', rest: '\n风调雨顺' })
    expect(read('/见证　风调雨顺')).toEqual({ word: '见证', rest: '　风调雨顺' })
    expect(read('/witness \tＡ')).toEqual({ word: 'witness', rest: '\tＡ' })
    expect(read('/witness ：a')).toEqual({ word: 'witness', rest: '：a' })
    expect(read('/witness：：a')).toEqual({ word: 'witness', rest: '：a' })
  })

  it('tells an unknown word from ordinary talk', () => {
    expect(read('/darw JH2026-01')).toEqual({ unknown: 'darw' })
    expect(read('／抽签')).toEqual({ unknown: '抽签' })
    for (const talk of [
      '/usr/bin',
      '//',
      '/ draw',
      '/',
      '／',
      '/100',
      '/。。。',
      '/start@other_bot',
      '',
      '   ',
    ])
      expect(read(talk), talk).toBeNull()
    for (const talk of ['draw', '抽取', '请看 /draw', `/${'长'.repeat(40)}`])
      expect(read(talk), talk).toBeNull()
  })

  it('lets a Chinese word stand without slash where that is allowed', () => {
    expect(readBare('记录')).toEqual({ word: '记录', rest: '' })
    expect(readBare('记录 RW2026-003-07')).toEqual({ word: '记录', rest: 'RW2026-003-07' })
    expect(readBare('记录\n结果：1')).toEqual({ word: '记录', rest: '\n结果：1' })
    for (const talk of ['记录本', '记录：今天去了', 'help', '请帮助', '抽签'])
      expect(readBare(talk), talk).toBeNull()
  })

  it('answers at once to enormous messages', () => {
    const started = performance.now()
    for (const unit of [' ', '/', '字', '：', '\u3000/'])
      for (const lead of ['', '/', '/draw', ' /']) read(lead + unit.repeat(500_000))
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('nearestWords', () => {
  const all = ['draw', '抽取', 'witness', '见证', 'record', '检查记录', 'help', '帮助']

  it('finds what a slip of the finger meant', () => {
    expect(nearestWords('darw', all)[0]).toBe('draw')
    expect(nearestWords('witnes', all)).toEqual(['witness'])
    expect(nearestWords('抽查', all)).toEqual(['抽取'])
    expect(nearestWords('ＤＲＡＷ', all)[0]).toBe('draw')
  })

  it('finds a Chinese word by a part of it or around it', () => {
    expect(nearestWords('记录', all)).toEqual(['检查记录'])
    expect(nearestWords('我要抽取企业', all)).toEqual(['抽取'])
  })

  it('offers nothing for what is far from every word, and never more than asked', () => {
    expect(nearestWords('天气', all)).toEqual([])
    expect(nearestWords('xyzzy', all)).toEqual([])
    expect(nearestWords('aa', ['ab', 'ac', 'ad', 'ae'], 2)).toEqual(['ab', 'ac'])
    expect(nearestWords('字'.repeat(1_000_000), all)).toEqual([])
  })
})

describe('readPairs', () => {
  const pairsOf = (text: string) => Object.fromEntries(readPairs(text).pairs)

  it('reads one line of pairs, with spaces in the values', () => {
    expect(readPairs('RW2026-003-07 结果=未发现 问题  签字 ＝ 是 备注=现场 整洁 ')).toEqual({
      pairs: new Map([
        ['结果', '未发现 问题'],
        ['签字', '是'],
        ['备注', '现场 整洁'],
      ]),
      words: ['RW2026-003-07'],
      duplicates: [],
    })
  })

  it('reads lines of pairs', () => {
    expect(pairsOf('结果：未发现问题\r\n签字: 是\n\n备注：到场 10:30，见附件')).toEqual({
      结果: '未发现问题',
      签字: '是',
      备注: '到场 10:30，见附件',
    })
    expect(readPairs('RW2026-003-07 结果：1\n签字：是').words).toEqual(['RW2026-003-07'])
  })

  it('folds keys and keeps values as they are', () => {
    expect(pairsOf('ＲＥＳＵＬＴ=Ａ１ 结果２=a=b')).toEqual({ result: 'Ａ１', 结果2: 'a=b' })
  })

  it('leaves colons and addresses in a value alone', () => {
    expect(pairsOf('备注=联系人：甲 电话：乙')).toEqual({ 备注: '联系人：甲 电话：乙' })
    expect(pairsOf('备注：见 http://example.cn/?a=1 10:30')).toEqual({
      备注: '见 http://example.cn/?a=1 10:30',
    })
    expect(readPairs('http://example.cn/ 10:30')).toMatchObject({ words: ['http://example.cn/', '10:30'] })
  })

  it('ends a value with a colon only at a key that the caller knows', () => {
    const { pairs } = readPairs('结果：1 签字：是 备注：电话：无 地址：无', (key) =>
      ['签字', '备注'].includes(key),
    )
    expect(Object.fromEntries(pairs)).toEqual({ 结果: '1', 签字: '是', 备注: '电话：无 地址：无' })
  })

  it('keeps empty values, and tells what was given twice', () => {
    expect(readPairs('结果= 签字=是\n结果：2\n签字：否\n结果=3')).toEqual({
      pairs: new Map([
        ['结果', ''],
        ['签字', '是'],
      ]),
      words: [],
      duplicates: ['结果', '签字'],
    })
  })

  it('finds nothing in nothing, and everything in words', () => {
    expect(readPairs(' \n ')).toEqual({ pairs: new Map(), words: [], duplicates: [] })
    expect(readPairs('a b　c\n=d').words).toEqual(['a', 'b', 'c', '=d'])
  })

  it('reads back whatever pairs were written', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    fc.assert(
      fc.property(
        fc.dictionary(word, fc.array(word, { maxLength: 4 }), { noNullPrototype: true }),
        (given) => {
          const pairs = Object.entries(given).map(([key, value]) => [key, value.join(' ')] as const)
          const line = pairs.map(([key, value]) => `${key}=${value}`).join(' ')
          expect(readPairs(line).pairs).toEqual(new Map(pairs))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('takes time in proportion to the text, whatever the text', () => {
    const started = performance.now()
    for (const unit of ['字', ' ', '=', '：', '字 ', 'a=', 'a= ', '\n', 'a：\n', '字 \t='])
      readPairs(unit.repeat(300_000))
    readPairs(`a${' '.repeat(500_000)}b`.repeat(2))
    expect(performance.now() - started).toBeLessThan(8000)
  })
})

describe('what people type without care', () => {
  const words = new Set(['收到', '记录'])

  it.each(['收到', '收到！', '收到，谢谢', '收到。', ' 收到~'])('takes %s in a private chat', (text) => {
    expect(readCommandLine(text, words, { bare: true })).toMatchObject({ word: '收到' })
  })

  it('leaves a sentence that only begins alike', () => {
    expect(readCommandLine('收到了', words, { bare: true })).toBeNull()
    expect(readCommandLine('收到！', words, { bare: false })).toBeNull()
  })

  it('separates known keys at commas, and leaves commas in notes', () => {
    const isKey = (key: string) => ['结果', '签字', '备注'].includes(key)
    const { pairs } = readPairs('结果=合格，签字：是；备注=温度：25，湿度：60，a=b', isKey)
    expect([...pairs]).toEqual([
      ['结果', '合格'],
      ['签字', '是'],
      ['备注', '温度：25，湿度：60，a=b'],
    ])
  })
})
