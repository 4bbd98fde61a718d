import { describe, expect, it } from 'vitest'
import { isIdentifier } from '../../../commands/rules/draw/hash.js'
import {
  LEAVE_REASONS,
  RECUSAL_REASONS,
  readReason,
  reasonOf,
  VACANT,
} from '../../../commands/rules/leave-reasons.js'

describe('the closed list of reasons', () => {
  it('reads each word of a reason, in any width, and no other word', () => {
    for (const reason of LEAVE_REASONS) {
      for (const word of reason.words) expect(readReason(` ${word} `, LEAVE_REASONS)).toBe(reason)
      expect(reasonOf(reason.code)).toBe(reason)
    }
    for (const word of ['', '不想去', '生', VACANT, '空缺', 'kin']) {
      expect(readReason(word, LEAVE_REASONS)).toBeUndefined()
    }
  })

  it('names nothing twice, and has codes that a proof may hold', () => {
    const words = LEAVE_REASONS.flatMap((reason) => reason.words)
    expect(new Set(words).size).toBe(words.length)
    const codes = [...LEAVE_REASONS.map((reason) => reason.code), VACANT]
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) expect(isIdentifier(code)).toBe(true)
  })

  it('lets an inspector give conflicts only, and does not publish who is ill', () => {
    expect(RECUSAL_REASONS.every((reason) => reason.conflict)).toBe(true)
    expect(readReason('生病', RECUSAL_REASONS)).toBeUndefined()
    expect(readReason('生病', LEAVE_REASONS)).toBe(readReason('公出', LEAVE_REASONS))
  })
})
