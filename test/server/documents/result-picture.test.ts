/** The pictures of a result: as many as a chat bears, as wide as a phone reads, whatever the names hold. */
import { describe, expect, it } from 'vitest'
import { glyphsOf } from '../../../server/documents/glyphs.js'
import { breakLines, type TextStyle } from '../../../server/documents/picture-text.js'
import { drawResultPictures } from '../../../server/documents/result-picture.js'
import { sampleDraw } from './sample-draw.js'

/** A PNG's first chunk begins with width and height. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)] as const

function pictureOf(name: string): Buffer {
  const data = sampleDraw(1)
  const visits = data.visits.map((visit) => ({ ...visit, firm: { ...visit.firm, name } }))
  return drawResultPictures({ ...data, visits }, null)[0]!
}

describe('pictures of a result', () => {
  it.each([
    [1, 1],
    [20, 1],
    [21, 2],
    [60, 3],
    [61, 1],
    [500, 1],
  ])('%i visits make %i pictures', (visits, pictures) => {
    const drawn = drawResultPictures(sampleDraw(visits), null)
    expect(drawn).toHaveLength(pictures)
    for (const png of drawn) {
      const [width, height] = sizeOf(png)
      expect(width).toBe(1080)
      // Telegram takes no photo whose sides add up to more than 10,000.
      expect(height).toBeLessThan(4_000)
    }
  })

  it('breaks long names, and loses none of them', () => {
    const style: TextStyle = { x: 0, size: 40, fill: '#000000', weight: 400 }
    const name = '鹤壁市淇滨区ABC综合物流配送（集团）股份有限公司河南省分公司'.repeat(3)
    const lines = breakLines(name, 900, style)
    expect(lines.join('')).toBe(name)
    for (const line of lines) {
      const width = glyphsOf(line, 400).reduce((sum, { advance }) => sum + advance * 0.4, 0)
      expect(width).toBeLessThanOrEqual(900)
    }
    expect(sizeOf(pictureOf(name))[1]).toBeGreaterThan(sizeOf(pictureOf('短'))[1] + 100)
  })

  it.each(['\u0000\u001b\ufffe', '\ud800', '<svg onload="x">&amp;', '𠮷🎉', ''])(
    'survives the name %j',
    (name) => {
      expect(sizeOf(pictureOf(name))[0]).toBe(1080)
    },
  )

  it('sets characters as wide as the font has them', () => {
    const [chinese, digit, blank, comma, wide, after] = glyphsOf('中1 ，\u3000丂', 400)
    expect(wide).toEqual({ outline: '', advance: 100 })
    expect(after?.outline).not.toBe('')
    expect(chinese?.advance).toBe(100)
    expect(digit?.advance).toBeCloseTo(55.5, 0)
    expect(blank).toMatchObject({ outline: '', advance: expect.closeTo(22.4, 0) })
    expect(comma?.advance).toBe(100)
  })
})
