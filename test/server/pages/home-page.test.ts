/** The front page tells of every numbered draw, and of no firm. */
import { describe, expect, it } from 'vitest'
import { type DrawLine, renderHome } from '../../../server/pages/home-page.js'

const zone = 'Asia/Shanghai'
const line: DrawLine = {
  no: 'CQ2026-003',
  planNo: 'JH2026-01',
  planName: '食品生产经营联合抽查',
  nth: 2,
  reason: '第一次作废',
  state: 'committed',
  committedAt: '2026-03-10T01:00:00.000Z',
  drawnAt: null,
  task: null,
}

describe('front page', () => {
  it('says that nothing was drawn yet', () => {
    expect(renderHome({ draws: [], zone })).toContain('还没有进行过抽取')
  })

  it('links each draw with plan, count, state and time at the office', () => {
    const page = renderHome({ draws: [line], zone })
    expect(page).toContain('href="/draws/CQ2026-003"')
    expect(page).toContain('食品生产经营联合抽查')
    expect(page).toContain('JH2026-01 · 第 2 次抽取')
    expect(page).toContain('待见证')
    expect(page).toContain('2026-03-10 09:00</time> 公布承诺值')
  })

  it('keeps the order it was given and shows when a draw was drawn', () => {
    const drawn: DrawLine = { ...line, no: 'CQ2026-004', state: 'drawn', drawnAt: '2026-03-11T16:30:00.000Z' }
    const page = renderHome({ draws: [drawn, line], zone })
    expect(page.indexOf('CQ2026-004')).toBeLessThan(page.indexOf('CQ2026-003'))
    expect(page).toContain('2026-03-12 00:30</time> 抽取')
  })

  it.each([
    ['committed', '待见证'],
    ['witnessed', '待见证'],
    ['closed', '待抽取'],
    ['drawn', '已抽取'],
    ['void', '已作废'],
    ['failed', '已失败'],
  ] as const)('calls the state %s %s', (state, word) => {
    expect(renderHome({ draws: [{ ...line, state }], zone })).toContain(`>${word}</span>`)
  })

  it('shows a hostile plan name as text', () => {
    const page = renderHome({ draws: [{ ...line, planName: '<img src=x onerror=alert(1)>' }], zone })
    expect(page).not.toContain('<img')
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  it('says how to check and that drawn does not mean suspected', () => {
    const page = renderHome({ draws: [], zone })
    expect(page).toContain('python3 ssj_verify.py')
    expect(page).toContain('被抽中不代表涉嫌违法')
  })

  it('needs nothing that its content security policy forbids', () => {
    expect(renderHome({ draws: [line], zone })).not.toMatch(/<script|<style|style=| on\w+=|https?:/)
  })
})
