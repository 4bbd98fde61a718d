import { describe, expect, it } from 'vitest'
import { readAloud } from '../../db/read-aloud.js'

describe('reading a name aloud', () => {
  it.each([
    ['重庆重型机械', 'chong qing zhong xing ji xie'],
    ['成长快乐食品音乐', 'cheng zhang kuai le shi pin yin yue'],
    ['长治银行', 'chang zhi yin hang'],
    ['行政旅行', 'xing zheng lv xing'],
    ['兴达车行', 'xing da che hang'],
    ['五金行', 'wu jin hang'],
    ['浚县参茸', 'xun xian shen rong'],
    ['厦门会计', 'xia men kuai ji'],
    ['大厦便利店', 'da sha bian li dian'],
    ['绿色女装', 'lv se nv zhuang'],
    ['a1号', 'a 1 hao'],
    ['😀𠮷号', '😀 𠮷 hao'],
  ])('reads %s', (name, syllables) => {
    expect(readAloud([...name]).join(' ')).toBe(syllables)
  })

  it('reads a character by its neighbours, whatever was read before', () => {
    const readTwice = ['银行长', '长银行', '行长'].map((name) => readAloud([...name]).join(' '))
    expect(['银行长', '长银行', '行长'].map((name) => readAloud([...name]).join(' '))).toEqual(readTwice)
  })
})
