import { describe, expect, it } from 'vitest'
import { judge } from '../../../commands/rules/bulletin.js'
import type { DepartmentFigures } from '../../../commands/rules/figures.js'

const figures = (change: Partial<DepartmentFigures>): DepartmentFigures => ({
  ...{
    department: 'GS',
    tasks: 0,
    recorded: 0,
    visitsDue: 0,
    inspected: 0,
    inspectedInTime: 0,
    visitsOverdue: 0,
  },
  ...{ resultsDue: 0, disclosed: 0, disclosedInTime: 0, resultsOverdue: 0, undecided: 0 },
  ...change,
})

describe('the bulletin’s rule', () => {
  it('praises what was all done in time, once there was enough of it', () => {
    const good = {
      visitsDue: 2,
      inspected: 2,
      inspectedInTime: 2,
      resultsDue: 1,
      disclosed: 1,
      disclosedInTime: 1,
    }
    expect(judge(figures(good))).toMatchObject({
      verdict: 'praise',
      reasons: [{ kind: 'all-in-time', due: 3 }],
    })
    expect(judge(figures({ visitsDue: 2, inspected: 2, inspectedInTime: 2 })).verdict).toBeNull()
    expect(judge(figures({})).verdict).toBeNull()
  })

  it('neither praises nor criticises what was done a little late', () => {
    expect(judge(figures({ visitsDue: 10, inspected: 10, inspectedInTime: 9 })).verdict).toBeNull()
  })

  it('criticises what is still owed, whatever else was done', () => {
    const owing = judge(
      figures({ visitsDue: 9, inspected: 9, inspectedInTime: 9, visitsOverdue: 1, resultsOverdue: 2 }),
    )
    expect(owing).toMatchObject({
      verdict: 'criticism',
      reasons: [{ kind: 'overdue', visits: 1, results: 2 }],
    })
  })

  it('criticises a rate below four fifths, and none at four fifths', () => {
    expect(judge(figures({ visitsDue: 5, inspected: 5, inspectedInTime: 4 })).verdict).toBeNull()
    expect(judge(figures({ visitsDue: 5, inspected: 5, inspectedInTime: 3 }))).toMatchObject({
      verdict: 'criticism',
      reasons: [{ kind: 'low-rate', rate: 'punctualInspection', done: 3, due: 5 }],
    })
    expect(judge(figures({ resultsDue: 10, disclosed: 7, disclosedInTime: 7 })).reasons).toEqual([
      { kind: 'low-rate', rate: 'completion', done: 7, due: 10 },
    ])
  })
})
