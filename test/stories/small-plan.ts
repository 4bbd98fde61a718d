/** Makes a plan of the sample so small that everybody knows who can go where. */
import type { Inspector } from '../../db/store.js'
import type { Office } from './office.js'

const PLAN = 'JH2026-01'
const DEPARTMENT = 'SCQ-GS'
const TAG = '试点'

interface Size {
  inspectors: number
  /** In scope; `drawn` of them are drawn, with two seats each. */
  firms: number
  drawn: number
  maxVisits: number
  /** So many of the inspectors are recused from every firm. */
  recused?: number
}

/** @returns those who are left on the department's roll, by id */
export async function makeSmall(office: Office, size: Size): Promise<Inspector[]> {
  return office.store.write(async (tx) => {
    const roll = await tx.inspectors.ofDepartments([DEPARTMENT])
    const fit = roll.filter((one) => one.leaveFrom === null && one.certifiedUntil > '2026-12-01')
    const left = fit.slice(0, size.inspectors)
    for (const one of roll) if (!left.includes(one)) await tx.inspectors.put({ ...one, active: false })
    const plan = (await tx.plans.get(PLAN))!
    const codes: string[] = []
    const limited = { ...plan.scope, types: ['有限责任公司'], classes: ['B' as const] }
    await tx.firms.eachInScope([limited], (firms) => {
      for (const { code, status } of firms) if (status === '存续') codes.push(code)
    })
    for (const code of codes.slice(0, size.firms)) {
      const firm = (await tx.firms.get(code))!
      await tx.firms.put({ ...firm, tags: [...firm.tags, TAG] })
      for (const { id } of left.slice(0, size.recused ?? 0)) {
        await tx.recusals.put({ inspector: id, firm: code, reason: '近亲属在该单位任职' })
      }
    }
    for (const code of plan.items) {
      const item = (await tx.items.get(code))!
      await tx.items.put({ ...item, ratioCap: [1, 1] })
    }
    const scope = { ...plan.scope, tags: [TAG] }
    const rules = { B: { count: size.drawn } }
    await tx.plans.put({ ...plan, scope, rules, maxVisits: size.maxVisits })
    return left
  })
}
