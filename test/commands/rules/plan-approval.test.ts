import { describe, expect, it } from 'vitest'
import { carryApproval, contentHash } from '../../../commands/rules/plan-approval.js'

const T1 = '2026-01-20T02:00:00.000Z'
const T2 = '2026-03-10T02:00:00.000Z'
const bare = {
  ...{ no: 'JH1', frequency: 1, approvedBy: null as string | null, approvedAt: null as string | null },
  ...{ filingNo: null as string | null, importedBy: null as string | null, approvalLapsed: null },
}
const onPaper = { ...bare, approvedBy: 'p1', approvedAt: T1, filingNo: '1号' }
const changed = { ...onPaper, frequency: 2 }

describe('what an import makes of an approval', () => {
  it('takes a new plan as the file has it, and who handed it in', () => {
    expect(carryApproval(undefined, onPaper, 'p9')).toEqual({ ...onPaper, importedBy: 'p9' })
  })

  it('knows no filing without an approval', () => {
    expect(carryApproval(undefined, { ...bare, filingNo: '1号' }, 'p9').filingNo).toBeNull()
  })

  it('keeps what the chat has added while the content is the same', () => {
    const approved = { ...bare, approvedBy: 'p2', approvedAt: T2, filingNo: '2号', importedBy: 'p9' }
    expect(carryApproval(approved, bare, 'p3')).toEqual(approved)
  })

  it('ends approval and filing with a change, for good', () => {
    const kept = carryApproval(onPaper, changed, 'p9')
    const ended = { approvedBy: null, approvedAt: null, filingNo: null }
    expect(kept).toEqual({ ...changed, ...ended, importedBy: 'p9', approvalLapsed: T1 })
    expect(carryApproval(kept, changed, 'p3')).toEqual(kept)
  })

  it('takes a later approval of the changed plan from the file', () => {
    const again = { ...changed, approvedAt: T2, filingNo: '3号' }
    expect(carryApproval(onPaper, again, 'p9')).toMatchObject({ approvedAt: T2, filingNo: '3号' })
  })

  it('never lets an old file bring back the filing of an ended approval', () => {
    const lapsed = carryApproval(onPaper, changed, 'p9')
    const inChat = { ...lapsed, approvedBy: 'p2', approvedAt: T2 }
    expect(carryApproval(inChat, changed, 'p9')).toEqual(inChat)
  })

  it('hashes the content alone', () => {
    expect(contentHash(onPaper)).toBe(contentHash(bare))
    expect(contentHash(changed)).not.toBe(contentHash(bare))
  })
})
