/** The page of a draw shows how it was drawn and how many, and never whom. */
import { describe, expect, it } from 'vitest'
import { type DrawPage, renderDraw } from '../../../server/pages/draw-page.js'

const fingerprint = (character: string) => character.repeat(64)

const committed: DrawPage = {
  no: 'CQ2026-003',
  planNo: 'JH2026-01',
  planName: '食品生产经营联合抽查',
  nth: 1,
  reason: null,
  state: 'committed',
  cause: null,
  failed: null,
  committedAt: '2026-03-10T01:00:00.000Z',
  drawnAt: null,
  commitHash: 'b79d8371d4f9f270e9ac3a9f2588a51cb2f9c12edae64506d769fa65560ae468',
  files: {
    sheet: fingerprint('1'),
    excluded: fingerprint('2'),
    inspectors: fingerprint('3'),
    seats: fingerprint('4'),
  },
  witnessesNeeded: 1,
  witnesses: [],
  beacon: null,
  seed: null,
  strata: [
    { stratum: 'A', inScope: 812, drawn: null },
    { stratum: 'D', inScope: 40, drawn: null },
  ],
  excluded: [{ reason: '已注销', count: 21 }],
  due: null,
  dueEstimated: false,
  replacements: [],
  proof: null,
  zone: 'Asia/Shanghai',
}

const drawn: DrawPage = {
  ...committed,
  state: 'drawn',
  drawnAt: '2026-03-10T01:03:00.000Z',
  witnesses: [{ text: '今天水位 2.31 米', at: '2026-03-10T01:02:00.000Z' }],
  seed: fingerprint('5'),
  strata: [
    { stratum: 'A', inScope: 812, drawn: 20 },
    { stratum: 'D', inScope: 40, drawn: 0 },
  ],
  due: '2026-04-09',
  proof: { url: '/draws/CQ2026-003/proof.json' },
}

/** What a reader would copy: the text without its marks. */
const textOf = (page: string) => page.replace(/<[^>]*>/g, '')

describe('page of a draw', () => {
  it('shows the commitment in full, each hash as one word to copy', () => {
    const text = textOf(renderDraw(committed))
    for (const hash of [committed.commitHash, ...Object.values(committed.files)]) expect(text).toContain(hash)
  })

  it('shows numbers as they stand before the draw, without a seed or a proof', () => {
    const page = renderDraw(committed)
    expect(page).toContain('待见证')
    expect(page).toContain('<th scope="row">A</th><td>812</td><td>—</td>')
    expect(page).toContain('<dt>已注销</dt><dd>21 家</dd>')
    expect(page).toContain('需要 1 人见证，已有 0 人')
    expect(page).not.toMatch(/种子 S|证明文件|检查期限/)
  })

  it('shows what was drawn in numbers, the words of the witness without a name, seed and due day', () => {
    const page = renderDraw(drawn)
    expect(page).toContain('<td>812</td><td>20</td>')
    expect(page).toContain('<td>40</td><td>0</td>')
    expect(page).toContain('<blockquote>今天水位 2.31 米</blockquote>')
    expect(page).toContain('已核实身份的见证人')
    expect(textOf(page)).toContain(fingerprint('5'))
    expect(page).toContain('检查期限：<b>2026-04-09</b></p>')
    expect(page).toContain('href="/draws/CQ2026-003/proof.json"')
  })

  it('marks a due day in a year without announced holidays', () => {
    expect(renderDraw({ ...drawn, dueEstimated: true })).toContain('<b>2026-04-09</b>（预计）')
  })

  it('names the day on which a proof opens and links nothing before it', () => {
    const page = renderDraw({ ...drawn, proof: { opens: '2026-04-10' } })
    expect(page).toContain('证明文件将于 <b>2026-04-10</b> 公布')
    expect(page).not.toContain('proof.json')
  })

  it('says why a plan is drawn again and why a draw came to nothing', () => {
    const page = renderDraw({
      ...committed,
      nth: 2,
      reason: '首次抽取作废',
      state: 'void',
      cause: '名单有误',
    })
    expect(page).toContain('第 2 次抽取')
    expect(page).toContain('再次抽取的原因：首次抽取作废')
    expect(page).toContain('已作废')
    expect(page).toContain('名单有误')
  })

  it('says that drawn does not mean suspected', () => {
    expect(renderDraw(drawn)).toContain('被抽中不代表涉嫌违法')
  })

  it('shows nothing of firms or inspectors, even when the record at hand holds them', () => {
    const record = {
      ...drawn,
      selected: [['A', 1, 17, '91330100MA2AAAAA1X']],
      roster: [['91330100MA2AAAAA1X', '1', 'ZF-0031']],
    }
    expect(renderDraw(record)).not.toMatch(/91330100MA2AAAAA1X|ZF-0031/)
  })

  it('says of a failed draw what is published, and what can come of it', () => {
    const left = { secret: fingerprint('6'), closed: false, opens: null }
    const failed = (change: Partial<typeof left> | { opens: string }) =>
      renderDraw({ ...committed, state: 'failed', cause: '见证人数不足', failed: { ...left, ...change } })
    expect(failed({})).toContain('href="/draws/CQ2026-003/files/sheet.jsonl"')
    expect(textOf(failed({}))).toContain('没有种子和结果')
    expect(textOf(failed({ closed: true }))).toContain('可以推算它原来会抽出什么')
    const later = failed({ opens: '2026-04-01' })
    expect(textOf(later)).toContain('名单 2026-04-01 公布')
    expect(later).not.toContain('sheet.jsonl')
  })

  it('says of each replacement which moment it shows', () => {
    const one = { visit: 'RW2026-003-07', seat: 0, done: true, at: '2026-03-11T01:00:00.000Z' }
    const replacements = [
      { ...one, reason: '生病、请假或公出', vacant: false },
      { ...one, reason: '席位空缺', vacant: true },
    ]
    const text = textOf(renderDraw({ ...drawn, replacements }))
    expect(text).toContain('2026-03-11 09:00 由领导或监察人员确认')
    expect(text).toContain('2026-03-11 09:00 登记补派')
  })

  it('shows hostile words as text', () => {
    const evil = `"><script>alert('1')</script>`
    const page = renderDraw({
      ...drawn,
      planName: evil,
      reason: evil,
      cause: evil,
      witnesses: [{ text: evil, at: drawn.committedAt }],
      excluded: [{ reason: evil, count: 1 }],
    })
    expect(page).not.toContain('<script')
    expect(page.split('&lt;script&gt;')).toHaveLength(7)
  })
})
