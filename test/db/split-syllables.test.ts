import { describe, expect, it } from 'vitest'
import { splitSyllables } from '../../db/split-syllables.js'

describe('pinyin without blanks', () => {
  it.each([
    ['shanchengshipin', ['shan cheng shi pin']],
    ['xian', ['xian', 'xi an']],
    ['fangan', ['fang an', 'fan gan']],
    ['nvzhuang', ['nv zhuang', 'nv zhu ang']],
    ['scsp', []],
    ['shanch', []],
    ['', [[].join(' ')]],
  ])('reads %j as whole syllables', (letters, ways) => {
    expect(splitSyllables(letters).map((way) => way.join(' '))).toEqual(ways)
  })

  it('comes to an end with a long word that has very many readings', () => {
    expect(splitSyllables('xian'.repeat(500))).toHaveLength(8)
    expect(splitSyllables(`${'xian'.repeat(500)}q`)).toEqual([])
  })
})
