/** The browser's check, server/pages/check. */
import { verify } from '../../../server/pages/check/verify.js'
import type { Runner } from './runner.js'

export const browser: Runner = {
  name: 'server/pages/check',
  units: {},
  verify(bytes) {
    const answer = verify(bytes)
    if (answer.result === 'match') return null
    return answer.result === 'mismatch' ? answer.section : 'unreadable'
  },
}
