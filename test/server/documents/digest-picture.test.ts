/** The digest's picture: one of a phone's width, however many departments there are and whatever they are called. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lateFirst, periodOf, weekEnds } from '../../../commands/rules/figure-days.js'
import type { Figures } from '../../../commands/rules/figures.js'
import { addDays } from '../../../commands/rules/office-time.js'
import type { NamedFigures } from '../../../server/board/gather-overview.js'
import { type DigestPictureData, drawDigestPicture } from '../../../server/documents/digest-picture.js'

const TODAY = '2026-04-15'
const NOTHING: Figures = {
  ...{ tasks: 0, recorded: 0, visitsDue: 0, inspected: 0, inspectedInTime: 0, visitsOverdue: 0 },
  ...{ resultsDue: 0, disclosed: 0, disclosedInTime: 0, resultsOverdue: 0, undecided: 0 },
}
const NAMES = ['工商分局', '食药监', '住建局', '市生态环境局高新技术产业开发区分局', '消防救援大队', '卫健委']

function department(n: number): NamedFigures {
  const tasks = (n * 37) % 61
  const recorded = Math.floor((tasks * ((n * 13) % 10)) / 10)
  const late = n % 4 === 0
  return {
    ...NOTHING,
    ...{ department: `D${n}`, name: n < NAMES.length ? NAMES[n]! : `第${n}部门`, tasks, recorded },
    ...{ visitsOverdue: late ? 1 + (n % 3) : 0, resultsOverdue: n % 8 === 0 ? 2 : 0 },
  }
}

function dataOf(departments: NamedFigures[], busy = true): DigestPictureData {
  const sum = (figure: keyof Figures) => departments.reduce((total, one) => total + one[figure], 0)
  const count = (n: number) => (busy ? n : 0)
  return {
    ...{ today: TODAY, time: '17:30', period: periodOf('year', TODAY), days: [] },
    total: {
      ...NOTHING,
      ...{ tasks: sum('tasks'), recorded: sum('recorded'), visitsOverdue: sum('visitsOverdue') },
      ...{ resultsDue: count(25), disclosed: count(23), resultsOverdue: sum('resultsOverdue') },
    },
    departments: lateFirst(departments),
    weeks: weekEnds(TODAY, 8).map((end, i) => ({
      ...{ end, recorded: count(i * 7), disclosed: count(i * 4) },
      ...{ visitsOverdue: count(8 - i), resultsOverdue: 0 },
    })),
    ahead: Array.from({ length: 10 }, (_, i) => ({
      ...{ day: addDays(TODAY, i), visits: count((i * 5) % 13), results: count(i % 4) },
    })),
  }
}

function draw(name: string, data: DigestPictureData) {
  const png = drawDigestPicture(data)
  mkdirSync('test-results', { recursive: true })
  writeFileSync(join('test-results', `digest-${name}.png`), png)
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), bytes: png.length }
}

describe('the picture of the digest', () => {
  it.each([1, 6, 40])('of %i departments is one of a phone’s shape', (departments) => {
    const all = Array.from({ length: departments }, (_, n) => department(n))
    const { width, height, bytes } = draw(String(departments), dataOf(all, departments > 0))
    expect(width).toBe(1080)
    // A chat makes a much taller one too small to read.
    expect(height).toBeLessThan(3_000)
    expect(bytes).toBeLessThan(1_000_000)
  })

  it('grows with a long name instead of cutting it', () => {
    const named = (name: string) => draw('name', dataOf([{ ...department(1), name }])).height
    expect(named('市生态环境局高新技术产业开发区分局综合行政执法大队')).toBeGreaterThan(named('工商') + 80)
  })

  it.each(['\u0000\u001b\ufffe', '\ud800', '<svg onload="x">&amp;', '𠮷🎉', ''])(
    'survives the name %j',
    (name) => {
      expect(draw('hostile', dataOf([{ ...department(1), name }])).width).toBe(1080)
    },
  )

  it('shows a department without tasks that still owes something', () => {
    const owing = { ...NOTHING, department: 'D1', name: '住建局', visitsOverdue: 2, resultsOverdue: 1 }
    expect(draw('owing', dataOf([owing], false)).height).toBeGreaterThan(900)
  })
})
