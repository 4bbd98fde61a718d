import { describe, expect, it } from 'vitest'
import { joinLeave, readLeaveLine, readLeaveSpan } from '../../../commands/rules/leave-span.js'

const TODAY = '2026-03-10'

function read(text: string) {
  const line = readLeaveLine(text)
  return line && [line.person, readLeaveSpan(line, TODAY), line.rest]
}

describe('a line of /leave', () => {
  it.each([
    ['2026-03-12 至 2026-03-16 参加培训', null, '2026-03-12', '2026-03-16', '参加培训'],
    ['3月12日至3月16日 参加培训', null, '2026-03-12', '2026-03-16', '参加培训'],
    ['3月12日-16日，参加培训', null, '2026-03-12', '2026-03-16', '参加培训'],
    ['２０２６年３月１２日～２０２６年３月１６日　看病', null, '2026-03-12', '2026-03-16', '看病'],
    ['2026/3/12 2026/3/16 看 病', null, '2026-03-12', '2026-03-16', '看 病'],
    ['2026.3.12—2026.3.16', null, '2026-03-12', '2026-03-16', ''],
    ['2026-03-12-2026-03-16 看病', null, '2026-03-12', '2026-03-16', '看病'],
    ['明天 看病', null, '2026-03-11', '2026-03-11', '看病'],
    ['今天至后天 看病', null, '2026-03-10', '2026-03-12', '看病'],
    ['12月30日至1月3日 探亲', null, '2026-12-30', '2027-01-03', '探亲'],
    ['张三 3月12日至16日', '张三', '2026-03-12', '2026-03-16', ''],
    ['P0012 2026-03-12 至 2026-03-16 看病', 'P0012', '2026-03-12', '2026-03-16', '看病'],
  ])('%s', (text, person, from, to, rest) => {
    expect(read(text)).toEqual([person, { from, to }, rest])
  })

  it('has no days that the calendar does not have, and none where none are named', () => {
    expect(read('2月30日 看病')).toEqual([null, null, '看病'])
    expect(read('3月30日至31日')?.[1]).toEqual({ from: '2026-03-30', to: '2026-03-31' })
    expect(read('4月30日至31日')?.[1]).toBeNull()
    for (const text of ['', '看病', '下周一', '12 16 看病']) expect(read(text), text).toBeNull()
  })

  it('leaves a second day that cannot be read where it can be seen', () => {
    expect(read('3月12日 至下周一 看病')).toEqual([
      ...[null, { from: '2026-03-12', to: '2026-03-12' }, '至下周一 看病'],
    ])
  })
})

describe('a leave beside the one on the roll', () => {
  const held = { leaveFrom: '2026-03-12', leaveTo: '2026-03-16' }
  const join = (from: string, to: string, today = TODAY) => joinLeave(held, { from, to }, today)

  it('is joined to what it touches or overlaps', () => {
    expect(join('2026-03-17', '2026-03-18')).toEqual({ from: '2026-03-12', to: '2026-03-18' })
    expect(join('2026-03-11', '2026-03-11')).toEqual({ from: '2026-03-11', to: '2026-03-16' })
    expect(join('2026-03-13', '2026-03-14')).toEqual({ from: '2026-03-12', to: '2026-03-16' })
  })

  it('cannot lie apart from it, unless that one is over', () => {
    expect(join('2026-03-18', '2026-03-18')).toBeNull()
    expect(join('2026-03-10', '2026-03-10')).toBeNull()
    expect(join('2026-03-18', '2026-03-19', '2026-03-17')).toEqual({ from: '2026-03-18', to: '2026-03-19' })
    const none = { leaveFrom: null, leaveTo: null }
    expect(joinLeave(none, { from: '2026-03-18', to: '2026-03-18' }, TODAY)).not.toBeNull()
  })
})
